from __future__ import annotations

import datetime as dt

from bot.state.journal import Stage
from bot.state.store import State


def test_lately_is_what_left_not_long_ago() -> None:
    journal = State(":memory:").journal
    journal.begin("u1", 1, -5)
    journal.end("u1", 1, Stage.SENT, (9,))
    journal.begin("u1", 2, 7)
    now = dt.datetime.now(dt.UTC)
    assert sorted(chat for chat, _ in journal.lately(now, 60)) == [-5, 7]
    assert all(0 <= ago < 60 for _, ago in journal.lately(now, 60))
    assert journal.lately(now + dt.timedelta(minutes=2), 60) == []
