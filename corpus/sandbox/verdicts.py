"""What came of a task → its value, or the error that says what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from corpus.errors import (
    CorpusError,
    CrashError,
    FaultError,
    MemoryLimitError,
    ParseError,
    ReadError,
    TimeLimitError,
)
from corpus.limits import Limits
from corpus.sandbox.process import Ended
from corpus.sandbox.protocol import Outcome, Raised, Refused, Returned

logger = logging.getLogger(__name__)

T = TypeVar("T")

_ELSE = "split it into its briefings, or save it anew from the program that made it"


def value(outcome: Outcome, function: Callable[..., T], where: str, limits: Limits) -> T:
    """Return what the function returned; raises the CorpusError that the outcome is."""
    if isinstance(outcome, Returned):
        try:
            decoded: T = _decoder(function).decode(outcome.value)
        except msgspec.MsgspecError as e:
            raise CrashError(where, _crashed("it gave back what is no result")) from e
        return decoded
    if isinstance(outcome, Refused):
        raise _refused(outcome)
    if isinstance(outcome, Raised):
        raise _raised(outcome, where)
    memory = f"{limits.memory / 1e9:.2g}"
    raise MemoryLimitError(where, f"needs more than {memory} GB of memory to be read; {_ELSE}")


def ended(e: Ended, where: str, limits: Limits) -> CorpusError:
    """Return the error for a process that ended without an outcome."""
    if e.late:
        return TimeLimitError(where, f"takes longer than {limits.seconds:g} s to be read; {_ELSE}")
    return CrashError(where, _crashed(e.how), passing=e.passing)


def _crashed(how: str) -> str:
    return f"ends the program that reads it ({how}); {_ELSE}"


def _refused(outcome: Refused) -> CorpusError:
    if outcome.parse:
        return ParseError(outcome.where, outcome.message)
    return ReadError(outcome.where, outcome.message, passing=outcome.passing)


def _raised(outcome: Raised, where: str) -> CorpusError:
    if outcome.name == "RecursionError":
        return ReadError(where, f"nests deeper than can be followed; {_ELSE}")
    # it comes from a process that has read the file: nothing of it may steer a terminal
    lines = [ascii(line)[1:-1] for line in outcome.traceback.splitlines()]
    logger.error("%s cannot be read\n%s", where, "\n".join(lines))
    reason = f"cannot be read ({ascii(outcome.name)[1:-1]}); please report this file as a bug"
    return FaultError(where, reason)


@cache
def _decoder(function: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:
    """Return what reads, and checks, values of the type that the function is to return."""
    return msgspec.msgpack.Decoder(get_type_hints(function)["return"])
