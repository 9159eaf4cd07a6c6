"""Exceptions as they may stand in a log: where it went wrong, without what somebody wrote.

The message of an exception likes to quote the value at fault, and that may be a question.
"""

from __future__ import annotations

import re
import sqlite3
import traceback
from collections.abc import Iterator

#: Loggers and exceptions whose words are our own, by the first part of their module's name.
OURS = frozenset({"bot", "corpus", "index"})
#: Where the library's exceptions come from; importing it takes longer than a short command.
_TELEGRAM = "telegram.error"
#: Telegram quotes what it does not understand in a request, and may say something after it.
_QUOTED = re.compile(r"(?<![^\s:(])[\"'`“].*", re.DOTALL)


def describe(error: BaseException) -> str:
    """Return the exception's name, with of its message what cannot quote anybody."""
    name, told = type(error).__name__, _told(error)
    return f"{name}: {told}" if told else name


def _told(error: BaseException) -> str:
    if any(kind.__module__ == _TELEGRAM for kind in type(error).__mro__):
        return _QUOTED.sub("[…]", str(error))
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError):
        return error.strerror or ""
    ours = type(error).__module__.partition(".")[0] in OURS
    return str(error) if ours else ""


def traceback_of(error: BaseException) -> str:
    """Return the traceback with those of its causes, the first cause first."""
    return "Traceback (most recent call last):\n" + "\n".join(
        "".join(traceback.format_tb(link.__traceback__)) + describe(link) for link in _links(error)
    )


def _links(error: BaseException, seen: frozenset[int] = frozenset()) -> Iterator[BaseException]:
    """Yield what led to an exception, what an exception group holds, and then itself."""
    if id(error) in seen:
        return
    seen |= {id(error)}
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _links(before, seen)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _links(part, seen)
    yield error
