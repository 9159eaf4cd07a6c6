"""The step of ``bot.db`` for what admins see: evaluations, how long answers took, daily counts."""

from __future__ import annotations

from sqlite_utils import Database


def seeing(db: Database) -> None:
    """Keep what is shown in figures: nothing of it says who asked what."""
    # at: when it ended, NULL while it waits or runs; chat_id, message_id: only as long.
    db.execute(
        """
        CREATE TABLE evaluations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER,
            message_id INTEGER,
            asked_at TEXT NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            at TEXT,
            questions TEXT,
            generation TEXT,
            figures TEXT
        )
        """
    )
    # seconds: that finding the answer took. aside: nobody asked it as a question (a timeline, or
    # the answer to a wish, which stands under a number below zero).
    db.execute("ALTER TABLE questions ADD COLUMN seconds REAL")
    db.execute("ALTER TABLE questions ADD COLUMN aside INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE questions SET aside = 1 WHERE update_id < 0")
    # How many there were, a row a day: whoever leaves is no longer in any other table.
    db.execute(
        """
        CREATE TABLE tallies (
            day TEXT PRIMARY KEY,
            readers INTEGER NOT NULL,
            digests INTEGER NOT NULL,
            followers INTEGER NOT NULL
        ) WITHOUT ROWID
        """
    )
