"""The white between two columns: which pieces stand left and right of it, and whether they read.

A table has white between its cells as well; but cells are short, or begin side by side and are
drawn row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.pieces import Piece, is_mark

#: In ems of the text: the least white between columns; how far apart edges of lines may be to
#: count as one; how far marks of items stand out to the left of an edge that many lines share.
_WHITE = 0.6
EDGE = 0.4
_OUTDENT = 2.6
#: Lines and words that each of two columns has at least; words and letters of its lines, most of
#: them; how wide they are in ems.
LINES = 3
_WORDS = 14
_WORDS_A_LINE, _LETTERS_A_LINE = 2, 14
NARROWEST = 7.0
#: Lines that a text has at least, if drawn row by row with what stands beside it; in ems, how much
#: shorter than the longest most of them are at most.
_MANY = 12
_RAGGED = 4.0
#: Points that rows of cells beside each other begin apart at most; how much more than usual the
#: white above a paragraph or a row of cells is.
_SHIFT = 2.0
_LOOSE = 1.3
#: Share of the height of all by which a file goes up again that draws no rows.
_BACK = 0.6


@dataclass(frozen=True, slots=True)
class Gutter:
    """White before ``edge``, where the lines of a column begin. em: size of the text, in points.

    known: other pages have columns there.
    """

    edge: float
    em: float
    known: bool = False

    def is_crossed(self, piece: Piece) -> bool:
        """Tell whether a piece stands in the white."""
        if piece.left >= self.edge - EDGE * self.em or self._stands_out(piece):
            return False
        return piece.right > self.edge - _WHITE * self.em

    def sides(self, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
        """Part pieces that do not stand in the white."""
        left: list[Piece] = []
        right: list[Piece] = []
        for piece in pieces:
            beyond = piece.right > self.edge - _WHITE * self.em or self._stands_out(piece)
            (right if beyond else left).append(piece)
        return left, right

    def _stands_out(self, piece: Piece) -> bool:
        """Tell whether a piece begins with the mark of an item whose lines begin at the edge."""
        return 0 <= self.edge - piece.left <= _OUTDENT * self.em and is_mark(piece.words[0])

    def parts(self, pieces: Sequence[Piece]) -> bool:
        """Tell whether the pieces, none of which stands in the white, are two columns."""
        left, right = self.sides(pieces)
        if not right or not reads(left, self.em):
            return False
        if self.known and changes(left, right) <= 2:
            return any(abs(piece.left - self.edge) <= EDGE * self.em for piece in right)
        return reads(right, self.em) and not _is_table(left, right)


def reads(side: Sequence[Piece], em: float) -> bool:
    """Tell whether the pieces of a side are lines of text rather than cells of a table."""
    rows: dict[int, list[Piece]] = {}
    for piece in side:
        rows.setdefault(round(piece.base / 2), []).append(piece)
    words = [sum(len(piece.words) for piece in row) for row in rows.values()]
    if len(rows) < LINES or sum(words) < _WORDS or median(words) < _WORDS_A_LINE:
        return False
    letters = [sum(len(piece.text) for piece in row) for row in rows.values()]
    if median(letters) < _LETTERS_A_LINE:
        return False
    wide = [max(p.right for p in row) - min(p.left for p in row) for row in rows.values()]
    return median(wide) >= NARROWEST * em


def _is_table(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Tell whether cells stand beside each other: drawn row by row, begun together or ragged."""
    changed = changes(left, right)
    if changed <= 2:
        return False
    starts = _starts(left), _starts(right)
    together = sum(any(abs(one - other) < _SHIFT for other in starts[1]) for one in starts[0])
    if together >= max(LINES, 0.8 * max(map(len, starts))):
        return changed > together
    return _falls(left, right) and not (_is_full(left) and _is_full(right))


def changes(left: Sequence[Piece], right: Sequence[Piece]) -> int:
    """Return how often the file goes from one side to the other."""
    drawn = sorted([(piece.order, 0) for piece in left] + [(piece.order, 1) for piece in right])
    return sum(one[1] != other[1] for one, other in pairwise(drawn))


def _falls(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Tell whether the file draws both sides down the page together, never back from the top."""
    drawn = sorted((*left, *right), key=lambda piece: piece.order)
    rises = [after.base - before.base for before, after in pairwise(drawn)]
    bases = [piece.base for piece in drawn]
    if max(rises) >= _BACK * (max(bases) - min(bases)):
        return False
    return sum(rise > _SHIFT for rise in rises) <= 0.3 * len(drawn)


def _is_full(side: Sequence[Piece]) -> bool:
    """Tell whether most lines of a side end near its right edge, as those of a text do."""
    ends: dict[int, float] = {}
    for piece in side:
        row = round(piece.base / 2)
        ends[row] = max(piece.right, ends.get(row, 0.0))
    edge = max(ends.values())
    near = sum(edge - end < _RAGGED * side[0].size for end in ends.values())
    return len(ends) >= _MANY and near >= 0.6 * len(ends)


def _starts(side: Sequence[Piece]) -> list[float]:
    """Return the heights at which something begins, below more white than between lines."""
    bases = sorted({round(piece.base, 1) for piece in side}, reverse=True)
    drops = [above - below for above, below in pairwise(bases)]
    usual = median(drops) if drops else 0
    below = zip(drops, bases[1:], strict=True)
    return bases[:1] + [base for drop, base in below if drop > _LOOSE * usual]
