"""Which issues there are and which are missing, in words; and what stands on which page. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from babel.lists import format_list
from telegram.constants import MessageLimit

from bot.buttons.labels import label
from bot.insight.gaps import Coverage, Rhythm, cover, span
from bot.messages.catalogue import Messages
from bot.messages.plural import Plural
from bot.rendering import paging
from bot.richtext import cut, units, visible

#: Months in one picture, and series: on a phone more tiles would be too small to read.
MONTHS, SERIES = 24, 8
#: UTF-16 units of a caption for the lines of series, and in all (the rest is left for a note).
_ROOM, _CAPTION = 700, MessageLimit.CAPTION_LENGTH - 80
#: Characters of a series' name, gaps that are named, and months in a row that are told as a period.
_NAME, _NAMED, _RUN = 42, 3, 3


def covered(days: Mapping[str | None, Mapping[dt.date | None, int]]) -> list[Coverage]:
    """Return what there is of each series, the largest first; last what belongs to none."""
    every = [cover(name, counted) for name, counted in days.items()]
    return sorted(every, key=lambda one: (one.name is None, -one.briefings, one.name or ""))


def all_months(every: Sequence[Coverage]) -> list[dt.date]:
    """Return the months from the first to the last briefing; none where all are undated."""
    dated = [month for one in every for month in one.months]
    return span(min(dated), max(dated)) if dated else []


def window(months: Sequence[dt.date], page: int) -> list[dt.date]:
    """Return the months of one picture; page 0 has the newest."""
    end = len(months) - MONTHS * page
    return list(months[max(end - MONTHS, 0) : end])


def pages(every: Sequence[Coverage], messages: Messages) -> list[range]:
    """Return which series stand on which page."""
    return paging.pages([units(_series(one, messages)) + 1 for one in every], SERIES, _ROOM)


def name_of(one: Coverage, messages: Messages) -> str:
    """Return what a series is called, cut if it is very long."""
    return label(one.name, _NAME) if one.name else messages.reading.no_series


def caption(
    every: Sequence[Coverage], at: range, months: Sequence[dt.date], messages: Messages
) -> str:
    """Return the numbers beside a picture: of all, and of the series that are shown.

    at: of the series, which are shown. months: those in the picture.
    """
    head = _head(every, at, months, messages)
    told = "\n".join([*head, "", *(_series(every[n], messages) for n in at)])
    return visible(told[: cut(told, _CAPTION)])


def _head(
    every: Sequence[Coverage], at: range, months: Sequence[dt.date], messages: Messages
) -> list[str]:
    texts, reading = messages.coverage, messages.reading
    briefings = sum(one.briefings for one in every)
    series = sum(one.name is not None for one in every)
    undated = sum(one.undated for one in every)
    counts = (
        _counted(reading.issues, briefings, messages),
        _counted(reading.series, series, messages),
    )
    lines = [f"{', '.join(counts)}."]
    if undated:
        lines[0] += f" {_counted(texts.undated, undated, messages)}"
    if len(at) < len(every):
        numbers = (at.start + 1, at.stop, len(every))
        first, last, count = (messages.number(number) for number in numbers)
        lines.append(texts.series_part.format(first=first, last=last, count=count) + ".")
    if months and len(months) < len(all_months(every)):
        lines.append(texts.months_part.format(months=_period(months[0], months[-1], messages)))
    return lines


def _counted(text: Plural, count: int, messages: Messages) -> str:
    return text.for_number(count).format(count=messages.number(count))


def _series(one: Coverage, messages: Messages) -> str:
    """Return a series in a line, and below what is missing of it."""
    texts = messages.coverage
    rhythm = {Rhythm.WEEKLY: texts.weekly, Rhythm.MONTHLY: texts.monthly}.get(one.rhythm, "")
    facts = [
        messages.number(one.briefings),
        _period(min(one.months), max(one.months), messages) if one.months else "",
        rhythm,
        _counted(texts.no_date, one.undated, messages) if one.undated else "",
    ]
    line = f"{name_of(one, messages)} · {', '.join(fact for fact in facts if fact)}"
    return "\n".join([line, *missing(one, messages)])


def missing(one: Coverage, messages: Messages) -> list[str]:
    """Return which months and weeks of a series have no issue though they should, in sentences."""
    if not one.is_told:
        return []
    texts, name, lines = messages.coverage, name_of(one, messages), list[str]()
    if one.gaps:
        months = _listed([_period(*run, messages) for run in runs(one.gaps)], messages)
        lines.append(texts.no_issue_in.format(series=name, months=months))
    if one.weeks:
        weeks = _listed([messages.date(week) for week in one.weeks], messages)
        text = texts.no_issue_in_week.for_number(len(one.weeks))
        lines.append(text.format(series=name, weeks=weeks))
    return lines


def runs(months: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Return months as periods of some that follow each other; two in a row stay two."""
    numbered = [(month.year * 12 + month.month - n, month) for n, month in enumerate(months)]
    periods: list[tuple[dt.date, dt.date]] = []
    for _, group in groupby(numbered, key=lambda item: item[0]):
        run = [month for _, month in group]
        periods += [(run[0], run[-1])] if len(run) >= _RUN else [(one, one) for one in run]
    return periods


def _listed(names: Sequence[str], messages: Messages) -> str:
    """Return names in one line; of many the first ones and how many more there are."""
    more = len(names) - _NAMED
    told = list(names[:_NAMED])
    if more > 0:
        told.append(_counted(messages.coverage.and_more, more, messages))
    return str(format_list(told, locale=messages.locale))


def _period(first: dt.date, last: dt.date, messages: Messages) -> str:
    if first == last:
        return messages.month(first)
    begin = messages.month_alone(first) if first.year == last.year else messages.month(first)
    return messages.between.format(since=begin, until=messages.month(last))
