"""The schema of the corpus database, as numbered steps; append, never change one that shipped."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("corpus")


@migrations(name="0001_first_schema")
def first_schema(db: Database) -> None:
    """Briefings with their sections, paragraphs and sources; the files they came from."""
    for statement in (
        """CREATE TABLE briefings (
            id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, title TEXT NOT NULL, series TEXT,
            publisher TEXT, date TEXT, language TEXT, fingerprint TEXT NOT NULL,
            digest TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX briefings_by_fingerprint ON briefings (fingerprint)",
        """CREATE TABLE sections (
            briefing_id TEXT NOT NULL REFERENCES briefings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, path TEXT NOT NULL, page INTEGER,
            PRIMARY KEY (briefing_id, position)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE paragraphs (
            id TEXT PRIMARY KEY,
            briefing_id TEXT NOT NULL REFERENCES briefings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, text TEXT NOT NULL, section INTEGER,
            section_path TEXT NOT NULL, label TEXT, kind TEXT NOT NULL, language TEXT,
            page INTEGER, last_page INTEGER,
            UNIQUE (briefing_id, position)
        ) STRICT""",
        """CREATE TABLE sources (
            briefing_id TEXT NOT NULL REFERENCES briefings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, section INTEGER, title TEXT NOT NULL, publisher TEXT,
            url TEXT,
            PRIMARY KEY (briefing_id, position)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE files (
            path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
            parser TEXT NOT NULL, fingerprint TEXT, duplicate_of TEXT, reason TEXT
        ) STRICT, WITHOUT ROWID""",
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ):
        db.execute(statement)


@migrations(name="0002_places_and_parts")
def places_and_parts(db: Database) -> None:
    """Where paragraphs stand on their pages, where briefings are published, parts of files."""
    for statement in (
        "ALTER TABLE briefings ADD COLUMN url TEXT",
        "ALTER TABLE paragraphs ADD COLUMN boxes TEXT",
        "ALTER TABLE files ADD COLUMN container TEXT",
        """CREATE TABLE remarks (
            file TEXT NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL,
            pages TEXT NOT NULL, PRIMARY KEY (file, position)
        ) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


@migrations(name="0003_recognised_pages")
def recognised_pages(db: Database) -> None:
    """Which pages were read by text recognition."""
    db.execute("ALTER TABLE briefings ADD COLUMN recognised TEXT")
