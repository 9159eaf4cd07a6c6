"""Where a passage stands, and how a question was read, in the reader's language. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, cut, visible
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Filters

DOT = " · "
_LONGEST_HEADING = 120
_FIRM = "\u00a0"
_NUMBERED = re.compile(r"^(\d+[.)]) ")


def citation(head: BriefingHead, paragraph: Paragraph, messages: Messages) -> str:
    """Return one line: series or title, date, section, label, paragraph and page.

    It also says if the words were recognised in a picture, and so are to be checked.
    """
    told = DOT.join((issue(head, messages), place(head, paragraph, messages)))
    return told.replace(_FIRM, " ")


def in_two_lines(head: BriefingHead, paragraph: Paragraph, messages: Messages) -> str:
    """Return which briefing it is, and on the next line where in it a passage stands."""
    return f"{issue(head, messages)}\n{place(head, paragraph, messages)}"


def cited(
    head: BriefingHead,
    paragraph: Paragraph,
    messages: Messages,
    *,
    number: int | None = None,
    url: str | None = None,
    quoted: str = "",
    room: int | None = None,
) -> Block:
    """Return which briefing it is, in bold, and on the next line where in it a passage stands.

    number: of the passage among others. url: where it can be read. quoted: what follows. room:
    UTF-16 code units that the second line may take.
    """
    title = issue(head, messages)
    if number is not None:
        title = f"{messages.number(number)}{DOT}{title}"
    where = place(head, paragraph, messages, quoted)
    end = len(where) if room is None else cut(where, room)
    more = "" if end == len(where) else " …"
    return (
        Run(title, bold=True, link=url),
        Run("\n"),
        Run(f"{where[:end].rstrip()}{more}", italic=True),
    )


def issue(head: BriefingHead, messages: Messages) -> str:
    """Return which briefing it is: its series or title, and its date."""
    return visible(DOT.join((" ".join(name(head).split()), day_of(head, messages))))


def day_of(head: BriefingHead, messages: Messages) -> str:
    """Return the day of a briefing, which no end of a line parts."""
    return messages.date(head.date).replace(" ", _FIRM)


def place(head: BriefingHead, paragraph: Paragraph, messages: Messages, quoted: str = "") -> str:
    """Return where in its briefing a paragraph stands: its section, label, number and page.

    The label is left out where what is quoted begins with it. What belongs together stays
    together at the end of a line.
    """
    label = " ".join((paragraph.label or "").split())
    number = messages.paragraph.format(number=paragraph.position)
    at = ", ".join(part for part in (number, pages(paragraph, messages)) if part)
    section = [path_of(paragraph.section_path), "" if quoted.startswith(label) else label]
    above = f"{_FIRM}· ".join(part for part in section if part)
    where = DOT.join(part for part in (above, at) if part)
    where = above + where[len(above) :].replace(" ", _FIRM)
    return visible(
        f"{where}{_FIRM}· {messages.recognised}" if _is_recognised(head, paragraph) else where
    )


def path_of(headings: Sequence[str]) -> str:
    """Return headings in one line, the outermost first."""
    return " › ".join(plain_heading(heading) for heading in headings)


def plain_heading(heading: str) -> str:
    """Return a heading in one line, without a colon at its end; its number stays with it."""
    words = visible(" ".join(shorten(heading).split())).rstrip(":")
    return _NUMBERED.sub(lambda found: found[1] + _FIRM, words)


def name(head: BriefingHead) -> str:
    """Return the series, or else the title; both where no date tells the issues apart."""
    if head.series and head.date is None and head.title != head.series:
        return f"{head.series}, {shorten(head.title)}"
    return head.series or shorten(head.title)


def pages(paragraph: Paragraph, messages: Messages) -> str:
    """Return the page or pages, or nothing where the source has none."""
    if paragraph.page is None:
        return ""
    if paragraph.last_page is not None and paragraph.last_page > paragraph.page:
        return messages.pages.format(first=paragraph.page, last=paragraph.last_page)
    return messages.page.format(page=paragraph.page)


def _is_recognised(head: BriefingHead, paragraph: Paragraph) -> bool:
    first = paragraph.page or 0
    last = paragraph.last_page or first
    return any(first <= page <= last for page in head.recognised)


def shorten(heading: str) -> str:
    """Return a heading cut at a word if it is longer than a line or two."""
    if len(heading) <= _LONGEST_HEADING:
        return heading
    return heading[:_LONGEST_HEADING].rpartition(" ")[0].rstrip(",;:") + " …"


def describe(filters: Filters, messages: Messages) -> str:
    """Return how the question was narrowed down; empty where it was not."""
    parts = [_dates(filters.since, filters.until, messages)]
    if filters.series:
        parts.append(messages.series.format(names=", ".join(filters.series)))
    if filters.languages:
        names = [messages.language(code) for code in filters.languages]
        parts.append(messages.languages.format(names=", ".join(names)))
    if filters.latest:
        parts.append(messages.latest)
    return visible(DOT.join(part for part in parts if part))


def _dates(since: dt.date | None, until: dt.date | None, messages: Messages) -> str:
    if since is None:
        return "" if until is None else messages.until.format(until=messages.date(until))
    if until is None:
        return messages.since.format(since=messages.date(since))
    if since == until:
        return messages.date(since)
    last_day = calendar.monthrange(since.year, since.month)[1]
    if since.day == 1 and until == since.replace(day=last_day):
        return messages.month(since)
    return messages.between.format(
        since=messages.first_day(since, until), until=messages.date(until)
    )
