"""Questions without an answer of which somebody wants to be told when a briefing covers them.

The text is kept for as long as the wish is open, whatever becomes of the question: it was asked
for. A wish that was fulfilled or withdrawn has none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.state.questions import Question

_COLUMNS = "id, question_id, user_id, chat_id, text, asked_at"


@dataclass(frozen=True, slots=True)
class Wish:
    """An open wish.

    chat_id: where the question was asked, and the answer goes. text: as it was read.
    """

    id: int
    question_id: int
    user_id: int
    chat_id: int
    text: str
    asked_at: dt.datetime


class Wishes:
    """The table of wishes in ``bot.db``: at most one of each person for each question."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, question: Question, user_id: int, now: dt.datetime) -> bool:
        """Keep a person's wish to be told; False if it was kept already."""
        if self.is_open(question.id, user_id):
            return False
        self._set(question, user_id, now)
        return True

    def withdraw(self, question_id: int, user_id: int, now: dt.datetime) -> bool:
        """End a wish, whose text is erased; False if it was not open."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE wishes SET text = NULL, update_id = NULL, at = ?"
                " WHERE question_id = ? AND user_id = ? AND text IS NOT NULL",
                (_text(now), question_id, user_id),
            )
        return bool(done.rowcount)

    def flip(self, question: Question, user_id: int, update_id: int, now: dt.datetime) -> bool:
        """Keep a wish, or end it if it was open; return whether it is open now.

        For the update that last did so nothing changes: it is handled again after a crash.
        """
        is_open, last = self._is_open(question.id, user_id)
        if last == update_id:
            return is_open
        self._set(question, user_id, now, update_id=update_id, wanted=not is_open)
        return not is_open

    def is_open(self, question_id: int, user_id: int) -> bool:
        """Return whether somebody waits to be told."""
        return self._is_open(question_id, user_id)[0]

    def _is_open(self, question_id: int, user_id: int) -> tuple[bool, int | None]:
        """Return whether a wish is open, and which update last flipped it."""
        rows = self._db.execute(
            "SELECT text IS NOT NULL, update_id FROM wishes WHERE question_id = ? AND user_id = ?",
            (question_id, user_id),
        ).fetchall()
        return (bool(rows[0][0]), rows[0][1]) if rows else (False, None)

    def _set(
        self,
        question: Question,
        user_id: int,
        now: dt.datetime,
        *,
        update_id: int | None = None,
        wanted: bool = True,
    ) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO wishes (question_id, user_id, chat_id, text, asked_at, update_id, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (question_id, user_id) DO UPDATE SET"
                " text = excluded.text, update_id = excluded.update_id, at = excluded.at",
                (
                    question.id,
                    user_id,
                    question.chat_id,
                    question.asked if wanted else None,
                    _text(question.asked_at),
                    update_id,
                    _text(now),
                ),
            )

    def due(self, generation: str, limit: int) -> list[Wish]:
        """Return open wishes that were not looked up in an index generation, the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM wishes"  # noqa: S608 (our columns)
            " WHERE text IS NOT NULL AND generation IS NOT ? ORDER BY id LIMIT ?",
            (generation, limit),
        )
        return [_wish(row) for row in rows]

    def looked_up(self, wish_id: int, generation: str) -> None:
        """Note that an index generation has no answer either."""
        with self._db.atomic():
            self._db.execute("UPDATE wishes SET generation = ? WHERE id = ?", (generation, wish_id))

    def fulfil(self, wish_id: int, now: dt.datetime) -> None:
        """Note that the answer was sent, or never can be; the text is erased."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE wishes SET text = NULL, at = ? WHERE id = ?", (_text(now), wish_id)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the wishes of a person."""
        rows = self._db.query(
            "SELECT question_id, chat_id, text, asked_at, at FROM wishes WHERE user_id = ?"
            " ORDER BY id",
            [user_id],
        )
        return {"wishes": list(rows)}

    def forget(self, user_id: int) -> None:
        """Delete the wishes of a person."""
        with self._db.atomic():
            self._db.execute("DELETE FROM wishes WHERE user_id = ?", (user_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Delete wishes that were made, ended or fulfilled before then; return how many."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM wishes WHERE at < ?", (_text(before),))
        return int(done.rowcount)


def _wish(row: tuple[Any, ...]) -> Wish:
    key, question_id, user_id, chat_id, text, asked_at = row
    return Wish(
        id=int(key),
        question_id=int(question_id),
        user_id=int(user_id),
        chat_id=int(chat_id),
        text=str(text),
        asked_at=dt.datetime.fromisoformat(asked_at),
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
