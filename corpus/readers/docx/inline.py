"""What stands in a paragraph: its words, breaks, links, fields, notes and the boxes set into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpus.document import Style
from corpus.readers.characters import clean
from corpus.readers.docx.package import WORD, Element, Part
from corpus.readers.docx.styles import Styles, child, is_on, value

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: Elements around runs, or within them, whose content is text as any other.
_AROUND = frozenset(
    WORD + name
    for name in (
        *("ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir", "rubyBase"),
        *("ruby", "hyperlink", "fldSimple", "subDoc"),
    )
)
#: Elements that stand for a sign.
_SIGNS = {
    **dict.fromkeys((f"{WORD}br", f"{WORD}cr"), "\n"),
    **dict.fromkeys((f"{WORD}tab", f"{WORD}ptab"), "\t"),
    f"{WORD}noBreakHyphen": "-",
}
_NOTES: dict[str, Literal["footnote", "endnote"]] = {
    f"{WORD}footnoteReference": "footnote",
    f"{WORD}endnoteReference": "endnote",
}
_DRAWN = frozenset({f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"})
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]\S*))', re.IGNORECASE)
#: Fields whose words are no text: numbers of pages, tables of contents.
_SILENT = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|INDEX)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX)\b", re.IGNORECASE)
_LINKED = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
#: Signs of the fonts Symbol and Wingdings that stand in texts, by their place in the font.
_SYMBOLS = {
    **dict(zip((0xB7, 0xA7, 0xD8, 0xFC, 0xE0, 0xE8), "•▪➢✓→➔", strict=True)),
    **dict(zip((0xDF, 0xF0, 0xA8, 0x76, 0x6C, 0x6E, 0x71), "←⇨◆❖●■❑", strict=True)),
}


@dataclass(slots=True)
class Field:
    """A field that has begun: what it is, and whether its words have begun."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class Words:
    """The words of a paragraph, a piece for each run, and what else was found in it.

    text: ``\\n`` stands for a line break. boxes: text boxes. notes: kind and id.
    links: where the words of a link begin and end, and its address.
    """

    text: str = ""
    faces: list[tuple[str, Style]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[Literal["footnote", "endnote"], str]] = field(default_factory=list)

    @property
    def style(self) -> Style | None:
        """The size of most letters, and whether all are bold; None without any."""
        return _style(self.faces)

    def styles(self) -> list[Style | None]:
        """Return the style of each line, of which a paragraph with line breaks has several."""
        lines: list[list[tuple[str, Style]]] = [[]]
        for text, style in self.faces:
            first, *others = text.split("\n")
            lines[-1].append((first, style))
            lines.extend([(other, style)] for other in others)
        if "".join(text for text, _ in self.faces) != self.text:
            return [self.style] * (self.text.count("\n") + 1)
        return [_style(faces) for faces in lines]


def _style(faces: Sequence[tuple[str, Style]]) -> Style | None:
    sizes: Counter[float] = Counter()
    for text, style in faces:
        sizes[style.size] += len(text)
    if not sizes.total():
        return None
    bold = all(style.bold for text, style in faces if any(c.isalnum() for c in text))
    return Style(sizes.most_common(1)[0][0], bold)


