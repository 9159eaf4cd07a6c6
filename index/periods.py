"""Periods as people write them in German and English: days, months, years, and relative ones."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

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
#: One period, as a pattern without groups.
PERIOD = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?{_YEAR})?"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s?(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s{_YEAR})?"
    rf"|{_MONTH}(?:\s{_YEAR})?|{_YEAR})"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?\Z")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive; unit is ``day``, ``week``, ``month`` or ``year``."""

    first: dt.date
    last: dt.date
    unit: str


def read_period(text: str, today: dt.date) -> Period | None:
    """Return the period that a match of ``PERIOD`` names; None where there is no such day.

    Without a year, the latest such day or month that has begun by today is meant.
    """
    lowered = text.lower().strip()
    if iso := _ISO.match(lowered):
        return _day(*(int(part) for part in iso.groups()))
    if numeric := _NUMERIC.match(lowered):
        day, month, year = numeric.groups()
        return _dated(int(day), int(month), int(year) if year else None, today)
    day_number = month_number = year_number = None
    for part in _WORD.findall(lowered):
        if part in _MONTHS:
            month_number = _MONTHS[part]
        elif part.isdigit() and len(part) == 4:
            year_number = int(part)
        elif part.isdigit():
            day_number = int(part)
    if month_number is None:
        return _year(year_number) if year_number else None
    return _dated(day_number, month_number, year_number, today)


def _dated(day: int | None, month: int, year: int | None, today: dt.date) -> Period | None:
    if not 1 <= month <= 12:
        return None
    if year is None:
        begun = (month, day or 1) <= (today.month, today.day)
        year = today.year if begun else today.year - 1
    return _day(year, month, day) if day is not None else month_period(year, month)


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
        return Period(monday, monday + dt.timedelta(days=6), unit)
    if unit == "month":
        before = today.replace(day=1) - dt.timedelta(days=1)
        return month_period(before.year, before.month)
    return _year(today.year - 1)


def this_unit(unit: str, today: dt.date) -> Period:
    """Return the calendar week, month or year from its start until today."""
    first = {
        "day": today,
        "week": today - dt.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    return Period(first, today, unit)


def last_days(days: int, today: dt.date) -> Period:
    """Return the given number of days up to today."""
    return Period(today - dt.timedelta(days=min(days, 36_500)), today, "day")
