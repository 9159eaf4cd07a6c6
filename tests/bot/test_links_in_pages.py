"""Text fragments are sought as browsers seek them: each text within one block of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from lxml import html as markup

from bot.archive.links import text_directive
from corpus.limits import Limits
from corpus.parser import parse
from corpus.readers import read_bytes
from index.answer import Span
from index.text import sentence_spans
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_html import make_newsletter, make_page, make_site_page
from tests.corpus.formats.source import Content

_BLOCKS = {
    *("p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "blockquote", "tr", "table", "body"),
    *("ul", "ol", "header", "footer", "nav", "article", "main", "section", "title", "br"),
}
_HIDDEN = {"script", "style", "head", "template"}


def blocks(page: str) -> list[str]:
    """Return the text of each run of inline content, blanks as they are shown."""
    runs = [""]
    for text in _runs(markup.document_fromstring(page)):
        if text is None:
            runs.append("")
        else:
            runs[-1] += text
    return [" ".join(run.split()) for run in runs if run.strip()]


def _runs(element: markup.HtmlElement) -> Iterator[str | None]:
    """Yield the text within an element, None where a block begins or ends."""
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return
    edge = element.tag in _BLOCKS
    if edge:
        yield None
    yield element.text or ""
    for child in element:
        yield from _runs(child)
        yield child.tail or ""
    if edge:
        yield None


def found(directive: str, page: list[str]) -> str:
    """Return the text that a browser would mark; empty where it finds none."""
    parts = directive.removeprefix("text=").split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    text = "\n".join(page)
    for match in _words(start).finditer(text):
        if not " ".join(text[: match.start()].split()).endswith(before):
            continue
        last = _words(end).search(text, match.end()) if end else match
        if last and " ".join(text[last.end() :].split()).startswith(after):
            return " ".join(text[match.start() : last.end()].split())
    return ""


def _words(text: str) -> re.Pattern[str]:
    """Return what finds a text within one block, and no part of a word."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


@pytest.mark.parametrize("make", [make_page, make_site_page, make_newsletter])
@pytest.mark.parametrize("name", CONTENTS)
def test_each_sentence_is_found_in_the_page_it_came_from(
    name: str, make: Callable[[Content], str]
) -> None:
    page = make(CONTENTS[name])
    briefing = parse(read_bytes(page.encode(), f"{name}.html", Limits())[0], "b")
    there = blocks(page)
    for paragraph in briefing.paragraphs:
        spans = [Span(0, len(paragraph.text)), *sentence_spans(paragraph.text, paragraph.language)]
        for span in spans:
            directive = text_directive(paragraph.text, span)
            marked = found(directive, there)
            wanted = " ".join(paragraph.text[span.start : span.end].split())
            assert marked, (directive, paragraph.text)
            assert wanted.endswith(marked), (directive, marked)
            assert len(wanted) - len(marked) < 20, "all but the mark of an item or a cell"
