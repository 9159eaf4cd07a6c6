"""How characters are set: size, weight and direction, asked once for each text object."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BOLD_NAME = re.compile(
    r"bold|black|heavy|fett|halbfett|semib|demi(?!\w*ital$)|-medi\b|\bcmb|\bsfb", re.IGNORECASE
)
_PLAIN_NAME = re.compile(r"regular|roman|book|light|medium|-it(?:alic)?$", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 650
#: Where the file says nothing sensible about the size of its type.
_ORDINARY = 10.0
_SMALLEST, _LARGEST = 1.0, 400.0
#: Radians off the level or upright that text may be, as in a scan that lies askew.
_ASKEW = math.radians(7)
#: Stands for the direction of text that runs neither level nor upright.
SLANTED = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """size: points as they show. bold: heavier than text is. turn: quarter turns, or SLANTED."""

    size: float
    bold: bool
    turn: int


class Settings:
    """The settings of a page's text objects."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._bold: dict[tuple[int, int], bool] = {}
        self._known: dict[tuple[float, bool, int], Setting] = {}
        self._matrix = pdfium.FS_MATRIX()

    def of(self, handle: Any, at: int) -> Setting:
        """Return how the text object is set in which the character number ``at`` stands."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, at, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        size = round(abs(pdfium.FPDFText_GetFontSize(self._page, at)) * scale, 2)
        if not _SMALLEST <= size <= _LARGEST:
            size = self._height(at)
        key = (size, self._is_bold(handle), _turn(matrix))
        setting = self._known.get(key)
        if setting is None:
            setting = self._known[key] = Setting(*key)
        return setting

    def _height(self, at: int) -> float:
        """Guess the size from the room that a character takes."""
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._page, at, box)
        height = round(0.85 * abs(box.top - box.bottom), 2)
        return height if _SMALLEST <= height <= _LARGEST else _ORDINARY

    def _is_bold(self, handle: Any) -> bool:
        font = pdfium.FPDFTextObj_GetFont(handle)
        if not font:
            return False
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        key = (ctypes.addressof(font.contents), mode)
        bold = self._bold.get(key)
        if bold is None:
            # Filled and stroked: how a weight is drawn that the font does not have.
            bold = mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or is_bold(font)
            self._bold[key] = bold
        return bold


def _turn(matrix: Any) -> int:
    angle = math.atan2(matrix.b, matrix.a)
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) <= _ASKEW else SLANTED


def is_bold(font: Any) -> bool:
    """Tell whether a font (a raw handle) is a bold one: by name, else by what it says of itself."""
    name = _SUBSET.sub("", _name(font))
    if _BOLD_NAME.search(name):
        return True
    if _PLAIN_NAME.search(name):
        return False
    forced = pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD
    return bool(forced) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT


def _name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", errors="replace") if length else ""
