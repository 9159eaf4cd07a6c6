from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import TELEGRAM, Limit, Pace

LIMITS = (Limit(3, 1.0), Limit(5, 10.0))


@given(st.lists(st.floats(0, 3, allow_nan=False), max_size=60))
def test_no_window_ever_holds_more_than_its_limit(gaps: list[float]) -> None:
    pace, now, sent = Pace(LIMITS), 0.0, []
    for gap in gaps:
        now = max(now + gap, pace.ready_at())
        pace.note(now)
        sent.append(now)
    for limit in LIMITS:
        for first in sent:
            # a hair less, since a window begins where the one before it ends
            within = [moment for moment in sent if first <= moment < first + limit.seconds - 1e-6]
            assert len(within) <= limit.count


def test_nothing_waits_without_need() -> None:
    pace = Pace(LIMITS)
    for _ in range(3):
        assert pace.ready_at() <= 0
        pace.note(0.0)
    assert pace.ready_at() == 1.0


def test_an_album_waits_until_there_is_room_for_all_of_it() -> None:
    pace = Pace((Limit(3, 1.0),))
    pace.note(0.0, 2)
    assert pace.ready_at() <= 0
    assert pace.ready_at(2) == 1.0
    assert pace.ready_at(10) == 1.0, "more than is ever allowed goes when nothing else went"


def test_a_pause_holds() -> None:
    pace = Pace(TELEGRAM.private)
    pace.pause(7.0)
    pace.pause(5.0)
    assert pace.ready_at() == 7.0
    assert not pace.is_idle(6.0)
    assert pace.is_idle(7.0)


def test_what_was_long_on_its_way_counts_from_when_it_arrived() -> None:
    pace = Pace((Limit(2, 1.0), Limit(3, 9.0)))
    for moment in (0.0, 0.1, 0.2):
        pace.note(moment)
    pace.renew(0.9, 2)
    assert pace.ready_at() == 9.0, "the first one is still where it was"
    assert Pace((Limit(1, 1.0),)).ready_at() <= 0
    alone = Pace((Limit(1, 1.0),))
    alone.note(0.0)
    alone.renew(0.4)
    assert alone.ready_at() == 1.4
