"""The updates that Telegram sent: on disk before Telegram is told, until they are handled.

A handled update keeps its number for some days, so that one delivered again is recognised; what
somebody wrote is erased from it at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database


class Inbox:
    """The table of updates in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, updates: Iterable[Mapping[str, Any]]) -> list[int]:
        """Store updates as the Bot API gives them; return the ids of those not known before.

        When this returns they are on disk, also if the machine loses its power.
        """
        now = _now()
        new = []
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            with self._db.atomic():
                for update in updates:
                    row = (update["update_id"], now, json.dumps(update, ensure_ascii=False))
                    done = self._db.execute(
                        "INSERT OR IGNORE INTO updates (id, received_at, content, arrival)"
                        " VALUES (?, ?, ?, (SELECT coalesce(max(arrival), 0) + 1 FROM updates))",
                        row,
                    )
                    if done.rowcount:
                        new.append(int(update["update_id"]))
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")
        return new

    def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that are not handled yet, in the order in which they came."""
        rows = self._db.execute(
            "SELECT content FROM updates WHERE content IS NOT NULL"
            " ORDER BY arrival, received_at, id"
        )
        return [json.loads(content) for (content,) in rows]

    def handled(self, update_id: int) -> None:
        """Erase what is in an update; only its number is kept."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE updates SET content = NULL, handled_at = ? WHERE id = ?",
                (_now(), update_id),
            )

    def begin(self, update_id: int) -> int:
        """Count another try to handle an update; return how many there were with this one."""
        with self._db.atomic():
            self._db.execute("UPDATE updates SET tries = tries + 1 WHERE id = ?", (update_id,))
        rows = self._db.execute("SELECT tries FROM updates WHERE id = ?", (update_id,)).fetchall()
        return int(rows[0][0]) if rows else 1

    def put_back(self, update_id: int) -> None:
        """Note that a try ended because the bot was stopped."""
        with self._db.atomic():
            self._db.execute("UPDATE updates SET stops = stops + 1 WHERE id = ?", (update_id,))

    def in_vain(self, update_id: int) -> int:
        """Return how many tries were in vain, this one included, though nobody stopped the bot."""
        rows = self._db.execute(
            "SELECT tries - stops FROM updates WHERE id = ?", (update_id,)
        ).fetchall()
        return int(rows[0][0]) if rows else 1

    def is_outdated(self, update_id: int, user_id: int) -> bool:
        """Return whether somebody has gone on typing since an inline query of theirs."""
        rows = self._db.execute(
            "SELECT 1 FROM updates WHERE content IS NOT NULL AND id > ? "
            "AND json_extract(content, '$.inline_query.from.id') = ? LIMIT 1",
            (update_id, user_id),
        ).fetchall()
        return bool(rows)

    def sweep(self, before: dt.datetime) -> int:
        """Forget the numbers of updates that were handled before then; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM updates WHERE content IS NULL AND handled_at < ?", (_text(before),)
            )
        return int(done.rowcount)


def _now() -> str:
    return _text(dt.datetime.now(dt.UTC))


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
