"""When something is missing of a series, and when it only looks so."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.insight.gaps import Rhythm, cover, missing_issues, monday, month_gaps, rhythm_of, span

MONDAY = dt.date(2024, 1, 1)
MONTHS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)).map(lambda day: day.replace(day=1))


def weekly(count: int, *without: int) -> list[dt.date]:
    return [MONDAY + dt.timedelta(weeks=n) for n in range(count) if n not in without]


def once(days: list[dt.date]) -> dict[dt.date | None, int]:
    return dict.fromkeys(days, 1)


@given(st.sets(MONTHS, max_size=20))
def test_a_month_is_covered_or_a_gap_and_never_outside(months: set[dt.date]) -> None:
    gaps = month_gaps(months)
    assert gaps == sorted(set(gaps))
    assert not months & set(gaps)
    if months:
        assert sorted(months | set(gaps)) == span(min(months), max(months))
    else:
        assert gaps == []


@given(
    st.integers(10, 60).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.sets(st.integers(1, count - 2), max_size=count // 4),
            st.lists(st.integers(-1, 1), min_size=count, max_size=count),
        )
    )
)
def test_exactly_the_weeks_that_were_left_out_are_missing(
    made: tuple[int, set[int], list[int]],
) -> None:
    count, left_out, moved = made
    days = [
        MONDAY + dt.timedelta(weeks=n, days=2 + moved[n]) for n in range(count) if n not in left_out
    ]
    missing = [monday(day) for day in missing_issues(days)]
    assert missing == [MONDAY + dt.timedelta(weeks=n) for n in sorted(left_out)]
    assert rhythm_of(days) is Rhythm.WEEKLY


def test_an_issue_that_comes_on_another_day_is_not_missing() -> None:
    sundays = [dt.date(2024, 1, 7), dt.date(2024, 1, 15), dt.date(2024, 1, 21)]
    assert missing_issues(sundays) == []


def test_the_rhythm_of_a_series() -> None:
    first = dt.date(2024, 1, 31)
    assert rhythm_of(weekly(3)) is Rhythm.UNKNOWN, "too few to tell"
    assert rhythm_of([first + dt.timedelta(days=n) for n in range(9)]) is Rhythm.OFTEN
    assert rhythm_of(span(first, dt.date(2024, 9, 1))) is Rhythm.MONTHLY
    assert rhythm_of([dt.date(y, m, 1) for y in (2023, 2024) for m in (1, 4, 7, 10)]) is (
        Rhythm.UNKNOWN
    )


def test_a_month_that_is_missing_is_not_told_week_by_week() -> None:
    march = [n for n, day in enumerate(weekly(30)) if day.month == 3]
    covered = cover("Wochenblick", once(weekly(30, *march, 20)))
    assert covered.rhythm is Rhythm.WEEKLY
    assert covered.gaps == (dt.date(2024, 3, 1),)
    assert covered.weeks == (MONDAY + dt.timedelta(weeks=20),)


def test_briefings_of_no_series_and_without_a_date() -> None:
    days: dict[dt.date | None, int] = {dt.date(2024, 1, 3): 2, dt.date(2024, 5, 3): 1, None: 4}
    alone = cover(None, days)
    assert (alone.briefings, alone.undated, alone.gaps) == (7, 4, ())
    series = cover("S", days)
    assert series.gaps == (dt.date(2024, 2, 1), dt.date(2024, 3, 1), dt.date(2024, 4, 1))
    assert not series.is_told, "with three issues nobody knows how often it should come"
    assert cover("S", {None: 2}).months == {}
