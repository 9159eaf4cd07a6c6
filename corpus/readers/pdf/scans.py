"""Pages that show text only as a picture."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.pages import PageText

#: Letters that a stamp or a page number adds to a scanned page at most.
_STAMP = 60
#: Share of the page that pictures cover on a page that is one.
_COVERED = 0.5
#: Drawn shapes that are ornament; more on a page without any text may be letters.
_ORNAMENT = 12


def is_scan(page: Any, text: PageText) -> bool:
    """Tell whether a loaded page (a raw handle) shows more than its text says."""
    if text.letters > _STAMP:
        return False
    left, bottom, right, top = text.frame
    area = max((right - left) * (top - bottom), 1.0)
    covered, shapes = 0.0, 0
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            covered += _area(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes += 1
    if covered >= _COVERED * area:
        return True
    return not text.letters and (covered > 0 or shapes > _ORNAMENT)


def _area(item: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0
    return max(0.0, (right.value - left.value) * (top.value - bottom.value))
