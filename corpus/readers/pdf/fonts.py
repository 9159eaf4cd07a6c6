"""How characters are set: size, weight and direction, asked once for each text object."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.calls import Characters, Look

_BOLD_NAME = re.compile(
    r"bold|black|heavy|fett|halbfett|semib|demi(?!\w*ital$)|-medi\b|\bcmb|\bsfb", re.IGNORECASE
)
_PLAIN_NAME = re.compile(r"regular|roman|book|light|medium|-it(?:alic)?$", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli|kursiv|-it\b|\bcmti|\bsfti", re.IGNORECASE)
#: How much letters lean that are made italic by leaning them, as a share of their height.
_LEANING = 0.1
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
    """How type is set.

    size: points as they show. bold: heavier than text is. turn: quarter turns, or SLANTED.
    italic: it leans.
    """

    size: float
    bold: bool
    turn: int
    italic: bool = False


class Settings:
    """The settings of a page's text objects."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self._seen: dict[Look, Setting] = {}
        self._known: dict[Setting, Setting] = {}

    def of(self, drawn: int, number: int) -> Setting:
        """Return how a text object is set, by its address and the number of a character in it."""
        look = self._characters.look(number, drawn)
        setting = self._seen.get(look)
        if setting is None:
            setting = self._seen[look] = self._setting(look, number)
        return setting

    def _setting(self, look: Look, number: int) -> Setting:
        (a, b, c, d), height, font, mode = look
        size = round(abs(height) * math.hypot(c, d), 2)
        if not _SMALLEST <= size <= _LARGEST:
            size = self._guess(number)
        # Filled and stroked: how a weight is drawn that the font does not have.
        bold = mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or (
            font != 0 and is_bold(ctypes.cast(font, pdfium.FPDF_FONT))
        )
        leans = abs(a * c + b * d) > _LEANING * (a * d - b * c) > 0
        italic = leans or (font != 0 and is_italic(ctypes.cast(font, pdfium.FPDF_FONT)))
        setting = Setting(size, bold, _turn(a, b), italic)
        return self._known.setdefault(setting, setting)

    def _guess(self, number: int) -> float:
        """Guess the size from the room that a character takes."""
        height = round(0.85 * self._characters.height(number), 2)
        return height if _SMALLEST <= height <= _LARGEST else _ORDINARY


def _turn(a: float, b: float) -> int:
    if b == 0 < a:
        return 0
    angle = math.atan2(b, a)
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


def is_italic(font: Any) -> bool:
    """Tell whether a font (a raw handle) is an italic one: by name or by its angle."""
    if _ITALIC_NAME.search(_name(font)):
        return True
    angle = ctypes.c_int()
    return bool(pdfium.FPDFFont_GetItalicAngle(font, angle)) and angle.value < 0


def _name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", errors="replace") if length else ""
