"""Waiting until ``bot.db`` can be written: while another program holds it, or the disk is full."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds between two tries.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
#: What may be otherwise a moment later.
_PASSES = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")


async def patiently(work: Callable[[], T], delayed: Callable[[], None] = lambda: None) -> T:
    """Return what ``work`` returns, as soon as the database lets it.

    delayed: is told of each try in vain, so that this is not taken for a hang.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return work()
        except sqlite3.OperationalError as e:
            delayed()
            log.warning("bot.db cannot be written (%s); next try in %.1f s", why(e), pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def passes(error: BaseException) -> bool:
    """Return whether the file is held or the disk in trouble; anything else is our own mistake."""
    return isinstance(error, sqlite3.OperationalError) and why(error).startswith(_PASSES)


def why(error: sqlite3.Error) -> str:
    """Return the name of what is wrong, which quotes nothing."""
    return getattr(error, "sqlite_errorname", type(error).__name__)
