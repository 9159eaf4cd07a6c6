"""The evaluations of the index that were asked for: one that waits or runs, and those before.

Of a run that is over only figures are kept, and not who asked for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.evaluating import Evaluation


@dataclass(frozen=True, slots=True)
class Wanted:
    """An evaluation that waits or runs, and the message that is to say what came of it.

    tries: how often it was begun.
    """

    id: int
    chat_id: int
    message_id: int
    asked_at: dt.datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation that is over; ``questions``: digest of the file that was asked."""

    at: dt.datetime
    questions: str
    figures: Evaluation


class Evaluations:
    """The table of evaluations in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ask(self, chat_id: int, message_id: int, now: dt.datetime) -> bool:
        """Ask for an evaluation; False if one waits or runs already."""
        with self._db.atomic():
            done = self._db.execute(
                "INSERT INTO evaluations (chat_id, message_id, asked_at)"
                " SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM evaluations WHERE at IS NULL)",
                (chat_id, message_id, _text(now)),
            )
        return bool(done.rowcount)

    def wanted(self) -> Wanted | None:
        """Return the one that waits or runs; None if there is none."""
        rows = self._db.execute(
            "SELECT id, chat_id, message_id, asked_at, tries FROM evaluations WHERE at IS NULL"
        ).fetchall()
        if not rows:
            return None
        key, chat_id, message_id, asked_at, tries = rows[0]
        return Wanted(key, chat_id, message_id, dt.datetime.fromisoformat(asked_at), tries)

    def begin(self, wanted: Wanted) -> None:
        """Note that an evaluation is begun."""
        with self._db.atomic():
            self._db.execute("UPDATE evaluations SET tries = tries + 1 WHERE id = ?", (wanted.id,))

    def end(self, wanted: Wanted, run: Run) -> None:
        """Keep what came of an evaluation, and no longer who wanted it."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE evaluations SET at = ?, questions = ?, generation = ?, figures = ?,"
                " chat_id = NULL, message_id = NULL WHERE id = ?",
                (
                    _text(run.at),
                    run.questions,
                    run.figures.generation,
                    run.figures.to_json(),
                    wanted.id,
                ),
            )

    def drop(self, wanted: Wanted) -> None:
        """Forget an evaluation of which nothing came."""
        with self._db.atomic():
            self._db.execute("DELETE FROM evaluations WHERE id = ?", (wanted.id,))

    def last(self) -> Run | None:
        """Return the evaluation that was the last to end; None if there was none."""
        rows = self._db.execute(
            "SELECT at, questions, figures FROM evaluations WHERE at IS NOT NULL"
            " ORDER BY id DESC LIMIT 1"
        ).fetchall()
        if not rows:
            return None
        at, questions, figures = rows[0]
        return Run(dt.datetime.fromisoformat(at), questions, Evaluation.from_json(figures))

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the evaluation that a person waits for."""
        rows = self._db.query(
            "SELECT chat_id, message_id, asked_at FROM evaluations WHERE chat_id = ?", [user_id]
        )
        return {"evaluations": list(rows)}

    def forget(self, user_id: int) -> None:
        """Give up the evaluation that a person waits for."""
        with self._db.atomic():
            self._db.execute("DELETE FROM evaluations WHERE chat_id = ?", (user_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Forget evaluations from before then, but not the last; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM evaluations WHERE at < ? AND id <"
                " (SELECT max(id) FROM evaluations WHERE at IS NOT NULL)",
                (_text(before),),
            )
        return int(done.rowcount)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
