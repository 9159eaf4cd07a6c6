"""A Bot API server over HTTP on loopback: refuses what the real one refuses, records everything."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from aiohttp import web

from tests.fakes.bot_api_check import Refused, check
from tests.fakes.bot_api_methods import Chats
from tests.fakes.bot_api_sent import Json, Sent

TOKEN = "123456789:AAFakeTokenForTheFakeServer-abcdefghij"


@dataclass
class Call:
    """A request as it came in and the status it was answered with."""

    method: str
    parameters: Json
    status: int
    description: str = ""


@dataclass
class Fault:
    """What happens to the next ``times`` requests of a method.

    status: HTTP status to answer with (429 asks to wait a second); None drops the connection,
    after the request was carried out if ``delivered``.
    """

    method: str
    status: int | None
    times: int = 1
    delivered: bool = False
    description: str = "Injected fault"


class FakeBotApi(Chats):
    """The server; people write to the bot with ``say`` and ``press``."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    # ---- the server

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=60_000_000)
        app.router.add_post("/bot{token}/{method}", self._serve)
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
        try:
            if request.match_info["token"] != self.token:
                raise Refused("Unauthorized", 401)  # noqa: TRY301 (one place answers)
            parameters = check(method, raw)
            fault = self._fault(method)
            if fault and not fault.delivered:
                return self._fail(request, fault, method, parameters)
            result = await self.method(method)(parameters)
            if fault:
                return self._fail(request, fault, method, parameters)
        except Refused as e:
            await self._record(Call(method, raw, e.status, e.description))
            body = {"ok": False, "error_code": e.status, "description": e.description}
            if e.parameters:
                body["parameters"] = e.parameters
            return web.json_response(body, status=e.status)
        await self._record(Call(method, parameters, 200))
        return web.json_response({"ok": True, "result": result})

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _fail(
        self, request: web.Request, fault: Fault, method: str, parameters: Json
    ) -> web.StreamResponse:
        if fault.status == 429:
            raise Refused("Too Many Requests: retry after 1", 429, retry_after=1)
        if fault.status is not None:
            raise Refused(fault.description, fault.status)
        self.calls.append(Call(method, parameters, 0, "dropped"))
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _record(self, call: Call) -> None:
        await self.notify(lambda: self.calls.append(call))

    # ---- what people do

    def open_chat(self, chat_id: int, kind: str = "private") -> None:
        chat = {"id": chat_id, "type": kind, "title": "Group", "first_name": "Ada"}
        self.chats.setdefault(chat_id, {"chat": chat, "messages": set()})

    async def say(
        self, text: str, *, chat_id: int = 7, language: str = "en", kind: str = "private"
    ) -> int:
        """Write to the bot; return the message's id."""
        self.open_chat(chat_id, kind)
        message: Json = {
            "message_id": self.new_id(),
            "date": int(time.time()),
            "chat": self.chats[chat_id]["chat"],
            "from": _person(language),
            "text": text,
        }
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            message["entities"] = [command]
        await self.update({"message": message})
        return int(message["message_id"])

    async def press(self, sent: Sent, label: str, *, language: str = "en") -> None:
        """Press the button of that label under a message."""
        rows = (sent.markup or {})["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
        await self.press_data(sent, data, language=language)

    async def press_data(
        self, sent: Sent, data: str, *, language: str = "en", forgotten: bool = False
    ) -> None:
        """Send any callback data; ``forgotten``: Telegram no longer knows the message's text."""
        message = self.as_json(sent)
        if forgotten:
            message = {"message_id": sent.message_id, "date": 0, "chat": message["chat"]}
        query_id = str(self.new_id())
        self.queries.add(query_id)
        query = {
            "id": query_id,
            "from": _person(language),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
        await self.update({"callback_query": query})

    async def update(self, content: Json) -> None:
        """Put any update into the queue."""
        update = {"update_id": self.new_id(), **content}
        await self.notify(lambda: self.updates.append(update))

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
        return [call for call in self.calls if 400 <= call.status < 500 and call.status != 429]


def _person(language: str) -> Json:
    return {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": language}


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = json.loads(await request.text())
        return body
    return dict(await request.post())
