"""Measures of a document's layout, on which every later pass decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.parser.rows import Row
from corpus.parser.words import first_word, is_terminated, starts_lower


@dataclass(frozen=True, slots=True)
class Shape:
    """How a document is laid out.

    width: characters at which its lines were wrapped; None where each line is a paragraph.
    spaced: blank lines stand between its paragraphs.
    stretch: blank lines that stand between any two of its lines (1: double-spaced).
    marked_up: line breaks are the source's mark-up (see Document).
    """

    width: int | None = None
    spaced: bool = True
    stretch: int = 0
    marked_up: bool = False

    def is_full(self, row: Row, following: Row, *, share: float = 0.85) -> bool:
        """Tell whether ``row`` had no room left for the first word of the following one."""
        if self.width is None or len(row.text) > 1.8 * self.width:
            return False
        room = len(row.text) + row.indent + 1 + len(first_word(following.text))
        return room >= share * self.width


def measure(rows: Sequence[Row], *, marked_up: bool) -> Shape:
    """Return the shape of a document's rows (those with words)."""
    pairs = list(zip(rows, rows[1:], strict=False))
    broken = [(a, b) for a, b in pairs if _is_wrapped(a, b)]
    close = [b.gap for _, b in broken]
    stretch = 1 if close and median(close) == 1 and _share_of_gaps(rows) > 0.8 else 0
    lengths = sorted(len(a.text) + a.indent for a, b in broken if b.gap <= stretch)
    width = None
    if lengths and len(lengths) >= max(1, 0.04 * len(rows)):
        width = lengths[min(len(lengths) - 1, round(0.9 * len(lengths)))]
    if width is not None and (width < 25 or width > 250):
        width = None
    ends = [b.gap > stretch for a, b in pairs if is_terminated(a.text)]
    spaced = sum(ends) >= max(1, 0.15 * len(ends)) if width else sum(ends) > 0.5 * len(ends)
    return Shape(width, spaced, stretch, marked_up)


def _is_wrapped(row: Row, following: Row) -> bool:
    return (
        not is_terminated(row.text)
        and starts_lower(following.text)
        and not following.mark
        and not row.level
        and len(row.text) >= 25
        and following.gap <= 1
        and not following.cut
    )


def _share_of_gaps(rows: Sequence[Row]) -> float:
    return sum(row.gap >= 1 for row in rows[1:]) / max(1, len(rows) - 1)
