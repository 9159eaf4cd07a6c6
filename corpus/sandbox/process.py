"""One process of the sandbox as the program sees it: started, asked, ended."""

from __future__ import annotations

import os
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

import corpus
from corpus.errors import StartError
from corpus.limits import Limits
from corpus.sandbox.protocol import HEADER, Outcome, Task, pack_task, unpack_outcome

#: Our own paths for modules take the place of what -I and -S leave out; that is also quicker.
_START = "import sys; sys.path[:] = sys.argv[1:]; from corpus.sandbox.worker import main; main()"
#: Fixed: nothing of the program's environment goes in, where its secrets are.
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
    "LANG": "C.UTF-8",
    # the sandbox has a process for each core already
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
}
#: Seconds between looks whether a process that says nothing is still there.
_TICK = 0.25
#: Seconds that a process may take to start, on a machine that has other things to do.
_LONGEST_START = 120.0
_PIECE = 1 << 20
#: How libraries end that ask for memory and get none.
_GIVING_UP = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})
_GARBAGE = "it gave back what is no result"


class Ended(Exception):  # noqa: N818 (what happened, for the sandbox alone)
    """The process is gone without an outcome.

    how: in a few words, ``segmentation fault``. late: its time was over. passing: the system
    ended it, which may be no fault of the file.
    """

    def __init__(self, how: str, *, late: bool = False, passing: bool = False) -> None:
        super().__init__(how)
        self.how = how
        self.late = late
        self.passing = passing


class Process:
    """A process that does one task at a time; it starts at once.

    done: tasks it has given an outcome for.
    """

    def __init__(self) -> None:
        self.done = 0
        self._busy = False
        self._ended = False
        self._folder = tempfile.mkdtemp(prefix="briefing-")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        root = str(Path(corpus.__file__).parents[1])
        paths = dict.fromkeys(os.path.abspath(path) for path in [*filter(None, sys.path), root])  # noqa: PTH100 (not a Path)
        self._popen = subprocess.Popen(  # noqa: S603 (our own interpreter and code)
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            bufsize=0,
            cwd=self._folder,
            env={**_ENVIRONMENT, "TMPDIR": self._folder, "HOME": self._folder},
            start_new_session=True,  # Ctrl-C is ours; and what it starts can be ended with it
        )
        assert self._popen.stdin
        assert self._popen.stdout
        self._tasks = self._popen.stdin
        self._results = self._popen.stdout
        self._poll = select.poll()
        self._poll.register(self._results, select.POLLIN | select.POLLHUP)

    def run(
        self,
        prepare: Callable[[], None] | None,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        limits: Limits,
    ) -> Outcome:
        """Return what becomes of the call.

        Raises Ended, and the process is to be ended then; StartError where it never began.
        """
        task = Task(secrets.token_bytes(16), prepare, function, args, limits)
        data = pack_task(task)
        self._busy = True
        self._begin(task.token, data)
        deadline = time.monotonic() + limits.seconds
        length = self._receive_length(task.token, deadline)
        if not 0 < length <= limits.inflated:
            raise Ended(_GARBAGE)
        try:
            outcome = unpack_outcome(self._receive(length, deadline))
        except msgspec.MsgspecError:
            raise Ended(_GARBAGE) from None
        self._busy = False
        self.done += 1
        return outcome

    def _begin(self, token: bytes, data: bytes) -> None:
        """Send a task and wait until it begins; a process that is new must come to this."""
        try:
            self._tasks.write(data)
            self._receive_length(token, time.monotonic() + _LONGEST_START)
        except (BrokenPipeError, Ended) as e:
            if self.done or self._ended:
                raise Ended("it ended before it began") from e
            raise StartError(sys.executable, f"cannot start a process: {self._why()}") from e

    def _receive_length(self, token: bytes, deadline: float) -> int:
        own, length = HEADER.unpack(self._receive(HEADER.size, deadline))
        if own != token:
            raise Ended(_GARBAGE)
        return int(length)

    def _why(self) -> str:
        """Return the last line that a process which did not start has printed."""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "it says nothing")

    def is_clean(self) -> bool:
        """Tell whether it waits for a task and has left nothing behind of the last one."""
        if self._busy or self._popen.poll() is not None or self._poll.poll(0):
            return False
        try:
            return not any(Path(self._folder).iterdir())
        except FileNotFoundError:
            return False  # it is just ending

    def kill(self) -> None:
        """Have it and what it has started ended by the system; what waits for it sees it end."""
        self._ended = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)

    def end(self) -> None:
        """End it and what it has started, and remove its files."""
        self.kill()
        self._popen.wait()
        for stream in (self._tasks, self._results, self._errors):
            stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _receive(self, size: int, deadline: float) -> bytearray:
        """Return that many bytes of its output; raises Ended where they do not come in time."""
        data = bytearray()
        while len(data) < size:
            left = deadline - time.monotonic()
            if self._poll.poll(1000 * max(0.0, min(left, _TICK))):
                piece = os.read(self._results.fileno(), min(_PIECE, size - len(data)))
                if not piece:
                    raise self._end_of_output()
                data += piece
            elif left <= 0:
                raise Ended("out of time", late=True)
            elif self._popen.poll() is not None:  # and what it has started holds its output
                raise self._end_of_output()
        return data

    def _end_of_output(self) -> Ended:
        """Return how it ended, now that its output has."""
        try:
            status = self._popen.wait(_TICK)
        except subprocess.TimeoutExpired:
            return Ended("it closed its output")
        if status >= 0:
            return Ended(f"it ended with status {status}")
        if -status in {signal.SIGXCPU, signal.SIGALRM}:
            return Ended("out of time", late=True)
        how = signal.strsignal(-status) or f"signal {-status}"
        if -status in _GIVING_UP:
            how = f"{how}, perhaps for want of memory"
        # nothing but the system kills in this way
        return Ended(how.lower(), passing=-status == signal.SIGKILL)
