"""What is erased when, and that the file shrinks."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from bot.access import Role
from bot.keeping.retention import sweep
from bot.settings import Keep
from bot.state.store import State
from index.answer import Answer, Filters, Verdict

NOW = dt.datetime.now(dt.UTC)
KEEP = Keep(questions=30, rest=180)


def later(days: float) -> dt.datetime:
    return NOW + dt.timedelta(days=days)


def ask(state: State, text: str, user_id: int = 5) -> int:
    filters = Filters(phrases=(text,))
    answer = Answer(text, text, "en", filters, Verdict.ANSWERED, 0.9, (), "g1")
    question = state.questions.add(answer, chat_id=user_id, user_id=user_id)
    state.questions.answered_by(question.id, [1])
    return question.id


def dump(state: State) -> str:
    return "\n".join(state._db.conn.iterdump())


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "bot.db")


def test_words_go_before_the_question(state: State) -> None:
    key = ask(state, "seals at the pier")
    sweep(state, KEEP, later(29))
    assert "seals at the pier" in dump(state)
    assert sweep(state, KEEP, later(31))["questions"] == 1
    assert "seals" not in dump(state)
    question = state.questions.get(key)
    assert question is not None
    assert question.text == ""
    assert sweep(state, KEEP, later(31))["questions"] == 0, "once is enough"
    assert sweep(state, KEEP, later(181))["questions"] == 1
    assert state.questions.get(key) is None
    state.close()


def test_words_may_be_erased_as_soon_as_they_are_answered(state: State) -> None:
    ask(state, "seals at the pier")
    sweep(state, Keep(questions=0, rest=180), later(0.01))
    assert "seals" not in dump(state)
    state.close()


def test_people_and_groups_that_are_gone(state: State) -> None:
    state.people.seen(5, "Mira", "de", NOW.date())
    state.people.seen(6, "Ben", "de", NOW.date())
    state.people.let_in(6, Role.READER, by=7, now=NOW)
    state.groups.joined(-5, "Harbour", by=5, now=NOW)
    state.groups.left(-5, NOW)
    state.requests.open(5, "Mira", "de", update_id=1, now=NOW)
    state.invitations.create(Role.READER, by=7, now=NOW, days=7)
    state.notices.due(5, 1, NOW, dt.timedelta(hours=1))
    state.quotas.admit(1, 5, None, NOW, per_hour=9, per_hour_group=9)
    assert sweep(state, KEEP, later(181)) == {
        "questions": 0,
        "feedback": 0,
        "wishes": 0,
        "people": 1,
        "requests": 1,
        "groups": 1,
        "invitations": 1,
        "quotas": 1,
        "notices": 1,
        "updates": 0,
        "subscribers": 0,
        "prompts": 0,
        "editions": 0,
        "audit": 0,
        "broadcasts": 0,
        "evaluations": 0,
        "matches": 0,
        "reindexes": 0,
        "tallies": 0,
        "uploads": 0,
        "arrivals": 0,
        "sent messages": 0,
    }
    assert state.people.role(6) is Role.READER, "who has access stays"
    assert "Mira" not in dump(state)
    state.close()


def test_what_tells_a_duplicate_is_kept_for_two_days(state: State) -> None:
    update = {"update_id": 9, "message": {"text": "seals"}}
    state.inbox.put([update])
    state.inbox.handled(9)
    state.journal.begin("u9", 1, 5)
    assert sweep(state, KEEP, later(2))["updates"] == 0
    assert state.inbox.put([update]) == []
    swept = sweep(state, KEEP, later(4))
    assert (swept["updates"], swept["sent messages"]) == (1, 1)
    state.close()


def test_the_file_gives_back_what_was_erased(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    state = State(path)
    for number in range(2000):
        ask(state, f"{number} seals " * 50)
    state.shrink()
    full = path.stat().st_size
    sweep(state, KEEP, later(181))
    assert path.stat().st_size < full / 4
    assert b"seals" not in path.read_bytes()
    assert path.with_name("bot.db-wal").stat().st_size == 0
    state.close()


def test_a_file_from_before_learns_to_shrink(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    old = sqlite3.connect(path)
    old.execute("CREATE TABLE something (text TEXT)")
    old.commit()
    old.close()
    State(path).close()
    again = sqlite3.connect(path)
    assert again.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    again.close()
