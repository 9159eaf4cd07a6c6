"""Questions counted by day and verdict, and how long people waited."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.insight.usage import VERDICTS, Asked, bars, is_weekly, percentile, shares

LAST = dt.date(2026, 11, 28)


@given(
    st.integers(1, 200),
    st.lists(st.tuples(st.integers(0, 199), st.sampled_from(VERDICTS)), max_size=60),
)
def test_every_question_stands_in_one_bar(days: int, asked: list[tuple[int, object]]) -> None:
    first = LAST - dt.timedelta(days=days - 1)
    every = [Asked(LAST - dt.timedelta(days=ago % days), v) for ago, v in asked]  # type: ignore[arg-type]
    made = bars(every, first, LAST)
    counted = [sum(bar.counts[n] for bar in made) for n in range(len(VERDICTS))]
    assert counted == [Counter(one.verdict for one in every)[verdict] for verdict in VERDICTS]
    assert made[0].first <= first < made[0].first + dt.timedelta(days=7)
    assert is_weekly(made) == (days > 62)
    assert len(made) == (days if days <= 62 else len(made))


def test_a_day_without_questions_is_there_and_has_no_time() -> None:
    asked = [Asked(LAST, VERDICTS[0], seconds) for seconds in (1.0, 2.0, 30.0)]
    before, day = bars(asked, LAST - dt.timedelta(days=1), LAST)
    assert (before.counts, before.p50, before.p95) == ((0, 0, 0), None, None)
    assert (day.counts, day.p50, day.p95) == ((3, 0, 0), 2.0, 30.0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_so_many_percent_are_not_above_and_one_less_would_be(
    values: list[float], percent: int
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_of_nothing_there_is_no_percentile() -> None:
    assert percentile([], 95) is None


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
def test_shares_are_whole_and_make_a_hundred(counts: list[int]) -> None:
    told = shares(counts)
    assert sum(told) == (100 if any(counts) else 0)
    total = sum(counts) or 1
    assert all(
        abs(share - 100 * count / total) < 1 for share, count in zip(told, counts, strict=True)
    )
