"""What runs beside a bot under load: an index being built, and somebody who watches its memory."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.big_corpus import write_briefings
from corpus.store import CorpusStore

ROOT = Path(__file__).parent.parent
_LOOK = 0.2


class Builder:
    """An archive of so many paragraphs, made of those in ``data_dir``, whose index is built.

    It has a data folder of its own, so that the bot's index stays what it is.
    """

    def __init__(self, data_dir: Path, folder: Path, paragraphs: int) -> None:
        self.built = 0
        self._data = folder / "data"
        self._data.mkdir(parents=True)
        for name in ("models", "dictionary"):
            (self._data / name).symlink_to((data_dir / name).resolve())
        store = CorpusStore(data_dir / "corpus.db")
        texts = [paragraph.text for paragraph in store.paragraphs()]
        store.close()
        random.Random(1).shuffle(texts)  # noqa: S311 (nothing secret)
        write_briefings(folder / "briefings", texts, paragraphs)
        self._environment = os.environ | {
            "DATA_DIR": str(self._data),
            "BRIEFINGS_DIR": str(folder / "briefings"),
        }

    async def ingest(self) -> None:
        """Read the archive, so that only building is left to do."""
        await self._run("ingest")

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Build from nothing, again and again, as long as the context lasts."""
        task = asyncio.create_task(self._build_on())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _build_on(self) -> None:
        while True:
            shutil.rmtree(self._data / "index", ignore_errors=True)
            await self._run("build")
            self.built += 1

    async def _run(self, command: str) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", command,
            cwd=ROOT, env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            if await process.wait() != 0:
                raise SystemExit(f"`briefing-bot {command}` failed on the large archive")
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise


@dataclass
class Footprint:
    """The memory of a process and those it started, in megabytes, and its files."""

    pid: int
    peak: float = 0.0

    def now(self) -> float:
        """Return the resident memory now."""
        total = 0
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            for one in (process, *process.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    total += one.memory_info().rss
        return total / 1e6

    def seconds(self) -> float:
        """Return how much time of a processor it has used."""
        times = psutil.Process(self.pid).cpu_times()
        return times.user + times.system

    def files(self) -> int:
        """Return how many files and connections it has open."""
        return psutil.Process(self.pid).num_fds()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Look for the peak as long as the context lasts."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, self.now())
            await asyncio.sleep(_LOOK)
