"""``/live``, ``/health`` and ``/metrics`` on loopback, for whoever runs the bot.

``/live`` says whether the bot should be started anew, ``/health`` whether somebody who asks now is
answered soon: a bot without an index lives, but is not ready. Nothing is said of people or texts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.monitor.loopback import Loopback
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import Heartbeat

log = logging.getLogger(__name__)

#: An update that has waited for longer means that the bot does not keep up.
_LONGEST_WAIT = 120.0
#: Seconds that a request under way has when the bot stops.
_GRACE = 1.0


@dataclass(frozen=True, slots=True)
class Health:
    """What is asked when somebody wants to know.

    waiting: updates received and not handled. oldest: seconds that the first of them has waited.
    index: whether there is an index to answer from.
    """

    heartbeat: Heartbeat
    waiting: Callable[[], int]
    oldest: Callable[[], float]
    index: Callable[[], bool]

    def report(self) -> dict[str, Any]:
        """Return the state as JSON; ``problems`` says in words why the bot is not ready."""
        dead = self.heartbeat.why_dead()
        silence, oldest = self.heartbeat.silence(), self.oldest()
        problems = [dead] if dead else []
        if not self.heartbeat.in_contact():
            problems.append("Telegram has not answered lately")
        if oldest > _LONGEST_WAIT:
            problems.append(f"an update has waited for {oldest:.0f} s")
        if not self.index():
            problems.append("there is no index: run ingest and build")
        return {
            "live": dead is None,
            "ready": not problems,
            "problems": problems,
            "seconds_since_telegram_answered": None if silence is None else round(silence, 1),
            "updates_waiting": self.waiting(),
            "updates_in_handling": self.heartbeat.handling,
            "oldest_waiting_seconds": round(oldest, 1),
        }


class Monitor:
    """The server. A port that is taken does not stop the bot."""

    def __init__(self, health: Health, metrics: Metrics, port: int) -> None:
        self._health = health
        self._metrics = metrics
        self._port = port
        app = web.Application()
        app.router.add_get("/live", self._live)
        app.router.add_get("/health", self._ready)
        app.router.add_get("/metrics", self._figures)
        self._server = Loopback(app, port, _GRACE)

    async def start(self) -> None:
        """Listen on loopback, or log why that cannot be done."""
        try:
            await self._server.start()
        except OSError as e:
            log.warning("No health and metrics: port %d cannot be used (%s)", self._port, e)
        else:
            log.info("Health and metrics: %s/health, /live and /metrics", self.url)

    @property
    def url(self) -> str:
        """The address; empty while nothing listens."""
        return self._server.url

    async def close(self) -> None:
        """Stop listening."""
        await self._server.close()

    async def _live(self, _request: web.Request) -> web.Response:
        report = self._health.report()
        return web.json_response(report, status=200 if report["live"] else 503)

    async def _ready(self, _request: web.Request) -> web.Response:
        report = self._health.report()
        return web.json_response(report, status=200 if report["ready"] else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        return web.Response(
            body=self._metrics.text(), headers={"Content-Type": self._metrics.content_type}
        )
