"""Updates that Telegram brings: a small server behind a reverse proxy, which speaks https.

Telegram is told that an update was received only after it is on disk; whatever else it is told,
it brings the update again.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.monitor.loopback import Loopback
from bot.monitor.watchdog import Heartbeat
from bot.settings import Webhook

log = logging.getLogger(__name__)

#: Stores updates; what it raises means that they are not on disk.
Receive = Callable[[list[dict[str, Any]]], Awaitable[None]]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name of the header)
#: Bytes of a request; an update has some thousand.
_LARGEST = 1_000_000
#: Requests that Telegram may make at a time; each takes a millisecond.
_CONNECTIONS = 40
#: Seconds that requests under way have when the bot stops.
_GRACE = 5.0
#: Seconds between two looks at how Telegram gets on with bringing updates.
_BETWEEN_LOOKS = 60.0

TAKEN = (
    "Another program has taken over this bot's updates, so this one stops. Run only one instance"
    " per token."
)


class WebhookServer:
    """Takes updates on a loopback port at any path, since a proxy may shorten it.

    The path is no secret; who knows ``webhook.secret`` is Telegram.
    """

    def __init__(self, webhook: Webhook, receive: Receive) -> None:
        self._webhook = webhook
        self._receive = receive
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post("/{path:.*}", self._take)
        self._server = Loopback(app, webhook.port, _GRACE)

    async def start(self) -> None:
        """Listen. Raises OSError if the port cannot be used."""
        await self._server.start()

    @property
    def url(self) -> str:
        """The address on loopback; empty while nothing listens."""
        return self._server.url

    async def close(self) -> None:
        """Take nothing more, and return when what is under way has been stored."""
        await self._server.close()

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            return web.Response(status=403)
        update = _update_in(await request.read())
        if update is None:
            return web.Response(status=400)
        try:
            await self._receive([update])
        except Exception:  # whatever it was: Telegram must bring it again
            log.exception("An update could not be stored; Telegram will bring it again")
            return web.Response(status=503)
        return web.Response()


def _update_in(body: bytes) -> dict[str, Any] | None:
    """Return the update that a request brings, None if it is none."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        return None
    return update


async def register(bot: Bot, webhook: Webhook, allowed: Sequence[str]) -> None:
    """Tell Telegram where to bring updates, those that wait included. Raises TelegramError."""
    await bot.set_webhook(
        webhook.url,
        allowed_updates=allowed,
        max_connections=_CONNECTIONS,
        secret_token=webhook.secret,
    )


async def look_after(bot: Bot, webhook: Webhook, heartbeat: Heartbeat, stop: asyncio.Event) -> bool:
    """Ask Telegram now and then how it gets on, until ``stop`` is set; False if it was taken over.

    That no update comes says nothing: perhaps nobody asks anything.
    """
    told = None
    while not stop.is_set():
        heartbeat.attempted()
        try:
            info = await bot.get_webhook_info()
        except TelegramError as e:
            log.warning("Telegram cannot be asked about the webhook (%s)", type(e).__name__)
        else:
            heartbeat.polled()
            if info.url != webhook.url:
                log.critical(TAKEN)
                return False
            told = _complain(info, told)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _BETWEEN_LOOKS)
    return True


def _complain(info: WebhookInfo, told: object) -> object:
    """Log what hinders Telegram, once each time; return when that was."""
    if info.last_error_date is not None and info.last_error_date != told:
        log.warning(
            "Telegram could not bring an update (%s); %d wait there",
            info.last_error_message,
            info.pending_update_count,
        )
    return info.last_error_date
