"""The migration to the tables of what admins let the bot do."""

from __future__ import annotations

from sqlite_utils import Database


def reindexes(db: Database) -> None:
    """Reindexings: the one that is under way, and those before."""
    # wanted: what is to be done, as JSON. tries: how often it was begun. again: something changed
    # since, so that another one follows. report: what was done.
    db.execute(
        """
        CREATE TABLE reindexes (
            id INTEGER PRIMARY KEY,
            user_id INTEGER,
            chat_id INTEGER,
            message_id INTEGER,
            update_id INTEGER,
            wanted TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            ended_at TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            cancelled INTEGER NOT NULL DEFAULT 0,
            again INTEGER NOT NULL DEFAULT 0,
            outcome TEXT,
            report TEXT
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX reindexes_one ON reindexes ((1)) WHERE ended_at IS NULL")
    db.execute("CREATE INDEX reindexes_update ON reindexes (update_id)")


def uploads(db: Database) -> None:
    """Files that admins have sent, until they are published or discarded."""
    # folder: where the file waits, by its name there. replaces: path of the briefing's file that
    # it takes the place of. corrections, summary: as JSON. awaited: it is still to be sent.
    db.execute(
        """
        CREATE TABLE uploads (
            id INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL,
            update_id INTEGER,
            name TEXT NOT NULL,
            replaces TEXT,
            corrections TEXT NOT NULL DEFAULT '{}',
            summary TEXT,
            at TEXT NOT NULL,
            awaited INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX uploads_update ON uploads (update_id)")
    db.execute("CREATE INDEX uploads_of ON uploads (user_id)")
