"""Requests for access: strangers who asked to be let in, and what an admin decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

_COLUMNS = "id, user_id, name, language, asked_at, asked_in, decided_by, granted, decided_in"


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's request.

    language: to answer them in. granted: None while nobody has decided. asked_in, decided_in: the
    updates that did so, which are handled again after a crash.
    """

    id: int
    user_id: int
    name: str
    language: str | None
    asked_at: dt.datetime
    asked_in: int
    decided_by: int | None = None
    granted: bool | None = None
    decided_in: int | None = None


class Requests:
    """The table of requests for access in ``bot.db``: at most one open of each person."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(
        self, user_id: int, name: str, language: str | None, *, update_id: int, now: dt.datetime
    ) -> Request:
        """Return the open request of a person, a new one if there is none."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO requests (user_id, name, language, asked_at, asked_in)"
                " VALUES (?, ?, ?, ?, ?)",
                (user_id, name, language, _text(now), update_id),
            )
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM requests"  # noqa: S608 (our columns)
            " WHERE user_id = ? AND decided_at IS NULL",
            (user_id,),
        ).fetchall()
        return _request(rows[0])

    def get(self, request_id: int) -> Request | None:
        """Return a request, None if there is none of that number."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM requests WHERE id = ?",  # noqa: S608 (our columns)
            (request_id,),
        ).fetchall()
        return _request(rows[0]) if rows else None

    def decide(
        self, request_id: int, *, granted: bool, by: int, update_id: int, now: dt.datetime
    ) -> bool:
        """Decide a request; False if that was done before."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE requests SET granted = ?, decided_by = ?, decided_at = ?, decided_in = ?"
                " WHERE id = ? AND decided_at IS NULL",
                (int(granted), by, _text(now), update_id, request_id),
            )
        return bool(done.rowcount)

    def waiting(self, limit: int) -> list[Request]:
        """Return the open requests, the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM requests"  # noqa: S608 (our columns)
            " WHERE decided_at IS NULL ORDER BY asked_at, id LIMIT ?",
            (limit,),
        )
        return [_request(row) for row in rows]

    def count(self) -> int:
        """Return how many requests are open."""
        rows = self._db.execute("SELECT count(*) FROM requests WHERE decided_at IS NULL").fetchall()
        return int(rows[0][0])

    def declined_since(self, user_id: int, since: dt.datetime) -> bool:
        """Whether a request of a person was declined at or after that moment."""
        rows = self._db.execute(
            "SELECT 1 FROM requests WHERE user_id = ? AND granted = 0 AND decided_at >= ?",
            (user_id, _text(since)),
        ).fetchall()
        return bool(rows)

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the requests of a person, and which they decided (not whose)."""
        asked = self._db.query(
            "SELECT id, user_id, name, language, asked_at, granted, decided_at FROM requests"
            " WHERE user_id = ?",
            [user_id],
        )
        decided = self._db.query(
            "SELECT id, granted, decided_at FROM requests WHERE decided_by = ?", [user_id]
        )
        return {"requests": list(asked), "requests_decided": list(decided)}

    def forget(self, user_id: int) -> None:
        """Delete the requests of a person, and who they are in those they decided."""
        with self._db.atomic():
            self._db.execute("DELETE FROM requests WHERE user_id = ?", (user_id,))
            self._db.execute(
                "UPDATE requests SET decided_by = NULL WHERE decided_by = ?", (user_id,)
            )

    def sweep(self, before: dt.datetime) -> int:
        """Forget the requests from before then; return how many."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM requests WHERE asked_at < ?", (_text(before),))
        return int(done.rowcount)


def _request(row: tuple[Any, ...]) -> Request:
    key, user_id, name, language, asked_at, asked_in, decided_by, granted, decided_in = row
    return Request(
        id=int(key),
        user_id=int(user_id),
        name=str(name),
        language=language,
        asked_at=dt.datetime.fromisoformat(asked_at),
        asked_in=int(asked_in),
        decided_by=decided_by,
        granted=None if granted is None else bool(granted),
        decided_in=decided_in,
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
