"""Tables whose cells run over several lines: the cells are put together, row by row.

The columns are known by the white that goes down through all lines, the cells by lines that stand
as close below each other as those of text do, and the rows by cells beside each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf.pieces import Piece, is_mark

#: Points by which base lines of one level differ at most.
_SAME = 1.0
#: In ems: white between columns, at the least where a line shows it and over all lines; how far
#: apart lines of one table are at most; leading where no text tells it.
_WHITE, _NARROW = 0.9, 0.5
_FAR = 3.2
_LEADING = 1.36
#: How much more than the leading lines of a cell are apart at most.
_LOOSE = 1.09
#: Columns that such a table has at least.
_COLUMNS = 3
#: In ems below and above its base line: what a piece takes.
_BELOW, _ABOVE = 0.22, 0.8
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]$")

_Span = tuple[float, float]
_Level = list[Piece]


@dataclass(frozen=True, slots=True)
class Cell:
    """Pieces of one cell, from its top."""

    pieces: tuple[Piece, ...]

    @property
    def low(self) -> float:
        """Its lower edge."""
        return self.pieces[-1].base - _BELOW * self.pieces[-1].size

    @property
    def high(self) -> float:
        """Its upper edge."""
        return self.pieces[0].base + _ABOVE * self.pieces[0].size

    def words(self) -> tuple[list[str], list[float]]:
        """Return its words and where each begins; one that a line end divides is made whole."""
        words: list[str] = []
        starts: list[float] = []
        for piece in self.pieces:
            own, begins = piece.words, piece.starts
            if words and _DIVIDED.search(words[-1]) and own[0][0].islower():
                words[-1] = words[-1][:-1] + own[0]
                own, begins = own[1:], begins[1:]
            words += own
            starts += begins
        return words, starts


def find_tables(pieces: Sequence[Piece]) -> tuple[list[list[Cell]], list[Piece]]:
    """Return the rows of tables with cells of several lines, and the pieces of all else.

    pieces: from the top. The cells of a row stand from the left.
    """
    levels = _levels(pieces)
    if not any(map(_white, levels)):
        return [], list(pieces)
    rows: list[list[Cell]] = []
    taken: set[int] = set()
    leading = _leading(levels)
    for first, stop, columns in _regions(levels):
        found = _rows([piece for level in levels[first:stop] for piece in level], columns, leading)
        rows += found
        taken |= {id(piece) for row in found for cell in row for piece in cell.pieces}
    return rows, [piece for piece in pieces if id(piece) not in taken]


def _levels(pieces: Sequence[Piece]) -> list[_Level]:
    levels: list[_Level] = []
    for piece in pieces:
        if levels and levels[-1][0].base - piece.base <= _SAME:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return [sorted(level, key=lambda piece: piece.left) for level in levels]


def _white(level: _Level) -> list[_Span]:
    """Return the white in a level that may part columns."""
    return [
        (before.right, after.left)
        for before, after in pairwise(level)
        if after.left - before.right >= _WHITE * after.size
        and not (before is level[0] and is_mark(before.text))
    ]


def _leading(levels: Sequence[_Level]) -> float:
    """Return how far apart lines of text are: of levels with one piece, those close together."""
    drops: Counter[float] = Counter()
    for above, below in pairwise(levels):
        drop = above[0].base - below[0].base
        alike = len(above) == len(below) == 1 and above[0].size == below[0].size
        if alike and 1.0 <= drop / below[0].size <= 1.8:
            drops[round(drop, 1)] += 1
    size = levels[0][0].size
    return drops.most_common(1)[0][0] if drops else _LEADING * size


def _regions(levels: Sequence[_Level]) -> Iterator[tuple[int, int, list[_Span]]]:
    """Yield the first level of each table, the one after its last, and the white in it."""
    at = 0
    while at < len(levels):
        white = _white(levels[at])
        if len(white) + 1 < _COLUMNS - 1:
            at += 1
            continue
        first, stop = at, at + 1
        while stop < len(levels) and (more := _narrowed(white, levels, stop - 1, stop)):
            white, stop = more, stop + 1
        while first and (more := _narrowed(white, levels, first, first - 1)):
            white, first = more, first - 1
        yield first, stop, white
        at = stop


def _narrowed(
    white: Sequence[_Span], levels: Sequence[_Level], near: int, at: int
) -> list[_Span] | None:
    """Return the white that goes on through level ``at`` too; None if a column is lost."""
    level = levels[at]
    if abs(levels[near][0].base - level[0].base) > _FAR * level[0].size:
        return None
    result = [_clear(span, level) for span in white]
    kept = [span for span in result if span[1] - span[0] >= _NARROW * level[0].size]
    if len(kept) < len(white):
        return None
    own = [gap for gap in _white(level) if not any(_overlaps(gap, span) for span in kept)]
    return sorted(kept + own)


def _clear(span: _Span, level: _Level) -> _Span:
    """Return the widest part of a span that no piece of the level stands in."""
    edges = [span[0]]
    for piece in level:
        if piece.left < span[1] and piece.right > span[0]:
            edges += [piece.left, piece.right]
    edges.append(span[1])
    return max(zip(edges[::2], edges[1::2], strict=True), key=lambda gap: gap[1] - gap[0])


def _overlaps(one: _Span, other: _Span) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _rows(pieces: Sequence[Piece], white: Sequence[_Span], leading: float) -> list[list[Cell]]:
    """Return the rows of a table; none if no cell runs over lines or the rows cannot be told."""
    columns: list[list[Piece]] = [[] for _ in range(len(white) + 1)]
    for piece in sorted(pieces, key=lambda one: (-one.base, one.left)):
        columns[sum(piece.left >= span[1] - _SAME for span in white)].append(piece)
    cells = [cell for column in columns for cell in _cells(column, _LOOSE * leading)]
    rows = _beside(cells)
    while rows and len(rows[0]) == 1:
        del rows[0]
    while rows and len(rows[-1]) == 1:
        del rows[-1]
    rows = [part for row in rows for part in (_lined(row) if _is_block(row) else [row])]
    several = any(len(_bases(cell)) > 1 for row in rows for cell in row)
    return rows if len(columns) >= _COLUMNS and len(rows) > 1 and several else []


def _cells(column: Sequence[Piece], most: float) -> Iterator[Cell]:
    """Yield what stands in a column, lines that are close together as one."""
    start = 0
    for at in range(1, len(column) + 1):
        if at == len(column) or column[at - 1].base - column[at].base > most:
            yield Cell(tuple(column[start:at]))
            start = at


def _beside(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return the cells row by row, from the top: those of a row share most of their height."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda one: -one.high):
        row = rows[-1] if rows else []
        shared = max((min(c.high, cell.high) - max(c.low, cell.low) for c in row), default=0.0)
        if row and shared >= 0.5 * min(c.high - c.low for c in (*row, cell)):
            row.append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell.pieces[0].left) for row in rows]


def _bases(cell: Cell) -> set[int]:
    return {round(piece.base) for piece in cell.pieces}


def _is_block(row: Sequence[Cell]) -> bool:
    """Tell whether a row is rather several that stand as close as lines: all cells go on in it."""
    lines = [len(_bases(cell)) for cell in row]
    return min(lines) > 2 or (min(lines) > 1 and max(lines) == min(lines))


def _lined(row: Sequence[Cell]) -> list[list[Cell]]:
    """Return a row for each line of the cells."""
    pieces = [piece for cell in row for piece in cell.pieces]
    levels = _levels(sorted(pieces, key=lambda piece: -piece.base))
    return [[Cell((piece,)) for piece in level] for level in levels]
