"""The steps that lead to today's ``bot.db``: append-only, each applied once, in order."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.state import digest_steps, seeing_steps

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


@migrations(name="0003_people")
def _people(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE people (
            user_id INTEGER PRIMARY KEY,
            role TEXT NOT NULL,
            name TEXT,
            language TEXT,
            telegram_language TEXT,
            joined_at TEXT,
            invited_by INTEGER,
            revoked_at TEXT,
            last_seen TEXT,
            reachable INTEGER NOT NULL DEFAULT 1,
            menu TEXT
        )
        """
    )
    db.execute(
        """
        CREATE TABLE invitations (
            hash TEXT PRIMARY KEY,
            role TEXT NOT NULL,
            created_by INTEGER,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            used_by INTEGER,
            used_at TEXT
        ) WITHOUT ROWID
        """
    )
    # AUTOINCREMENT: an admin's old button can never decide somebody else's request.
    db.execute(
        """
        CREATE TABLE requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            user_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            language TEXT,
            asked_at TEXT NOT NULL,
            asked_in INTEGER NOT NULL,
            granted INTEGER,
            decided_by INTEGER,
            decided_at TEXT,
            decided_in INTEGER
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX requests_open ON requests (user_id) WHERE decided_at IS NULL")
    db.execute("CREATE INDEX requests_of ON requests (user_id)")
    db.execute(
        """
        CREATE TABLE groups (
            chat_id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            verdict TEXT NOT NULL,
            present INTEGER NOT NULL,
            added_by INTEGER,
            decided_by INTEGER,
            changed_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE asked (
            update_id INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL,
            group_id INTEGER,
            at REAL NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX asked_by ON asked (user_id, at)")
    db.execute("CREATE INDEX asked_in ON asked (group_id, at)")
    db.execute("CREATE INDEX asked_at ON asked (at)")
    db.execute(
        """
        CREATE TABLE notices (
            chat_id INTEGER PRIMARY KEY,
            update_id INTEGER NOT NULL,
            at TEXT NOT NULL
        )
        """
    )


@migrations(name="0004_feedback")
def _feedback(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE feedback (
            question_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            opinion TEXT NOT NULL,
            reason TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (question_id, user_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX feedback_of ON feedback (user_id)")
    # AUTOINCREMENT: what was sent for a wish is never taken for sent for another.
    db.execute(
        """
        CREATE TABLE wishes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            question_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            text TEXT,
            asked_at TEXT NOT NULL,
            generation TEXT,
            update_id INTEGER,
            at TEXT NOT NULL,
            UNIQUE (question_id, user_id)
        )
        """
    )
    db.execute("CREATE INDEX wishes_of ON wishes (user_id)")
    db.execute("CREATE INDEX wishes_open ON wishes (generation) WHERE text IS NOT NULL")


@migrations(name="0005_links")
def _links(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE links (
            paragraph_id TEXT PRIMARY KEY,
            briefing_id TEXT NOT NULL,
            place TEXT NOT NULL,
            sketch TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )


@migrations(name="0006_answers")
def _answers(db: Database) -> None:
    for column in ("message_id", "topic", "update_id", "follow_up_of"):
        db.execute(f"ALTER TABLE questions ADD COLUMN {column} INTEGER")
    for column in ("read_as", "answered_at"):
        db.execute(f"ALTER TABLE questions ADD COLUMN {column} TEXT")
    db.execute("CREATE UNIQUE INDEX questions_update ON questions (update_id)")
    db.execute("CREATE INDEX questions_message ON questions (chat_id, message_id)")
    db.execute("CREATE INDEX questions_of ON questions (user_id, chat_id)")
    db.execute("CREATE INDEX questions_asked ON questions (asked_at)")
    db.execute(
        """
        CREATE TABLE answers (
            chat_id INTEGER NOT NULL,
            message_id INTEGER NOT NULL,
            question_id INTEGER NOT NULL,
            number INTEGER,
            PRIMARY KEY (chat_id, message_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX answers_of ON answers (question_id)")


@migrations(name="0007_replay")
def _replay(db: Database) -> None:
    # arrival: the order in which updates came, whatever the clock or Telegram's numbers do.
    # stops: how many tries ended because the bot was stopped, not because of the update.
    db.execute("ALTER TABLE updates ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE updates ADD COLUMN stops INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX updates_arrival ON updates (arrival)")
    db.execute("DROP INDEX updates_waiting")
    db.execute("CREATE INDEX updates_waiting ON updates (arrival) WHERE content IS NOT NULL")
    # The updates that did so, which are handled again after a crash.
    db.execute("ALTER TABLE groups ADD COLUMN asked_in INTEGER")
    db.execute("ALTER TABLE groups ADD COLUMN decided_in INTEGER")
    # The id that a group had before; what was written there may still wait.
    db.execute("ALTER TABLE groups ADD COLUMN moved_from INTEGER")


migrations(name="0008_subscribers")(digest_steps.subscribers)
migrations(name="0009_news")(digest_steps.news)
migrations(name="0010_editions")(digest_steps.editions)
migrations(name="0012_seeing")(seeing_steps.seeing)
