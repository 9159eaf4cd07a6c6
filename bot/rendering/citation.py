"""Where a passage stands, and how a question was read, in the reader's language. Pure."""

from __future__ import annotations

import calendar
import datetime as dt

from bot.messages.catalogue import Messages
from bot.rendering.richtext import visible
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Filters

DOT = " · "
_LONGEST_HEADING = 120


def citation(head: BriefingHead, paragraph: Paragraph, messages: Messages) -> str:
    """Return one line: series or title, date, section, label, paragraph and page.

    It also says if the words were recognised in a picture, and so are to be checked.
    """
    parts = [
        name(head),
        messages.date(head.date),
        " › ".join(shorten(heading) for heading in paragraph.section_path),
        paragraph.label or "",
        messages.paragraph.format(number=paragraph.position),
        pages(paragraph, messages),
        messages.recognised if _is_recognised(head, paragraph) else "",
    ]
    return visible(DOT.join(" ".join(part.split()) for part in parts if part))


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
    return messages.between.format(since=messages.date(since), until=messages.date(until))
