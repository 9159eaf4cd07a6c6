"""What readers think of the answers they got: one opinion of each person on each question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database


class Opinion(StrEnum):
    """Whether an answer was of use."""

    HELPFUL = "helpful"
    NOT_RIGHT = "not_right"


class Reason(StrEnum):
    """Why an answer was not right."""

    WRONG_SOURCE = "wrong_source"
    NOT_AN_ANSWER = "not_an_answer"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion, with the reason if one was given."""

    opinion: Opinion
    reason: Reason | None = None


class FeedbackGiven:
    """The table of feedback in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def give(self, question_id: int, user_id: int, feedback: Feedback, now: dt.datetime) -> bool:
        """Keep a person's opinion on an answer; False if it was kept already."""
        if self.of(question_id, user_id) == feedback:
            return False
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO feedback (question_id, user_id, opinion, reason, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (question_id, user_id, feedback.opinion, feedback.reason, _text(now)),
            )
        return True

    def take_back(self, question_id: int, user_id: int) -> bool:
        """Delete a person's opinion on an answer; False if there was none."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM feedback WHERE question_id = ? AND user_id = ?",
                (question_id, user_id),
            )
        return bool(done.rowcount)

    def of(self, question_id: int, user_id: int) -> Feedback | None:
        """Return a person's opinion on the answer to a question, None if they gave none."""
        rows = self._db.execute(
            "SELECT opinion, reason FROM feedback WHERE question_id = ? AND user_id = ?",
            (question_id, user_id),
        ).fetchall()
        if not rows:
            return None
        opinion, reason = rows[0]
        return Feedback(Opinion(opinion), Reason(reason) if reason else None)

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the opinions of a person."""
        rows = self._db.query(
            "SELECT question_id, opinion, reason, at FROM feedback WHERE user_id = ? ORDER BY at",
            [user_id],
        )
        return {"feedback": list(rows)}

    def forget(self, user_id: int) -> None:
        """Delete the opinions of a person."""
        with self._db.atomic():
            self._db.execute("DELETE FROM feedback WHERE user_id = ?", (user_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Delete opinions from before then; return how many."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM feedback WHERE at < ?", (_text(before),))
        return int(done.rowcount)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
