"""Dates as briefings print them; names of months from the Unicode CLDR (Babel)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from babel.dates import get_month_names

_LOCALES = ("de", "en", "fr", "es", "it", "nl", "pt", "pl", "de_AT")
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands in the text. ``ranged``: it bounds a period."""

    date: dt.date
    start: int
    end: int
    ranged: bool = False


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name or abbreviation, in small letters."""
    names: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                found = get_month_names(width, context=context, locale=locale)
                for number, name in found.items():
                    names[name.lower().rstrip(".")] = number
    names |= {"sept": 9, "maerz": 3, "mrz": 3, "mär": 3}
    return {name: number for name, number in names.items() if len(name) >= 3}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = (
        "(?P<month>" + "|".join(sorted(map(re.escape, months()), key=len, reverse=True)) + r")\b\.?"
    )
    day = r"(?<![\d.,:/])(?P<day>\d{1,2})"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<!\d)(?P<year>{_YEAR})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}})(?!\d)",
            rf"{day}(?:\.|st|nd|rd|th|er|º|\.º)?\s*(?:of\s+|de\s+)?{month},?\s*(?:de\s+|del\s+)?(?P<year>{_YEAR})(?!\d)",
            rf"(?<!\w){month}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})(?!\d)",
            rf"{day}\.\s?(?P<m>\d{{1,2}})\.\s?(?P<year>{_YEAR}|\d\d)(?![\d.])",
            rf"{day}(?P<s>\s?[/-]\s?)(?P<m>\d{{1,2}})(?P=s)(?P<year>{_YEAR})(?!\d)",
        )
    )


_TO = r"\s*(?:[-–—]|bis|to|until|und|and|au|al)\s*$"
_RANGE_OF_DAYS = re.compile(r"(?:^|[^\d.])(\d{1,2})\.?" + _TO, re.IGNORECASE)
_RANGE_OF_MONTHS = re.compile(
    rf"([^\W\d_]{{3,}})\.?(?:\s\d{{1,2}})?,?(?:\s{_YEAR})?" + _TO, re.IGNORECASE
)
_COMPACT = re.compile(rf"(?<!\d)(?P<year>{_YEAR})(?P<m>\d\d)(?P<day>\d\d)(?!\d)")


def find_dates(text: str) -> list[Found]:
    """Return the dates in the text that can be read in one way only, in order."""
    found = [
        entry
        for pattern in _patterns()
        for match in pattern.finditer(text)
        if (entry := _read(match))
    ]
    found.sort(key=lambda entry: (entry.start, -entry.end))
    kept = [e for at, e in enumerate(found) if at == 0 or e.start >= found[at - 1].end]
    return [
        replace(entry, ranged=entry.ranged or _begins(entry, end))
        for entry, end in zip_longest(kept, kept[1:])
    ]


def _begins(entry: Found, end: Found | None) -> bool:
    """Tell whether the date is the first of a period that ``end`` closes."""
    return end is not None and end.ranged and end.start - entry.end <= 8


def date_in_name(path: str) -> dt.date | None:
    """Return the date in a file's path; None if there is none, or more than one."""
    text = path.rsplit(".", 1)[0].replace("_", " ")
    dates = {entry.date for entry in find_dates(text) if not entry.ranged}
    dates |= {date for match in _COMPACT.finditer(text) if (date := _date(match, int(match["m"])))}
    return dates.pop() if len(dates) == 1 else None


def _read(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    if groups.get("month"):
        number = months()[groups["month"].lower()]
    elif (groups.get("s") or "").strip() in {"/", "-"} and not match[0].startswith(groups["year"]):
        return _ambiguous(match)
    else:
        number = int(groups["m"])
    date = _date(match, number)
    if date is None:
        return None
    before = match.string[max(0, match.start() - 30) : match.start()]
    return Found(
        date, match.start(), match.end(), _is_ranged(before, date, day_first=match[0][0].isdigit())
    )


def _is_ranged(before: str, date: dt.date, *, day_first: bool) -> bool:
    """Tell whether the words before a date make it the end of a period."""
    days = _RANGE_OF_DAYS.search(before)
    if days and day_first:
        return int(days[1]) < date.day
    named = _RANGE_OF_MONTHS.search(before)
    return named is not None and named[1].lower() in months()


def _ambiguous(match: re.Match[str]) -> Found | None:
    """Read ``13/11/2023`` or ``11/13/2023``; not ``9/11/2023``, which means two days."""
    first, second = int(match["day"]), int(match["m"])
    year = int(match["year"])
    if first > 12 or first == second:
        return _found(match, year, second, first)
    if second > 12:
        return _found(match, year, first, second)
    return None


def _found(match: re.Match[str], year: int, month: int, day: int) -> Found | None:
    try:
        return Found(dt.date(year, month, day), match.start(), match.end())
    except ValueError:
        return None


def _date(match: re.Match[str], month: int) -> dt.date | None:
    year = int(match["year"])
    try:
        return dt.date(year + 2000 if year < 100 else year, month, int(match["day"]))
    except ValueError:
        return None
