"""The program over a small corpus, which hangs for good as soon as somebody asks:
``python -m tests.fakes.hanging loop``.

``loop``: the event loop. ``library``: the thread that reads the briefings. ``aside``: a thread for
something slow. ``nothing``: it does not hang.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot import serving
from bot.archive.library import Library
from bot.handlers import start
from bot.intake import polling
from bot.monitor.watchdog import Heartbeat, Patience, Watchdog
from bot.services import Context, Services, services_of
from bot.settings import Settings
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.retriever import FakeRetriever

#: Seconds that are minutes in the program; long enough for a slow machine to ask Telegram in time.
_PATIENCE = Patience(attempt=5, progress=1)


def _open(settings: Settings) -> Services:
    store = corpus()
    ours = services(settings.data_dir, store, FakeRetriever(store))
    return replace(ours, heartbeat=Heartbeat(_PATIENCE))


def hang_for_good(*_: Any) -> None:
    """Never return."""
    threading.Event().wait()


async def _hang_loop(_update: object, _context: Context) -> None:
    while True:
        time.sleep(1)  # noqa: ASYNC251 (that is what it is about)


async def _hang_library(_update: object, context: Context) -> None:
    hang: Callable[[Library], None] = hang_for_good
    await services_of(context).desk.run(hang)


async def _hang_aside(_update: object, _context: Context) -> None:
    await asyncio.to_thread(hang_for_good)


def _impatient(heartbeat: Heartbeat, *, alive: Callable[[], object], every: float) -> Watchdog:
    return Watchdog(heartbeat, alive=alive, every=min(0.1, every), grace=1)


_WAYS = {"loop": _hang_loop, "library": _hang_library, "aside": _hang_aside}


def main(how: str) -> int:
    """Serve until it hangs, or somebody says stop."""
    if how in _WAYS:
        vars(start)["help_"] = _WAYS[how]
        vars(polling)["_LONG_POLL"] = 1
        vars(serving)["_SECONDS_TO_END"] = 0.1
        vars(serving)["Watchdog"] = _impatient
        vars(serving)["open_services"] = _open
    else:
        vars(serving)["open_services"] = lambda settings: replace(
            _open(settings), heartbeat=Heartbeat()
        )
    return serving.serve(Settings.from_env())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
