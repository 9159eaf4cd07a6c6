"""The steps of ``bot.db`` for digests and alerts: who gets what, what is new, what was sent."""

from __future__ import annotations

from sqlite_utils import Database


def subscribers(db: Database) -> None:
    """Whoever is written to unasked: chats with their digest, and what they follow."""
    # AUTOINCREMENT: a button of a subscription that is gone never changes another.
    # due_at: when the digest is due; next_due: when the ticker takes it up. NULL while none is due.
    db.execute(
        """
        CREATE TABLE subscribers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL UNIQUE,
            topic INTEGER,
            title TEXT,
            created_by INTEGER,
            language TEXT,
            zone TEXT,
            at TEXT,
            days TEXT NOT NULL DEFAULT '',
            series TEXT NOT NULL DEFAULT '[]',
            languages TEXT NOT NULL DEFAULT '[]',
            only_followed INTEGER NOT NULL DEFAULT 0,
            paused INTEGER NOT NULL DEFAULT 0,
            snoozed_until TEXT,
            reachable INTEGER NOT NULL DEFAULT 1,
            cursor INTEGER NOT NULL DEFAULT 0,
            due_day TEXT,
            due_at TEXT,
            next_due TEXT,
            changed_at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX subscribers_due ON subscribers (next_due) WHERE next_due IS NOT NULL")
    db.execute("CREATE INDEX subscribers_at ON subscribers (due_at) WHERE due_at IS NOT NULL")
    db.execute("CREATE INDEX subscribers_by ON subscribers (created_by)")
    db.execute(
        "CREATE INDEX subscribers_snoozed ON subscribers (snoozed_until)"
        " WHERE snoozed_until IS NOT NULL"
    )
    # folded: the text as it is compared, so that nothing is followed twice. update_id: with which
    # it was said, so that saying it is still the first time when the update is handled again.
    db.execute(
        """
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            user_id INTEGER,
            text TEXT NOT NULL,
            folded TEXT NOT NULL,
            at_once INTEGER NOT NULL,
            vector BLOB,
            encoded_with TEXT,
            update_id INTEGER,
            created_at TEXT NOT NULL,
            UNIQUE (chat_id, folded)
        )
        """
    )
    db.execute("CREATE INDEX watches_of ON watches (user_id)")
    # mark: of the passage's words, whatever briefing it stands in. edition: what tells of it.
    db.execute(
        """
        CREATE TABLE matches (
            watch_id INTEGER NOT NULL,
            mark INTEGER NOT NULL,
            paragraph_id TEXT NOT NULL,
            briefing_id TEXT NOT NULL,
            first INTEGER,
            last INTEGER,
            score REAL NOT NULL,
            news INTEGER NOT NULL,
            edition INTEGER,
            PRIMARY KEY (watch_id, mark)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX matches_untold ON matches (watch_id) WHERE edition IS NULL")
    db.execute("CREATE INDEX matches_told ON matches (edition) WHERE edition IS NOT NULL")
    db.execute("ALTER TABLE groups ADD COLUMN channel INTEGER NOT NULL DEFAULT 0")
    # What somebody was asked for, so that their next words are taken for the answer.
    db.execute(
        """
        CREATE TABLE prompts (
            chat_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            purpose TEXT NOT NULL,
            about INTEGER NOT NULL,
            message_id INTEGER,
            at TEXT NOT NULL,
            PRIMARY KEY (chat_id, user_id)
        ) WITHOUT ROWID
        """
    )


def news(db: Database) -> None:
    """What each new index generation brought."""
    # looked: all of the generation was looked at; matched: what is followed was looked for in it.
    db.execute(
        """
        CREATE TABLE news (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation TEXT NOT NULL,
            at TEXT NOT NULL,
            looked INTEGER NOT NULL DEFAULT 0,
            matched INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    # changed: it stands in a briefing that was known. first, last: its first new sentence.
    db.execute(
        """
        CREATE TABLE arrivals (
            paragraph_id TEXT PRIMARY KEY,
            briefing_id TEXT NOT NULL,
            news INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            mark INTEGER NOT NULL
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX arrivals_news ON arrivals (news)")
    # Ids and digests of words: they say whether something was there before, not what.
    db.execute("CREATE TABLE known_paragraphs (id INTEGER PRIMARY KEY)")
    db.execute("CREATE TABLE known_marks (mark INTEGER PRIMARY KEY)")
    db.execute(
        """
        CREATE TABLE known_briefings (
            id TEXT PRIMARY KEY,
            size INTEGER,
            mtime_ns INTEGER
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE TABLE looked_at (generation TEXT NOT NULL, at TEXT NOT NULL)")


def editions(db: Database) -> None:
    """What was made for a subscriber, and what became of each of its messages."""
    # issue: the subscriber's day of a digest; of an alert, a name of its own.
    db.execute(
        """
        CREATE TABLE editions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            issue TEXT NOT NULL,
            kind TEXT NOT NULL,
            due_at TEXT NOT NULL,
            made_at TEXT NOT NULL,
            fate TEXT NOT NULL,
            language TEXT,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            content TEXT,
            UNIQUE (chat_id, issue)
        )
        """
    )
    db.execute("CREATE INDEX editions_made ON editions (made_at)")
    # urgent: goes before what is not. told: the admins know that its fate is unknown.
    db.execute(
        """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            issue TEXT NOT NULL,
            part INTEGER NOT NULL,
            edition INTEGER NOT NULL,
            urgent INTEGER NOT NULL,
            state TEXT NOT NULL,
            not_before TEXT,
            message_ids TEXT NOT NULL DEFAULT '',
            told INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL,
            UNIQUE (chat_id, issue, part)
        )
        """
    )
    db.execute(
        "CREATE INDEX outbox_open ON outbox (state, urgent DESC, edition, part)"
        " WHERE state != 'sent'"
    )
    db.execute("CREATE INDEX outbox_of ON outbox (edition)")