class Inline:
    """Reads paragraph by paragraph; fields may go over several.

    numbers: those of pages are read, too (by them the foot of a page is known).
    """

    def __init__(self, part: Part, styles: Styles, *, numbers: bool = False) -> None:
        self._part = part
        self._styles = styles
        self._silent = _CONTENTS if numbers else _SILENT
        self._fields: list[Field] = []
        self._links: list[tuple[int, str]] = []

    def words(self, paragraph: Element) -> Words:
        """Return what stands in a paragraph."""
        if self._styles.level(paragraph) and any(_CONTENTS.match(f.code) for f in self._fields):
            self._fields.clear()  # the contents were not closed
        words = Words()
        self._links = [(0, address) for _, address in self._links]
        self._walk(paragraph, paragraph, words)
        words.links += [(start, len(words.text), address) for start, address in self._links]
        self._fields = [f for f in self._fields if f.shown]
        self._links = self._links if any(_ADDRESS.match(f.code) for f in self._fields) else []
        return words

    def _walk(self, element: Element, paragraph: Element, words: Words) -> None:
        for inner in element:
            tag = inner.tag
            if tag == f"{WORD}r":
                self._run(inner, paragraph, words)
            elif tag == f"{WORD}hyperlink":
                self._linked(inner, paragraph, words, self._part.address(inner))
            elif tag == f"{WORD}fldSimple":
                self._simple(inner, paragraph, words)
            elif tag == f"{WORD}sdt":
                content = child(inner, "sdtContent")
                if content is not None and child(inner, "sdtPr", "showingPlcHdr") is None:
                    self._walk(content, paragraph, words)
            elif tag in _AROUND:
                self._walk(inner, paragraph, words)
            elif tag == f"{_CHOICE}AlternateContent":
                self._walk(chosen(inner), paragraph, words)
            elif tag in {f"{_MATH}oMath", f"{_MATH}oMathPara"}:
                formula = "".join(t.text or "" for t in inner.iter(f"{_MATH}t"))
                self._say(formula, Style(self._styles.size(inner, paragraph)), words)

    def _simple(self, element: Element, paragraph: Element, words: Words) -> None:
        code = value(element, "instr") or ""
        if not self._silent.match(code):
            self._linked(element, paragraph, words, _address(code))

    def _linked(
        self, element: Element, paragraph: Element, words: Words, address: str | None
    ) -> None:
        start = len(words.text)
        self._walk(element, paragraph, words)
        if address:
            words.links.append((start, len(words.text), address))

    def _run(self, run: Element, paragraph: Element, words: Words) -> None:
        if self._styles.is_set("vanish", run, paragraph):
            return
        bold = self._styles.is_set("b", run, paragraph)
        style = Style(self._styles.size(run, paragraph), bold)
        for inner in _content(run):
            self._say(_said(inner), style, words)
            tag = inner.tag
            if tag == f"{WORD}fldChar":
                self._field(value(inner, "fldCharType") or "", words)
            elif tag == f"{WORD}instrText" and self._fields:
                self._fields[-1].code += inner.text or ""
            elif tag in _NOTES:
                words.notes.append((_NOTES[tag], value(inner, "id") or ""))
            elif tag in _DRAWN:
                words.boxes += boxes(inner)
            elif tag in _AROUND:
                self._walk(inner, paragraph, words)

    def _field(self, step: str, words: Words) -> None:
        if step == "begin":
            self._fields.append(Field())
        elif not self._fields:
            return
        elif step == "separate":
            self._fields[-1].shown = True
            address = _address(self._fields[-1].code)
            if address:
                self._links.append((len(words.text), address))
        elif step == "end":
            address = _address(self._fields.pop().code)
            if address and self._links:
                start, address = self._links.pop()
                words.links.append((start, len(words.text), address))

    def _say(self, text: str, style: Style, words: Words) -> None:
        if text and all(f.shown and not self._silent.match(f.code) for f in self._fields):
            words.text += text
            words.faces.append((text, style))


def chosen(element: Element) -> Element:
    """Return the one of several forms of the same content that Word shows today."""
    first = element.find(f"{_CHOICE}Choice")
    other = element.find(f"{_CHOICE}Fallback")
    return first if first is not None else other if other is not None else element


def boxes(element: Element) -> list[Element]:
    """Return the text boxes in a drawing, each once, without those within others."""
    found: list[Element] = []
    for inner in element:
        if inner.tag == f"{WORD}txbxContent":
            found.append(inner)
        elif inner.tag == f"{_CHOICE}AlternateContent":
            found += boxes(chosen(inner))
        else:
            found += boxes(inner)
    return found


def _content(run: Element) -> Iterator[Element]:
    """Yield what stands in a run, of several forms of the same the one that is shown."""
    for inner in run:
        if inner.tag == f"{_CHOICE}AlternateContent":
            yield from chosen(inner)
        else:
            yield inner


def _said(element: Element) -> str:
    """Return what an element in a run says."""
    if element.tag == f"{WORD}t":
        return _spaced(element)
    return _symbol(element) if element.tag == f"{WORD}sym" else _SIGNS.get(str(element.tag), "")


def _spaced(element: Element) -> str:
    """Return the words of a run; blanks at their ends count only where they are kept."""
    text = clean(element.text or "").replace("\n", " ").replace("\u00ad", "")
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" \t")


def _symbol(element: Element) -> str:
    code = value(element, "char") or ""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= place <= 0xF0FF:
        return _SYMBOLS.get(place - 0xF000, "")
    return clean(chr(place)) if 0x20 <= place < 0xD800 else ""


def _address(code: str) -> str | None:
    """Return the address on the web that a field's code links to."""
    match = _ADDRESS.match(code)
    address = (match[1] or match[2]) if match else ""
    return address if _LINKED.match(address) else None


def is_deleted(paragraph: Element) -> bool:
    """Tell whether the end of the paragraph was taken out, so that the next one goes on in it."""
    mark = child(paragraph, "pPr", "rPr", "del")
    return mark is not None and is_on(mark)
