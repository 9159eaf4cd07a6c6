"""Opening ``bot.db``, the one file that cannot be made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from bot.state.errors import StateError
from bot.state.migrations import migrations
from bot.state.vault import Vault, check_key

#: Milliseconds that a write waits while another program holds the file; the event loop waits too.
_PATIENCE = 1000
#: What SQLite calls it.
_INCREMENTAL = 2


def open_state(vault: Vault) -> Database:
    """Open (or create) the bot's database, brought to today's form.

    In WAL mode a commit is safe from a crash of the process and costs well under a millisecond,
    which is why the handlers may write on the event loop.

    Raises StateError.
    """
    path = vault.path
    check_key(vault)
    try:
        if isinstance(path, Path):
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = vault.connect(timeout=10)
        # Before there is a table; a file from before takes it with the next VACUUM.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # What people wrote is overwritten when it is erased.
        connection.execute("PRAGMA secure_delete = ON")
        db = Database(connection)
        migrations.apply(db)
        if connection.execute("PRAGMA auto_vacuum").fetchone()[0] != _INCREMENTAL:
            connection.execute("VACUUM")
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    except (sqlite3.Error, OSError) as e:
        raise StateError(
            f"{path} cannot be opened ({e}); it cannot be made anew: restore it from a backup,"
            " or move it away to begin with an empty one"
        ) from e
    return db
