"""A page of a briefing, its outline and its sources, as blocks of styled text. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.archive.library import Passage
from bot.archive.links import is_web_address
from bot.archive.pages import Piece, Window
from bot.archive.shelf import Heading, SourceList
from bot.messages.catalogue import Messages
from bot.rendering.answers import marked
from bot.rendering.citation import day_of, issue, name, path_of, plain_heading, shorten
from bot.richtext import Block, Quote, Run, cut, phrase, visible
from corpus.briefing import BriefingHead, Source

#: Characters of a source's title or address that are shown.
_LONGEST_SOURCE = 300
#: Figure spaces that an inner heading of an outline is set in by.
_INDENT = "\u2007\u2007"
#: The number that a heading carries itself.
_OWN_NUMBER = re.compile(r"(\d+(?:\.\d+)+|\d+(?=[.)]))[.)]?\s+")


def context(
    shown: Passage, row: Sequence[Piece], window: Window, messages: Messages
) -> list[Block]:
    """Return a page of the briefing; the passage that was asked for is set as a quotation."""
    texts = messages.reading
    numbered = messages.context_title.format(number=shown.rank + 1)
    title = texts.context_title_alone if shown.alone else numbered
    return [
        (Run(title, bold=True), Run(visible(f"\n{_where(shown.briefing, messages)}"))),
        *_page(row, window, shown, messages),
    ]


def page(
    head: BriefingHead, row: Sequence[Piece], window: Window, messages: Messages
) -> list[Block]:
    """Return a page of a briefing in which nothing is marked."""
    first, *rest = _where(head, messages).split("\n")
    title = (Run(visible(first), bold=True), Run(visible("".join(f"\n{line}" for line in rest))))
    return [title, *_page(row, window, None, messages)]


def _where(head: BriefingHead, messages: Messages) -> str:
    where, title = issue(head, messages), shorten(head.title)
    if title.startswith(name(head)):
        return f"{title} · {day_of(head, messages)}"
    return f"{where}\n{title}"


def _page(
    row: Sequence[Piece], window: Window, shown: Passage | None, messages: Messages
) -> list[Block]:
    blocks: list[Block] = []
    headings: tuple[str, ...] | None = None
    for piece in row[window.first : window.end]:
        if piece.paragraph.section_path != headings:
            headings = piece.paragraph.section_path
            if headings:
                blocks.append((Run(visible(path_of(headings)), bold=True),))
        blocks.append(_piece(piece, shown, messages))
    return blocks


def _piece(piece: Piece, shown: Passage | None, messages: Messages) -> Block:
    number = messages.paragraph.format(number=piece.paragraph.position)
    part = (piece.start, piece.end)
    if shown is None or piece.paragraph.id != shown.paragraph.id:
        text = marked(piece.paragraph.text, part, None)
        return (Run(f"{number}  ", italic=True), *text)
    text = marked(piece.paragraph.text, part, shown.highlight)
    quoted = (Run(run.text, bold=run.bold, quote=Quote.OPEN) for run in text)
    return (Run(f"{number}\n", italic=True), *quoted)


def sources(
    head: BriefingHead,
    named: SourceList,
    lines: range,
    messages: Messages,
    *,
    of_passage: bool = True,
) -> list[Block]:
    """Return some of the sources that the briefing names, as it names them.

    of_passage: they were asked for a passage, and not for the whole briefing.
    """
    where = issue(head, messages)
    if not named.sources:
        none = messages.no_sources if of_passage else messages.reading.no_sources_at_all
        return [(Run(visible(where), bold=True), Run("\n"), *phrase(none))]
    count = len(named.sources)
    title = phrase(messages.sources_title.for_number(count), count=messages.number(count))
    scope = ""
    if named.headings is not None:
        scope = " " + messages.sources_of_section.format(section=path_of(named.headings))
    elif of_passage:
        scope = f" {messages.sources_of_briefing}"
    items = [run for n in lines for run in source(n + 1, named.sources[n], first=n == lines[0])]
    return [(*title, Run(visible(f"{scope}\n{where}"))), tuple(items)]


def source(number: int, named: Source, *, first: bool) -> Block:
    """Return one source on lines of its own, as the briefing names it."""
    link = named.url if named.url and is_web_address(named.url) else None
    runs = [
        Run(f"{number}. " if first else f"\n{number}. "),
        Run(_short(named.title) or _short(named.url or ""), link=link),
    ]
    if named.publisher:
        runs.append(Run(f" ({_short(named.publisher)})"))
    if named.url and link is None:
        runs.append(Run(f"\n{_short(named.url)}"))
    return tuple(runs)


def _short(text: str) -> str:
    seen = visible(" ".join(text.split()))
    end = cut(seen, _LONGEST_SOURCE)
    return seen if end == len(seen) else f"{seen[:end].rstrip()} …"


def outline(
    head: BriefingHead,
    headings: Sequence[Heading],
    numbers: Sequence[str],
    lines: range,
    messages: Messages,
) -> list[Block]:
    """Return some of a briefing's headings with their numbers, the outermost in bold."""
    title = (
        Run(messages.reading.outline_title, bold=True),
        Run(visible(f"\n{_where(head, messages)}")),
    )
    nested = any("." in number for number in numbers)
    items = [
        Run(
            ("\n" if n > lines[0] else "") + heading_line(headings[n], numbers[n], messages),
            bold=nested and "." not in numbers[n],
        )
        for n in lines
    ]
    return [title, tuple(items)]


def heading_line(heading: Heading, number: str, messages: Messages) -> str:
    """Return a heading with its number, and its page if it has one.

    A number of its own is left out where it says the same.
    """
    text = plain_heading(heading.section.path[-1])
    own = _OWN_NUMBER.match(text)
    if own and own[1] in (number, number.rpartition(".")[2]):
        text = text[own.end() :]
    page_of = heading.section.page
    at = f"\u00a0· {messages.page.format(page=page_of)}" if page_of else ""
    return visible(f"{_INDENT * min(number.count('.'), 3)}{number}\u2002{text}{at}")


def heading_numbers(headings: Sequence[Heading]) -> list[str]:
    """Return the number of each heading in its outline: 1, 1.1, 1.2, 2."""
    numbers: list[str] = []
    above: list[tuple[str, ...]] = []
    counts = [0]
    for heading in headings:
        path = heading.section.path
        while above and path[: len(above[-1])] != above[-1]:
            above.pop()
        if above and above[-1] == path:
            above.pop()
        counts = [*counts[: len(above) + 1], *[0] * (len(above) + 1 - len(counts))]
        counts[-1] += 1
        numbers.append(".".join(map(str, counts)))
        above.append(path)
    return numbers
