"""The steps of ``bot.db`` for what admins do with people, and what they are told."""

from __future__ import annotations

from sqlite_utils import Database


def admins(db: Database) -> None:
    """What admins changed, what they wrote to everybody, and what is wrong with the bot."""
    # person, chat: whom or which group it was about, else NULL; what: it in words, as a file's name
    db.execute(
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            by INTEGER,
            action TEXT NOT NULL,
            person INTEGER,
            chat INTEGER,
            what TEXT NOT NULL DEFAULT ''
        )
        """
    )
    db.execute("CREATE INDEX audit_at ON audit (at)")
    # AUTOINCREMENT: the button of a broadcast that is gone never sends another.
    # update_id: in which it was written, so that it is one when the update is handled again.
    # message_id: of the message that tells its author how far it is.
    db.execute(
        """
        CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            by INTEGER,
            update_id INTEGER NOT NULL,
            text TEXT NOT NULL,
            entities TEXT NOT NULL,
            groups INTEGER NOT NULL DEFAULT 0,
            stage TEXT NOT NULL,
            made_at TEXT NOT NULL,
            begun_at TEXT,
            message_id INTEGER
        )
        """
    )
    db.execute("CREATE INDEX broadcasts_open ON broadcasts (stage) WHERE stage != 'over'")
    # the key is what makes a second message of a broadcast to a chat impossible
    db.execute(
        """
        CREATE TABLE broadcast_recipients (
            broadcast INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            state TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (broadcast, chat_id)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        "CREATE INDEX recipients_open ON broadcast_recipients (state, broadcast, chat_id)"
        " WHERE state IN ('queued', 'sending')"
    )
    # since: when it began to be as it is; broke_at: when it broke that the admins were told of.
    db.execute(
        """
        CREATE TABLE alarms (
            kind TEXT PRIMARY KEY,
            broken INTEGER NOT NULL,
            since TEXT NOT NULL,
            broke_at TEXT NOT NULL,
            told INTEGER NOT NULL,
            well_at TEXT,
            relapses INTEGER NOT NULL,
            detail TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )
