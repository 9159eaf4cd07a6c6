"""How many questions a person or a group asked within the last hour.

A row per question, gone after an hour: what is asked survives a restart, and nothing is kept that
says more than the hour does.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from sqlite_utils import Database

_HOUR = 3600.0


class Quotas:
    """The table of the last hour's questions in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def admit(
        self,
        update_id: int,
        user_id: int,
        group_id: int | None,
        now: dt.datetime,
        *,
        per_hour: int,
        per_hour_group: int,
    ) -> int | None:
        """Count a question; return None, or after how many seconds one may be asked again.

        A question that comes too early is not counted, neither is one that is counted already.
        """
        moment = now.timestamp()
        with self._db.atomic():
            self._db.execute("DELETE FROM asked WHERE at <= ?", (moment - _HOUR,))
            if self._db.execute("SELECT 1 FROM asked WHERE update_id = ?", (update_id,)).fetchall():
                return None
            free = max(
                self._free_at("user_id", user_id, per_hour),
                0.0 if group_id is None else self._free_at("group_id", group_id, per_hour_group),
            )
            if free > moment:
                return math.ceil(free - moment)
            self._db.execute(
                "INSERT INTO asked (update_id, user_id, group_id, at) VALUES (?, ?, ?, ?)",
                (update_id, user_id, group_id, moment),
            )
        return None

    def _free_at(self, column: str, value: int, limit: int) -> float:
        """Return when the oldest of the last ``limit`` questions is an hour old; 0 if fewer."""
        rows = self._db.execute(
            f"SELECT at FROM asked WHERE {column} = ?"  # noqa: S608 (our columns)
            " ORDER BY at DESC LIMIT 1 OFFSET ?",
            (value, limit - 1),
        ).fetchall()
        return float(rows[0][0]) + _HOUR if rows else 0.0

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return when a person asked within the last hour."""
        rows = self._db.query("SELECT * FROM asked WHERE user_id = ?", [user_id])
        return {"asked": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget when a person asked."""
        with self._db.atomic():
            self._db.execute("DELETE FROM asked WHERE user_id = ?", (user_id,))

    def sweep(self, now: dt.datetime) -> int:
        """Forget what is more than an hour old; return how many questions."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM asked WHERE at <= ?", (now.timestamp() - _HOUR,))
        return int(done.rowcount)
