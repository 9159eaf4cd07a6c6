"""Where on the web a passage can be read: at the very sentence, or the page of a PDF. Pure.

Addresses come out of the briefings: none is trusted further than that it is one of the web.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span

#: What is sought in the page: all of a sentence of this many words, else its first and last ones.
_WHOLE, _EDGE = 12, 5
#: A sentence of fewer words may stand twice; so many of those around it then say which is meant.
_TELLING, _AROUND = 4, 3
#: What browsers put before an item themselves, so that it is no text of the page.
_MARK = re.compile(r"(?:[•▪◦‣*–-]|\d{1,3}[.)])\s+")
#: What parts the cells and rows of a table, and lines: each is a block of its own in the page.
_BLOCKS = re.compile(r"[\t\n]| {2,}")
_PDF = frozenset({".pdf"})
_PAGES_OF_WEB = frozenset({".html", ".htm", ".xhtml"})
_CONTAINERS = frozenset({".eml", ".mbox"})
#: Browsers take longer ones, Telegram may not.
_LONGEST = 1500


def link(
    head: BriefingHead, paragraph: Paragraph, highlight: Span | None, published: str | None
) -> str | None:
    """Return the address of a passage; None where its briefing has none.

    published: under which address the folder of briefings is; the briefing's own goes first.
    """
    own = head.url is not None
    url = head.url or _published(head.path, published)
    if url is None or not is_web_address(url):
        return None
    kind = PurePosixPath(head.path).suffix.lower()
    if kind in _PDF or PurePosixPath(urlsplit(url).path).suffix.lower() in _PDF:
        exact = f"{url.partition('#')[0]}#page={paragraph.page}" if paragraph.page else url
    elif own or kind in _PAGES_OF_WEB:
        exact = _to_text(url, paragraph.text, highlight)
    else:
        exact = url
    return next((address for address in (exact, url) if len(address) <= _LONGEST), None)


def is_web_address(url: str) -> bool:
    """Return whether Telegram would make a link of ``url``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    visible = url.isprintable() and not url.split()[1:]
    return parts.scheme in {"http", "https"} and "." in parts.netloc and visible


def _published(path: str, base: str | None) -> str | None:
    """Return where a file of the folder is published; what is in another file is not."""
    inside = any(parent.suffix.lower() in _CONTAINERS for parent in PurePosixPath(path).parents)
    return None if base is None or inside else f"{base}/{quote(path)}"


def _to_text(url: str, text: str, highlight: Span | None) -> str:
    directive = text_directive(text, highlight or Span(0, len(text)))
    if not directive:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directive}"


def text_directive(text: str, span: Span) -> str:
    """Return the text directive that leads to ``text[span]``; empty where there are no words.

    Its form is ``text=[prefix-,]start[,end][,-suffix]``; each of the four must stand within one
    block of the page, so none goes over a cell or line.
    https://wicg.github.io/scroll-to-text-fragment/#syntax
    """
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    start = max(begin, span.start)
    blocks = [words for block in _BLOCKS.split(text[start : span.end]) if (words := block.split())]
    if len(blocks) == 1:
        before = _BLOCKS.split(text[begin:start])[-1].split()
        after = _BLOCKS.split(text[span.end :])[0].split()
        return _to_words(blocks[0], before[-_AROUND:], after[:_AROUND])
    return _to_cells(blocks) if blocks else ""


def _to_words(words: list[str], before: list[str], after: list[str]) -> str:
    """Return the directive for words of one block, of which some others stand around them."""
    if len(words) > _WHOLE:
        return f"text={_encode(words[:_EDGE])},{_encode(words[-_EDGE:])}"
    if len(words) < _TELLING and before:
        return f"text={_encode(before)}-,{_encode(words)}"
    if len(words) < _TELLING and after:
        return f"text={_encode(words)},-{_encode(after)}"
    return f"text={_encode(words)}"


def _to_cells(blocks: list[list[str]]) -> str:
    """Return the directive for several blocks in a row."""
    first, last = blocks[0], blocks[-1][-_EDGE:]
    if len(blocks) > 2 and len(first) < _TELLING:
        # a cell of one word may stand in any sentence: with the next one it tells the table
        return f"text={_encode(first)}-,{_encode(blocks[1][:_EDGE])},{_encode(last)}"
    return f"text={_encode(first[:_EDGE])},{_encode(last)}"


def _encode(words: list[str]) -> str:
    """Return the words as they may stand in a directive, where dashes have a meaning."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
