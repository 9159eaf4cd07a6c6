"""Opening the corpus database, made or brought up to date where it must be."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import StoreError

#: The last of ``corpus.migrations``.
LATEST = "0003_recognised_pages"


def open_database(path: str) -> sqlite3.Connection:
    """Return a connection to the database at ``path``, which may be ":memory:".

    Raises StoreError where it cannot be made or is none of ours.
    """
    try:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        message = f"cannot be made ({e.strerror}); set DATA_DIR to a folder that can be written to"
        raise StoreError(path, message) from e
    try:
        db = sqlite3.connect(path, check_same_thread=False, timeout=30, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        if not _is_current(db):
            _migrate(db)
    except sqlite3.OperationalError as e:
        message = f"cannot be opened ({e}); check that this program may write there"
        raise StoreError(path, message) from e
    except sqlite3.DatabaseError as e:
        message = f"cannot be read ({e}); delete it and run `briefing-bot ingest`"
        raise StoreError(path, message) from e
    return db


def _is_current(db: sqlite3.Connection) -> bool:
    """Tell whether the last migration was applied, without loading what applies them."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return False
    applied = "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'corpus' AND name = ?"
    return db.execute(applied, [LATEST]).fetchone() is not None


def _migrate(db: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from corpus.migrations import migrations

    migrations.apply(Database(db))
