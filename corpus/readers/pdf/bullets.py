"""Bullets that are drawn as shapes rather than set as signs, as browsers print them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.pieces import Piece

#: In sizes of the text: width and height of a bullet, by how much these differ at most, the white
#: between it and its line, and how far its middle is above the base line.
_LEAST, _MOST, _UNEVEN = 0.12, 0.65, 0.1
_NEAR = (0.05, 1.8)
_HEIGHT = (0.05, 0.65)
#: In sizes of the text: how far lines with bullets are set in at least.
_SET_IN = 0.6
_OPENING = "\"'„“«»("
#: Objects of a page that are looked through at most; more are a drawing.
_OBJECTS = 4_000

_Place = tuple[float, float, float, float]


def mark_bullets(page: Any, pieces: Sequence[Piece]) -> None:
    """Put a bullet before the lines that have one drawn at their left (a raw handle of the page).

    pieces: of a page that reads level as it is.
    """
    edge = min((piece.left for piece in pieces), default=0.0)
    lines = [piece for piece in pieces if _may_have_one(piece, edge)]
    if not lines:
        return
    for place in _small_shapes(page, max(piece.size for piece in lines)):
        line = next((piece for piece in lines if _stands_before(place, piece)), None)
        if line is not None:
            line.words, line.starts = ["•", *line.words], [place[0], *line.starts]
            line.left = place[0]
            lines.remove(line)


def _may_have_one(piece: Piece, edge: float) -> bool:
    first = piece.words[0][0]
    return piece.left - edge >= _SET_IN * piece.size and (first.isalnum() or first in _OPENING)


def _small_shapes(page: Any, size: float) -> Iterator[_Place]:
    """Yield left, bottom, right and top of shapes that are about as wide as high, and small."""
    count = pdfium.FPDFPage_CountObjects(page)
    values = [ctypes.c_float() for _ in range(4)]
    for at in range(count if count <= _OBJECTS else 0):
        shape = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(shape, *values):
            continue
        left, bottom, right, top = (value.value for value in values)
        wide, high = right - left, top - bottom
        even = abs(wide - high) <= _UNEVEN * size
        if even and _LEAST * size <= min(wide, high) and max(wide, high) <= _MOST * size:
            yield left, bottom, right, top


def _stands_before(place: _Place, piece: Piece) -> bool:
    white = (piece.left - place[2]) / piece.size
    above = ((place[1] + place[3]) / 2 - piece.base) / piece.size
    return _NEAR[0] <= white <= _NEAR[1] and _HEIGHT[0] <= above <= _HEIGHT[1]
