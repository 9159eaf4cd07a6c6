"""Filters that a question names (``since March 2024``, ``auf Deutsch``) and the rows they leave.

A soft phrase may as well be part of what is asked (``exports in November 2023``), and the retriever
then applies it only if what it leaves answers about as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.answer import Filters
from index.question.meanings import Meant
from index.question.phrases import BRIEFING, PHRASES
from index.scoring import RowTable
from index.stopwords import ASKING, is_stop
from index.text import fold, words

#: A series with a shorter name is too likely a word of the question.
_TELLING = 6
#: In days; a limit that is further than this from the issues there are is none of issue.
_YEAR, _MONTH = 366, 31
#: Relative periods are counted from a day between these, whatever the clock says.
_FIRST_DAY, _LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
_ISSUE = re.compile(BRIEFING, re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|der|die|das)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question says of the briefings that may answer.

    filters: what was read; query: the question without those phrases. bare: nothing is asked but
    what the briefings say. aside: folded words of the query that are no content all the same.
    """

    filters: Filters
    query: str
    bare: bool = False
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """One phrase: where it stands, and what it means."""

    start: int
    end: int
    meant: Meant


def read_filters(text: str, today: dt.date, table: RowTable) -> tuple[Understood, ...]:
    """Return the filters that a question names: all of them, and if some are soft, the firm ones.

    today: what relative periods are counted from. table: knows the series and publishers.
    """
    today = min(max(today, _FIRST_DAY), _LAST_DAY)
    found: list[_Found] = []
    for start, end, meant in _matches(text, today, table):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(_Found(start, end, meant))
    found.sort(key=lambda item: item.start)
    every = _understand(text, found)
    firm = [item for item in found if not item.meant.soft]
    if every.bare or len(firm) == len(found):
        return (every,)
    fading = (text[item.start : item.end] for item in found if item.meant.fading)
    aside = frozenset(fold(word) for phrase in fading for word in words(phrase))
    return (every, replace(_understand(text, firm), aside=aside))


def _understand(text: str, found: list[_Found]) -> Understood:
    """Return the filters of some phrases together, and the question without them."""
    filters = Filters()
    rest, position = "", 0
    for item in found:
        filters = merge_filters(filters, item.meant.filters)
        rest, position = rest + text[position : item.start] + " ", item.end
    phrases = tuple(text[item.start : item.end].strip() for item in found)
    query = re.sub(r"\s+", " ", rest + text[position:]).strip(" :") if found else text
    bare = bool(found) and not _says(query)
    said = any(char.isalnum() for char in query)
    return Understood(replace(filters, phrases=phrases), query if said else text, bare)


def _says(query: str) -> bool:
    """Tell whether a question without its filters still says what it is about."""
    folded = [fold(word) for word in words(query)]
    german = folded[:1] == ["was"]  # ``Was war letzte Woche?`` is about no war
    return not all(
        is_stop(word, "de" if german else None) or word in ASKING or _ISSUE.fullmatch(word)
        for word in folded
    )


def _matches(text: str, today: dt.date, table: RowTable) -> Iterator[tuple[int, int, Meant]]:
    for name in dict.fromkeys((*table.series_names, *table.publisher_names)):
        match = _series_pattern(name).search(text)
        if match:
            yield match.start(), match.end(), Meant(Filters(series=(name,)), sure=True)
    for name in table.series_names:
        match = _mention_pattern(name).search(text)
        if match and len(_ARTICLE.sub("", name, count=1)) >= _TELLING:
            meant = Meant(Filters(series=(name,)), soft=True, fading=True)
            yield match.start(), match.end(), meant
    for phrase in PHRASES:
        for match in phrase.matches(text):
            understood = phrase.read(match, today)
            if understood is not None and _narrows(understood, today, table):
                yield match.start(), match.end(), understood


def _narrows(meant: Meant, today: dt.date, table: RowTable) -> bool:
    """Tell whether a period is one of issues; ``by 2050`` or ``since 1950`` is what is asked.

    So is one that leaves no issue, unless it can only be one of issues.
    """
    since, until = meant.filters.since, meant.filters.until
    if meant.sure or (since is None and until is None):
        return True
    dated = table.dates[table.dates > 0]
    oldest = int(dated.min()) if dated.size else today.toordinal()
    far_back = since is not None and since.toordinal() < oldest - _YEAR
    far_ahead = until is not None and until.toordinal() > today.toordinal() + _MONTH
    if far_ahead or (far_back and until is None):
        return False
    left = allowed_rows(Filters(since=since, until=until), table)
    return left is None or bool(left.any())


@lru_cache(maxsize=1_000)
def _mention_pattern(name: str) -> re.Pattern[str]:
    """Return what names a series anywhere."""
    return re.compile(rf"\b(?:(?:the|der|die|das)\s+)?{_spelled(name)}\b", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def _series_pattern(name: str) -> re.Pattern[str]:
    """Return what names a series as a place to look in: ``in the X briefings``, ``im X``."""
    place = r"\b(?:in|im|from|aus|laut|according\s+to)\s+(?:(?:the|den|dem|der|unserem)\s+)?"
    noun = rf"[\s-]+{BRIEFING}\b"
    ending = rf"(?:{noun}|(?!\w))" if len(_ARTICLE.sub("", name).split()) > 1 else noun
    return re.compile(place + _spelled(name) + ending, re.IGNORECASE)


def _spelled(name: str) -> str:
    """Return a pattern for a name, with blanks or hyphens, with its own article or without."""
    name = _ARTICLE.sub("", name.strip(), count=1) or name
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
