"""A Bot API server over HTTP on loopback: refuses what the real one refuses, records everything.

What people do stands in ``tests.fakes.telegram``: ``writing``, ``people`` and ``membership``. The
methods of the Bot API stand beside them, their parameters in ``bot_api_table.json``.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.fakes import overheard
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.calls import CURRENT, Call
from tests.fakes.telegram.check import check
from tests.fakes.telegram.faults import ALWAYS, Fault, Faults
from tests.fakes.telegram.flood import FloodLimits
from tests.fakes.telegram.membership import Membership
from tests.fakes.telegram.refusals import Refused

__all__ = ["TOKEN", "Call", "FakeBotApi", "Fault", "FloodLimits", "Sent"]

Json = dict[str, Any]

TOKEN = "123456789:AAFakeTokenForTheFakeServer-abcdefghij"
_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
_WORD = re.compile(r"(?=[A-Z])")


class FakeBotApi(Membership):
    """The server; clock: in seconds since 1970, the machine's by default."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        limits: FloodLimits | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        super().__init__()
        if clock is not None:
            self.clock = clock
        self.token = token
        overheard.is_secret(token)
        self.flood.limits = limits
        self._faults = Faults(self.now)
        self.faults = self._faults.waiting
        self.url = ""
        self._runner: web.AppRunner | None = None

    # ---- the server

    async def start(self, port: int = 0) -> None:
        """Listen; after ``stop`` again, on the same port if it is given."""
        app = web.Application(client_max_size=60_000_000)
        app.router.add_post("/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{kind}/{key}/{name}", self._serve_file)
        # A poll that the bot gives up ends here too, and is in nobody's way.
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening; what the server knows stays."""
        await self._end_webhook()
        if self._runner is not None:
            await self.notify(self.next_poll)
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            raw = await _parameters(request)
        except ConnectionResetError:
            return web.Response()  # the bot was stopped in the middle of a request
        call = Call(method, raw, number=len(self.calls), began=self.clock())
        self.calls.append(call)
        CURRENT.set(call)
        try:
            response = await self._answer(request, call)
        finally:
            call.ended = self.clock()
            await self.notify(lambda: None)
        if response is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        with_body = await _write(request, response)
        await self.notify(lambda: setattr(call, "answered", with_body))
        return response

    async def _answer(self, request: web.Request, call: Call) -> web.Response | None:
        """Carry out a request; None drops the connection."""
        fault = None
        try:
            if request.match_info["token"] != self.token:
                raise Refused("Unauthorized", 401)  # noqa: TRY301 (one place answers)
            call.parameters = check(call.method, call.parameters)
            fault = self._faults.strike(call.method, call.parameters)
            if fault and not fault.delivered and fault.status != 200:
                return await self._fail(call, fault)
            result = await self._method(call.method)(call.parameters)
            call.carried_out = True
            if fault and fault.status != 200:
                return await self._fail(call, fault)
        except Refused as e:
            call.status, call.description = e.status, e.description
            body: Json = {"ok": False, "error_code": e.status, "description": e.description}
            if e.parameters:
                body["parameters"] = e.parameters
            return web.json_response(body, status=e.status)
        if fault:
            await asyncio.sleep(fault.delay)
        call.status = 200
        return web.json_response({"ok": True, "result": result})

    def _method(self, name: str) -> Callable[[Json], Any]:
        found: Callable[[Json], Any] = getattr(self, f"_{_WORD.sub('_', name).lower()}")
        return found

    async def _fail(self, call: Call, fault: Fault) -> web.Response | None:
        call.fault = True
        await asyncio.sleep(fault.delay)
        if fault.hang:
            call.description = "hangs"
            await self.notify(lambda: None)
            await asyncio.Event().wait()
        if fault.status is None:
            call.description = "dropped"
            return None
        if fault.html:
            call.status, call.description = fault.status, "a page"
            page = _PAGE.format(fault.description)
            return web.Response(text=page, status=fault.status, content_type="text/html")
        if fault.status == 429:
            seconds = fault.retry_after
            raise Refused(f"Too Many Requests: retry after {seconds}", 429, retry_after=seconds)
        raise Refused(fault.description, fault.status)

    async def _serve_file(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        if request.match_info["token"] != self.token or key not in self.files:
            return web.json_response({"ok": False, "error_code": 404}, status=404)
        return web.Response(body=self.files[key][1])

    @asynccontextmanager
    async def outage(self, status: int | None = None, *, html: bool = False) -> AsyncIterator[None]:
        """Fail every request, of any method, as long as the context lasts."""
        fault = Fault("*", status, ALWAYS, html=html)
        self.faults.insert(0, fault)
        try:
            yield
        finally:
            self.faults.remove(fault)

    # ---- what a test waits for

    async def replies(self, count: int, *, after: int = 0, seconds: float = 30) -> list[Sent]:
        """Return ``count`` messages sent after the first ``after``."""
        await self.wait(lambda: len(self.sent) >= after + count, seconds)
        return self.sent[after : after + count]

    async def handled(self, seconds: float = 30) -> None:
        """Return when the bot has acknowledged every update."""
        await self.wait(lambda: not self.updates, seconds)

    def refused(self) -> list[Call]:
        """Return the requests that a well-behaved bot would not have made."""
        return [call for call in self.calls if call.avoidable]

    def floods(self) -> list[Call]:
        """Return the requests that exceeded a limit by the bot's own fault."""
        return [call for call in self.calls if call.status == 429 and not call.fault]


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = json.loads(await request.text())
        return body
    return dict(await request.post())


async def _write(request: web.Request, response: web.Response) -> bool:
    """Write an answer; return whether the connection took all of it."""
    try:
        await response.prepare(request)
        await response.write_eof()
    except (ConnectionError, OSError):
        return False
    return request.transport is not None and not request.transport.is_closing()
