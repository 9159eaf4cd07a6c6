"""Runs of text with their looks → lines of a document."""

from __future__ import annotations

import re
from collections import Counter

from corpus.document import Line, Style
from corpus.readers.characters import clean
from corpus.readers.html.css import Look, is_unreadable

_BLANKS = re.compile(r"[ \t\n\r\f]+")
#: What newsletters fill their preview with, so that the text of the mail does not show there.
_FILLING = re.compile(r"[\s\u00a0\u00ad\u034f\u2007\u200b-\u200f\u2800\ufeff\u3164]{3,}")
#: What may stand beside the bold words of a headline: its source in brackets.
_BESIDE_BOLD = re.compile(r"\s*(?:[(\[][^()\[\]]{2,60}[)\]]\s*)?")
_UNSEEN = re.compile("[\u034f\u200c\u200d\u2800\u3164]")
_EDGES = " \t\n\r\f\u00a0\u2007\u202f\u200b\ufeff"
#: More characters than a heading has: who marks such a text as one means its looks.
_LONGEST_HEADING = 300


class Writer:
    """Collects the text of one block after another.

    quote: how many quotations it stands in. indent: blanks before what goes on in a list.
    level: of the heading that is open; None outside of headings.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.quote = 0
        self.indent = 0
        self.level: int | None = None
        self._gap = False
        self._mark = ""
        self._reset()

    def _reset(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._sizes: Counter[float] = Counter()
        self._plain: list[str] = []
        self._pre = False
        #: address, where its words begin and end
        self._links: list[tuple[str, int, int]] = []

    @property
    def is_blank(self) -> bool:
        """Whether no words were written since the last line ended."""
        return not any(piece.strip(_EDGES) for piece in self._pieces)

    def text(self, text: str, look: Look, address: str | None = None) -> None:
        """Write words. address: what they are linked to."""
        if look.hidden or is_unreadable(look.size) or not text:
            return
        if not look.pre:
            self._write(_BLANKS.sub(" ", text), look, address)
            return
        self._pre = True
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._write(first, look, address)
        for line in others:
            self.end_line()
            self._pre = True
            self._write(line, look, address)

    def _write(self, text: str, look: Look, address: str | None) -> None:
        blank = not self._pieces or self._pieces[-1].endswith(" ")
        if blank and not look.pre and text.startswith(" "):
            text = text[1:]
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        letters = len(text) - text.count(" ") - text.count("\u00a0")
        if letters:
            self._sizes[look.size] += letters
            if not look.bold:
                self._plain.append(text)
        if address:
            if self._links and self._links[-1][0] == address and self._links[-1][2] == start:
                start = self._links.pop()[1]
            self._links.append((address, start, self._length))

    def end_line(self) -> None:
        """Break the line within its paragraph; a second break ends the paragraph."""
        if self.level is not None:
            self._write(" ", Look(), None)
        elif self.is_blank:
            self._gap = True
            self._reset()
        else:
            self._emit()

    def end_block(self, *, gap: bool = True) -> None:
        """End the paragraph. gap: whether a blank line parts it from the next."""
        if self.level is not None:
            self._write(" ", Look(), None)
            return
        self._emit()
        self._gap = self._gap or gap

    def begin_heading(self, level: int) -> None:
        """End the paragraph and begin a heading."""
        self.end_block()
        self._mark = ""
        self.indent = 0
        self.level = level

    def end_heading(self) -> None:
        """End the heading."""
        self._emit()
        self.level = None
        self._gap = True

    def begin_item(self, mark: str, *, gap: bool) -> None:
        """End the paragraph and give the next one a mark. gap: it is the first of its list."""
        self._emit()
        self._gap = gap
        self._mark = mark

    def begin_within_item(self) -> None:
        """Begin a paragraph; the first one of an item stands in the line of its mark."""
        self.end_block(gap=not self._mark)

    def end_item(self) -> None:
        """End an item: the next one stands right below."""
        self._emit()
        self._gap = False
        self._mark = ""

    def row(self, line: Line, *, gap: bool) -> None:
        """Write a finished line. gap: it stands apart from the one before."""
        self._emit()
        self._gap = self._gap or gap
        self._append(line)

    def take_mark(self, count: int, marks: re.Pattern[str]) -> None:
        """Take the last line back as the mark of the next, if it is one and line ``count``."""
        self._emit()
        if len(self.lines) - 1 - (self.lines[-2:-1] == [Line("")]) > count:
            return
        if len(self.lines) > count and marks.fullmatch(self.lines[-1].text.strip()):
            mark = self.lines.pop().text.strip()
            self._mark = f"{mark} " if mark[0].isalnum() or mark[0] == "(" else "• "

    def _emit(self) -> None:
        if self.is_blank:
            self._reset()
            return
        raw = "".join(self._pieces)
        blanks = raw[: len(raw) - len(raw.lstrip(" \t"))] if self._pre else ""
        text, links = self._finish()
        bold = _BESIDE_BOLD.fullmatch("".join(self._plain)) is not None
        style = Style(self._sizes.most_common(1)[0][0], bold) if self._sizes else None
        self._reset()
        if not text:
            return
        if self.level is not None and len(text) <= _LONGEST_HEADING:
            self._append(Line(text, heading=self.level, links=links))
            return
        lead = "> " * self.quote + (self._mark or " " * self.indent) + blanks
        self._mark = ""
        self._append(Line(lead + text, links=links, style=style))

    def _append(self, line: Line) -> None:
        if self._gap and self.lines:
            self.lines.append(Line(""))
        self._gap = False
        self.lines.append(line)

    def _finish(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        raw = "".join(self._pieces)
        titled = ((_tidy(raw[start:end]), address) for address, start, end in self._links)
        return _tidy(raw), tuple((title, address) for title, address in titled if title)


def _tidy(text: str) -> str:
    text = _FILLING.sub(lambda match: " " if _UNSEEN.search(match[0]) else match[0], text)
    return clean(text).replace("\n", " ").strip(_EDGES)
