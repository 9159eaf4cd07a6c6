"""Briefings in lists and the head of one, as blocks of styled text and buttons. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePosixPath

from telegram import InlineKeyboardButton

from bot.archive.shelf import Issue
from bot.buttons.keyboards import button
from bot.messages.catalogue import Messages
from bot.rendering.citation import name, shorten
from bot.rendering.richtext import Block, Run, cut, phrase, visible
from corpus.briefing import BriefingHead
from corpus.shelf import Size

#: UTF-16 code units of a leading sentence in a list.
_LEAD = 280
#: Characters of a button that a phone shows in a row of its own.
_LABEL = 48


def line(head: BriefingHead, messages: Messages) -> str:
    """Return a briefing in one line: series, title and date."""
    title = one_line(head.title)
    named = name(head)
    parts = (named, title if title not in named else "", messages.date(head.date))
    return visible(" · ".join(part for part in parts if part))


def one_line(text: str) -> str:
    """Return a title without line breaks, cut at a word if it is very long."""
    return shorten(visible(" ".join(text.split())))


def label(text: str) -> str:
    """Return a text short enough for a button; never empty."""
    text = visible(" ".join(text.split())) or "…"
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


def open_button(head: BriefingHead, messages: Messages) -> InlineKeyboardButton:
    """Return the button that opens a briefing, with its date and title on it."""
    day = messages.short_date(head.date)
    title = head.title if head.title != head.series else head.series
    return button(label(f"{day} · {title}"), "open", head.id)


def latest(issues: Sequence[Issue], first: int, count: int, messages: Messages) -> list[Block]:
    """Return some of the newest briefings; ``first``: how many newer ones there are."""
    texts = messages.reading
    title = phrase(texts.latest_title)
    if len(issues) < count:
        part = span_of(first, len(issues), count, messages)
        title = (*title, Run(f" · {part}"))
    return [title, *(_issue(n, issue, messages) for n, issue in enumerate(issues, first + 1))]


def span_of(first: int, shown: int, count: int, messages: Messages) -> str:
    """Return which part of a list is shown."""
    return messages.reading.part_of.format(
        first=messages.number(first + 1),
        last=messages.number(first + shown),
        count=messages.number(count),
    )


def _issue(number: int, issue: Issue, messages: Messages) -> Block:
    head = issue.briefing
    title, series = one_line(head.title), one_line(head.series or "")
    where = f"{series} · " if series and series != title else ""
    runs = [
        Run(messages.number(number), bold=True),
        Run(" · "),
        Run(title, bold=True),
        Run(visible(f"\n{where}{messages.date(head.date)}")),
    ]
    lead = visible(" ".join(issue.lead.split()))
    if lead:
        end = cut(lead, _LEAD)
        more = "" if end == len(lead) else " …"
        runs.append(Run(f"\n{lead[:end].rstrip()}{more}", italic=True))
    return tuple(runs)


def head(briefing: BriefingHead, size: Size, messages: Messages) -> list[Block]:
    """Return what is known of a briefing."""
    texts = messages.reading
    names = [messages.language(code) for code in size.languages]
    counts = (
        (texts.sections, size.sections),
        (texts.paragraphs, size.paragraphs),
        (texts.pages, size.pages),
    )
    facts = [
        texts.series_is.format(series=one_line(briefing.series)) if briefing.series else "",
        texts.date_is.format(date=messages.date(briefing.date)),
        texts.language_is.for_number(len(names)).format(names=", ".join(names)) if names else "",
        " · ".join(
            text.for_number(count).format(count=messages.number(count))
            for text, count in counts
            if count
        ),
        texts.file_is.format(name=PurePosixPath(briefing.path).name),
    ]
    body = "\n".join(visible(fact) for fact in facts if fact)
    return [(Run(one_line(briefing.title) or "…", bold=True),), (Run(body),)]


def month_name(month: dt.date | None, messages: Messages) -> str:
    """Return a month as the language writes it, or that there is no date."""
    return messages.month(month) if month else messages.undated
