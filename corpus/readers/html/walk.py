"""The tree of a page → lines: every element once, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from corpus.document import Line
from corpus.readers.html import css
from corpus.readers.html.css import Declarations, Look, Sheet
from corpus.readers.html.lists import Lists
from corpus.readers.html.tables import MARK_ONLY, cell_rows, is_data
from corpus.readers.html.tree import (
    elements,
    heading_level,
    stands_apart,
    tag_of,
    text_of,
)
from corpus.readers.html.writer import Writer

_BLOCKS = frozenset(
    """
    address article aside body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form header hgroup hr html legend main menu nav p pre search section summary
    table tbody td tfoot th thead tr
    """.split()  # noqa: SIM905
)
_SUBTITLE = re.compile(
    r"(?<![a-z])(?:sub-?(?:title|headline|head)|stand-?first|deck?|lead|teaser|tagline|intro)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCK_DISPLAYS = frozenset({"block", "table", "flex", "grid", "list-item", "table-row"})
#: Characters of a definition that is but a figure or name: it stands in a row with its term.
_SHORT_DEFINITION = 80


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: what is in force within it, and how it is to be closed."""

    element: HtmlElement
    children: Iterator[HtmlElement]
    look: Look
    address: str | None
    close: str


def walk(root: HtmlElement, sheet: Sheet, base: str | None) -> list[Line]:
    """Return the lines of a tree. base: the address that relative links start from."""
    walker = _Walker(sheet, base)
    walker.run(root, Look())
    return walker.writer.lines


