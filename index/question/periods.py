"""Periods as people write them in German and English: days, months, years, and relative ones."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jänner jan",
            "februar february feb",
            "märz march maerz mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d\b"
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "montag monday",
            "dienstag tuesday",
            "mittwoch wednesday",
            "donnerstag thursday",
            "freitag friday",
            "samstag sonnabend saturday",
            "sonntag sunday",
        )
    )
    for name in names.split()
}
#: The months and days of the week, in lower case.
CALENDAR = frozenset((*_MONTHS, *_WEEKDAYS))
_DAYS_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_UNITS = {"woche": "week", "monat": "month", "jahr": "year", "tag": "day"}
#: A part of a month and its first and last day.
_PARTS = {
    "anfang": (1, 10),
    "early": (1, 10),
    "mitte": (11, 20),
    "mid": (11, 20),
    "ende": (21, 31),
    "late": (21, 31),
}
_PREVIOUS = r"(?:last|letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?)"
_UNIT = r"(?:week|month|year|woche|monat|jahr)(?:e?s)?\b"
_DAY = (
    rf"(?:(?:19|20)\d\d-\d\d-\d\d\b|\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?{_YEAR})?"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s?(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s{_YEAR})?)"
)
# The patterns below have no groups, so that they may stand in any other.
#: A day of the calendar.
DAY = _DAY
#: A part of a month, a quarter or a month in digits.
PART = (
    rf"(?:(?:{'|'.join(_PARTS)})[\s-]{_MONTH}(?:\s{_YEAR})?"
    rf"|Q[1-4][\s/]{{1,3}}{_YEAR}|(?:0?[1-9]|1[0-2])/{_YEAR})"
)
#: A month, with its year or without.
MONTH = rf"{_MONTH}(?:\s{_YEAR})?"
#: A period of the calendar.
PERIOD = rf"(?:{_DAY}|{PART}|{_MONTH}(?:\s{_YEAR})?|{_YEAR})"
#: A week, month or year counted from today.
SPAN = rf"(?:(?:{_PREVIOUS}|this|diese[nrms]?)\s+{_UNIT})"
#: A day or unit counted from today.
RELATIVE = rf"(?:(?:{'|'.join(_DAYS_AGO)})\b|{SPAN})"
#: What may follow ``since`` or ``before``: a weekday as well, the last there was.
BOUND = rf"(?:{PERIOD}|{RELATIVE}|(?:{_PREVIOUS}\s+)?(?:{'|'.join(_WEEKDAYS)})\b)"
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?\Z")
_SLASHED = re.compile(r"(\d{1,2})/(\d{4})\Z")
_QUARTER = re.compile(r"q([1-4])\D+(\d{4})\Z")
_WORD = re.compile(r"[^\W\d_]+|\d+")
#: A day of the calendar this long ago is as well the next one.
_HALF_A_YEAR = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive.

    unit: ``day``, ``week``, ``month`` or ``year``. relative: it is counted from today.
    yearless: a day or month without its year. ahead: the next such is nearer than the last.
    """

    first: dt.date
    last: dt.date
    unit: str
    relative: bool = False
    yearless: bool = False
    ahead: bool = False


def read_period(text: str, today: dt.date) -> Period | None:
    """Return the period that a match of ``BOUND`` names; None where there is no such day.

    Without a year, the latest such day or month that has begun by today is meant. A period that
    lies ahead is None too: no briefing is of that day, it is what is asked about.
    """
    lowered = text.casefold().strip()
    period = _read_relative(lowered, today) or _read_calendar(lowered, today)
    return period if period is not None and period.first <= today else None


def _read_relative(text: str, today: dt.date) -> Period | None:
    said = _WORD.findall(text)
    name = said[-1] if said else ""
    if name in _DAYS_AGO or name in _WEEKDAYS:
        ago = _DAYS_AGO[name] if name in _DAYS_AGO else (today.weekday() - _WEEKDAYS[name]) % 7
        day = today - dt.timedelta(days=ago)
        return Period(day, day, "day", relative=True)
    if len(said) != 2 or unit_named(name) is None:
        return None
    this = said[0].startswith(("this", "dies"))
    return (this_unit if this else last_unit)(unit_named(name) or "", today)


