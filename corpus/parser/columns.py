"""How much room a line has left in its column, where the places of lines are known.

Characters of proportional type are of uneven width: only measured room tells surely whether the
first word of the next line would have had room, and so whether the line was broken by the margin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Box
from corpus.parser.rows import Row

#: Lines whose left edges differ by less than so many times the size of type share a column.
_SET_IN = 4.0
#: So many lines tell the right edge of their column on a page; fewer ask the other pages too.
_FEW = 4
#: Sizes of type that differ by less are the same, in points.
_SAME_SIZE = 0.6


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a line begins and ends from the left, in points."""

    left: float
    right: float


def measured(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the room that each has left, those whose place is known."""
    pages: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
    every: dict[int, list[_Edge]] = defaultdict(list)
    for row in rows:
        if row.box is not None and "\t" not in row.cells and not row.margin:
            edge = _Edge(row.box.left, row.box.right)
            pages[row.box.page, _size(row)].append(edge)
            every[_size(row)].append(edge)
    for edges in (*pages.values(), *every.values()):
        edges.sort(key=lambda edge: edge.left)
    return [
        replace(row, free=_free(row, row.box, pages[row.box.page, _size(row)], every[_size(row)]))
        if row.box is not None
        else row
        for row in rows
    ]


def _size(row: Row) -> int:
    return round(row.style.size / _SAME_SIZE) if row.style else 0


def _free(row: Row, box: Box, page: Sequence[_Edge], every: Sequence[_Edge]) -> float:
    reach = _SET_IN * (row.style.size if row.style else box.top - box.bottom)
    near = _near(page, box.left, reach)
    if len(near) < _FEW:
        near = _near(every, box.left, reach)
    return max((*near, box.right)) - box.right


def _near(edges: Sequence[_Edge], left: float, reach: float) -> list[float]:
    """Return where the lines end that begin within ``reach`` of ``left``."""
    start = bisect_left(edges, left - reach, key=lambda edge: edge.left)
    end = bisect_right(edges, left + reach, key=lambda edge: edge.left)
    return [edge.right for edge in edges[start:end]]


def first_word(row: Row) -> float | None:
    """Return how wide the first word of a row is, with the blank before it; None if not known."""
    if row.box is None or not row.words:
        return None
    if len(row.words) == 1:
        return row.box.right - row.words[0] + _blank(row.box)
    return row.words[1] - row.words[0]


def _blank(box: Box) -> float:
    return 0.25 * (box.top - box.bottom)
