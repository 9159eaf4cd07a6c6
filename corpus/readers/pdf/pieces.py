"""A page of a PDF → pieces of text with their places: runs of words, set alike, on one line.

Coordinates are those of the reading frame of the page: turned so that most of its text runs to the
right. The calls into the library are what reading costs, so there are as few as will do: one for
the whole text, three for each word, and a handful where the font changes.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.fonts import Setting, Settings

#: What the library puts where a hyphen ended a line; the word goes on below.
HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s{HYPHENS}]+[{HYPHENS}]?|[{HYPHENS}]")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_MARK = re.compile(r"\W|[(\[]?\w{1,3}[.)\]]")
#: Letters that no text is made of: private use, undefined, controls.
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")

#: In ems: how far a letter's advance is from nothing at least, on average over a word; a gap that
#: parts pieces; a gap that is none; a difference of base lines that is none.
_THIN = 0.3
WIDE = 0.7
TOUCHING = 0.12
LEVEL = 0.08


@dataclass(slots=True)
class Piece:
    """Words on one line, set alike, no wide gap between them.

    left, right, base: edges and base line in the reading frame, in points.
    starts: where each word begins. drawn: the text object that draws it, by its address.
    order: number of its first character in the file's own order.
    """

    left: float
    right: float
    base: float
    setting: Setting
    words: list[str]
    starts: list[float]
    drawn: int = 0
    order: int = 0

    @property
    def size(self) -> float:
        """Size of the type in points."""
        return self.setting.size

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return " ".join(self.words)


def is_mark(word: str) -> bool:
    """Tell whether a word is the mark or number of an item."""
    return _MARK.fullmatch(word) is not None


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
        _fill(result, text_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return result


def _fill(result: PageText, text_page: Any) -> None:
    text, index = _text(text_page)
    settings = Settings(text_page)
    pieces: dict[int, list[Piece]] = {}
    letters: Counter[int] = Counter()
    for piece, turn in _pieces(text, index, text_page, settings, result):
        pieces.setdefault(turn, []).append(piece)
        letters[turn] += sum(map(len, piece.words))
    result.letters = letters.total()
    upright = {turn: count for turn, count in letters.items() if turn < 4}
    result.turn = max(upright, key=lambda turn: upright[turn], default=0)
    result.pieces = pieces.pop(result.turn, [])
    result.astray = list(pieces.items())
    left, bottom, right, top = result.frame
    (x, y), (u, v) = to_frame(left, bottom, result.turn), to_frame(right, top, result.turn)
    result.frame = (min(x, u), min(y, v), max(x, u), max(y, v))
    result.pieces = [piece for piece in result.pieces if _shows(piece, result.frame)]


def _shows(piece: Piece, frame: tuple[float, float, float, float]) -> bool:
    middle = (piece.left + piece.right) / 2
    above = piece.base + 0.3 * piece.size
    return frame[0] <= middle <= frame[2] and frame[1] <= above <= frame[3]


def to_frame(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point of the page as seen in the frame in which ``turn`` quarters read level."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def from_frame(x: float, y: float, turn: int) -> tuple[float, float]:
    """Undo ``to_frame``."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn]


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
    codes = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]
    kept = [at for at, code in enumerate(codes) if code and not 0xD800 <= code <= 0xDFFF]
    return "".join(chr(codes[at]) for at in kept), kept


def _pieces(
    text: str, index: list[int] | None, text_page: Any, settings: Settings, result: PageText
) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a text with their direction (see ``Setting.turn``)."""
    result.unmapped += len(_STRANGE.findall(text.translate(_BREAKS)))
    build = _Builder(text_page)
    x, y = build.x, build.y
    address: int | None = None
    setting: Setting | None = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, near = match[0], text[start - 1 : start] == " "
        if index is not None:
            start, end = index[start], index[end - 1] + 1
        pdfium.FPDFText_GetCharOrigin(text_page, start, x, y)
        handle = pdfium.FPDFText_GetTextObject(text_page, start)
        if handle:
            here = ctypes.addressof(handle.contents)
            if here != address or setting is None:
                address, setting = here, settings.of(handle, start)
        if setting is None:
            continue
        if pdfium.FPDFText_HasUnicodeMapError(text_page, start) == 1:
            result.unmapped += len(word)
        if word[-1] in HYPHENS:
            word = _HYPHEN.sub("-", word)
        done = build.add(word, end - 1, setting, address or 0, near=near)
        if done is not None:
            yield done, done.setting.turn
    last = build.finish()
    if last is not None:
        yield last, last.setting.turn


#: Not strange: line ends, and the library's hyphens.
_BREAKS = dict.fromkeys(map(ord, "\r\n\t" + HYPHENS))


class _Builder:
    """Puts words together to pieces. x, y: where the library writes a word's origin."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._box = pdfium.FS_RECTF()
        self._piece: Piece | None = None
        self._last = 0
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def add(
        self, word: str, last: int, setting: Setting, drawn: int, *, near: bool
    ) -> Piece | None:
        """Add a word that stands at (x, y); return the piece before it if that is complete.

        last: the library's number of its last character. near: a blank stands before it.
        """
        x, y = self.x.value, self.y.value
        if setting.turn:
            x, y = to_frame(x, y, setting.turn % 4)
        piece = self._piece
        if piece is not None and setting is piece.setting:
            size, begun = setting.size, piece.starts[-1]
            if begun < x and abs(y - piece.base) <= LEVEL * size:
                room = x - begun
                if near and room < (_THIN * len(piece.words[-1]) + WIDE) * size:
                    piece.words.append(word)
                    piece.starts.append(x)
                    self._last = last
                    return None
                gap = x - self._right(piece)
                if gap < TOUCHING * size and not near:
                    piece.words[-1] += word
                    self._last = last
                    return None
                if gap < WIDE * size:
                    piece.words.append(word)
                    piece.starts.append(x)
                    self._last = last
                    return None
        done = self.finish()
        self._piece = Piece(x, x, y, setting, [word], [x], drawn, last)
        self._last = last
        return done

    def finish(self) -> Piece | None:
        """Return the last piece."""
        piece = self._piece
        if piece is not None:
            piece.right = self._right(piece)
        return piece

    def _right(self, piece: Piece) -> float:
        """Return where the last word ends."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, self._last, box)
        right = (box.right, box.top, -box.left, -box.bottom, box.right)[piece.setting.turn]
        least = piece.starts[-1] + 0.2 * piece.size
        return float(max(right, least))
