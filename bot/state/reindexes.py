"""What was reindexed for whom: one at a time, also across restarts."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from bot.reindexing.report import Outcome, Report, Wanted, read_report

_COLUMNS = (
    "id, user_id, chat_id, message_id, wanted, asked_at, ended_at, tries, cancelled, outcome,"
    " report"
)


@dataclass(frozen=True, slots=True)
class Reindex:
    """A reindexing; ``outcome`` is None while it waits or runs.

    user_id, chat_id, message_id: who wanted it and the message that tells how far it is; None where
    the bot does it by itself. tries: how often it was begun. cancelled: it is to end.
    """

    id: int
    user_id: int | None
    chat_id: int | None
    message_id: int | None
    wanted: Wanted
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    tries: int
    cancelled: bool
    outcome: Outcome | None
    report: Report | None


class Reindexes:
    """The table of reindexings in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ask(
        self,
        wanted: Wanted,
        now: dt.datetime,
        *,
        by: int | None = None,
        update_id: int | None = None,
    ) -> Reindex | None:
        """Return a new reindexing, or the one of that update; None if another is under way."""
        if update_id is not None and (known := self.of_update(update_id)):
            return known
        with self._db.atomic():
            done = self._db.execute(
                "INSERT INTO reindexes (user_id, update_id, wanted, asked_at) SELECT ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM reindexes WHERE ended_at IS NULL)",
                (by, update_id, json.dumps(asdict(wanted)), _text(now)),
            )
        return self.get(int(done.lastrowid or 0)) if done.rowcount else None

    def of_update(self, update_id: int) -> Reindex | None:
        """Return the one that an update asked for."""
        return self._one("update_id = ?", update_id)

    def need(self, now: dt.datetime, *, by: int | None = None) -> Reindex:
        """Return the reindexing that takes up what has just changed: a new one, or one after it.

        The one that is under way may have passed by what changed, so another follows.
        """
        with self._db.atomic():
            asked = self.ask(Wanted(), now, by=by)
            if asked is not None:
                return asked
            self._db.execute("UPDATE reindexes SET again = 1 WHERE ended_at IS NULL")
            current = self.under_way()
        assert current is not None
        return current

    def show_at(self, reindex_id: int, chat_id: int, message_id: int) -> None:
        """Note in which message it is told how far it is."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE reindexes SET chat_id = ?, message_id = ? WHERE id = ?",
                (chat_id, message_id, reindex_id),
            )

    def begin(self, reindex_id: int) -> None:
        """Note that it is begun, or begun again."""
        with self._db.atomic():
            self._db.execute("UPDATE reindexes SET tries = tries + 1 WHERE id = ?", (reindex_id,))

    def cancel(self, reindex_id: int) -> None:
        """Note that it is to end, if it has not."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE reindexes SET cancelled = 1 WHERE id = ? AND ended_at IS NULL",
                (reindex_id,),
            )

    def end(self, reindex_id: int, report: Report, now: dt.datetime) -> bool:
        """Keep what came of it; False if it had ended before."""
        with self._db.atomic():
            again = self._db.execute(
                "SELECT 1 FROM reindexes WHERE id = ? AND again", (reindex_id,)
            ).fetchone()
            done = self._db.execute(
                "UPDATE reindexes SET ended_at = ?, outcome = ?, report = ?"
                " WHERE id = ? AND ended_at IS NULL",
                (_text(now), report.outcome, json.dumps(asdict(report)), reindex_id),
            )
            if done.rowcount and again:
                self.ask(Wanted(), now)
        return bool(done.rowcount)

    def get(self, reindex_id: int) -> Reindex | None:
        """Return a reindexing; None if it is gone."""
        return self._one("id = ?", reindex_id)

    def under_way(self) -> Reindex | None:
        """Return the one that waits or runs."""
        return self._one("ended_at IS NULL")

    def before(self, reindex_id: int) -> Report | None:
        """Return what was done the last time before that came to its end by itself."""
        before = self._one(
            "id < ? AND outcome IN ('switched', 'unchanged', 'held') ORDER BY id DESC LIMIT 1",
            reindex_id,
        )
        return before.report if before else None

    def last_shown(self) -> Reindex | None:
        """Return the one that ended last of those that are told of in a message."""
        return self._one(
            "ended_at IS NOT NULL AND message_id IS NOT NULL"
            " ORDER BY ended_at DESC, id DESC LIMIT 1"
        )

    def last(self) -> Reindex | None:
        """Return the one that ended last."""
        return self._one("ended_at IS NOT NULL ORDER BY id DESC LIMIT 1")

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person had reindexed."""
        rows = self._db.query(
            "SELECT asked_at, ended_at, wanted, outcome FROM reindexes WHERE user_id = ?", [user_id]
        )
        return {"reindexes": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget who it was; what was done stays."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE reindexes SET user_id = NULL, chat_id = NULL, message_id = NULL"
                " WHERE user_id = ?",
                (user_id,),
            )

    def sweep(self, before: dt.datetime) -> int:
        """Forget those that ended before then, but for the last; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM reindexes WHERE ended_at < ? AND id < (SELECT max(id) FROM reindexes)",
                (_text(before),),
            )
        return int(done.rowcount)

    def _one(self, condition: str, *values: Any) -> Reindex | None:
        sql = f"SELECT {_COLUMNS} FROM reindexes WHERE {condition}"  # noqa: S608 (our conditions)
        rows = self._db.execute(sql, values).fetchall()
        return _reindex(rows[0]) if rows else None


def _reindex(row: tuple[Any, ...]) -> Reindex:
    (key, user_id, chat_id, message_id, wanted, asked_at, ended_at, tries, cancelled, outcome,
     report) = row  # fmt: skip
    return Reindex(
        int(key),
        user_id,
        chat_id,
        message_id,
        Wanted(**json.loads(wanted)),
        dt.datetime.fromisoformat(asked_at),
        dt.datetime.fromisoformat(ended_at) if ended_at else None,
        int(tries),
        bool(cancelled),
        Outcome(outcome) if outcome else None,
        read_report(json.loads(report)) if report else None,
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
