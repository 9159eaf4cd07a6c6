"""What a button carries: a short, versioned pointer. Telegram allows 64 bytes.

``1:ctx:57:2:0`` is version 1, the context of hit 2 of question 57: a button under an answer.
``2:lang:de`` is version 2, the area ``lang`` with its own arguments: any other button. Whatever
a button carries may be forged; who handles it looks whether it belongs to this person and chat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_VERSION = "1"
_TAP_VERSION = "2"
#: Bytes that a button may carry.
_MAX_DATA = 64
#: Longer numbers are not ours; SQLite could not hold them all.
_DIGITS = 16


class Action(StrEnum):
    """What a button does."""

    MORE = "more"
    CONTEXT = "ctx"
    BEFORE = "bef"
    AFTER = "aft"
    SOURCES = "src"
    ORIGINAL = "file"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button.

    question: row id of the stored question. hit: 0-based rank of the passage it is about (for
    MORE: of the first one to show next). at: index of the piece of the briefing where the page
    that was shown begins (BEFORE) or ends (AFTER).
    """

    action: Action
    question: int
    hit: int = 0
    at: int = 0

    def encode(self) -> str:
        """Return the callback data."""
        return f"{_VERSION}:{self.action.value}:{self.question}:{self.hit}:{self.at}"


def decode(data: str) -> Press | None:
    """Return the press that ``data`` stands for; None if it is not ours or of another version."""
    version, _, rest = data.partition(":")
    fields = rest.split(":")
    if version != _VERSION or len(fields) != 4:
        return None
    try:
        action = Action(fields[0])
        question, hit, at = (_number(field) for field in fields[1:])
    except ValueError:
        return None
    return Press(action, question, hit, at)


def _number(field: str) -> int:
    if len(field) > _DIGITS or str(number := int(field)) != field or number < 0:
        raise ValueError(field)
    return number


def tap(area: str, *arguments: str | int) -> str:
    """Return the callback data of a button that no stored question stands behind.

    Raises ValueError for what is too long or cannot be taken apart again.
    """
    fields = (_TAP_VERSION, area, *map(str, arguments))
    data = ":".join(fields)
    if len(data.encode()) > _MAX_DATA or data.count(":") != len(fields) - 1:
        raise ValueError(f"a button of {area} cannot carry {len(arguments)} such arguments")
    return data


def pattern(area: str) -> re.Pattern[str]:
    """Return what matches the taps of one area."""
    return re.compile(rf"{_TAP_VERSION}:{re.escape(area)}(:|$)")


def arguments(data: str | None) -> list[str]:
    """Return what a tap carries behind its area."""
    return (data or "").split(":")[2:]
