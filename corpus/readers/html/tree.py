"""Bytes of a page → its tree of elements: in any character set, however broken or deep."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from corpus.readers.charset import decode_as

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.-]+)",
    re.IGNORECASE,
)
_HEAD_BYTES = 8_192
_XML_HEAD = re.compile(r"<\?xml[^>]{0,200}\?>")
#: Pictures that are written into the page: they would fill the parser's buffers.
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%\s]{200,}")
#: What no tree can hold, but a broken page may.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Elements within elements that are kept apart; libxml2 gives up at 256.
_DEEPEST = 200
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)


def decode_page(data: bytes, where: str) -> str:
    """Return the text of a page; raises ReadError (naming ``where``) if it is no text."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    name = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    return decode_as(data, name, where)


def parse_page(text: str) -> HtmlElement | None:
    """Return the root of a page; None where it holds no element and no text."""
    text = _DATA_ADDRESS.sub("data:,", _XML_HEAD.sub("", _CONTROLS.sub("", text), count=1))
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return _parse_flat(text)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return _parse_flat(text)
    return root


def _parse_flat(text: str) -> HtmlElement | None:
    """Parse a page that nests too deep, with no more than so many elements within each other."""
    builder = _Flattening()
    builder.feed(text)
    builder.close()
    return builder.root()


class _Flattening(html.parser.HTMLParser):
    """Builds a tree of a bounded depth; it mends less of broken mark-up than libxml2 does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = etree.TreeBuilder(element_factory=HTMLParser().makeelement)
        self._builder.start("html", {})
        self._open: list[str] = []
        self._words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that would be too deep takes the place of the innermost."""
        if tag in {"html", "body"} or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            return
        if tag in _VOID:
            self._builder.start(tag, _attributes(attrs))
            self._builder.end(tag)
            return
        if len(self._open) == _DEEPEST:
            self._builder.end(self._open.pop())
        self._builder.start(tag, _attributes(attrs))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name, and those within it."""
        while tag in self._open:
            last = self._open.pop()
            self._builder.end(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add text to the innermost element."""
        self._words = self._words or not data.isspace()
        self._builder.data(_CONTROLS.sub("", data))

    def root(self) -> HtmlElement | None:
        """Return the finished tree."""
        for tag in reversed(self._open):
            self._builder.end(tag)
        self._builder.end("html")
        root = self._builder.close()
        return root if self._words and isinstance(root, HtmlElement) else None


def _attributes(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    return {
        name: _CONTROLS.sub("", value or "")
        for name, value in attrs
        if re.fullmatch(r"[a-z][a-z0-9_-]*", name)
    }


def tag_of(element: HtmlElement) -> str:
    """Return the name of an element in small letters; nothing for comments."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def elements(root: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """Yield the elements of a tree in order, ``root`` first (with ``tags``: only those)."""
    for element in root.iter(*tags):
        if tag_of(element):
            yield element


def opening_of(element: HtmlElement, length: int) -> str:
    """Return the first words within an element: at least ``length`` characters, if it has them."""
    found = ""
    for text in element.itertext(etree.Element):
        found = f"{found} {' '.join(text.split())}".strip()
        if len(found) >= length:
            break
    return found


def text_of(element: HtmlElement) -> str:
    """Return the words within an element, single-spaced."""
    return " ".join(" ".join(element.itertext(etree.Element)).split())


def number_of(value: str | None, fallback: int | None = None) -> int | None:
    """Return the number that an attribute gives."""
    match = re.match(r"\s*(-?\d{1,6})\s*$", value or "")
    return int(match[1]) if match else fallback


def stands_apart(element: HtmlElement, tag: str) -> bool:
    """Tell whether nothing but a gap parts an element from the one before it on its line."""
    before = element.getprevious()
    if before is None or before.tail:
        return False
    if tag == tag_of(before):
        return tag == "a" and element.get("href") != before.get("href")
    if not {tag, tag_of(before)} <= {"a", "span", "time"}:
        return False
    last, first = text_of(before)[-1:], text_of(element)[:1]
    return last.isalnum() and (first.isupper() or first.isdigit())


def heading_level(element: HtmlElement) -> int | None:
    """Return the level of an element that is a heading by its role."""
    if (element.get("role") or "").lower() != "heading":
        return None
    level = number_of(element.get("aria-level"), 2)
    return level if level and 1 <= level <= 6 else 2
