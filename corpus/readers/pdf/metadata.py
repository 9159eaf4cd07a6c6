"""What a PDF says of itself, as far as it can be trusted."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.characters import clean
from corpus.readers.pdf.pages import PageText

_WORD = re.compile(r"\w+")
_LONGEST = 4096


def read_metadata(document: Any, first: PageText | None) -> tuple[tuple[str, str], ...]:
    """Return the title (raw handle of the document, text of its first page).

    Many a title is that of the file the PDF was made from or of the issue before; it counts only
    if the first page says the same. The language that files give is that of the program mostly,
    and their dates are those of their making.
    """
    title = " ".join(clean(_title(document)).split())
    if title and first is not None and _stands_in(title, first):
        return (("title", title),)
    return ()


def _stands_in(title: str, page: PageText) -> bool:
    words = _words(title)
    return len(words) > 3 and words in _words(" ".join(piece.text for piece in page.pieces))


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _title(document: Any) -> str:
    length = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="ignore")
