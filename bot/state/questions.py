"""The questions that were asked and what was found, so that a button still works after a restart.

A button carries only the row's id. The row keeps the ranking as far as it was asked for, and what
is ranked later goes behind it, hence paging never repeats a passage. The table ``answers`` says
which messages of the bot's belong to which question.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from bot.state.question import (
    Found,
    Origin,
    Question,
    filters_text,
    found_by,
    ranking,
    read_row,
)
from index.answer import Answer

__all__ = ["Found", "Origin", "Question", "Questions", "found_by"]

#: Telegram begins its numbers of updates anew now and then: an older one is another.
_RECENT = dt.timedelta(days=2)


class Questions:
    """The tables of questions and of the messages that answer them in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("questions")

    def add(
        self,
        answer: Answer,
        *,
        chat_id: int,
        user_id: int | None,
        origin: Origin | None = None,
        text: str | None = None,
        seconds: float | None = None,
    ) -> Question:
        """Store what was asked, by whom and where, with what was found.

        text: what was typed, if that was read as something else (which is the answer's question).
        seconds: that finding it took; None where nobody asked it as a question.
        """
        found, now = found_by(answer), dt.datetime.now(dt.UTC)
        origin = origin or Origin(chat_id, user_id)
        read_as = None if text in (None, answer.question) else answer.question
        row = {
            **asdict(origin),
            "chat_id": chat_id,
            "user_id": user_id,
            # a moment with a fraction stands after its second also where texts are compared
            "asked_at": now.isoformat(),
            "text": text or answer.question,
            "read_as": read_as,
            "language": answer.language,
            "filters": filters_text(answer.filters),
            "verdict": answer.verdict.value,
            "generation": answer.generation,
            "hits": ranking(found),
            "seconds": seconds,
            "aside": int(seconds is None),
        }
        with self._db.atomic():
            self._db.execute(
                "UPDATE questions SET update_id = NULL WHERE update_id = ?", (origin.update_id,)
            )
            row_id = self._table.insert(row).last_pk
        assert row_id is not None
        question = self.get(int(row_id))
        assert question is not None
        return question

    def extend(self, question: Question, answer: Answer) -> Question:
        """Store what a later answer to a question adds to its ranking, behind what is there."""
        known = {hit.paragraph_id for hit in question.found}
        new = [hit for hit in found_by(answer) if hit.paragraph_id not in known]
        found = (*question.found, *new)
        self._table.update(question.id, {"hits": ranking(found)})
        return replace(question, found=found)

    def answered_by(self, question_id: int, message_ids: Sequence[int]) -> None:
        """Note which messages answer a question, in their order, instead of those before."""
        now = dt.datetime.now(dt.UTC).isoformat()
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM answers WHERE question_id = ? AND number IS NOT NULL", (question_id,)
            )
            self._point(question_id, enumerate(message_ids))
            self._db.execute(
                "UPDATE questions SET answered_at = ? WHERE id = ?", (now, question_id)
            )

    def shown_in(self, question_id: int, message_ids: Sequence[int]) -> None:
        """Note which messages show more passages of a question."""
        with self._db.atomic():
            self._point(question_id, ((None, message_id) for message_id in message_ids))

    def _point(self, question_id: int, messages: Iterable[tuple[int | None, int]]) -> None:
        for number, message_id in messages:
            self._db.execute(
                "INSERT OR REPLACE INTO answers (chat_id, message_id, question_id, number) "
                "SELECT chat_id, ?, id, ? FROM questions WHERE id = ?",
                (message_id, number, question_id),
            )

    def answers_of(self, question_id: int) -> list[int]:
        """Return the ids of the messages that answer a question, in their order."""
        rows = self._db.execute(
            "SELECT message_id FROM answers WHERE question_id = ? AND number IS NOT NULL "
            "ORDER BY number",
            (question_id,),
        ).fetchall()
        return [int(row[0]) for row in rows]

    def get(self, row_id: int) -> Question | None:
        """Return a stored question, None if there is none of that id."""
        try:
            row = self._table.get(row_id)
        except NotFoundError:
            return None
        return read_row(row)

    def by_update(self, update_id: int) -> Question | None:
        """Return the question that an update made the bot ask; None if it did not yet."""
        since = dt.datetime.now(dt.UTC) - _RECENT
        moment = since.isoformat(timespec="seconds")
        return self._last("update_id = ? AND asked_at >= ?", [update_id, moment])

    def by_message(
        self, chat_id: int, message_id: int, *, but: int | None = None
    ) -> Question | None:
        """Return the question that a message asks, as it was asked last; not by update ``but``."""
        return self._last(
            "chat_id = ? AND message_id = ? AND update_id IS NOT ?",
            [chat_id, message_id, but if but is not None else -1],
        )

    def by_answer(self, chat_id: int, message_id: int) -> Question | None:
        """Return the question that a message of the bot's belongs to."""
        return self._last(
            "id = (SELECT question_id FROM answers WHERE chat_id = ? AND message_id = ?)",
            [chat_id, message_id],
        )

    def last_of(
        self, origin: Origin, since: dt.datetime, *, before: int | None = None
    ) -> Question | None:
        """Return the last question of the same person in the same chat and topic.

        before: only such as have a smaller id.
        """
        moment = since.astimezone(dt.UTC).isoformat(timespec="seconds")
        return self._last(
            "user_id = ? AND chat_id = ? AND topic IS ? AND asked_at >= ? AND id < ?",
            [origin.user_id, origin.chat_id, origin.topic, moment, before or 1 << 62],
        )

    def last_answered(self, chat_id: int) -> Question | None:
        """Return the last question of a chat that has passages; None if there is none."""
        return self._last("chat_id = ? AND hits != '[]'", [chat_id])

    def _last(self, where: str, values: Sequence[Any]) -> Question | None:
        rows = self._table.rows_where(where, values, order_by="id DESC", limit=1)
        return next((read_row(row) for row in rows), None)

    def erase(self, question_id: int) -> None:
        """Erase the words of a question; what was found stays."""
        with self._db.atomic():
            self._erase("id = ?", question_id)

    def _erase(self, where: str, value: object) -> int:
        done = self._db.execute(
            "UPDATE questions SET text = '', read_as = NULL, "  # noqa: S608 (our conditions)
            f"filters = json_set(filters, '$.phrases', json('[]')) WHERE text != '' AND {where}",
            (value,),
        )
        return int(done.rowcount)

    def sweep(self, texts_before: dt.datetime, rows_before: dt.datetime) -> int:
        """Erase the words of what was asked before a time, and forget what is older still.

        Returns how many questions were changed.
        """
        texts, rows = (
            moment.astimezone(dt.UTC).isoformat(timespec="seconds")
            for moment in (texts_before, rows_before)
        )
        with self._db.atomic():
            gone = self._db.execute("DELETE FROM questions WHERE asked_at < ?", (rows,)).rowcount
            self._forget_answers()
            return int(gone) + self._erase("asked_at < ?", texts)

    def _forget_answers(self) -> None:
        self._db.execute("DELETE FROM answers WHERE question_id NOT IN (SELECT id FROM questions)")

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id, where its messages have other numbers."""
        with self._db.atomic():
            self._db.execute("DELETE FROM answers WHERE chat_id = ?", (old,))
            self._db.execute(
                "UPDATE questions SET chat_id = ?, message_id = NULL WHERE chat_id = ?", (new, old)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person asked, what was found, and which messages say so."""
        columns = "asked_at, chat_id, text, read_as, language, verdict, answered_at, seconds, hits"
        rows = self._db.query(
            f"SELECT {columns} FROM questions WHERE user_id = ? ORDER BY id",  # noqa: S608
            [user_id],
        )
        answers = self._db.query(
            "SELECT answers.chat_id, answers.message_id, question_id, number FROM answers"
            " JOIN questions ON questions.id = question_id WHERE user_id = ? ORDER BY question_id",
            [user_id],
        )
        return {
            "questions": [
                {**row, "hits": [hit[0] for hit in json.loads(row["hits"])]} for row in rows
            ],
            "answers": list(answers),
        }

    def forget(self, user_id: int) -> None:
        """Forget what a person asked."""
        with self._db.atomic():
            self._db.execute("DELETE FROM questions WHERE user_id = ?", (user_id,))
            self._forget_answers()
