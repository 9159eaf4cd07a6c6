"""What the bot remembers of questions, and for how long."""

from __future__ import annotations

import datetime as dt

from bot.state.database import open_state
from bot.state.questions import Origin, Question, Questions
from bot.state.vault import Vault
from index.answer import Answer, Filters, Verdict

DAY = dt.timedelta(days=1)


def opened() -> Questions:
    return Questions(open_state(Vault(":memory:")))


def answer(question: str = "ferry since 2024") -> Answer:
    filters = Filters(since=dt.date(2024, 1, 1), phrases=("since 2024",))
    return Answer(question, question, "en", filters, Verdict.NOT_COVERED, 0.1, (), "g1")


def add(questions: Questions, update_id: int | None = None, **origin: int) -> Question:
    where = Origin(
        origin.get("chat_id", 7),
        origin.get("user_id", 7),
        origin.get("message_id"),
        origin.get("topic"),
        update_id,
    )
    return questions.add(answer(), chat_id=where.chat_id, user_id=where.user_id, origin=where)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_question_is_found_by_what_belongs_to_it() -> None:
    questions = opened()
    asked = add(questions, 50, message_id=11)
    assert not asked.answered
    questions.answered_by(asked.id, [21, 22])
    questions.shown_in(asked.id, [23])
    stored = questions.by_update(50)
    assert stored is not None
    assert stored.answered
    assert questions.by_message(7, 11) == stored
    assert [questions.by_answer(7, message) for message in (21, 22, 23)] == [stored] * 3
    assert questions.answers_of(asked.id) == [21, 22]
    assert questions.by_update(51) is None
    assert questions.by_message(8, 11) is None
    assert questions.by_answer(8, 21) is None


def test_messages_belong_to_the_question_that_they_answer_now() -> None:
    questions = opened()
    before, after = add(questions, 50, message_id=11), add(questions, 51, message_id=11)
    questions.answered_by(before.id, [21, 22])
    questions.answered_by(after.id, [21])
    stored = questions.by_answer(7, 21)
    assert stored is not None
    assert stored.id == after.id
    assert questions.answers_of(before.id) == [22]
    asked = questions.by_message(7, 11)
    assert asked is not None
    assert asked.id == after.id


def test_last_question_is_of_the_same_person_chat_and_topic() -> None:
    questions = opened()
    first = add(questions, chat_id=-5)
    add(questions, chat_id=-5, user_id=8)
    add(questions, chat_id=-5, topic=3)
    second = add(questions, chat_id=-5)
    found = questions.last_of(Origin(-5, 7), now() - DAY)
    assert found is not None
    assert found.id == second.id
    earlier = questions.last_of(Origin(-5, 7), now() - DAY, before=second.id)
    assert earlier is not None
    assert earlier.id == first.id
    assert questions.last_of(Origin(-5, 7), now() + DAY) is None
    assert questions.last_of(Origin(-6, 7), now() - DAY) is None


def test_question_as_it_was_read() -> None:
    questions = opened()
    asked = questions.add(answer("ferry in 2023"), chat_id=7, user_id=7, text="and 2023?")
    assert (asked.text, asked.read_as, asked.asked) == (
        "and 2023?",
        "ferry in 2023",
        "ferry in 2023",
    )
    plain = questions.add(answer("ferry"), chat_id=7, user_id=7, text="ferry")
    assert (plain.text, plain.read_as, plain.asked) == ("ferry", None, "ferry")


def test_words_are_erased_and_rows_forgotten() -> None:
    questions = opened()
    asked = add(questions, 50, message_id=11)
    questions.answered_by(asked.id, [21])
    assert questions.sweep(now() - DAY, now() - 2 * DAY) == 0
    assert questions.sweep(now() + DAY, now() - DAY) == 1
    stored = questions.get(asked.id)
    assert stored is not None
    assert (stored.text, stored.read_as, stored.filters.phrases) == ("", None, ())
    assert stored.filters.since == dt.date(2024, 1, 1)
    assert questions.sweep(now() + DAY, now() - DAY) == 0, "nothing is left to erase"
    assert questions.sweep(now() + DAY, now() + DAY) == 1
    assert questions.get(asked.id) is None
    assert questions.by_answer(7, 21) is None


def test_person_is_told_and_forgotten() -> None:
    questions = opened()
    asked, other = add(questions, 50), add(questions, 51, user_id=8)
    questions.answered_by(asked.id, [21])
    (row,) = questions.export(7)["questions"]
    assert row["text"] == "ferry since 2024"
    questions.forget(7)
    questions.forget(7)
    assert questions.export(7)["questions"] == []
    assert questions.get(other.id) is not None
    assert questions.answers_of(asked.id) == []


def test_numbers_of_updates_may_come_again() -> None:
    db = open_state(Vault(":memory:"))
    questions = Questions(db)
    old = add(questions, 50)
    with db.atomic():
        db.execute("UPDATE questions SET asked_at = '2020-01-01T00:00:00+00:00'")
    assert questions.by_update(50) is None
    new = add(questions, 50)
    found = questions.by_update(50)
    assert found is not None
    assert found.id == new.id != old.id
