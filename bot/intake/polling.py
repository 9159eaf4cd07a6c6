"""Asking Telegram for updates, again and again, through outages, until it is time to stop."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.client import Client
from bot.delivery.outcome import seconds_to_wait
from bot.intake.intake import ALLOWED_UPDATES, FULL_BATCH, Intake
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import Heartbeat
from bot.state.patience import why

log = logging.getLogger(__name__)
T = TypeVar("T")

#: How long Telegram holds a request for updates open while there are none, in seconds.
_LONG_POLL = 10
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
#: A proxy's error page looks like a refused token; so many in a row are believed.
_REFUSALS = 5
#: An instance that is just being stopped may still be asking; so many in a row are believed. Of two
#: that go on, the older one is the first to have been interrupted so often.
_CONFLICTS = 2
#: Seconds that telling Telegram of the last updates may take when we stop.
_GOODBYE = 3.0

REFUSED = (
    "Telegram does not accept the token. Compare TELEGRAM_BOT_TOKEN with what @BotFather shows"
    " (and TELEGRAM_API_URL, if you changed it)."
)
SECOND = (
    "Another program is fetching this bot's updates, so this one stops. Run only one instance per"
    " token."
)


class Stopped(Exception):  # noqa: N818 (an order, not an error)
    """We were asked to stop while waiting."""


class Polling:
    """The loop that fetches updates and gives them to the intake."""

    def __init__(
        self, client: Client, intake: Intake, heartbeat: Heartbeat, metrics: Metrics
    ) -> None:
        self._client = client
        self._intake = intake
        self._heartbeat = heartbeat
        self._metrics = metrics

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until ``stop`` is set. Raises Stopped, InvalidToken or Conflict."""
        await retrying(partial(self._client.delete_webhook, drop_pending_updates=False), stop)
        offset, wait = 0, _LONG_POLL
        try:
            while True:
                updates = await retrying(
                    partial(self._fetch, offset, wait),
                    stop,
                    refusals=_REFUSALS,
                    conflicts=_CONFLICTS,
                    attempted=self._heartbeat.attempted,
                )
                # on disk first: the next request tells Telegram that they need not come again
                await self._keep(updates, stop)
                wait = 0 if len(updates) >= FULL_BATCH else _LONG_POLL
                if updates:
                    offset = max(int(update["update_id"]) for update in updates) + 1
        finally:
            if stop.is_set() and offset:
                await self._acknowledge(offset)

    async def _keep(self, updates: list[dict[str, Any]], stop: asyncio.Event) -> None:
        """Store updates; while that cannot be done, Telegram keeps them. Raises Stopped."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._intake.receive(updates)
            except sqlite3.OperationalError as e:
                log.error(  # noqa: TRY400 (it says where)
                    "Updates cannot be stored (%s); next try in %.0f s", why(e), pause
                )
            else:
                return
            await _rest(pause, stop, self._heartbeat.attempted)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _fetch(self, offset: int, wait: int) -> list[dict[str, Any]]:
        updates = await self._client.fetch(offset, wait, ALLOWED_UPDATES)
        self._heartbeat.polled()
        self._metrics.polled()
        return updates

    async def _acknowledge(self, offset: int) -> None:
        """Tell Telegram what we have, so that it is not delivered to the next start."""
        try:
            async with asyncio.timeout(_GOODBYE):
                rest = await self._client.fetch(offset, 0, ALLOWED_UPDATES, limit=1)
            await self._intake.receive(rest)
        except (TelegramError, TimeoutError, sqlite3.Error) as e:
            log.warning("The last updates may be delivered again (%s)", type(e).__name__)


async def retrying(
    call: Callable[[], Awaitable[T]],
    stop: asyncio.Event,
    *,
    refusals: int = 1,
    conflicts: int = 1,
    attempted: Callable[[], None] = lambda: None,
) -> T:
    """Call until it works.

    Raises Stopped, and InvalidToken and Conflict after so many in a row.
    """
    pause = _FIRST_PAUSE
    while True:
        attempted()
        try:
            return await _unless(stop, call())
        except RetryAfter as e:
            pause = seconds_to_wait(e)
        except InvalidToken:
            refusals -= 1
            if refusals <= 0:
                raise
        except Conflict:
            conflicts -= 1
            if conflicts <= 0:
                raise
        except (BadRequest, Forbidden) as e:
            log.warning("Telegram refuses what the bot asks (%s); next try in %.0f s", e, pause)
        except NetworkError as e:
            log.warning(
                "Telegram cannot be reached (%s); next try in %.0f s", type(e).__name__, pause
            )
        await _rest(pause, stop, attempted)
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _rest(seconds: float, stop: asyncio.Event, attempted: Callable[[], None]) -> None:
    """Wait. Telegram may ask for a long pause, which must not look as if nobody tried any more."""
    while seconds > 0:
        await _unless(stop, asyncio.sleep(min(seconds, _LONGEST_PAUSE)))
        seconds -= _LONGEST_PAUSE
        attempted()


async def _unless(stop: asyncio.Event, work: Awaitable[T]) -> T:
    """Return what ``work`` returns; drop it and raise Stopped as soon as ``stop`` is set."""
    task = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Stopped
        return task.result()
    finally:
        for future in (task, stopping):
            future.cancel()
        await asyncio.gather(task, stopping, return_exceptions=True)
