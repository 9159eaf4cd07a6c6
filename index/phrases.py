"""The phrases by which a question names a period, a language or the newest issues.

A phrase is *firm* where it can only mean the day of issue, else *soft*: it may as well be part of
what is asked (``exports in November 2023``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from index.answer import Filters
from index.periods import PERIOD, Period, last_days, last_unit, read_period, this_unit

#: How an issue is called.
BRIEFING = r"(?:briefings?|briefs?|ausgaben?|issues?|editions?|newsletters?|berichte?n?|reports?)"
_UNITS = {"woche": "week", "monat": "month", "jahr": "year", "tag": "day"}
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}

#: Returns the filters of a match and whether they are soft; None if it is no such phrase.
Read = Callable[[re.Match[str], dt.date], tuple[Filters, bool] | None]


def _within(period: Period | None) -> Filters | None:
    return Filters(since=period.first, until=period.last) if period else None


def _since(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    period = read_period(match["period"], today)
    return (Filters(since=period.first), period.unit == "year") if period else None


def _before(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    period = read_period(match["period"], today)
    if period is None:
        return None
    including = match["word"].lower() in ("until", "till", "bis", "bis zum", "up to")
    last = period.last if including else period.first - dt.timedelta(days=1)
    return Filters(until=last), period.unit == "year"


def _between(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    first, last = read_period(match["first"], today), read_period(match["last"], today)
    if first is None or last is None:
        return None
    if first.first > last.last and not re.search(r"\d{4}", match["first"]):
        first = read_period(f"{match['first']} {last.first.year}", today)
    if first is None or first.first > last.last:
        return None
    return Filters(since=first.first, until=last.last), "year" in (first.unit, last.unit)


def _issued(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    filters = _within(read_period(match["period"], today))
    return (filters, False) if filters else None


def _during(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    """``in November 2023``: a month may be one of issue; a bare year is what is asked about."""
    period = read_period(match["period"], today)
    if period is None or period.unit == "year":
        return None
    return Filters(since=period.first, until=period.last), True


def _unit(word: str) -> str:
    lowered = word.lower()
    return next(
        (unit for name, unit in _UNITS.items() if lowered.startswith(name)), lowered
    ).rstrip("s")


def _last(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    unit = _unit(match["unit"])
    period = last_unit(unit, today)
    return Filters(since=period.first, until=period.last), unit == "year"


def _this(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    unit = _unit(match["unit"])
    period = this_unit(unit, today)
    return Filters(since=period.first, until=period.last), unit == "year"


def _last_many(match: re.Match[str], today: dt.date) -> tuple[Filters, bool] | None:
    number = match["number"].lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    period = last_days(count * _DAYS[_unit(match["unit"])], today)
    return Filters(since=period.first, until=period.last), False


def _language(match: re.Match[str], _: dt.date) -> tuple[Filters, bool] | None:
    return Filters(
        languages=("de" if match["name"].lower().startswith(("d", "g")) else "en",)
    ), False


def _latest(_: re.Match[str], __: dt.date) -> tuple[Filters, bool] | None:
    return Filters(latest=True), False


_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "zwei": 2, "drei": 3, "vier": 4, "sechs": 6}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"


def _phrase(read: Read, *parts: str) -> tuple[re.Pattern[str], Read]:
    return re.compile(r"\b" + "".join(parts), re.IGNORECASE), read


#: Read from top to bottom; words that an earlier phrase took are gone for the later ones.
PHRASES = (
    _phrase(
        _between,
        rf"(?:between|zwischen|from|von|vom)\s+(?:dem\s+)?(?P<first>{PERIOD})\s+",
        rf"(?:and|und|to|until|bis|bis\s+zum)\s+(?:dem\s+)?(?P<last>{PERIOD})",
    ),
    _phrase(
        _since,
        r"(?:since|seit|ab|after|nach)\s+(?:dem\s+|the\s+)?",
        rf"(?P<period>{PERIOD})(?:\s+onwards?)?",
    ),
    _phrase(_since, rf"from\s+(?P<period>{PERIOD})\s+on(?:wards?)?\b"),
    _phrase(
        _before,
        r"(?P<word>before|until|till|up\s+to|vor|bis\s+zum|bis)\s+(?:dem\s+|the\s+)?",
        rf"(?P<period>{PERIOD})",
    ),
    _phrase(
        _issued,
        r"(?:(?:in|im|aus|from|of)\s+)?(?:(?:der|dem|den|the|our|unserem|unseren)\s+)?",
        rf"{BRIEFING}\s+(?:vom|von|of|from|dated|im|in|aus)\s+(?:the\s+)?(?P<period>{PERIOD})",
    ),
    _phrase(
        _last_many,
        r"(?:(?:in|im|within|during|over)\s+)?(?:the\s+|den\s+|der\s+)?",
        rf"(?:last|past|letzten|vergangenen)\s+{_NUMBER}\s+",
        r"(?P<unit>days|weeks|months|years|tagen?|wochen|monaten?|jahren?)\b",
    ),
    _phrase(
        _last,
        r"(?:(?:in|im|from|during|aus)\s+)?(?:der\s+|the\s+)?",
        r"(?:last|letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?)\s+",
        r"(?P<unit>week|month|year|woche|monat|jahr)\b(?:s\b)?",
    ),
    _phrase(_this, r"(?:in\s+)?(?:this|diese[nrms]?)\s+(?P<unit>week|month|woche|monat)\b"),
    _phrase(_during, rf"(?:vom|im|in|during)\s+(?P<period>{PERIOD})"),
    _phrase(
        _language,
        r"(?:(?:only|nur)\s+)?(?:auf|in)\s+(?P<name>deutsch|englisch|german|english)",
        r"(?=\s*(?:[?.!,]|\Z))",
    ),
    _phrase(
        _latest,
        r"(?:the\s+|das\s+|die\s+|der\s+)?",
        r"(?:latest|newest|most\s+recent|(?:neuest|aktuellst|jüngst)e[nrsm]?)\b",
    ),
    _phrase(_latest, r"(?:aktuell|zuletzt)\b"),
)
