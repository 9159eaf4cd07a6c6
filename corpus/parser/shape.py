"""Measures of a document's layout, on which every later pass decides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.parser import columns
from corpus.parser.marks import is_address
from corpus.parser.rows import Row
from corpus.parser.words import first_word, is_terminated, starts_lower

Pair = tuple[Row, Row]
#: Columns within which lines are wrapped, and up to which the longest line may tell them.
_NARROWEST, _WIDEST, _WIDEST_GUESSED = 25, 250, 140
#: Points by which the room of a line may be mistaken.
_TOLERANCE = 1.0
#: With fewer sure wraps the longest line is looked at as well.
_FEW = 8
#: So few tell the room at a wrap if all of them are as wide as lines are.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """How a document is laid out.

    width: characters at which its lines were wrapped; None where each line is a paragraph.
    room: characters that a line and the first word of the next must have together for the break
        between them to be a wrap; learnt from the breaks within sentences.
    exact: no line breaks before the width (a font with letters of one width), or it is measured.
    spaced: blank lines stand between its paragraphs.
    stretch: blank lines that stand between any two of its lines (1: double-spaced).
    marked_up: line breaks are the source's mark-up (see Document).
    """

    width: int | None = None
    room: int = 0
    exact: bool = False
    spaced: bool = True
    stretch: int = 0
    marked_up: bool = False

    def is_full(self, row: Row, following: Row, *, share: float = 1.0) -> bool:
        """Tell whether ``row`` had no room left for the first word of the following one."""
        needed = columns.first_word(following)
        if row.free is not None and needed is not None:
            return needed >= share * row.free - _TOLERANCE
        if self.width is None or len(row.text) > 1.8 * self.width:
            return False
        return _room(row, following) >= share * self.room


def _room(row: Row, following: Row) -> int:
    return len(row.text) + row.indent + 1 + len(first_word(following.text))


def measure(rows: Sequence[Row], *, marked_up: bool) -> Shape:
    """Return the shape of a document's rows (those with words)."""
    pairs = list(itertools.pairwise(rows))
    broken = [(a, b) for a, b in pairs if _is_wrapped(a, b)]
    close = [b.gap for _, b in broken]
    stretch = 1 if close and median(close) == 1 and _share_of_gaps(rows) > 0.8 else 0
    near = [(a, b) for a, b in broken if b.gap <= stretch]
    width = _width(rows, near, stretch)
    rooms = sorted(_room(a, b) for a, b in near if width and len(a.text) > 0.6 * width)
    room = _least(rooms, width) if width else 0
    exact = width is not None and len(rooms) >= 8 and rooms[0] > width - 2
    exact = exact or any(row.free is not None for row in rows)
    ends = [b.gap > stretch for a, b in pairs if is_terminated(a.text)]
    spaced = sum(ends) >= max(1, 0.15 * len(ends)) if width else sum(ends) > 0.5 * len(ends)
    return Shape(width, room, exact, spaced, stretch, marked_up)


def _width(rows: Sequence[Row], wraps: Sequence[Pair], stretch: int) -> int | None:
    """Return the characters at which lines were wrapped; None if they were not.

    wraps: neighbours between which a sentence surely goes on.
    """
    lengths = sorted(len(row.text) + row.indent for row, _ in wraps)
    width = None
    if lengths and len(lengths) >= 0.04 * len(rows):
        width = lengths[min(len(lengths) - 1, round(0.9 * len(lengths)))]
    if len(lengths) < _FEW:
        width = max(width or 0, _longest_line(rows, stretch)) or None
    return width if width and _NARROWEST <= width <= _WIDEST else None


def _longest_line(rows: Sequence[Row], stretch: int) -> int:
    """Return the length of the longest line if lines of that length mostly end no sentence.

    So a short document shows its width although few of its lines begin with small letters.
    """
    longest = max((len(row.text) + row.indent for row in rows), default=0)
    if longest > _WIDEST_GUESSED:
        return 0
    full = [
        is_terminated(row.text)
        for row, following in itertools.pairwise(rows)
        if len(row.text) + row.indent >= 0.85 * longest and following.gap <= stretch
    ]
    return longest if len(full) >= 3 and sum(full) <= 0.5 * len(full) else 0


def _least(rooms: Sequence[int], width: int) -> int:
    """Return the least room at a wrap, the odd one aside (a line that was broken by hand).

    Text set in a proportional font has lines of uneven length, so some tolerance is left there.
    """
    if not rooms:
        return round(0.85 * width)
    least = rooms[len(rooms) // 20]
    if rooms[0] <= width:
        least -= round(0.06 * width)
    sure = len(rooms) >= _FEW or (len(rooms) >= _FEWEST and rooms[0] > width - 2)
    return min(max(least, round(0.7 * width)), round((1.0 if sure else 0.85) * width))


def _is_wrapped(row: Row, following: Row) -> bool:
    return (
        not is_terminated(row.text)
        and starts_lower(following.text)
        and not following.mark
        and not row.level
        and not is_address(following.text)
        and len(row.text) >= 25
        and following.gap <= 1
        and not following.cut
    )


def _share_of_gaps(rows: Sequence[Row]) -> float:
    return sum(row.gap >= 1 for row in rows[1:]) / max(1, len(rows) - 1)
