"""How many readers, digests and followers there were, a row a day: numbers, and nobody's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Tally:
    """The last count of a day.

    readers: people with access. digests: chats that get one. followers: chats that follow
    something.
    """

    day: dt.date
    readers: int
    digests: int
    followers: int


class Tallies:
    """The table of tallies in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def count(self, day: dt.date) -> Tally:
        """Return how many there are now, as the tally of a day."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM people WHERE role IN ('reader', 'admin')),"
            " (SELECT count(*) FROM subscribers WHERE due_at IS NOT NULL),"
            " (SELECT count(DISTINCT chat_id) FROM watches)"
        ).fetchone()
        return Tally(day, *(int(number) for number in row))

    def note(self, day: dt.date) -> None:
        """Count, and keep that for the day in place of an earlier count."""
        now = self.count(day)
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO tallies (day, readers, digests, followers)"
                " VALUES (?, ?, ?, ?)",
                (day.isoformat(), now.readers, now.digests, now.followers),
            )

    def sweep(self, before: dt.datetime) -> int:
        """Forget the tallies of days before then; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM tallies WHERE day < ?", (before.date().isoformat(),)
            )
        return int(done.rowcount)
