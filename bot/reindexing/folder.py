"""The folder of briefings is watched: what somebody puts there is indexed within a minute."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, awatch

from bot.services import App, services_in
from corpus.readers import SUFFIXES

log = logging.getLogger(__name__)

#: Seconds for which a file must not grow before it is taken to be there whole, and how long that
#: is waited for: a file that is always written to must not hold up the others.
_SETTLED, _PATIENCE = 5.0, 600.0
#: Seconds until a folder that is missing is looked for again.
_AGAIN = 60.0
#: What corrections of metadata end with.
_CORRECTIONS = ".meta.json"


async def watch(application: App, *, settled: float = _SETTLED) -> None:
    """Have the index brought up to date whenever the folder has changed, until cancelled.

    At the start too, since something may have changed while nobody looked.
    """
    services = services_in(application)
    workshop = services.workshop
    if workshop is None or not workshop.watched:
        return
    _need(application)
    while True:
        try:
            async for changes in awatch(workshop.briefings, watch_filter=concerns):
                await _still({Path(path) for _, path in changes}, settled)
                _need(application)
        except (OSError, RuntimeError) as e:
            log.warning("The folder of briefings cannot be watched now (%s)", type(e).__name__)
        await asyncio.sleep(_AGAIN)


def concerns(_change: Change, path: str) -> bool:
    """Tell whether a change is one of a briefing, or of the corrections of one."""
    file = Path(path)
    if file.name.endswith(_CORRECTIONS):
        return True
    return not file.name.startswith(".") and file.suffix.lower() in SUFFIXES


async def _still(paths: Iterable[Path], settled: float) -> None:
    """Return when none of some files has grown for a while: they may still be copied."""
    waited, before = 0.0, await asyncio.to_thread(_sizes, paths)
    while waited < _PATIENCE:
        await asyncio.sleep(settled)
        waited += settled
        now = await asyncio.to_thread(_sizes, paths)
        if now == before:
            return
        before = now


def _sizes(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    sizes = {}
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        sizes[path] = (stat.st_size, stat.st_mtime_ns)
    return sizes


def _need(application: App) -> None:
    try:
        services_in(application).state.reindexes.need(dt.datetime.now(dt.UTC))
    except sqlite3.Error as e:
        log.warning("A change of the folder could not be noted (%s)", type(e).__name__)
