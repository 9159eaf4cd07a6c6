"""Footnotes: small type below everything else, to be read after all columns of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.pdf.pieces import Piece

#: Size of a note's type, as a share of the text's, at most.
_SMALL = 0.9
_NUMBER = re.compile(r"(?:\d{1,3}|[*†‡§¹²³⁰-⁹]+|\[\d{1,3}\])[.)]?(?!\S)|[¹²³⁰-⁹*†‡]")


def part_notes(pieces: Sequence[Piece], em: float) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of the text and those of its footnotes. em: size of the text, in points."""
    small = [piece for piece in pieces if piece.size <= _SMALL * em]
    if not small or len(small) == len(pieces):
        return list(pieces), []
    others = [piece for piece in pieces if piece.size > _SMALL * em]
    low = [piece for piece in small if not any(_holds_up(piece, one) for one in others)]
    top = max((p.base for p in low if _NUMBER.match(p.text) and _opens(p, low)), default=None)
    if top is None:
        return list(pieces), []
    notes = {id(piece) for piece in low if piece.base <= top + 0.6 * piece.size}
    return (
        [piece for piece in pieces if id(piece) not in notes],
        [piece for piece in pieces if id(piece) in notes],
    )


def _holds_up(piece: Piece, other: Piece) -> bool:
    """Tell whether ``other`` stands below or beside a piece, so that this is no note."""
    beside = abs(other.base - piece.base) < 0.6 * other.size
    below = other.base < piece.base
    return beside or (below and other.left < piece.right and other.right > piece.left)


def _opens(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Tell whether a piece is the first of its line."""
    level = 0.6 * piece.size
    return not any(abs(p.base - piece.base) < level and p.left < piece.left for p in pieces)
