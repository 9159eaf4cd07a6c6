"""The library's calls that are made for every word, in a form that costs half.

The bindings convert each argument and release the interpreter's lock around each call; both take
longer than the calls themselves, which only look something up.
"""

from __future__ import annotations

import ctypes
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium


def _direct(function: Any, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def to_frame(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point of the page as seen in the frame in which ``turn`` quarters read level."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def from_frame(x: float, y: float, turn: int) -> tuple[float, float]:
    """Undo ``to_frame``."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn]


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_get_origin = _direct(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_get_box = _direct(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_get_object = _direct(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_get_matrix = _direct(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_get_size = _direct(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_get_font = _direct(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
_get_mode = _direct(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_has_error = _direct(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)


#: How it is turned and stretched (a, b, c and d of PDF's matrices), the size of its type before
#: that, the address of its font (0 for none), and how its letters are painted.
Look: TypeAlias = tuple[tuple[float, float, float, float], float, int, int]


class Characters:
    """What the library knows of the characters of a page, by their numbers."""

    def __init__(self, text_page: Any) -> None:
        self._page = ctypes.cast(text_page, _POINTER).value
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._box = pdfium.FS_RECTF()
        self._box_at = ctypes.addressof(self._box)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)

    def origins(self, numbers: list[int]) -> list[tuple[float, float]]:
        """Return where characters begin, on their base lines."""
        page, (x_at, y_at), x, y, get = self._page, self._at, self._x, self._y, _get_origin
        found = []
        for number in numbers:
            get(page, number, x_at, y_at)
            found.append((x.value, y.value))
        return found

    def starts(self, words: list[str], number: int, turn: int) -> tuple[list[float], float, float]:
        """Return where words of one line begin, and the first and the last base line.

        number: of the first character; single blanks stand between the words. The places are in
        the frame of ``turn``.
        """
        page, (x_at, y_at), x, y, get = self._page, self._at, self._x, self._y, _get_origin
        get(page, number, x_at, y_at)
        first = to_frame(x.value, y.value, turn % 4)[1]
        across = y if turn % 2 else x
        sign = (1, 1, -1, -1, 1)[turn]
        found = []
        for word in words:
            get(page, number, x_at, y_at)
            found.append(sign * across.value)
            number += len(word) + 1
        return found, first, to_frame(x.value, y.value, turn % 4)[1]

    def end(self, number: int, turn: int) -> float:
        """Return where the room of a character ends, in the frame of ``turn``."""
        _get_box(self._page, number, self._box_at)
        box = self._box
        return float((box.right, box.top, -box.left, -box.bottom, box.right)[turn])

    def drawn(self, number: int) -> int:
        """Return the address of the text object that draws a character; 0 for none."""
        return _get_object(self._page, number) or 0

    def is_unmapped(self, number: int) -> bool:
        """Tell whether its font does not say which character it is."""
        return bool(_has_error(self._page, number) == 1)

    def look(self, number: int, drawn: int) -> Look:
        """Return how a character of the text object at the address ``drawn`` looks."""
        _get_matrix(self._page, number, self._matrix_at)
        matrix = self._matrix
        return (
            (matrix.a, matrix.b, matrix.c, matrix.d),
            _get_size(self._page, number),
            _get_font(drawn) or 0,
            _get_mode(drawn),
        )

    def height(self, number: int) -> float:
        """Return how high the room of a character is."""
        _get_box(self._page, number, self._box_at)
        return float(abs(self._box.top - self._box.bottom))
