"""Whether Telegram can be reached: asked by something harmless, until it answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError

log = logging.getLogger(__name__)


async def sign_of_life(
    ask: Callable[[], Awaitable[Any]],
    delayed: Callable[[], None] = lambda: None,
    *,
    pauses: tuple[float, float],
) -> None:
    """Return when Telegram answers.

    delayed: is told of each try in vain. pauses: seconds before the first try, and at most between
    two.
    """
    pause, longest = pauses
    while True:
        await asyncio.sleep(pause)
        try:
            await ask()
        except TelegramError as e:
            delayed()
            log.warning(
                "Telegram does not answer (%s); next try in %.0f s", type(e).__name__, pause
            )
            pause = min(2 * pause, longest)
        else:
            return
