"""When the admins are told that something is wrong, and when that it is well again. Pure, but for
the two functions with which any part of the bot says so.

What breaks for a moment is not told. What was told is not told again until it has been well for a
while; how long that must be doubles each time it breaks again soon after.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

from bot.state.alarms import Alarm, Kind
from bot.state.store import State

#: What breaks again so soon after it was told to be well has a relapse.
_SOON = dt.timedelta(days=1)
#: Relapses that still make the wait longer: it is at most so many times doubled.
_MOST_DOUBLED = 4


class News(Enum):
    """What the admins are to be told."""

    BROKEN = "broken"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Rule:
    """How patient one is with something.

    after: so long it must be broken to be told. calm: so long it must be well again. afterwards:
    it can only be told when it is over, as that Telegram does not answer.
    """

    after: dt.timedelta = dt.timedelta()
    calm: dt.timedelta = dt.timedelta(minutes=10)
    afterwards: bool = False


RULES = {
    Kind.TELEGRAM: Rule(dt.timedelta(minutes=5), dt.timedelta(minutes=1), afterwards=True),
    Kind.SECOND: Rule(),
    Kind.HUNG: Rule(calm=dt.timedelta(hours=1)),
    Kind.DISK: Rule(dt.timedelta(minutes=2)),
    Kind.QUEUE: Rule(dt.timedelta(minutes=2)),
    Kind.INDEX: Rule(dt.timedelta(minutes=5)),
    Kind.READING: Rule(),
}


def observed(
    alarm: Alarm | None, kind: Kind, now: dt.datetime, *, broken: bool, detail: str = ""
) -> Alarm | None:
    """Return how something stands after a look at it; None if it was always well."""
    if alarm is None:
        return Alarm(kind, True, now, now, detail=detail) if broken else None
    if broken is alarm.broken:
        return replace(alarm, detail=detail or alarm.detail) if broken else alarm
    if not broken:
        late = RULES[kind].afterwards and now - alarm.since >= RULES[kind].after
        return replace(alarm, broken=False, since=now, told=alarm.told or late)
    # while the admins think that it is broken, it is one and the same trouble
    broke_at = alarm.broke_at if alarm.told else now
    return replace(alarm, broken=True, since=now, broke_at=broke_at, detail=detail)


def due(alarm: Alarm, now: dt.datetime) -> News | None:
    """Return what the admins are to be told of something now."""
    rule, lasted = RULES[alarm.kind], now - alarm.since
    if alarm.broken:
        tell = not alarm.told and not rule.afterwards and lasted >= rule.after
        return News.BROKEN if tell else None
    calm = rule.calm * 2 ** min(_relapses(alarm), _MOST_DOUBLED)
    return News.WELL if alarm.told and lasted >= calm else None


def told(alarm: Alarm, news: News, now: dt.datetime) -> Alarm:
    """Return how something stands once the admins were told."""
    if news is News.BROKEN:
        return replace(alarm, told=True)
    return replace(alarm, told=False, well_at=now, relapses=_relapses(alarm))


def _relapses(alarm: Alarm) -> int:
    """Return how often in a row it broke soon after it was told to be well, this time included."""
    soon = alarm.well_at is not None and alarm.broke_at - alarm.well_at < _SOON
    return alarm.relapses + 1 if soon else 0


def notify(state: State, kind: Kind, text: str = "", *, now: dt.datetime | None = None) -> None:
    """Say that something is wrong; the admins are told in time, and once.

    text: what exactly, in a few words; neither questions nor the token.
    """
    _look(state, kind, now, broken=True, detail=text)


def well(state: State, kind: Kind, *, now: dt.datetime | None = None) -> None:
    """Say that something is as it should be."""
    _look(state, kind, now, broken=False)


def _look(
    state: State, kind: Kind, now: dt.datetime | None, *, broken: bool, detail: str = ""
) -> None:
    before, now = state.alarms.get(kind), now or dt.datetime.now(dt.UTC)
    after = observed(before, kind, now, broken=broken, detail=detail)
    if after is not None and after != before:
        state.alarms.put(after)
