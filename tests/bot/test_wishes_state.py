"""What is remembered of opinions and wishes, in a database in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.state.feedback import Feedback, Opinion, Reason
from bot.state.questions import Origin, Question
from bot.state.store import State
from index.answer import Filters, Verdict

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=200)
NOT_RIGHT = Feedback(Opinion.NOT_RIGHT)
QUESTION = Question(
    5, 7, "Is the tunnel open?", NOW, Filters(), Verdict.NOT_COVERED, (), Origin(7, 7)
)


@pytest.fixture
def state() -> Iterator[State]:
    state = State(":memory:")
    yield state
    state.close()


def test_one_opinion_of_each_person_on_each_question(state: State) -> None:
    outdated = Feedback(Opinion.NOT_RIGHT, Reason.OUTDATED)
    assert state.feedback.give(5, 7, NOT_RIGHT, NOW)
    assert state.feedback.give(5, 7, outdated, NOW)
    assert not state.feedback.give(5, 7, outdated, NOW)
    state.feedback.give(5, 8, Feedback(Opinion.HELPFUL), NOW)
    assert state.feedback.of(5, 7) == outdated
    assert state.feedback.of(5, 8) == Feedback(Opinion.HELPFUL)
    assert state.feedback.of(6, 7) is None
    assert state.feedback.take_back(5, 8)
    assert not state.feedback.take_back(5, 8)
    assert state.feedback.of(5, 8) is None


def test_opinions_are_exported_forgotten_and_swept(state: State) -> None:
    state.feedback.give(5, 7, NOT_RIGHT, NOW)
    state.feedback.give(6, 7, NOT_RIGHT, LATER)
    state.feedback.give(5, 8, NOT_RIGHT, NOW)
    rows = state.feedback.export(7)["feedback"]
    assert rows[0] == {
        "question_id": 5,
        "opinion": "not_right",
        "reason": None,
        "at": "2026-03-01T12:00:00+00:00",
    }
    assert len(rows) == 2
    assert state.feedback.sweep(LATER) == 2
    assert [row["question_id"] for row in state.feedback.export(7)["feedback"]] == [6]
    state.feedback.forget(7)
    state.feedback.forget(7)
    assert state.feedback.export(7) == {"feedback": []}


def texts(state: State, user_id: int = 7) -> list[str | None]:
    return [row["text"] for row in state.wishes.export(user_id)["wishes"]]


def test_a_wish_is_made_once_and_withdrawn(state: State) -> None:
    assert state.wishes.add(QUESTION, 7, NOW)
    assert not state.wishes.add(QUESTION, 7, NOW)
    assert texts(state) == ["Is the tunnel open?"]
    (wish,) = state.wishes.due("g1", 10)
    assert (wish.chat_id, wish.user_id, wish.text, wish.asked_at) == (7, 7, QUESTION.text, NOW)
    assert state.wishes.withdraw(5, 7, NOW)
    assert not state.wishes.withdraw(5, 7, NOW)
    assert state.wishes.due("g1", 10) == []
    assert texts(state) == [None], "its text is erased"
    state.wishes.add(QUESTION, 7, NOW)
    assert len(state.wishes.due("g1", 10)) == 1


def test_a_press_that_is_handled_again_changes_nothing(state: State) -> None:
    assert state.wishes.flip(QUESTION, 7, 100, NOW)
    assert state.wishes.flip(QUESTION, 7, 100, NOW)
    assert not state.wishes.flip(QUESTION, 7, 101, NOW)
    assert not state.wishes.flip(QUESTION, 7, 101, NOW)
    assert state.wishes.flip(QUESTION, 8, 102, NOW), "another person has a wish of their own"
    assert state.wishes.flip(QUESTION, 7, 103, NOW)


def test_each_generation_is_asked_once(state: State) -> None:
    state.wishes.add(QUESTION, 7, NOW)
    state.wishes.add(QUESTION, 8, NOW)
    first, second = state.wishes.due("g1", 10)
    assert state.wishes.due("g1", 1) == [first]
    state.wishes.looked_up(first.id, "g1")
    assert state.wishes.due("g1", 10) == [second]
    assert state.wishes.due("g2", 10) == [first, second]
    state.wishes.fulfil(first.id, NOW)
    assert state.wishes.due("g2", 10) == [second]
    assert texts(state) == [None]


def test_wishes_are_forgotten_and_swept(state: State) -> None:
    state.wishes.add(QUESTION, 7, NOW)
    state.wishes.add(QUESTION, 8, LATER)
    assert state.wishes.sweep(LATER) == 1
    assert texts(state, 8) == ["Is the tunnel open?"]
    state.wishes.forget(8)
    assert state.wishes.export(8) == {"wishes": []}
