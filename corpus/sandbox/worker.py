"""The inside of the sandbox: a process that does one task after the other, within limits.

It is no jail: it runs as the same user, and what takes it over could do what that user may. It
keeps a file from taking the machine's time and memory and from ending the program, and it has
none of the program's secrets in its environment and nothing open.
"""

from __future__ import annotations

import math
import os
import resource
import shutil
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from corpus.errors import CorpusError, ParseError, ReadError
from corpus.limits import Limits
from corpus.sandbox.protocol import (
    Exhausted,
    Outcome,
    Raised,
    Refused,
    Returned,
    Task,
    pack_outcome,
    pack_start,
    pack_value,
    read_task,
)

_MOST_FILES = 256
#: Seconds after which a process whose parent has not ended it ends itself.
_GRACE = 5
_LONGEST_TRACEBACK = 20_000


def main() -> None:
    """Do the tasks that come on standard input and write their outcomes to standard output."""
    tasks = os.fdopen(os.dup(0), "rb")
    results = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    prepared: set[object] = set()
    own = os.getpid()
    while (task := read_task(tasks.read)) is not None:
        if task.prepare and task.prepare not in prepared:
            task.prepare()
            prepared.add(task.prepare)
        for stream in (0, 1, 2):  # what a library prints must not get among the outcomes
            os.dup2(null, stream)
        _write(results, pack_start(task.token))
        limit(task.limits)
        data = pack_outcome(task.token, perform(task))
        if os.getpid() != own:
            os._exit(1)  # a copy of ours that the task has made
        signal.setitimer(signal.ITIMER_REAL, 0)
        _write(results, data)
        if _has_children():
            break  # they end with us
    shutil.rmtree(Path.cwd(), ignore_errors=True)  # where the parent could not


def _has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def perform(task: Task) -> Outcome:
    """Return what became of the task, whatever happens in it."""
    try:
        return Returned(pack_value(task.function(*task.args)))
    except CorpusError as e:
        passing = isinstance(e, ReadError) and e.passing
        return Refused(e.where, e.message, parse=isinstance(e, ParseError), passing=passing)
    except MemoryError:
        return Exhausted()
    except BaseException as e:  # an exit or interrupt is no more than any other failure here
        return Raised(type(e).__name__, traceback.format_exc()[-_LONGEST_TRACEBACK:])


def limit(limits: Limits) -> None:
    """Have the system hold this process to what one task may take from now on."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    seconds = math.ceil(limits.seconds) + _GRACE
    _set(resource.RLIMIT_CPU, math.ceil(used) + seconds)
    _set(resource.RLIMIT_AS, limits.memory)
    _set(resource.RLIMIT_FSIZE, limits.inflated)
    _set(resource.RLIMIT_NOFILE, _MOST_FILES)
    _set(resource.RLIMIT_CORE, 0)
    # the alarm needs no turn of the interpreter to end it, and works where the parent is gone
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with suppress(OSError):  # on Linux: where memory runs out, this process goes first
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _set(kind: int, value: int) -> None:
    """Set the soft limit, below the hard one; macOS refuses some kinds."""
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, hard))


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(file, view) :]
    except BrokenPipeError:
        sys.exit()  # nobody waits for it any more
