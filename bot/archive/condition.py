"""What state the briefings and the index over them are in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Made:
    """The index that answers, and what it was made with.

    languages: those that the model knows (ISO 639-1), empty where it is not said. dictionary: its
    German forms, 0 without one. unread: notable languages that the model does not know, with their
    shares of the paragraphs. helped: whether the dictionary makes up for that. mend: the model
    that would. behind: whether the briefings have changed since.
    """

    generation: str
    created: dt.datetime
    model: str
    languages: tuple[str, ...] = ()
    dictionary: int = 0
    unread: Mapping[str, float] = field(default_factory=dict)
    helped: bool = False
    mend: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What there is to find things in.

    languages: shares of the paragraphs, the largest first, None where no language was told.
    made: None without an index that can be used; why then says what is wrong.
    """

    briefings: int
    paragraphs: int
    first: dt.date | None
    last: dt.date | None
    languages: tuple[tuple[str | None, float], ...]
    not_read: int
    partly: int
    made: Made | None
    why: str = ""
