from __future__ import annotations

import datetime as dt
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.schedule import EVERY_DAY, WEEKDAYS, Schedule, dues, instant, next_due, zones

UTC = dt.UTC
ZONES = sorted(name for name in zones() if "/" in name)


def slowly(day: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime | None:
    """Look at a clock every fifteen minutes, and nearer where its day begins to be late enough."""
    start = dt.datetime.combine(day, dt.time(), UTC) - dt.timedelta(hours=30)
    seen = False
    for step in range(4 * 90):
        moment = start + dt.timedelta(minutes=15 * step)
        shown = moment.astimezone(zone)
        seen = seen or shown.date() == day
        late = shown.date() == day and shown.time() >= at
        if late or (seen and shown.date() > day):
            for second in range(15 * 60 + 1):
                earlier = moment - dt.timedelta(seconds=15 * 60 - second)
                then = earlier.astimezone(zone)
                if (then.date() == day and then.time() >= at) or then.date() > day:
                    return earlier
    return None


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        # put forward: the first instant after the gap
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        # put back: the first of two
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("America/Havana", "2026-11-01", "00:30", "2026-11-01T04:30"),
        # midnight is skipped
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00"),
        ("Asia/Beirut", "2026-03-29", "00:15", "2026-03-28T22:00"),
        # half and quarter hours
        ("Asia/Kolkata", "2026-05-05", "07:30", "2026-05-05T02:00"),
        ("Asia/Kathmandu", "2026-05-05", "07:30", "2026-05-05T01:45"),
        # a zone that moved: Kazakhstan became one on 1 March 2024
        ("Asia/Almaty", "2024-02-29", "23:30", "2024-02-29T17:30"),
        ("Asia/Almaty", "2024-03-01", "07:00", "2024-03-01T02:00"),
    ],
)
def test_at_the_local_hour(zone: str, day: str, at: str, utc: str) -> None:
    found = instant(dt.date.fromisoformat(day), dt.time.fromisoformat(at), ZoneInfo(zone))
    assert found == dt.datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_that_a_zone_leaves_out_has_no_digest() -> None:
    schedule = Schedule(dt.time(7, 30), EVERY_DAY, "Pacific/Apia")
    days = [
        due.day for due, _ in zip(dues(schedule, dt.date(2011, 12, 27)), range(3), strict=False)
    ]
    assert days == [dt.date(2011, 12, 28), dt.date(2011, 12, 29), dt.date(2011, 12, 31)]


@given(
    st.sampled_from(ZONES),
    st.dates(dt.date(2005, 1, 1), dt.date(2032, 12, 31)),
    st.times(),
)
def test_as_somebody_who_watches_the_clock(zone: str, day: dt.date, at: dt.time) -> None:
    at = at.replace(second=0, microsecond=0)
    assert instant(day, at, ZoneInfo(zone)) == slowly(day, at, ZoneInfo(zone))


def changes(zone: ZoneInfo, year: int) -> list[dt.date]:
    """Return the days of a year on which the clock is changed."""
    noons = [dt.datetime(year, 1, 1, 12, tzinfo=UTC) + dt.timedelta(days=n) for n in range(365)]
    return [
        after.astimezone(zone).date() + dt.timedelta(days=shift)
        for before, after in pairwise(noons)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
        for shift in (-1, 0)
    ]


@pytest.mark.parametrize("year", [2011, 2026])
def test_on_every_change_of_every_clock(year: int) -> None:
    looked_at = set()
    for name in ZONES:
        zone = ZoneInfo(name)
        for day in changes(zone, year):
            key = (day, str(dt.datetime.combine(day, dt.time(12), zone).utcoffset()))
            if key in looked_at:
                continue
            looked_at.add(key)
            for hour in (0, 1, 2, 3, 23):
                at = dt.time(hour, 30)
                assert instant(day, at, zone) == slowly(day, at, zone), (name, day, at)
    assert len(looked_at) > 20


@given(st.sampled_from(ZONES), st.times(), st.frozensets(st.integers(1, 7), min_size=1))
def test_each_day_once_and_in_order(zone: str, at: dt.time, days: frozenset[int]) -> None:
    schedule = Schedule(at, days, zone)
    every = list(islice(dues(schedule, dt.date(2026, 1, 1)), 60))
    assert all(one.day < other.day for one, other in pairwise(every))
    assert all(one.at < other.at for one, other in pairwise(every))
    assert {due.day.isoweekday() for due in every} == days


def test_the_next_one() -> None:
    schedule = Schedule(dt.time(7, 30), WEEKDAYS, "Europe/Berlin")
    friday_night = dt.datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert next_due(schedule, friday_night).day == dt.date(2026, 11, 30)
    on_time = dt.datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
    assert next_due(schedule, on_time).day == dt.date(2026, 11, 30), "that one is due now"
    assert next_due(schedule, on_time - dt.timedelta(seconds=1)).at == on_time


def test_whoever_moves_gets_no_day_twice() -> None:
    in_tokyo = dt.datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # 7:30 on the 27th
    moved = Schedule(dt.time(7, 30), EVERY_DAY, "America/Los_Angeles")
    assert next_due(moved, in_tokyo).day == dt.date(2026, 11, 27)
    assert next_due(moved, in_tokyo, dt.date(2026, 11, 27)).day == dt.date(2026, 11, 28)
