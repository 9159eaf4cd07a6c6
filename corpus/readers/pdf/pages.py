"""A loaded page of a PDF → its text as pieces, in the frame in which most of it reads level."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.characters import clean
from corpus.readers.pdf.builder import HYPHENS, Builder
from corpus.readers.pdf.bullets import mark_bullets
from corpus.readers.pdf.calls import Characters, to_frame
from corpus.readers.pdf.fonts import Settings
from corpus.readers.pdf.pieces import Piece

_LINE = re.compile(rf"[^\r\n{HYPHENS}]+[{HYPHENS}]?|[{HYPHENS}]")
#: Letters that no text is made of: private use, undefined, controls.
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


@dataclass(slots=True)
class PageText:
    """The text of a page.

    number: 1-based. frame: left, bottom, right, top of what shows of the page, in the reading
    frame. turn: quarter turns, against the clock, of the text in the page's own space.
    pieces: what runs as most of the text does, in the order of the file; astray: what does not
    (stamps along an edge, water marks), by its turn, in frames of its own. letters: characters;
    unmapped: those whose font does not say which character they are.
    """

    number: int
    frame: tuple[float, float, float, float]
    turn: int = 0
    pieces: list[Piece] = field(default_factory=list)
    astray: list[tuple[int, list[Piece]]] = field(default_factory=list)
    letters: int = 0
    unmapped: int = 0


def read_page(page: Any, number: int) -> PageText:
    """Return the text of a loaded page (a raw handle)."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    result = PageText(number, (box.left, box.bottom, box.right, box.top))
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return result
    try:
        text, index = _text(text_page)
        characters = Characters(text_page)
        builder = Builder(characters, Settings(characters), index)
        for match in _LINE.finditer(text):
            builder.add(match[0], match.start())
        builder.finish()
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    result.unmapped = max(builder.unmapped, len(_STRANGE.findall(text)))
    _arrange(result, _cleaned(builder.pieces, text))
    if not result.turn:
        mark_bullets(page, result.pieces)
    return result


def _text(text_page: Any) -> tuple[str, list[int] | None]:
    """Return the page's text, and the library's number of each character where it is another."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", None
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    units = bytes(buffer)[: 2 * max(written - 1, 0)]
    text = units.decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text, None
    return _numbered([pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)])


def _numbered(codes: list[int]) -> tuple[str, list[int]]:
    """Return the text of the codes and the number of each character; pairs of halves are one."""
    text: list[str] = []
    numbers: list[int] = []
    for at, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000 and at and 0xD800 <= codes[at - 1] < 0xDC00:
            text[-1] = chr(0x10000 + ((codes[at - 1] - 0xD800) << 10) + code - 0xDC00)
        elif code:
            text.append(chr(code))
            numbers.append(at)
    return "".join(text), numbers


def _cleaned(pieces: list[Piece], text: str) -> list[Piece]:
    """Take invisible characters and ligatures out of the words, where the page has any."""
    plain = text.replace("\r\n", "\n").replace("\x02", "")
    if _spelt(plain) == plain:
        return pieces
    for piece in pieces:
        words = zip(map(_spelt, piece.words), piece.starts, strict=True)
        kept = [(word, start) for word, start in words if word]
        piece.words = [word for word, _ in kept]
        piece.starts = [start for _, start in kept]
    return [piece for piece in pieces if piece.words]


def _spelt(text: str) -> str:
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), clean(text))
    return unicodedata.normalize("NFC", text)


def _arrange(result: PageText, pieces: list[Piece]) -> None:
    """Part the pieces by their direction and turn the page's frame to that of most."""
    letters: Counter[int] = Counter()
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        turn = piece.setting.turn
        letters[turn] += sum(map(len, piece.words))
        found.setdefault(turn, []).append(piece)
    result.letters = letters.total()
    upright = {turn: count for turn, count in letters.items() if turn < 4}
    result.turn = max(upright, key=lambda turn: upright[turn], default=0)
    left, bottom, right, top = result.frame
    (x, y), (u, v) = to_frame(left, bottom, result.turn), to_frame(right, top, result.turn)
    result.frame = (min(x, u), min(y, v), max(x, u), max(y, v))
    result.pieces = [p for p in found.pop(result.turn, []) if _shows(p, result.frame)]
    result.astray = list(found.items())


def _shows(piece: Piece, frame: tuple[float, float, float, float]) -> bool:
    """Tell whether a part of a piece is to be seen; printers' notes beyond the edge are not."""
    left, bottom, right, top = frame
    middle = piece.base + 0.3 * piece.size
    return piece.left < right and piece.right > left and bottom <= middle <= top
