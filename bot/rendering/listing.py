"""Briefings in lists and the head of one, as blocks of styled text. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePosixPath

from bot.archive.shelf import Issue
from bot.messages.catalogue import Messages
from bot.rendering.citation import day_of, name, shorten
from bot.richtext import Block, Run, cut, phrase, visible
from corpus.briefing import BriefingHead
from corpus.shelf import Size

#: UTF-16 code units of a leading sentence in a list.
_LEAD = 120


def line(head: BriefingHead, messages: Messages) -> str:
    """Return a briefing in one line: series, title and date."""
    title = one_line(head.title)
    named = name(head)
    parts = (named, title if title not in named else "", messages.date(head.date))
    return visible(" · ".join(part for part in parts if part))


def one_line(text: str) -> str:
    """Return a title without line breaks, cut at a word if it is very long."""
    return shorten(visible(" ".join(text.split())))


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
    title = f"{messages.number(number)} · {one_line(head.title)}"
    runs = [Run(title, bold=True), Run(f"\n{_origin(head, messages)}")]
    lead = visible(" ".join(issue.lead.split()))
    if lead:
        end = cut(lead, _LEAD)
        more = "" if end == len(lead) else " …"
        runs.append(Run(f"\n{lead[:end].rstrip()}{more}"))
    return tuple(runs)


def _origin(head: BriefingHead, messages: Messages) -> str:
    """Return the series and the day of a briefing; a title may tell the series already."""
    series = one_line(head.series or "")
    told = not series or one_line(head.title).startswith(series)
    day = day_of(head, messages)
    return visible(day if told else f"{series} · {day}")


def head(briefing: BriefingHead, size: Size, messages: Messages) -> list[Block]:
    """Return what is known of a briefing."""
    texts = messages.reading
    counts = (
        (texts.sections, size.sections),
        (texts.paragraphs, size.paragraphs),
        (texts.pages, size.pages),
    )
    facts = [
        ", ".join(messages.language(code) for code in size.languages),
        *(
            text.for_number(count).format(count=messages.number(count))
            for text, count in counts
            if count
        ),
    ]
    lines = (_origin(briefing, messages), visible(" · ".join(fact for fact in facts if fact)))
    return [
        (
            Run(one_line(briefing.title) or "…", bold=True),
            *(Run(f"\n{line}") for line in lines if line),
            Run(visible(f"\n{PurePosixPath(briefing.path).name}"), italic=True),
        )
    ]


def month_name(month: dt.date | None, messages: Messages) -> str:
    """Return a month as the language writes it, or that there is no date."""
    return messages.month(month) if month else messages.undated
