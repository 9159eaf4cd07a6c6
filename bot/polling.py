"""Fetching updates from Telegram and handling them, one after another.

An update is acknowledged (by asking for the next) only after it was handled, so one that a crash
interrupts is delivered again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import BotCommand, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.messages.catalogue import Messages
from bot.messages.choose import MESSAGES
from bot.services import App

log = logging.getLogger(__name__)
T = TypeVar("T")

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)
#: How long Telegram holds a request for updates open while there are none, in seconds.
_LONG_POLL = 10
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
#: A proxy's error page looks like a refused token; so many in a row are believed.
_REFUSALS = 5

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


async def poll(application: App, stop: asyncio.Event) -> int:
    """Serve until ``stop`` is set; return the exit status (1 if Telegram will not have us)."""
    try:
        await _retrying(application.initialize, stop, refusals=1)
        await _retrying(application.bot.delete_webhook, stop)
        await _publish_commands(application)
        log.info("Serving as @%s", application.bot.username)
        await _serve(application, stop)
    except Stopped:
        log.info("Stopped")
    except InvalidToken:
        log.critical(REFUSED)
        return 1
    except Conflict:
        log.critical(SECOND)
        return 1
    finally:
        await application.shutdown()
        # The application leaves connections open if it was never fully initialised.
        await application.bot.shutdown()
    return 0


async def _serve(application: App, stop: asyncio.Event) -> None:
    offset = 0
    try:
        while True:
            updates = await _retrying(partial(_fetch, application, offset), stop)
            for update in updates:
                await application.process_update(update)
                offset = update.update_id + 1
                _check(stop)
    except Stopped:
        await _acknowledge(application, offset)
        raise


def _check(stop: asyncio.Event) -> None:
    if stop.is_set():
        raise Stopped


async def _fetch(application: App, offset: int) -> tuple[Update, ...]:
    updates: tuple[Update, ...] = await application.bot.get_updates(
        offset=offset, timeout=_LONG_POLL, allowed_updates=ALLOWED_UPDATES
    )
    return updates


async def _acknowledge(application: App, offset: int) -> None:
    """Tell Telegram what was handled, so that it is not delivered to the next start."""
    if not offset:
        return
    try:
        await application.bot.get_updates(
            offset=offset, timeout=0, limit=1, allowed_updates=ALLOWED_UPDATES
        )
    except TelegramError as e:
        log.warning("The last updates may be delivered again (%s)", type(e).__name__)


async def _retrying(
    call: Callable[[], Awaitable[T]], stop: asyncio.Event, *, refusals: int = _REFUSALS
) -> T:
    """Call until it works. Raises Stopped, Conflict, and InvalidToken after ``refusals`` times."""
    pause = _FIRST_PAUSE
    while True:
        try:
            return await _unless(stop, call())
        except RetryAfter as e:
            after = e.retry_after
            pause = float(after if isinstance(after, int | float) else after.total_seconds())
        except InvalidToken:
            refusals -= 1
            if refusals <= 0:
                raise
        except NetworkError as e:
            log.warning("Telegram cannot be reached (%s); next try in %.0f s", e, pause)
        await _unless(stop, asyncio.sleep(pause))
        pause = min(2 * pause, _LONGEST_PAUSE)


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


async def _publish_commands(application: App) -> None:
    """Fill Telegram's menu of commands, in each language; English is for everyone else."""
    try:
        for code, messages in MESSAGES.items():
            await application.bot.set_my_commands(
                _commands(messages), language_code=None if code == "en" else code
            )
    except TelegramError as e:
        log.warning("The menu of commands could not be set (%s)", e)


def _commands(messages: Messages) -> list[BotCommand]:
    return [
        BotCommand("ask", messages.command_ask),
        BotCommand("help", messages.command_help),
        BotCommand("status", messages.command_status),
        BotCommand("start", messages.command_start),
    ]
