"""Large first letters that reach down over several lines, given back to their words."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.pdf.pieces import Piece

#: In sizes of the text beside it: how large such a letter is at least.
_LARGE = 1.8
#: Letters and quotation marks that it has at most.
_LONGEST = 2
#: In ems: white between it and the text beside it, at most; by how much more the first line is set
#: off from it than the second if it is a word of its own.
_NEAR, _BLANK = 1.2, 0.15
#: Lines that stand beside it at least.
_LINES = 2


def join_initials(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with large first letters joined to the first line beside them."""
    large = [p for p in pieces if len(p.words) == 1 and _is_initial(p.words[0])]
    joined = {id(one) for one in large if _join(one, pieces)}
    return [piece for piece in pieces if id(piece) not in joined]


def _is_initial(word: str) -> bool:
    return len(word) <= _LONGEST and word[-1].isupper()


def _join(initial: Piece, pieces: Sequence[Piece]) -> bool:
    """Join a letter to the line it begins; tell whether there is one."""
    beside = [piece for piece in pieces if _is_beside(initial, piece)]
    beside.sort(key=lambda piece: (-piece.base, piece.left))
    if len({round(piece.base) for piece in beside}) < _LINES:
        return False
    first, second = beside[0], next(p for p in beside if p.base < beside[0].base - 1)
    if first.left - second.left > _BLANK * first.size:
        first.words, first.starts = (
            [initial.words[0], *first.words],
            [initial.left, *first.starts],
        )
    else:
        first.words = [initial.words[0] + first.words[0], *first.words[1:]]
        first.starts = [initial.left, *first.starts[1:]]
    first.left = initial.left
    return True


def _is_beside(initial: Piece, piece: Piece) -> bool:
    if initial.size < _LARGE * piece.size:
        return False
    near = -0.3 * piece.size <= piece.left - initial.right <= _NEAR * piece.size
    return near and initial.base - 0.3 * piece.size <= piece.base <= initial.base + initial.size
