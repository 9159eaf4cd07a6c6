"""A box beside the text of a page: an address, a figure, what an issue holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.gutters import LINES, changes, reads
from corpus.readers.pdf.pieces import Piece

#: How often the file goes from the text to a box and back at most.
_PASSES = 3
#: In sizes of its type, how far apart the lines of a box are at most.
_CLOSE = 2.0
#: Points by which lines that are level differ at most, and the share of the lines of a box that
#: are level with the text.
_LEVEL, _FEW = 1.0, 0.4
#: How small the type of a box is, and how short it is, beside the text.
_SMALL, _SHORT = 0.9, 0.7
#: How much more than usual the white between two paragraphs is.
_LOOSE = 1.3


def sets_aside(left: Sequence[Piece], right: Sequence[Piece], em: float) -> bool:
    """Tell whether one of two sides is a box beside the text of the other.

    Its lines are short as those of an address, but it is drawn by itself, and they do not stand
    level with those of the text.
    """
    if not left or not right or not (reads(left, em) or reads(right, em)):
        return False
    text, box = (left, right) if reads(left, em) else (right, left)
    bases = sorted({round(piece.base, 1) for piece in box}, reverse=True)
    if len(bases) < LINES or changes(left, right) > _PASSES:
        return False
    if bases[0] - bases[-1] > _CLOSE * box[0].size * len(bases):
        return False
    beside = [piece.base for piece in text]
    level = sum(any(abs(base - other) < _LEVEL for other in beside) for base in bases)
    return level <= _FEW * len(bases)


def is_smaller(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Tell whether one of two columns is a box: all its type is smaller, and it is shorter."""
    box, text = _by_size(left, right)
    usual = median(piece.size for piece in text)
    return all(piece.size <= _SMALL * usual for piece in box) and _height(box) <= _SHORT * _height(
        text
    )


def _by_size(one: Sequence[Piece], other: Sequence[Piece]) -> tuple[Sequence[Piece], ...]:
    """Return the side that has no larger type than the other, and the other."""
    largest = max(piece.size for piece in one), max(piece.size for piece in other)
    return (one, other) if largest[0] < largest[1] else (other, one)


def _height(side: Sequence[Piece]) -> float:
    return max(piece.base for piece in side) - min(piece.base for piece in side)


def boxed(left: Sequence[Piece], right: Sequence[Piece], em: float) -> list[list[Piece]]:
    """Return text, box and the rest of the text: the box stands where a paragraph ends beside it.

    One of the two sides is a box (see ``sets_aside`` and ``is_smaller``).
    """
    if is_smaller(left, right):
        box, text = _by_size(left, right)
    else:
        text, box = (left, right) if reads(left, em) else (right, left)
    low = min(piece.base for piece in box)
    ordered = sorted(text, key=lambda piece: -piece.base)
    drops = [above.base - below.base for above, below in pairwise(ordered)]
    least = _LOOSE * median([drop for drop in drops if drop > _LEVEL] or [em])
    for at, drop in enumerate(drops, start=1):
        if ordered[at].base < low and drop > least:
            return [ordered[:at], list(box), ordered[at:]]
    return [ordered, list(box)]
