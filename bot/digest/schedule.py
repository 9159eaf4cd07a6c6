"""When a digest is due: days and a time on somebody's own clock, instants in UTC. Pure.

On the day on which a clock is put forward, a time that it skips is due at the first instant after
the gap; on the day on which it is put back, a time that it shows twice is due the first time. A day
that a zone leaves out altogether has no digest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

#: ISO weekdays: Monday is 1.
EVERY_DAY = frozenset(range(1, 8))
WEEKDAYS = frozenset(range(1, 6))
_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """At what time on which ISO weekdays (at least one), by the clock of an IANA zone."""

    at: dt.time
    days: frozenset[int]
    zone: str


@dataclass(frozen=True, slots=True)
class Due:
    """A digest: the day it is of, by the subscriber's calendar, and the instant it is due (UTC)."""

    day: dt.date
    at: dt.datetime


def instant(day: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime | None:
    """Return the first instant (UTC) of a day at which a clock shows ``at``, or has passed it.

    None where the zone leaves out that day.
    """
    before = dt.datetime.combine(day, at, zone)
    moment = before.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == before.replace(tzinfo=None):
        return moment
    # The clock skips that time: by the offset before the gap it lies behind the gap's end, by the
    # one after it lies before. In between is the instant at which the offset changes.
    first, last = before.replace(fold=1).astimezone(dt.UTC), moment
    offset = last.astimezone(zone).utcoffset()
    while last - first > _SECOND:
        middle = first + (last - first) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            last = middle
        else:
            first = middle
    end = last.replace(microsecond=0)
    around = {(end - _SECOND).astimezone(zone).date(), end.astimezone(zone).date()}
    return end if day in around else None


def dues(schedule: Schedule, after: dt.date) -> Iterator[Due]:
    """Yield every digest of a day later than ``after``, in order."""
    zone, day = ZoneInfo(schedule.zone), after
    while day < dt.date.max - _DAY:
        day += _DAY
        at = instant(day, schedule.at, zone) if day.isoweekday() in schedule.days else None
        if at is not None:
            yield Due(day, at)


def next_due(schedule: Schedule, now: dt.datetime, last: dt.date | None = None) -> Due:
    """Return the first digest that is due after ``now``, of a day later than ``last``.

    last: the day of the one before, which is not delivered again when the zone or time changes.
    """
    yesterday = now.astimezone(ZoneInfo(schedule.zone)).date() - _DAY
    after = yesterday if last is None else max(yesterday, last)
    return next(due for due in dues(schedule, after) if due.at > now)


@cache
def zones() -> frozenset[str]:
    """Return the names of the IANA zones."""
    return frozenset(available_timezones())
