"""The sandbox: a few processes, a task for each, and one answer for every file."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar, TypeVarTuple

from corpus.errors import CorpusError, StartError
from corpus.limits import Limits
from corpus.reading import Reading, prepare, read_file
from corpus.sandbox.process import Ended, Process
from corpus.sandbox.protocol import Exhausted, Outcome
from corpus.sandbox.verdicts import ended, value

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_MOST_WORKERS = 4
#: Readings that may wait for one before them, for each process: they take memory.
_AHEAD = 4
#: Seconds before another process is started: what a few files take would not pay for it.
_LATER = 2.0
#: So many files, or bytes in them, pay for all processes at once: starting one takes as long as
#: reading some 200 kB.
_MANY, _MUCH = 48, 400_000
#: A process that has done this many tasks gives back what it has piled up.
_MOST_TASKS = 500
_CLOSED = "the sandbox was closed"


def _is_much(files: Sequence[tuple[Path, str]]) -> bool:
    """Tell whether reading the files takes long enough for all processes to be worth a start."""
    if len(files) >= _MANY:
        return True
    size = 0
    for path, _ in files:
        with suppress(OSError):
            size += path.stat().st_size
    return size >= _MUCH


class Sandbox:
    """Processes that read files, each within ``limits``; a context manager.

    workers: processes at once; None for one a core, four at most. They start when they are
    needed. Threads may share a sandbox.
    """

    def __init__(self, limits: Limits, *, workers: int | None = None) -> None:
        self.limits = limits
        self.workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._running = 0  # places taken, by processes that are or are about to be
        self._next_start = 0.0
        self._later = _LATER
        self._closed = False
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        """Return the sandbox."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End all processes; what they were doing fails."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            for process in self._all:
                process.kill()  # the thread that uses it puts it away
            self._all.difference_update(idle)
            self._changed.notify_all()
        for process in idle:
            process.end()

    def read(
        self, files: Sequence[tuple[Path, str]]
    ) -> Iterator[tuple[str, Reading | CorpusError]]:
        """Read files, each a path and what the corpus knows it as; yield one result for each.

        In the order given, and not much further ahead than what is taken.
        """
        self._later = 0.0 if _is_much(files) else _LATER
        waiting: deque[tuple[str, Future[Reading | CorpusError]]] = deque()
        executor = ThreadPoolExecutor(self.workers, thread_name_prefix="reading")
        try:
            for path, relative in files:
                waiting.append((relative, executor.submit(self._read, path, relative)))
                if len(waiting) > _AHEAD * self.workers:
                    name, future = waiting.popleft()
                    yield name, future.result()
            while waiting:
                name, future = waiting.popleft()
                yield name, future.result()
        except BaseException:
            self.close()
            raise
        finally:
            executor.shutdown(cancel_futures=True)

    def _read(self, path: Path, relative: str) -> Reading | CorpusError:
        args = (path.absolute(), relative, self.limits)  # a process has a folder of its own
        try:
            return self._call(prepare, read_file, args, relative)
        except StartError:
            raise
        except CorpusError as e:
            return e

    def call(self, function: Callable[[*Ts], T], *args: *Ts, where: str = "") -> T:
        """Return what ``function`` does, called in a process of the sandbox.

        It must be importable and declare what it returns: data or records of data. ``args`` must
        be small, so name files rather than pass what is in them.

        Raises CorpusError as the function does; SandboxError, with ``where`` and what happened,
        where it does not come through; StartError where no process can be started.
        """
        return self._call(None, function, args, where)

    def _call(
        self,
        prepare: Callable[[], None] | None,
        function: Callable[..., T],
        args: tuple[Any, ...],
        where: str,
    ) -> T:
        def run(process: Process) -> Outcome:
            return process.run(prepare, function, args, self.limits)

        try:
            return value(self._run(run), function, where, self.limits)
        except Ended as e:
            raise ended(e, where, self.limits) from None

    def _run(self, run: Callable[[Process], Outcome]) -> Outcome:
        """Return what became of a task; raises Ended.

        What a process has done before must not tell against a file: where one falls that was not
        new, a new one tries again.
        """
        process = self._take()
        try:
            if process.done:
                if outcome := _trial(run, process):
                    return outcome
                process = self._replace(process)
            return run(process)
        finally:
            self._give_back(process)

    def _take(self) -> Process:
        """Return a process that waits for a task, once there is one or place for one."""
        with self._changed:
            while not self._idle:
                if self._closed:
                    raise Ended(_CLOSED)
                due = self._next_start - time.monotonic()
                if not self._running or (self._running < self.workers and due <= 0):
                    self._running += 1
                    self._next_start = time.monotonic() + self._later
                    break
                self._changed.wait(due if self._running < self.workers else None)
            else:
                return self._idle.pop()
        try:
            return self._start()
        except BaseException:
            with self._changed:
                self._running -= 1
            raise

    def _start(self) -> Process:
        process = Process()
        with self._changed:
            if not self._closed:
                self._all.add(process)
                return process
        process.end()
        raise Ended(_CLOSED)

    def _replace(self, process: Process) -> Process:
        """Return a new process in the place of one."""
        new = self._start()
        self._put_away(process)
        return new

    def _give_back(self, process: Process) -> None:
        """Keep the process for the next task, or make room for a new one."""
        usable = process.done < _MOST_TASKS and process.is_clean()
        with self._changed:
            usable = usable and not self._closed
            if usable:
                self._idle.append(process)
            else:
                self._running -= 1
            self._changed.notify()
        if not usable:
            self._put_away(process)

    def _put_away(self, process: Process) -> None:
        with self._changed:
            self._all.discard(process)
        process.end()


def _trial(run: Callable[[Process], Outcome], process: Process) -> Outcome | None:
    """Return the outcome of a process that is not new; None where it fell. Raises Ended if late."""
    try:
        outcome = run(process)
    except Ended as e:
        if e.late:
            raise
        return None
    return None if isinstance(outcome, Exhausted) else outcome
