"""What the phrases of a question mean: a period of issue, a language, the newest first.

Each function takes the match of a form and the day that relative periods are counted from, and
returns None where the match is no such phrase after all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.answer import Filters
from index.question.periods import Period, last_days, read_period, unit_named, units_ago

_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a phrase means.

    soft: it holds only if what it leaves answers about as well. sure: it holds even where no
    briefing is left. fading: where it does not hold, its words are still no content.
    """

    filters: Filters
    soft: bool = False
    sure: bool = False
    fading: bool = False


#: Returns what a match means on a day; None if it is no such phrase.
Read = Callable[[re.Match[str], dt.date], Meant | None]


def _within(period: Period, *, soft: bool = False, fading: bool = False) -> Meant:
    filters = Filters(since=period.first, until=period.last)
    return Meant(filters, soft=soft, sure=True, fading=fading)


def _bounded(filters: Filters, period: Period, *, past: bool = False) -> Meant:
    """Return what a limit means: a day or year of the calendar may be one that is asked about.

    So may be one without its year, unless the word says that it is past.
    """
    day = period.unit == "day" and not period.relative
    soft = day or period.unit == "year" or (period.yearless and not past)
    return Meant(filters, soft=soft, sure=period.relative and not soft)


def since(match: re.Match[str], today: dt.date) -> Meant | None:
    """``since May``: of that day or later."""
    period = read_period(match["period"], today)
    past = match["word"].casefold() in ("since", "seit")
    if period is None or (period.ahead and not past):
        return None
    return _bounded(Filters(since=period.first), period, past=past)


def before(match: re.Match[str], today: dt.date) -> Meant | None:
    """``before May``, ``bis Mai``: issued earlier, or no later."""
    period = read_period(match["period"], today)
    if period is None or period.ahead:
        return None
    including = match["word"].casefold() in ("until", "till", "bis", "bis zum", "up to")
    if including and period.relative and period.last >= today:
        return None
    last = period.last if including else period.first - dt.timedelta(days=1)
    return _bounded(Filters(until=last), period)


def between(match: re.Match[str], today: dt.date) -> Meant | None:
    """``between May and July``."""
    first, last = read_period(match["first"], today), read_period(match["last"], today)
    if first is None or last is None or last.ahead:
        return None
    if first.first > last.last and not re.search(r"\d{4}", match["first"]):
        first = read_period(f"{match['first']} {last.first.year}", today)
    if first is None or first.first > last.last:
        return None
    units = {first.unit, last.unit}
    filters = Filters(since=first.first, until=last.last)
    return Meant(filters, soft="year" in units or units == {"day"})


def issued(match: re.Match[str], today: dt.date) -> Meant | None:
    """``the issue of 3 May``."""
    period = read_period(match["period"], today)
    return _within(period) if period else None


def alone(match: re.Match[str], today: dt.date) -> Meant | None:
    """The whole question is a period; of a bare year there may be none, it is then a number."""
    period = read_period(match["period"], today)
    if period is None:
        return None
    return Meant(Filters(since=period.first, until=period.last), sure=period.unit != "year")


def during(match: re.Match[str], today: dt.date) -> Meant | None:
    """``in November 2023``: a month may be one of issue; a bare year is what is asked about."""
    period = read_period(match["period"], today)
    if period is None or period.ahead or period.unit == "year":
        return None
    return _within(period, soft=True)


def on_a_day(match: re.Match[str], today: dt.date) -> Meant | None:
    """``gestern``: what happened or was written then."""
    period = read_period(match["period"], today)
    return _within(period, soft=True, fading=True) if period else None


def span(match: re.Match[str], today: dt.date) -> Meant | None:
    """``last week``, ``this year``."""
    period = read_period(match["period"], today)
    if period is None:
        return None
    soft = period.unit == "year"
    return _within(period, soft=soft, fading=soft)


def ago(match: re.Match[str], today: dt.date) -> Meant | None:
    """``three weeks ago``: at about that time."""
    count, unit = _count(match["number"]), unit_named(match["unit"])
    if count is None or unit is None:
        return None
    return _within(units_ago(count, unit, today), soft=True)


def last_many(match: re.Match[str], today: dt.date) -> Meant | None:
    """``the last three weeks``."""
    count, unit = _count(match["number"] or "1"), unit_named(match["unit"])
    if count is None or unit is None:
        return None
    return _within(last_days(count * _DAYS[unit], today))


def for_many(match: re.Match[str], today: dt.date) -> Meant | None:
    """``seit zwei Wochen``: how long something lasts, or how old a briefing may be."""
    meant = last_many(match, today)
    return replace(meant, soft=True) if meant else None


def language(match: re.Match[str], _: dt.date) -> Meant | None:
    """``only German``."""
    german = match["name"].casefold().startswith(("d", "g"))
    return Meant(Filters(languages=("de" if german else "en",)), sure=True)


def latest(_: re.Match[str], __: dt.date) -> Meant | None:
    """``latest``: newest first."""
    return Meant(Filters(latest=True), sure=True)


NUMBERS = {
    name: number
    for number, names in enumerate(
        ("one a einem einer", "two zwei", "three drei", "four vier", "five fünf", "six sechs"), 1
    )
    for name in names.split()
}


def _count(number: str) -> int | None:
    return int(number) if number.isdecimal() else NUMBERS.get(number.casefold())