class _Walker:
    """One way through a tree."""

    def __init__(self, sheet: Sheet, base: str | None) -> None:
        self.writer = Writer()
        self._sheet = sheet
        self._base = base
        self._lists = Lists()
        self._cells: list[int] = []

    def run(self, root: HtmlElement, look: Look) -> None:
        """Write the text of ``root`` and all within it."""
        opened = self._enter(root, look, None)
        path = [opened] if opened else []
        while path:
            around = path[-1]
            child = next(around.children, None)
            if child is None:
                path.pop()
                self._leave(around)
                if path:
                    self._tail(around.element, path[-1])
                continue
            opened = self._enter(child, around.look, around.address)
            if opened:
                path.append(opened)
            else:
                self._tail(child, around)
        self.writer.end_block()

    def _tail(self, element: HtmlElement, around: _Open) -> None:
        self.writer.text(element.tail or "", around.look, around.address)

    def _enter(self, element: HtmlElement, around: Look, address: str | None) -> _Open | None:
        """Begin an element; None where nothing is left to be done within it."""
        tag = tag_of(element)
        if not tag:
            return None
        style = self._sheet.of(element) | css.declarations(element.get("style"))
        look = css.look(element, around, style)
        if tag == "br":
            self.writer.end_line()
            return None
        if style.get("mso-list") == "ignore":
            self._word_mark(element)
            return None
        if tag == "table" and is_data(element):
            self._table(element, look)
            return None
        if tag == "dl" and self._definitions(element, look):
            return None
        if tag == "a" and element.get("href"):
            address = self._address(element.get("href", "")) or address
        if stands_apart(element, tag):
            self.writer.text(" ", look)
        close = self._begin(element, tag, style)
        self.writer.text(element.text or "", look, address)
        return _Open(element, iter(element), look, address, close)

    def _begin(self, element: HtmlElement, tag: str, style: Declarations) -> str:
        """Begin a block, if the element is one, and return how it is to be closed."""
        display = style.get("display", "")
        level = _HEADINGS.get(tag) or heading_level(element)
        if level and not self._is_subtitle(element, level):
            self.writer.begin_heading(level)
            return "heading"
        if tag in _LISTS and display != "inline":
            if not self._lists.depth:
                self.writer.end_block()
            self._lists.begin(element, style)
            return "list"
        if tag == "li" and display != "inline":
            self._begin_item(element, style)
            return "item"
        if tag == "blockquote" and style.get("border") not in {"none", "0", "0px"}:
            self.writer.end_block()
            self.writer.quote += 1
            return "quote"
        if tag == "td":
            self.writer.end_block()
            self._cells.append(len(self.writer.lines))
            return "cell"
        if level or (tag in _BLOCKS and display != "inline") or display in _BLOCK_DISPLAYS:
            self.writer.begin_within_item()
            return "block"
        return ""

    def _is_subtitle(self, element: HtmlElement, level: int) -> bool:
        """Tell whether what is marked as a heading goes on with the one right above it."""
        if not _SUBTITLE.search(element.get("class") or ""):
            return False
        self.writer.end_block()
        above = self.writer.lines[-1].heading if self.writer.lines else None
        return above is not None and above < level

    def _leave(self, opened: _Open) -> None:
        writer = self.writer
        if opened.close == "heading":
            writer.end_heading()
        elif opened.close == "list":
            self._end_list()
        elif opened.close == "item":
            writer.end_item()
        elif opened.close == "quote":
            writer.end_block()
            writer.quote -= 1
        elif opened.close == "cell":
            self._end_cell(opened.element)
        elif opened.close:
            writer.end_block()

    def _begin_item(self, element: HtmlElement, style: Declarations) -> None:
        item = self._lists.item(element, style)
        self.writer.indent = item.indent
        self.writer.begin_item(item.mark, gap=item.first or not item.mark)

    def _end_list(self) -> None:
        self._lists.end()
        self.writer.end_block(gap=not self._lists.depth)
        self.writer.indent = self._lists.indent

    def _end_cell(self, cell: HtmlElement) -> None:
        """End a cell of a layout; one with nothing but a mark opens the cell beside it."""
        first = self._cells.pop()
        if cell.getnext() is not None and MARK_ONLY.fullmatch(text_of(cell)):
            self.writer.take_mark(first, MARK_ONLY)
        else:
            self.writer.end_block()

    def _word_mark(self, element: HtmlElement) -> None:
        """Take the mark that a word processor wrote before a list item."""
        mark = text_of(element).strip("\u00a0 ")
        number = bool(mark) and mark[0] not in "o§" and (mark[0].isalnum() or mark[0] == "(")
        self.writer.begin_item(f"{mark} " if number else "• ", gap=False)

    def _address(self, href: str) -> str | None:
        """Return the absolute address that a link leads to, if it leads into the web."""
        try:
            address = urljoin(self._base or "", href.strip())
        except ValueError:
            return None
        web = re.match(r"https?://[^\s/]", address, re.IGNORECASE)
        return re.sub(r"\s", "%20", address) if web else None

    def _table(self, table: HtmlElement, look: Look) -> None:
        self.writer.end_block()
        for caption in elements(table, "caption"):
            self._lines_of(caption, look)
        first = True
        for cells in cell_rows(table):
            self._row(cells, look, first=first)
            first = False
        self.writer.end_block()

    def _row(self, cells: list[HtmlElement], look: Look, *, first: bool) -> None:
        """Write the cells of a row in one line."""
        found = [self._sub_lines(cell, look) for cell in cells]
        texts = [" ".join(line.text.strip() for line in lines if line.text) for lines in found]
        if not any(texts):
            return
        inner = [line for lines in found for line in lines if line.text]
        styles = [line.style for line in inner if line.style]
        style = replace(styles[0], bold=all(s.bold for s in styles)) if styles else None
        links = tuple(link for line in inner for link in line.links)
        self.writer.row(Line("\t".join(texts), links=links, style=style), gap=first)

    def _sub_lines(self, element: HtmlElement, look: Look) -> list[Line]:
        walker = _Walker(self._sheet, self._base)
        walker.run(element, look)
        return walker.writer.lines

    def _lines_of(self, element: HtmlElement, look: Look) -> None:
        for line in self._sub_lines(element, look):
            self.writer.row(line, gap=not line.text)
        self.writer.end_block()

    def _definitions(self, element: HtmlElement, look: Look) -> bool:
        """Write terms with short definitions as the rows of a table; tell whether it was done."""
        parts = list(elements(element, "dt", "dd"))
        meant = [e for e in parts if e.tag == "dd"]
        if not meant or any(len(text_of(e)) > _SHORT_DEFINITION for e in meant):
            return False
        if parts[0].tag == "dd" or next(elements(element, *_HEADINGS, *_LISTS), None) is not None:
            return False
        rows: list[list[HtmlElement]] = []
        for part in parts:
            if part.tag == "dt":
                rows.append([])
            rows[-1].append(part)
        self.writer.end_block()
        for at, cells in enumerate(rows):
            self._row(cells, look, first=at == 0)
        self.writer.end_block()
        return True
