"""How the bot is used: questions, verdicts, waiting times and opinions, counted. Pure.

Nothing here holds what somebody wrote, except topics that several people follow.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bot.state.feedback import Opinion, Reason
from bot.state.tallies import Tally
from index.answer import Verdict

#: Verdicts as they are stacked and told, the best first.
VERDICTS = (Verdict.ANSWERED, Verdict.CLOSEST, Verdict.NOT_COVERED)
#: A period of more days is shown by weeks.
MOST_DAYS = 62
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked: its day where the bot runs, and what came of it.

    seconds: from being taken up to being answered; None where that is not known.
    """

    day: dt.date
    verdict: Verdict
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is kept about a period.

    opinions: by what readers thought and, if they said, why. topics: what several people follow,
    with the number of people. cited: ids of the passages that each answer showed first.
    """

    asked: tuple[Asked, ...] = ()
    opinions: tuple[tuple[Opinion, Reason | None, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    cited: tuple[tuple[str, ...], ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A day or week by its first day: questions by verdict, and seconds (None without any)."""

    first: dt.date
    counts: tuple[int, ...]
    p50: float | None
    p95: float | None


def bars(asked: Sequence[Asked], first: dt.date, last: dt.date) -> list[Bar]:
    """Return every day of a period, or every week (from Mondays) of a long one, oldest first."""
    weekly = (last - first).days >= MOST_DAYS
    step = dt.timedelta(days=_WEEK if weekly else 1)
    by_start: dict[dt.date, list[Asked]] = {}
    for one in asked:
        by_start.setdefault(_start(one.day, weekly=weekly), []).append(one)
    result, day = [], _start(first, weekly=weekly)
    while day <= last:
        result.append(_bar(day, by_start.get(day, [])))
        day += step
    return result


def is_weekly(every: Sequence[Bar]) -> bool:
    """Whether some bars stand for weeks."""
    return len(every) > 1 and (every[1].first - every[0].first).days == _WEEK


def _start(day: dt.date, *, weekly: bool) -> dt.date:
    return day - dt.timedelta(days=day.weekday()) if weekly else day


def _bar(first: dt.date, asked: Sequence[Asked]) -> Bar:
    counts = Counter(one.verdict for one in asked)
    seconds = [one.seconds for one in asked if one.seconds is not None]
    return Bar(
        first,
        tuple(counts[verdict] for verdict in VERDICTS),
        percentile(seconds, 50),
        percentile(seconds, 95),
    )


def percentile(values: Iterable[float], percent: int) -> float | None:
    """Return the smallest value that so many percent of all are not above; None without any.

    The nearest-rank method: it returns a value that occurred, however few there are.
    """
    ordered = sorted(values)
    return ordered[max(ceil(percent * len(ordered) / 100), 1) - 1] if ordered else None


def shares(counts: Sequence[int]) -> list[int]:
    """Return whole percentages that sum up to 100, by the largest remainders; zeros without any."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    whole = [100 * count // total for count in counts]
    rest = sorted(range(len(counts)), key=lambda n: (-(100 * counts[n] % total), n))
    for n in rest[: 100 - sum(whole)]:
        whole[n] += 1
    return whole
