"""When a series was issued, and when it was not though it should have been. Pure.

A month is a gap if nothing was issued in it, but something before and after. What is missing of a
series that comes every week is told by the distance between two issues, and not by the calendar:
an issue that comes on a Sunday in place of a Monday is not missing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

_WEEK = 7
#: Issues from which on a rhythm is heard, and days between two of a weekly and a monthly series.
_LEAST_ISSUES = 4
_WEEKLY, _MONTHLY = (5, 9), (24, 38)


class Rhythm(StrEnum):
    """How often a series comes, as far as that can be told."""

    OFTEN = "often"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What there is of a series (name None: of the briefings of none).

    months: briefings by the first day of their month, of those that have any. undated: how many
    have no date. gaps: months without any between two with some. weeks: Mondays of weeks whose
    issue is missing, in months that are no gaps.
    """

    name: str | None
    months: Mapping[dt.date, int]
    undated: int = 0
    rhythm: Rhythm = Rhythm.UNKNOWN
    gaps: tuple[dt.date, ...] = ()
    weeks: tuple[dt.date, ...] = ()

    @property
    def briefings(self) -> int:
        """How many there are."""
        return sum(self.months.values()) + self.undated

    @property
    def is_told(self) -> bool:
        """Whether a month without an issue is worth a word: one of a quarterly is not."""
        return self.rhythm is not Rhythm.UNKNOWN


def cover(name: str | None, days: Mapping[dt.date | None, int]) -> Coverage:
    """Return what there is of a series; ``days``: briefings by day of issue, None for undated."""
    dated = sorted(day for day in days if day is not None)
    months = Counter[dt.date]()
    for day in dated:
        months[day.replace(day=1)] += days[day]
    if name is None:  # what belongs to no series has no issue that could be missing
        return Coverage(None, dict(months), days.get(None, 0))
    rhythm = rhythm_of(dated)
    gaps = month_gaps(months)
    missing = missing_issues(dated) if rhythm is Rhythm.WEEKLY else []
    return Coverage(
        name,
        dict(months),
        days.get(None, 0),
        rhythm,
        tuple(gaps),
        tuple(monday(day) for day in missing if day.replace(day=1) not in gaps),
    )


def rhythm_of(days: Sequence[dt.date]) -> Rhythm:
    """Return how often a series comes, by the median of the days between two; ``days``: in order.

    The median is not moved by what is missing, as long as most is there.
    """
    if len(days) < _LEAST_ISSUES:
        return Rhythm.UNKNOWN
    usual = median((after - before).days for before, after in pairwise(days))
    if usual < _WEEKLY[0]:
        return Rhythm.OFTEN
    if usual <= _WEEKLY[1]:
        return Rhythm.WEEKLY
    return Rhythm.MONTHLY if _MONTHLY[0] <= usual <= _MONTHLY[1] else Rhythm.UNKNOWN


def month_gaps(months: Iterable[dt.date]) -> list[dt.date]:
    """Return the months without an issue between the first and the last with one, in order."""
    known = set(months)
    if not known:
        return []
    return [month for month in span(min(known), max(known)) if month not in known]


def missing_issues(days: Sequence[dt.date]) -> list[dt.date]:
    """Return about when issues of a weekly series are missing; ``days``: of those there, in order.

    Two issues n weeks apart, to the nearest week, have n - 1 missing between them.
    """
    missing = []
    for before, after in pairwise(days):
        weeks = round((after - before).days / _WEEK)
        missing += [before + dt.timedelta(days=_WEEK * n) for n in range(1, weeks)]
    return missing


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the week of a day."""
    return day - dt.timedelta(days=day.weekday())


def span(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first days of all months from one to another, both included."""
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return months
