"""Which digests are due, and what must become of them: written apart from the program's own rules.

A clock on the wall is looked at every minute of the time; whoever changes their mind is noted with
the minute. Nothing here knows how the program counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Wish:
    """What somebody wants from a moment on; ``days``: ISO weekdays, none for no digest."""

    since: dt.datetime
    zone: str
    at: dt.time
    days: frozenset[int]


@dataclass
class Calendar:
    """The digests of one subscriber, by their own day."""

    wishes: list[Wish] = field(default_factory=list)

    def due(self, until: dt.datetime) -> dict[dt.date, dt.datetime]:
        """Return the day of each digest, and the minute (UTC) in which it is due."""
        found: dict[dt.date, dt.datetime] = {}
        last = dt.date.min
        for wish, end in self._periods(until):
            for day, moment in _first_minutes(wish, end):
                if day > last:
                    found[day] = moment
                    last = day
        return found

    def changes(self, day: dt.date, moment: dt.datetime) -> bool:
        """Whether clocks are changed on a day of a digest that was due at a moment."""
        zone = ZoneInfo([wish for wish in self.wishes if wish.since < moment][-1].zone)
        begins, ends = (
            dt.datetime.combine(midnight, dt.time(0), zone).astimezone(dt.UTC)
            for midnight in (day, day + dt.timedelta(days=1))
        )
        return ends - begins != dt.timedelta(days=1)

    def _periods(self, until: dt.datetime) -> Iterator[tuple[Wish, dt.datetime]]:
        ends = [*(wish.since for wish in self.wishes[1:]), until]
        for wish, end in zip(self.wishes, ends, strict=True):
            if wish.days and wish.since < end:
                yield wish, end


def _first_minutes(wish: Wish, end: dt.datetime) -> Iterator[tuple[dt.date, dt.datetime]]:
    """Yield each wanted day and the first minute in which a clock shows its time, or is past it."""
    zone = ZoneInfo(wish.zone)
    # from well before: what was past already when somebody wished for it is not due again
    moment = (wish.since - dt.timedelta(hours=30)).replace(second=0, microsecond=0)
    seen: set[dt.date] = set()
    before: dt.date | None = None
    while moment <= end:
        shown = moment.astimezone(zone)
        day = shown.date()
        if before is not None and day > before and before not in seen:
            # that day ended before its time came: what is left of it was skipped
            seen.add(before)
            if before.isoweekday() in wish.days and wish.since < moment:
                yield before, moment
        if shown.time() >= wish.at and day not in seen:
            seen.add(day)
            if day.isoweekday() in wish.days and wish.since < moment:
                yield day, moment
        before = day
        moment += MINUTE
