"""What the bot does for itself while it serves: it forgets what is not to be kept, and counts."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3

from bot.keeping.retention import sweep
from bot.services import Services

log = logging.getLogger(__name__)

#: Seconds between two looks at the clock.
EVERY = 600.0
_SWEEP_EVERY = dt.timedelta(hours=6)


async def _tidy(services: Services) -> None:
    """Remove the files that admins have sent and that nobody will publish."""
    if services.workshop is not None and services.workshop.incoming is not None:
        waiting = services.state.uploads.waiting()
        await asyncio.to_thread(services.workshop.incoming.tidy, waiting)


async def keep_house(services: Services) -> None:
    """Sweep and count, at the start and every some hours by the clock on the wall."""
    swept: dt.datetime | None = None
    while True:
        now = dt.datetime.now(dt.UTC)
        if swept is None or now - swept >= _SWEEP_EVERY:
            swept = now
            try:
                sweep(services.state, services.keep, now)
                services.state.tallies.note(now.astimezone().date())
                await _tidy(services)
            except sqlite3.Error as e:
                log.warning("What is old could not be erased now (%s)", type(e).__name__)
        await asyncio.sleep(EVERY)
