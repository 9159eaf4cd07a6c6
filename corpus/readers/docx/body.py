"""Paragraphs, lists and tables → lines, an empty one between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.document import Line
from corpus.readers.docx.inline import Inline, Words, chosen, is_deleted
from corpus.readers.docx.notes import Notes
from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.package import WORD, Element, Part
from corpus.readers.docx.styles import Styles, child, value

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_AROUND = frozenset(
    WORD + name for name in ("customXml", "ins", "moveTo", "sdtContent", "smartTag", "subDoc")
)
#: A number or mark that was typed before a tab.
_TYPED = re.compile(
    r"(\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[^\W\d_]{1,4}[.)])|[^\w\s])\t+(?=[^\W\d_]|[\"'„“«])"
)
#: Words parted by a tab in a line that is longer stand in no columns.
_LONGEST_ROW = 160
#: A cell with more characters holds text and no figure; the name of a column has no more.
_LONGEST_CELL, _LONGEST_NAME = 250, 40
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What all parts of a document share: styles, lists, notes."""

    styles: Styles
    numbering: Numbering
    notes: Notes


@dataclass(slots=True)
class Body:
    """Reads one part of a document (its text, a header, the notes) block by block.

    shift: levels below which its headings stand (1 where a title stands above them).
    margin: it stands in the head or foot of the pages.
    """

    part: Part
    sheets: Sheets
    shift: int = 0
    margin: bool = False
    _inline: Inline = field(init=False)
    _held: Words | None = None
    _cited: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin a reader of what stands in lines."""
        self._inline = Inline(self.part, self.sheets.styles, numbers=self.margin)

    def lines(self, element: Element) -> Iterator[Line]:
        """Yield the lines of the blocks in an element, and after them the notes they refer to."""
        yield from _in_columns([*self._blocks(element), *self._noted()])

    def _blocks(self, element: Element) -> Iterator[Line]:
        for inner in element:
            if inner.tag == f"{WORD}p":
                yield from self._paragraph(inner)
            elif inner.tag == f"{WORD}tbl":
                yield from self._table(inner)
            elif inner.tag == f"{WORD}sdt":
                yield from self._control(inner)
            elif inner.tag in _AROUND:
                yield from self._blocks(inner)
            elif inner.tag == _CHOICE:
                yield from self._blocks(chosen(inner))

    def _control(self, element: Element) -> Iterator[Line]:
        """Yield what stands in a content control, but not what only asks to be replaced."""
        content = child(element, "sdtContent")
        gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")) or ""
        waits = child(element, "sdtPr", "showingPlcHdr") is not None
        if content is not None and not waits and gallery != "Table of Contents":
            yield from self._blocks(content)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        styles = self.sheets.styles
        words = self._inline.words(paragraph)
        words = _joined(self._held, words) if self._held else words
        self._held = None
        if is_deleted(paragraph):
            self._held = words
            return
        level = styles.level(paragraph)
        item = styles.numbered(paragraph)
        if words.text.strip() and not styles.is_contents(paragraph):
            if item is None or level:
                yield from self._noted()
            mark = self.sheets.numbering.mark(item) if item else ""
            indent = "  " * item.level if item and not level else ""
            title = styles.is_title(paragraph)
            heading = 1 if title else level + self.shift if level else None
            yield from _lines(words, f"{indent}{mark} " if mark else "", heading)
        self._cited += words.notes
        for box in words.boxes:
            yield from self._blocks(box)

    def _noted(self) -> Iterator[Line]:
        """Yield the notes that were referred to since the last ones."""
        cited, self._cited = self._cited, []
        for kind, key in cited:
            note = self.sheets.notes.take(kind, key)
            if note is None:
                continue
            number, part, element = note
            lines = list(Body(part, self.sheets)._blocks(element))  # noqa: SLF001 (itself)
            if lines:
                first = replace(lines[0], text=f"[{number}] {lines[0].text.lstrip()}", heading=None)
                yield from [first, *lines[1:]]

    def _table(self, table: Element) -> Iterator[Line]:
        """Yield a table row by row; one that only arranges blocks as the blocks that it holds."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if _arranges(rows):
            for cell in (cell for row in rows for cell in row):
                yield from self._blocks(cell)
            return
        yield from self._noted()
        for row in rows:
            cells = [self._cell(cell) for cell in row]
            text = "\t".join(text for text, _ in cells)
            if text.strip():
                yield Line(text, links=tuple(link for _, links in cells for link in links))
        yield Line("")

    def _cell(self, cell: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return what stands in a cell as one line."""
        lines = [line for line in self._blocks(cell) if line.text.strip()]
        text = " ".join(re.sub(r"\s*\t\s*", " ", line.text.strip()) for line in lines)
        return text, tuple(link for line in lines for link in line.links)


def _rows(element: Element) -> Iterator[Element]:
    for inner in element:
        if inner.tag == f"{WORD}tr":
            if child(inner, "trPr", "del") is None:
                yield inner
        elif inner.tag == f"{WORD}sdt" or inner.tag in _AROUND:
            yield from _rows(inner)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row; of those merged from above only the first has words."""
    for inner in row:
        if inner.tag == f"{WORD}tc":
            merged = child(inner, "tcPr", "vMerge")
            if merged is None or value(merged) == "restart":
                yield inner
        elif inner.tag == f"{WORD}sdt" or inner.tag in _AROUND:
            yield from _cells(inner)


def _arranges(rows: list[list[Element]]) -> bool:
    """Tell whether a table only puts blocks side by side or in a frame."""
    cells = [cell for row in rows for cell in row]
    if len(rows) == 1 or all(len(row) < 2 for row in rows):
        return True
    lengths = [[_length(cell) for cell in row] for row in rows]
    named = all(0 < length <= _LONGEST_NAME for length in lengths[0])
    if not named and max(max(row, default=0) for row in lengths) > _LONGEST_CELL:
        return True
    nested = any(cell.find(f".//{WORD}tbl") is not None for cell in cells)
    full = [sum(_is_full(p) for p in cell.iter(f"{WORD}p")) for cell in cells]
    return nested or sum(count > 2 for count in full) > 0.25 * len(cells)


def _length(element: Element) -> int:
    """Return how many characters an element has."""
    return sum(len(text.text or "") for text in element.iter(f"{WORD}t"))


def _is_full(paragraph: Element) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{WORD}t"))


def _joined(first: Words, second: Words) -> Words:
    """Return two paragraphs as the one that they are once the end of the first is out."""
    offset = len(first.text)
    moved = [(start + offset, end + offset, address) for start, end, address in second.links]
    return Words(
        first.text + second.text,
        first.faces + second.faces,
        first.links + moved,
        first.boxes + second.boxes,
        first.notes + second.notes,
    )


def _lines(words: Words, mark: str, heading: int | None) -> Iterator[Line]:
    """Yield the lines of a paragraph and the empty one below it."""
    styles = [None] if heading else words.styles()
    start = 0
    pieces = words.text.split("\n")
    if heading:
        pieces = [words.text.replace("\n", " ")]
    for piece, style in zip(pieces, styles, strict=True):
        end = start + len(piece)
        links = tuple(_links(words, start, end))
        start = end + 1
        text = _untabbed(piece)
        if text:
            yield Line(mark + text, heading=heading, links=links, style=style)
            mark = " " * len(mark)
    yield Line("")


def _in_columns(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines without the empty ones between rows whose columns are parted by tabs."""
    for at, line in enumerate(lines):
        around = lines[at - 1 : at] + lines[at + 1 : at + 2]
        counts = {_columns(near) for near in around} if len(around) == 2 else {0}
        if line.text or len(counts) > 1 or counts == {0}:
            yield line


def _columns(line: Line) -> int:
    """Return how many columns a line has beside the first."""
    return 0 if line.heading else len(re.findall(r"\S\t+(?=\S)", line.text))


def _untabbed(text: str) -> str:
    """Return a line whose tabs part columns; where they only set words in they are blanks."""
    text = _TYPED.sub(r"\1 ", text.strip(" \t"), count=1)
    return text if len(text) <= _LONGEST_ROW else text.replace("\t", " ")


def _links(words: Words, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of each link that begins in a part of the text."""
    for first, last, address in words.links:
        title = " ".join(words.text[first : min(last, end)].split())
        if start <= first < end and title and _WEB.match(address):
            yield title, address
