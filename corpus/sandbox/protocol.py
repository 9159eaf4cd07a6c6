"""What goes between the sandbox and its processes: tasks there, outcomes back.

A task is pickled: it comes from this program. An outcome is plain data (MessagePack) and checked
against the type that the function is declared to return: it comes from a process that has read a
file from a mailbox, and to unpickle it would be to run what it says.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from corpus.limits import Limits

#: Says that a task begins (with length 0), and stands before its outcome: the token of the task,
#: then how many bytes follow.
HEADER = struct.Struct(">16sQ")
#: A task must fit into the pipe whole, so that a process that does not read cannot block us.
MAX_TASK = 16_384
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Task:
    """One call.

    token: 16 random bytes that its outcome must repeat. prepare: to be called before its time
    begins, once in each process.
    """

    token: bytes
    prepare: Callable[[], None] | None
    function: Callable[..., Any]
    args: tuple[Any, ...]
    limits: Limits


class Returned(msgspec.Struct, frozen=True, tag=True):
    """What the function returned, still encoded."""

    value: msgspec.Raw


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The function raised a CorpusError.

    parse: it was a ParseError. passing: as in ReadError.
    """

    where: str
    message: str
    parse: bool = False
    passing: bool = False


class Exhausted(msgspec.Struct, frozen=True, tag=True):
    """The function asked for more memory than there is."""


class Raised(msgspec.Struct, frozen=True, tag=True):
    """The function raised another exception, of this name."""

    name: str
    traceback: str


Outcome: TypeAlias = Returned | Refused | Exhausted | Raised

_outcomes: msgspec.msgpack.Decoder[Outcome] = msgspec.msgpack.Decoder(Outcome)


def pack_task(task: Task) -> bytes:
    """Return the task as bytes; raises ValueError where its arguments are too large."""
    data = pickle.dumps((task.token, task.prepare, task.function, task.args, task.limits))
    if len(data) + _LENGTH.size > MAX_TASK:
        raise ValueError(f"the arguments of a task may take {MAX_TASK} bytes: pass paths")
    return _LENGTH.pack(len(data)) + data


def read_task(read: Callable[[int], bytes]) -> Task | None:
    """Return the next task of a stream, None at its end."""
    head = read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return Task(*pickle.loads(read(_LENGTH.unpack(head)[0])))  # noqa: S301 (from our own program)


def pack_value(value: object) -> msgspec.Raw:
    """Return what a function returned as data; raises TypeError for what is none."""
    return msgspec.Raw(msgspec.msgpack.encode(value))


def pack_start(token: bytes) -> bytes:
    """Return what says that a task begins."""
    return HEADER.pack(token, 0)


def pack_outcome(token: bytes, outcome: Outcome) -> bytes:
    """Return an outcome with its header."""
    data = msgspec.msgpack.encode(outcome)
    return HEADER.pack(token, len(data)) + data


def unpack_outcome(data: bytes | bytearray) -> Outcome:
    """Return the outcome; raises msgspec.MsgspecError for anything else."""
    return _outcomes.decode(data)
