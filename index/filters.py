"""Filters that a question names (``since March 2024``, ``auf Deutsch``) and the rows they leave.

A phrase is *firm* where it can only mean the day of issue, else *soft*: it may as well be part of
what is asked (``exports in November 2023``), and the retriever then applies it only if what it
leaves answers about as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.answer import Filters
from index.periods import PERIOD, Period, last_days, last_unit, read_period, this_unit
from index.scoring import RowTable
from index.text import fold

_BRIEFING = r"(?:briefings?|briefs?|ausgaben?|issues?|editions?|newsletters?|berichte?n?|reports?)"
#: A series with a shorter name is too likely a word of the question.
_TELLING = 6
#: In days; a limit that is further than this from the issues there are is none of issue.
_YEAR, _MONTH = 366, 31
_UNITS = {"woche": "week", "monat": "month", "jahr": "year", "tag": "day"}
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question says of the briefings that may answer.

    filters: what was read; query: the question without those phrases.
    """

    filters: Filters
    query: str


@dataclass(frozen=True, slots=True)
class _Found:
    """One phrase: where it stands, the filters it makes, and whether it may be content."""

    start: int
    end: int
    filters: Filters
    soft: bool = False


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
_PHRASES = (
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
        rf"{_BRIEFING}\s+(?:vom|von|of|from|dated|im|in|aus)\s+(?:the\s+)?(?P<period>{PERIOD})",
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


def read_filters(text: str, today: dt.date, table: RowTable) -> tuple[Understood, ...]:
    """Return the filters that a question names: all of them, and if some are soft, the firm ones.

    today: what relative periods are counted from. table: knows the series and publishers.
    """
    found: list[_Found] = []
    for start, end, read in _matches(text, today, table):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(_Found(start, end, *read))
    found.sort(key=lambda item: item.start)
    firm = [item for item in found if not item.soft]
    every = _understand(text, found)
    return (every,) if len(firm) == len(found) else (every, _understand(text, firm))


def _understand(text: str, found: list[_Found]) -> Understood:
    """Return the filters of some phrases together, and the question without them."""
    filters = Filters()
    rest, position = "", 0
    for item in found:
        filters = merge_filters(filters, item.filters)
        rest, position = rest + text[position : item.start] + " ", item.end
    phrases = tuple(text[item.start : item.end].strip() for item in found)
    query = re.sub(r"\s+", " ", rest + text[position:]).strip() if found else text
    return Understood(replace(filters, phrases=phrases), query if _says(query) else text)


def _says(query: str) -> bool:
    return any(char.isalnum() for char in query)


def _matches(
    text: str, today: dt.date, table: RowTable
) -> Iterator[tuple[int, int, tuple[Filters, bool]]]:
    for name in dict.fromkeys((*table.series_names, *table.publisher_names)):
        match = _series_pattern(name).search(text)
        if match:
            yield match.start(), match.end(), (Filters(series=(name,)), False)
    for name in table.series_names:
        match = re.search(rf"\b{_spelled(name)}\b", text, re.IGNORECASE)
        if match and len(name) >= _TELLING:
            yield match.start(), match.end(), (Filters(series=(name,)), True)
    for pattern, read in _PHRASES:
        for match in pattern.finditer(text):
            understood = read(match, today)
            if understood is not None and _narrows(understood[0], today, table):
                yield match.start(), match.end(), understood


def _narrows(filters: Filters, today: dt.date, table: RowTable) -> bool:
    """Tell whether a period is one of issues; ``by 2050`` or ``since 1950`` is what is asked."""
    dated = table.dates[table.dates > 0]
    oldest = int(dated.min()) if dated.size else today.toordinal()
    far_back = filters.since is not None and filters.since.toordinal() < oldest - _YEAR
    far_ahead = filters.until is not None and filters.until.toordinal() > today.toordinal() + _MONTH
    return not (far_ahead or (far_back and filters.until is None))


def _series_pattern(name: str) -> re.Pattern[str]:
    """Return what names a series as a place to look in: ``in the X briefings``, ``im X``."""
    place = r"\b(?:in|im|from|aus|laut|according\s+to)\s+(?:(?:the|den|dem|der|unserem)\s+)?"
    noun = rf"[\s-]+{_BRIEFING}\b"
    ending = rf"(?:{noun}|(?!\w))" if len(name.split()) > 1 else noun
    return re.compile(place + _spelled(name) + ending, re.IGNORECASE)


def _spelled(name: str) -> str:
    """Return a pattern for a name, be it written with blanks or with hyphens."""
    return r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.strip()) if word)


def merge_filters(first: Filters, second: Filters | None) -> Filters:
    """Return filters that let through what both do."""
    if second is None:
        return first
    since = max((d for d in (first.since, second.since) if d), default=None)
    until = min((d for d in (first.until, second.until) if d), default=None)
    return Filters(
        since=since,
        until=until,
        series=_both(first.series, second.series),
        languages=_both(first.languages, second.languages),
        latest=first.latest or second.latest,
        phrases=tuple(dict.fromkeys((*first.phrases, *second.phrases))),
    )


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in both, or in the only one that has any; none in common, none passes."""
    if not first or not second:
        return first or second
    return tuple(name for name in first if name in second) or ("",)


def allowed_rows(filters: Filters, table: RowTable) -> NDArray[np.bool_] | None:
    """Return which rows may answer, shape (rows,); None if all may."""
    masks: list[NDArray[np.bool_]] = []
    if filters.since or filters.until:
        masks.append(table.dates > 0)
    if filters.since:
        masks.append(table.dates >= filters.since.toordinal())
    if filters.until:
        masks.append(table.dates <= filters.until.toordinal())
    if filters.series:
        wanted = {fold(name) for name in filters.series}
        masks.append(
            _named(table.series, table.series_names, wanted)
            | _named(table.publishers, table.publisher_names, wanted)
        )
    if filters.languages:
        masks.append(_named(table.languages, table.language_names, set(filters.languages)))
    if not masks:
        return None
    allowed: NDArray[np.bool_] = np.logical_and.reduce(masks)
    return allowed


def _named(codes: NDArray[np.int32], names: tuple[str, ...], wanted: set[str]) -> NDArray[np.bool_]:
    numbers = [number for number, name in enumerate(names) if fold(name) in wanted]
    return np.isin(codes, numbers)
