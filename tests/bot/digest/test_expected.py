"""The program's reckoning against a clock on the wall that is looked at every minute."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.digest.schedule import Schedule, next_due
from tests.bot.digest.expected import Calendar, Wish
from tests.bot.digest.year import TIMES

#: A week before a change of clocks, of a zone's own rules, or over the date line.
CHANGES = (
    ("Europe/Berlin", "2026-03-22"),
    ("Europe/Berlin", "2026-10-18"),
    ("Australia/Lord_Howe", "2026-03-29"),
    ("Australia/Lord_Howe", "2026-09-27"),
    ("Africa/Cairo", "2026-04-17"),
    ("Asia/Beirut", "2026-03-22"),
    ("America/Havana", "2026-03-01"),
    ("America/Havana", "2026-10-25"),
    ("America/Santiago", "2026-08-30"),
    ("Antarctica/Troll", "2026-03-22"),
    ("Pacific/Apia", "2011-12-22"),
    ("America/Caracas", "2016-04-24"),
    ("Asia/Pyongyang", "2015-08-08"),
    ("Pacific/Kwajalein", "1993-08-14"),
)
DAYS = (frozenset(range(1, 8)), frozenset({5, 7}))


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_both_say_the_same(zone: str, day: str) -> None:
    start = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) + dt.timedelta(days=5)
    end = start + dt.timedelta(days=4)
    for at in TIMES:
        for days in DAYS:
            calendar = Calendar([Wish(start, zone, at, days)])
            assert _reckoned(Schedule(at, days, zone), start, end) == calendar.due(end), at


def _reckoned(
    schedule: Schedule, start: dt.datetime, end: dt.datetime
) -> dict[dt.date, dt.datetime]:
    found: dict[dt.date, dt.datetime] = {}
    due = next_due(schedule, start, None)
    while due.at <= end:
        found[due.day] = due.at
        due = next_due(schedule, due.at, due.day)
    return found