def unit_named(word: str) -> str | None:
    """Return ``day``, ``week``, ``month`` or ``year`` for its name in either language."""
    lowered = word.casefold()
    named = (unit for name, unit in _UNITS.items() if lowered.startswith((name, unit)))
    return next(named, None)


def _read_calendar(text: str, today: dt.date) -> Period | None:
    if iso := _ISO.match(text):
        return _day(*(int(part) for part in iso.groups()))
    if slashed := _SLASHED.match(text):
        return _dated(None, int(slashed[1]), int(slashed[2]), today)
    if quarter := _QUARTER.match(text):
        month, year = 3 * int(quarter[1]) - 2, int(quarter[2])
        last = month_period(year, month + 2).last
        return Period(dt.date(year, month, 1), last, "month")
    if numeric := _NUMERIC.match(text):
        day, month_text, year_text = numeric.groups()
        return _dated(int(day), int(month_text), int(year_text) if year_text else None, today)
    said = _WORD.findall(text)
    numbers = [int(part) for part in said if part.isdecimal()]
    year_number = next((number for number in numbers if number > 99), None)
    day_number = next((number for number in numbers if number <= 99), None)
    month_number = next((_MONTHS[part] for part in said if part in _MONTHS), None)
    if month_number is None:
        return _year(year_number) if year_number else None
    period = _dated(day_number, month_number, year_number, today)
    return _part(period, *_PARTS[said[0]]) if period and said[0] in _PARTS else period


def _part(month: Period, first: int, last: int) -> Period:
    """Return some days of a month."""
    last = min(last, month.last.day)
    days = month.first.replace(day=first), month.first.replace(day=last)
    return replace(month, first=days[0], last=days[1])


def _dated(day: int | None, month: int, year: int | None, today: dt.date) -> Period | None:
    if not 1 <= month <= 12:
        return None
    yearless = year is None
    if year is None:
        begun = (month, day or 1) <= (today.month, today.day)
        year = today.year if begun else today.year - 1
    period = _day(year, month, day) if day is not None else month_period(year, month)
    if period is None:
        return None
    ahead = yearless and today - period.last > _HALF_A_YEAR
    return replace(period, yearless=yearless, ahead=ahead)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Period(date, date, "day")


def month_period(year: int, month: int) -> Period:
    """Return a calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last), "month")


def _year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def last_unit(unit: str, today: dt.date) -> Period:
    """Return the calendar week, month or year before today's."""
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday() + 7)
        return Period(monday, monday + dt.timedelta(days=6), unit, relative=True)
    if unit == "month":
        before = today.replace(day=1) - dt.timedelta(days=1)
        return replace(month_period(before.year, before.month), relative=True)
    return replace(_year(today.year - 1), relative=True)


def this_unit(unit: str, today: dt.date) -> Period:
    """Return the calendar week, month or year from its start until today."""
    first = {
        "day": today,
        "week": today - dt.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    return Period(first, today, unit, relative=True)


def units_ago(count: int, unit: str, today: dt.date) -> Period:
    """Return the day, calendar week or calendar month that lies so many before today's."""
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return replace(month_period(months // 12, months % 12 + 1), relative=True)
    if unit == "week":
        monday = this_unit(unit, today).first - dt.timedelta(weeks=count)
        return Period(monday, monday + dt.timedelta(days=6), unit, relative=True)
    day = today - dt.timedelta(days=count)
    return Period(day, day, unit, relative=True)


def last_days(days: int, today: dt.date) -> Period:
    """Return the given number of days up to today."""
    return Period(today - dt.timedelta(days=min(days, 36_500)), today, "day", relative=True)
