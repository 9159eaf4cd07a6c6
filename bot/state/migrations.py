"""The steps that lead to today's ``bot.db``: append-only, each applied once, in order."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("bot")


@migrations(name="0001_questions")
def _questions(db: Database) -> None:
    # AUTOINCREMENT: the id of a deleted question is never used again, so that an old button can
    # never point at somebody else's answer.
    db.execute(
        """
        CREATE TABLE questions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            user_id INTEGER,
            asked_at TEXT NOT NULL,
            text TEXT NOT NULL,
            language TEXT,
            filters TEXT NOT NULL,
            verdict TEXT NOT NULL,
            generation TEXT NOT NULL,
            hits TEXT NOT NULL
        )
        """
    )


@migrations(name="0002_delivery")
def _delivery(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE updates (
            id INTEGER PRIMARY KEY,
            received_at TEXT NOT NULL,
            content TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            handled_at TEXT
        )
        """
    )
    db.execute("CREATE INDEX updates_waiting ON updates (received_at) WHERE content IS NOT NULL")
    db.execute(
        """
        CREATE TABLE sends (
            errand TEXT NOT NULL,
            number INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            stage TEXT NOT NULL,
            tries INTEGER NOT NULL,
            message_ids TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL,
            PRIMARY KEY (errand, number)
        ) WITHOUT ROWID
        """
    )
