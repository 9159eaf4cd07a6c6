"""Filters that a question names (``since March 2024``, ``auf Deutsch``) and the rows they leave.

A phrase is *firm* where it can only mean the day of issue, else *soft*: it may as well be part of
what is asked (``exports in November 2023``), and the retriever then applies it only if what it
leaves answers about as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.answer import Filters
from index.phrases import BRIEFING, PHRASES
from index.scoring import RowTable
from index.text import fold

#: A series with a shorter name is too likely a word of the question.
_TELLING = 6
#: In days; a limit that is further than this from the issues there are is none of issue.
_YEAR, _MONTH = 366, 31


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
    for pattern, read in PHRASES:
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
    noun = rf"[\s-]+{BRIEFING}\b"
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
