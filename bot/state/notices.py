"""What was lately said to those who may not read, so that they cannot make the bot chatter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlite_utils import Database


class Notices:
    """The table of notices in ``bot.db``; a chat's row is gone some days later."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def due(self, chat_id: int, update_id: int, now: dt.datetime, pause: dt.timedelta) -> bool:
        """Whether to say something in a chat again, and note that it is said now.

        For the update that it was noted for it stays due: that is handled again after a crash.
        """
        with self._db.atomic():
            done = self._db.execute(
                "INSERT INTO notices (chat_id, update_id, at) VALUES (?, ?, ?)"
                " ON CONFLICT (chat_id) DO UPDATE SET update_id = excluded.update_id,"
                " at = excluded.at WHERE update_id = excluded.update_id OR at <= ?",
                (chat_id, update_id, _text(now), _text(now - pause)),
            )
        return bool(done.rowcount)

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return when somebody was last told that they have no access."""
        return {
            "notices": list(self._db.query("SELECT * FROM notices WHERE chat_id = ?", [user_id]))
        }

    def forget(self, user_id: int) -> None:
        """Forget when somebody was told."""
        with self._db.atomic():
            self._db.execute("DELETE FROM notices WHERE chat_id = ?", (user_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Forget what was said before then; return in how many chats."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM notices WHERE at < ?", (_text(before),))
        return int(done.rowcount)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
