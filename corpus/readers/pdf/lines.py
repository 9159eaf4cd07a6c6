"""Rows of text → lines as the parser reads them: blanks for indents and for white between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.briefing import Box
from corpus.document import Line, Style
from corpus.readers.pdf.calls import from_frame
from corpus.readers.pdf.links import Link, covered
from corpus.readers.pdf.rows import ABOVE, BELOW, Row

#: Width of a character in ems, on average, in which indents are counted.
_CHARACTER = 0.5
#: How much more than usual two lines are apart if a paragraph ends between them.
_LOOSE = 1.2
#: From base line to base line, in ems: the least and the most that lines of a paragraph are apart;
#: what they are apart if nothing tells.
_LEAST, _MOST, _USUAL = 0.8, 2.6, 1.2
#: In ems: how far apart rows of one table are at most.
_CELLS = 3.0
#: Share of a line's leading that is below its base line.
_UNDER = 0.25
#: Share of the lines (and how many) that begin at the left edge of a column.
_SHARE, _FEW = 0.15, 6
#: In ems: an indent of a whole stretch that is one rather than a column of its own.
_INDENT = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of a stretch, from its top.

    turn: quarter turns of its frame. follows: it goes on where the run before it ended.
    margin: it is a running head or foot. bound: where the column right of it begins.
    """

    page: int
    rows: tuple[Row, ...]
    turn: int = 0
    follows: bool = False
    margin: bool = False
    bound: float | None = None


class Measures:
    """What is usual in a document: its leading for each size of type, its left edges.

    em: size of most of its text, in points.
    """

    def __init__(self, runs: Sequence[Run], em: float) -> None:
        self.em = em
        self._drops: dict[float, Counter[float]] = {}
        self._edges: Counter[int] = Counter()
        for run in runs:
            if run.margin:
                continue
            self._edges[round(_own_edge(run.rows, em))] += len(run.rows)
            for above, below in pairwise(run.rows):
                drop = _drop(above, below)
                if above.size == below.size and _LEAST <= drop / above.size <= _MOST:
                    drops = self._drops.setdefault(above.size, Counter())
                    drops[round(2 * drop) / 2] += 1
        self._leading: dict[float, float] = {}

    def leading(self, size: float) -> float:
        """Return how far apart lines of a paragraph are, set in type of that size."""
        if size not in self._leading:
            known = self._lead(size)
            if known is None:
                body = self._lead(self.em)
                known = size * (body / self.em if body else _USUAL)
            self._leading[size] = known
        return self._leading[size]

    def _lead(self, size: float) -> float | None:
        """Return the least distance that a fair share of the lines of that size have."""
        drops = self._drops.get(size)
        if not drops or drops.total() < 3:
            return None
        for drop in sorted(drops):
            near = sum(drops[drop + shift] for shift in (-0.5, 0.0, 0.5))
            if near >= max(2, 0.12 * drops.total()):
                return drop
        return min(drops)

    def is_parted(self, above: Row, below: Row) -> bool:
        """Tell whether there is clearly more white between two rows than lines have."""
        if len(above.cells) > 1 and len(below.cells) > 1:
            return _drop(above, below) > _CELLS * below.size
        usual = _UNDER * self.leading(above.size) + (1 - _UNDER) * self.leading(below.size)
        return _drop(above, below) > _LOOSE * usual + 0.5

    def edge(self, rows: Sequence[Row]) -> float:
        """Return the left edge of the column in which the rows stand."""
        own = _own_edge(rows, self.em)
        if len(rows) >= _FEW:
            return own
        near = [
            edge
            for edge, count in self._edges.items()
            if count >= _FEW and 0.5 * self.em < own - edge <= _INDENT * self.em
        ]
        return float(min(near, default=own))


def _drop(above: Row, below: Row) -> float:
    """Return how far the highest line of a row is below the lowest of the one above."""
    return above.base - below.base - below.rise


def _own_edge(rows: Sequence[Row], em: float) -> float:
    """Return the leftmost edge that several of the rows share."""
    lefts = sorted(row.left for row in rows)
    needed = max(2, _SHARE * len(lefts)) if len(lefts) > 2 else 1
    for left in lefts:
        if sum(1 for other in lefts if 0 <= other - left <= 0.3 * em) >= needed:
            return left
    return lefts[0]


def to_lines(
    runs: Sequence[Run], measures: Measures, links: dict[int, list[Link]]
) -> Iterator[Line]:
    """Yield the lines of the runs, with an empty one where paragraphs part. links: by page."""
    before: Run | None = None
    for run in runs:
        if before is not None and _is_apart(before, run):
            yield Line("", page=run.page)
        before = run
        edge = measures.edge(run.rows)
        above: Row | None = None
        for row in run.rows:
            if above is not None and measures.is_parted(above, row):
                yield Line("", page=run.page)
            indent = max(0, round((row.left - edge) / (_CHARACTER * measures.em)))
            yield _line(row, run, indent, links.get(run.page, ()))
            above = row


def _is_apart(before: Run, run: Run) -> bool:
    """Tell whether what stands in two runs is apart because of where they stand."""
    return before.page == run.page and not (run.follows or run.margin or before.margin)


@lru_cache(maxsize=256)
def _style(size: float, bold: bool, italic: bool) -> Style:
    return Style(size, bold, italic)


def _line(row: Row, run: Run, indent: int, links: Sequence[Link]) -> Line:
    box = _box(row, run)
    linked: tuple[tuple[str, str], ...] = ()
    if links and not run.turn:
        words = [word for cell in row.cells for word in cell]
        linked = covered(links, words, row.starts, row.right, (box.bottom + box.top) / 2)
    return Line(
        " " * indent + row.text,
        page=run.page,
        links=linked,
        style=_style(row.size, row.bold, row.italic),
        box=box,
        words=() if run.turn else row.starts,
        margin=run.margin,
        bound=None if run.turn else run.bound,
    )


def _box(row: Row, run: Run) -> Box:
    """Return where a row stands, in the page's own space."""
    low, high = row.base - BELOW * row.size, row.base + row.rise + ABOVE * row.size
    if not run.turn:
        return Box(run.page, row.left, low, row.right, high)
    x, y = from_frame(row.left, low, run.turn)
    u, v = from_frame(row.right, high, run.turn)
    return Box(run.page, min(x, u), min(y, v), max(x, u), max(y, v))
