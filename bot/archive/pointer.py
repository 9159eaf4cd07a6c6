"""What a button under a passage carries, so that it works wherever the passage was shown. Pure.

It needs no stored question: the id of the paragraph, the passage's number in its message, and the
sentence that was marked. Whatever it says may be forged; a wrong span marks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.answer import Span

#: Longer numbers are not ours.
_DIGITS = 7
_ID = 16


#: In place of a rank: the passage is shown by itself, and needs no number.
ALONE = -1


class ForeignButton(Exception):  # noqa: N818 (what it is)
    """A button carries what none of ours does."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A passage: its paragraph, its 0-based place among others, the sentence that answers."""

    paragraph_id: str
    rank: int = 0
    highlight: Span | None = None

    def fields(self) -> tuple[str, str | int, int, int]:
        """Return the arguments of a tap."""
        span = self.highlight or Span(0, 0)
        rank = "" if self.rank == ALONE else self.rank
        return self.paragraph_id, rank, span.start, span.end


#: How many arguments of a tap are a pointer's.
FIELDS = 4


def read_pointer(fields: Sequence[str]) -> Pointer:
    """Return what ``Pointer.fields`` was made of. Raises ForeignButton for anything else."""
    if len(fields) < FIELDS:
        raise ForeignButton
    identity, place, *ends = fields[:FIELDS]
    rank = number(place) if place else ALONE
    start, end = (number(text) for text in ends)
    return Pointer(digits(identity), rank, Span(start, end) if start < end else None)


def number(text: str) -> int:
    """Return a number that a button carries. Raises ForeignButton for what is none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
        raise ForeignButton
    return int(text)


def digits(text: str) -> str:
    """Return the id of a paragraph or briefing. Raises ForeignButton for what is none."""
    if len(text) != _ID or set(text) - set("0123456789abcdef"):
        raise ForeignButton
    return text
