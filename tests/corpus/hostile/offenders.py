"""What a reader that was taken over by its file might do, as functions for the sandbox."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import tempfile
import time
from pathlib import Path

from corpus.errors import ParseError, ReadError
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.reading import read_file as read_really


def add(a: int, b: int) -> int:
    return a + b


def environment() -> dict[str, str]:
    return dict(os.environ)


def process() -> tuple[int, int]:
    """The process it runs in, and that process's group."""
    return os.getpid(), os.getpgrp()


def folder() -> str:
    return tempfile.gettempdir()


def abort() -> None:
    os.abort()


def segfault() -> None:
    ctypes.string_at(0)


def leave() -> None:
    sys.exit(3)


def leave_at_once() -> None:
    os._exit(3)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def loop() -> None:
    while True:
        pass


def loop_in_c() -> None:
    re.match("(a+)+$", "a" * 200 + "b")


def wait() -> None:
    time.sleep(3600)


def stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def eat_memory() -> int:
    pieces = []
    while True:
        pieces.append(bytearray(100_000_000))


def ask_for_much() -> int:
    return len(bytes(200_000_000_000))


def recurse() -> None:
    recurse()


def fail() -> None:
    raise KeyError("what the text says")


def refuse() -> None:
    raise ReadError("x.pdf", "is encrypted; save it without a password", passing=True)


def find_nothing() -> None:
    raise ParseError("x.pdf", "holds no paragraph that could be cited")


def flood() -> str:
    for stream in (1, 2):
        for _ in range(200):
            os.write(stream, b"\x1b[2J" * 10_000)
    print("still here", flush=True)  # noqa: T201
    return "done"


def fork() -> str:
    """Both go on, and both give back what they have."""
    return "child" if os.fork() == 0 else "parent"


def fork_and_stay() -> int:
    child = os.fork()
    if child == 0:
        time.sleep(3600)
    return child


def fork_and_fall() -> None:
    """What is left holds the output open."""
    if os.fork() == 0:
        time.sleep(3600)
    os._exit(1)


def fill_disk() -> None:
    with Path("large").open("wb") as file:
        while True:
            file.write(bytes(10_000_000))


def litter() -> str:
    path = Path("left")
    path.write_text("x", encoding="utf-8")
    return str(path.absolute())


def answer_nonsense() -> int:
    return "no number"  # type: ignore[return-value]


def answer_object() -> object:
    return object()


def answer_much() -> bytes:
    return bytes(50_000_000)


def scribble() -> None:
    """Writes where the outcomes go."""
    for file in range(3, 20):
        try:
            os.write(file, b"\xff" * 1000)
        except OSError:
            continue
    time.sleep(3600)


def close_everything() -> None:
    os.closerange(0, 100)
    time.sleep(3600)


def read_file(path: Path, relative: str, limits: Limits) -> Reading:
    """Do what the name of the file says (``abort-7.txt``), or read it."""
    offender = globals().get(path.stem.split("-")[0])
    if offender is not None:
        offender()
    return read_really(path, relative, limits)
