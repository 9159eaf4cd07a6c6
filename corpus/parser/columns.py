"""How much room a line has left in its column, where the places of lines are known.

Characters of proportional type are of uneven width: only measured room tells surely whether the
first word of the next line would have had room, and so whether the line was broken by the margin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from corpus.briefing import Box
from corpus.parser.rows import Row

#: Lines whose left edges differ by less than so many times the size of type share a column.
_SET_IN = 4.0
#: So many lines tell the right edge of their column on a page; fewer ask the other pages too.
_FEW = 4
#: Fewer lines than this tell it only if the two longest are about as long, as a share of that.
_MANY, _UNEVEN = 8, 0.12
#: Points within which lines end together.
_TOGETHER = 2.0
#: Sizes of type that differ by less are the same, in points.
_SAME_SIZE = 0.6


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a line begins and ends from the left, in points."""

    left: float
    right: float


class _Columns:
    """Where the lines of a document end, by page, size of type and left edge."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._pages: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
        self._every: dict[int, list[_Edge]] = defaultdict(list)
        ends: dict[int, Counter[int]] = defaultdict(Counter)
        for row in rows:
            if row.box is not None and "\t" not in row.cells and not row.margin:
                edge = _Edge(row.box.left, row.box.right)
                self._pages[row.box.page, _size(row)].append(edge)
                self._every[_size(row)].append(edge)
                ends[row.box.page][round(row.box.right / _TOGETHER)] += 1
        for edges in (*self._pages.values(), *self._every.values()):
            edges.sort(key=lambda edge: edge.left)
        #: Right edges that several lines of a page share.
        self._shared = {
            page: sorted(_TOGETHER * end for end, count in counts.items() if count >= _FEW)
            for page, counts in ends.items()
        }

    def free(self, row: Row, box: Box) -> float:
        """Return the points between the end of a row and the right edge of its column."""
        reach = _SET_IN * (row.style.size if row.style else box.top - box.bottom)
        bound = row.bound or inf
        near = _near(self._pages[box.page, _size(row)], box.left, reach, bound)
        if len(near) < _FEW:
            near = _near(self._every[_size(row)], box.left, reach, bound)
        ends = sorted((*near, box.right))
        wide = ends[-1] - box.left
        second = sorted(near)[-2] if len(near) > 1 else box.left
        if len(near) < _MANY and ends[-1] - second > _UNEVEN * wide:
            # Of so few lines none tells where the others were broken.
            shared = [edge for edge in self._shared[box.page] if edge <= bound]
            beyond = [edge for edge in shared if edge >= ends[-1] - _TOGETHER]
            return max(0.0, min(beyond, default=box.right) - box.right)
        return ends[-1] - box.right


def measured(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the room that each has left, those whose place is known."""
    columns = _Columns(rows)
    return [
        row if row.box is None else replace(row, free=columns.free(row, row.box)) for row in rows
    ]


def _size(row: Row) -> int:
    return round(row.style.size / _SAME_SIZE) if row.style else 0


def _near(edges: Sequence[_Edge], left: float, reach: float, bound: float) -> list[float]:
    """Return where the lines end that begin within ``reach`` of ``left``, before ``bound``."""
    start = bisect_left(edges, left - reach, key=lambda edge: edge.left)
    end = bisect_right(edges, left + reach, key=lambda edge: edge.left)
    return [edge.right for edge in edges[start:end] if edge.right <= bound]


def first_word(row: Row) -> float | None:
    """Return how wide the first word of a row is, with the blank before it; None if not known."""
    if row.box is None or not row.words:
        return None
    if len(row.words) == 1:
        return row.box.right - row.words[0] + _blank(row.box)
    return row.words[1] - row.words[0]


def _blank(box: Box) -> float:
    return 0.25 * (box.top - box.bottom)
