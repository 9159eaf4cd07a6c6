from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.state import inbox as module
from bot.state.store import State

UPDATES = [{"update_id": 5, "message": {"text": "Grüße"}}, {"update_id": 3, "message": {}}]


def test_what_came_before_is_recognised_also_once_it_is_handled() -> None:
    inbox = State(":memory:").inbox
    assert inbox.put(UPDATES) == [5, 3]
    inbox.handled(5)
    assert inbox.put(UPDATES) == []
    assert inbox.waiting() == [UPDATES[1]]


def test_order_is_that_of_coming(tmp_path: Path) -> None:
    state = State(tmp_path / "bot.db")
    state.inbox.put([UPDATES[0]])
    state.inbox.put([UPDATES[1]])
    state.close()
    again = State(tmp_path / "bot.db")
    assert [update["update_id"] for update in again.inbox.waiting()] == [5, 3]
    again.close()


def test_what_was_written_is_gone_once_it_is_handled(tmp_path: Path) -> None:
    state = State(tmp_path / "bot.db")
    state.inbox.put(UPDATES)
    for update in UPDATES:
        state.inbox.handled(int(str(update["update_id"])))
    state.close()
    assert "Grüße".encode() not in (tmp_path / "bot.db").read_bytes()


def test_numbers_are_forgotten_in_time() -> None:
    inbox = State(":memory:").inbox
    inbox.put(UPDATES)
    inbox.handled(5)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    assert inbox.sweep(tomorrow) == 1
    assert inbox.waiting() == [UPDATES[1]], "what is not handled is never forgotten"


def test_order_is_that_of_coming_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = State(":memory:").inbox
    for update_id, moment in ((9, "2025-03-01"), (8, "2024-03-01"), (10, "2023-03-01")):
        monkeypatch.setattr(module, "_now", lambda moment=moment: moment)
        inbox.put([{"update_id": update_id}])
    assert [update["update_id"] for update in inbox.waiting()] == [9, 8, 10]


def test_tries_are_counted() -> None:
    inbox = State(":memory:").inbox
    inbox.put(UPDATES)
    assert [inbox.begin(5), inbox.begin(5), inbox.begin(3)] == [1, 2, 1]
