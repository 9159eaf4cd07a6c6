"""The phrases by which a question names a period, a language or the newest issues.

What can only mean the day of issue always holds; the rest may as well be part of what is asked
(``exports in November 2023``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from index.answer import Filters
from index.question.periods import (
    BOUND,
    DAY,
    PART,
    PERIOD,
    SPAN,
    Period,
    last_days,
    read_period,
    unit_named,
    units_ago,
)

#: How an issue is called.
BRIEFING = r"(?:briefings?|briefs?|ausgaben?|issues?|editions?|newsletters?|berichte?n?|reports?)"
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


def _since(match: re.Match[str], today: dt.date) -> Meant | None:
    period = read_period(match["period"], today)
    past = match["word"].casefold() in ("since", "seit")
    if period is None or (period.ahead and not past):
        return None
    return _bounded(Filters(since=period.first), period, past=past)


def _before(match: re.Match[str], today: dt.date) -> Meant | None:
    period = read_period(match["period"], today)
    if period is None or period.ahead:
        return None
    including = match["word"].casefold() in ("until", "till", "bis", "bis zum", "up to")
    if including and period.relative and period.last >= today:
        return None
    last = period.last if including else period.first - dt.timedelta(days=1)
    return _bounded(Filters(until=last), period)


def _between(match: re.Match[str], today: dt.date) -> Meant | None:
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


def _issued(match: re.Match[str], today: dt.date) -> Meant | None:
    period = read_period(match["period"], today)
    return _within(period) if period else None


def _alone(match: re.Match[str], today: dt.date) -> Meant | None:
    """The whole question is a period; of a bare year there may be none, it is then a number."""
    period = read_period(match["period"], today)
    if period is None:
        return None
    return Meant(Filters(since=period.first, until=period.last), sure=period.unit != "year")


def _during(match: re.Match[str], today: dt.date) -> Meant | None:
    """``in November 2023``: a month may be one of issue; a bare year is what is asked about."""
    period = read_period(match["period"], today)
    if period is None or period.ahead or period.unit == "year":
        return None
    return _within(period, soft=True)


def _on_a_day(match: re.Match[str], today: dt.date) -> Meant | None:
    """``gestern``: what happened or was written then."""
    period = read_period(match["period"], today)
    return _within(period, soft=True, fading=True) if period else None


def _span(match: re.Match[str], today: dt.date) -> Meant | None:
    period = read_period(match["period"], today)
    if period is None:
        return None
    soft = period.unit == "year"
    return _within(period, soft=soft, fading=soft)


def _ago(match: re.Match[str], today: dt.date) -> Meant | None:
    count, unit = _count(match["number"]), unit_named(match["unit"])
    if count is None or unit is None:
        return None
    return _within(units_ago(count, unit, today), soft=True)


def _last_many(match: re.Match[str], today: dt.date) -> Meant | None:
    count, unit = _count(match["number"] or "1"), unit_named(match["unit"])
    if count is None or unit is None:
        return None
    return _within(last_days(count * _DAYS[unit], today))


def _for_many(match: re.Match[str], today: dt.date) -> Meant | None:
    """``seit zwei Wochen``: how long something lasts, or how old a briefing may be."""
    meant = _last_many(match, today)
    return replace(meant, soft=True) if meant else None


def _language(match: re.Match[str], _: dt.date) -> Meant | None:
    german = match["name"].casefold().startswith(("d", "g"))
    return Meant(Filters(languages=("de" if german else "en",)), sure=True)


def _latest(_: re.Match[str], __: dt.date) -> Meant | None:
    return Meant(Filters(latest=True), sure=True)


_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("one a einem einer", "two zwei", "three drei", "four vier", "five fünf", "six sechs"), 1
    )
    for name in names.split()
}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNITS = r"(?P<unit>days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)\b"
_SHORT_UNITS = r"(?P<unit>days?|weeks?|months?|tage?n?|wochen?|monate?n?)\b"
_LANGUAGE_NAMES = "deutsch|englisch|german|english"
_LANGUAGE = rf"(?P<name>{_LANGUAGE_NAMES})\b"


def _count(number: str) -> int | None:
    return int(number) if number.isdecimal() else _NUMBERS.get(number.casefold())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of phrase and what it means.

    sign: pattern without which no text has the phrase. Most questions have none, and then ``form``
    is not even compiled: the calendar makes it large.
    """

    sign: str
    form: str
    read: Read

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the phrase stands in a text."""
        if _compiled(self.sign).search(text):
            yield from _compiled(self.form).finditer(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _phrase(read: Read, words: str, *parts: str) -> Phrase:
    """Return the form that the parts make together, which needs one of some words."""
    return Phrase(rf"\b(?:{words})", r"\b" + "".join(parts), read)


#: Read from top to bottom; words that an earlier phrase took are gone for the later ones.
PHRASES = (
    Phrase(r"\A\W*\w+(?:\W+\w+){0,4}\W*\Z", rf"\A\W*(?P<period>{PERIOD})\W*\Z", _alone),
    _phrase(
        _between,
        "between|zwischen|from|von|vom",
        rf"(?:between|zwischen|from|von|vom)\s+(?:dem\s+)?(?P<first>{PERIOD})\s+",
        rf"(?:and|und|to|until|bis|bis\s+zum)\s+(?:dem\s+)?(?P<last>{PERIOD})",
    ),
    _phrase(
        _last_many,
        "last|past|letzten|vergangenen",
        r"(?:(?:in|im|within|during|over|since|seit)\s+)?(?:(?:the|den|der|die)\s+)?",
        rf"(?:last|past|letzten|vergangenen)\s+{_NUMBER}\s+{_UNITS}",
    ),
    _phrase(_for_many, "since|seit", rf"(?:since|seit)\s+{_NUMBER}\s+{_SHORT_UNITS}"),
    _phrase(
        _last_many,
        "past",
        r"(?:(?:in|within|during|over)\s+)?(?:the\s+)?past\s+(?P<number>)(?P<unit>week|month)\b",
    ),
    _phrase(
        _since,
        "since|seit|ab|after|nach",
        r"(?P<word>since|seit|ab|after|nach)\s+(?:dem\s+|the\s+)?",
        rf"(?P<period>{BOUND})(?:\s+onwards?)?",
    ),
    _phrase(_since, "from", rf"(?P<word>from)\s+(?P<period>{PERIOD})\s+on(?:wards?)?\b"),
    _phrase(
        _before,
        "before|until|till|up|vor|bis",
        r"(?P<word>before|until|till|up\s+to|vor|bis\s+zum|bis)\s+(?:dem\s+|der\s+|the\s+)?",
        rf"(?P<period>{BOUND})",
    ),
    _phrase(
        _issued,
        BRIEFING,
        r"(?:(?:in|im|aus|from|of)\s+)?(?:(?:der|dem|den|the|our|unserem|unseren)\s+)?",
        rf"{BRIEFING}\s+(?:vom|von|of|from|dated|im|in|aus)\s+(?:the\s+)?(?P<period>{PERIOD})",
    ),
    _phrase(_ago, "vor", rf"vor\s+{_NUMBER}\s+{_SHORT_UNITS}"),
    _phrase(_ago, "ago", rf"{_NUMBER}\s+{_SHORT_UNITS}\s+ago\b"),
    _phrase(
        _span,
        "last|letzte|vergangene|vorige|this|diese",
        r"(?:(?:in|im|from|during|aus)\s+)?(?:(?:der|die|den|dem|the)\s+)?",
        rf"(?P<period>{SPAN})(?:['’]s\b)?",
    ),
    _phrase(
        _during,
        r"anfang|early|mitte|mid|ende|late|q[1-4]|\d{1,2}/",
        rf"(?:(?:in|im|during)\s+)?(?P<period>{PART})",
    ),
    _phrase(_during, "am|on", rf"(?:am|on)\s+(?:dem\s+|the\s+)?(?P<period>{DAY})"),
    _phrase(_during, "vom|im|in|during", rf"(?:vom|im|in|during)\s+(?P<period>{PERIOD})"),
    _phrase(
        _on_a_day,
        "heute|today|gestern|yesterday|vorgestern",
        r"(?<!bis\s)(?<!until\s)(?P<period>heute|today|gestern|yesterday|vorgestern)\b",
    ),
    _phrase(
        _language,
        _LANGUAGE_NAMES,
        rf"(?:(?:only|nur)\s+)?(?:auf|in|only)\s+{_LANGUAGE}",
        r"(?:,?\s*(?:bitte|please))?(?=\s*(?:[?.!,:;]|\Z))",
    ),
    _phrase(_language, "nur", r"nur\s+(?:auf\s+)?(?P<name>deutsch|englisch)\b"),
    _phrase(_language, "german|english", r"(?P<name>german|english)\s+only\b"),
    _phrase(
        _latest,
        "latest|newest|most|neuest|aktuellst|jüngst",
        r"(?:the\s+|das\s+|die\s+|der\s+)?",
        r"(?:latest|newest|most\s+recent|(?:neuest|aktuellst|jüngst)e[nrsm]?)\b",
    ),
    _phrase(_latest, "aktuell|zuletzt", r"(?:aktuell|zuletzt)\b"),
)
