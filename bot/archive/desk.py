"""Where the event loop hands over to the one thread that reads the briefings.

Retrieval takes tens of milliseconds and opening an index seconds; neither may hold up Telegram.
One thread, because SQLite and the index are then never used by two at a time, and a second one
would not make either faster.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.archive.library import Library

T = TypeVar("T")


class Desk:
    """Runs questions to the library, one after another, off the event loop.

    ``open_library`` is called on that thread, when it is first needed.
    """

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._open_library = open_library
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._turn = asyncio.Semaphore(1)

    async def run(self, work: Callable[[Library], T]) -> T:
        """Return what ``work`` returns; whatever it raises is raised here."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(self._get()))

    async def run_slow(self, work: Callable[[Library], T]) -> T:
        """The same for what takes longer: one at a time, so that what is quick waits for one."""
        async with self._turn:
            return await self.run(work)

    def _get(self) -> Library:
        if self._library is None:
            self._library = self._open_library()
        return self._library

    def close(self) -> None:
        """Close the library and end the thread."""
        self._thread.submit(self._close_library).result()
        self._thread.shutdown()

    def _close_library(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
