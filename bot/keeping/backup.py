"""A copy of ``bot.db``, taken while the bot goes on writing, and read again before it counts."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlite_utils import Database

from bot.files import replace
from bot.state.errors import StateError
from bot.state.migrations import migrations
from bot.state.vault import Vault, check_key

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How backups are called that were given no name: by the instant in UTC, so that names sort by it.
_NAME = "bot-%Y-%m-%dT%H-%M-%SZ.db"
_OURS = "bot-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]Z.db"
#: Stands in a backup alone and says when it was made.
MARK = "_backup"
#: How the names of files end that SQLite keeps beside a database.
LOGS = ("-wal", "-shm", "-journal")
#: Seconds that a backup waits for somebody who holds the database.
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of ``bot.db`` holds.

    made_at: when it was made; None for a file that is no backup but a database itself. steps: the
    migrations that led to it. rows: how many there are, by table.
    """

    made_at: dt.datetime | None
    steps: tuple[str, ...]
    rows: Mapping[str, int]

    @property
    def newer_steps(self) -> list[str]:
        """Migrations that this program does not know."""
        known = {step.name for step in migrations.pending(Database(memory=True))}
        return [step for step in self.steps if step not in known]


def name_for(now: dt.datetime) -> str:
    """Return how a backup of that instant is called."""
    return now.astimezone(dt.UTC).strftime(_NAME)


def back_up(source: Vault, target: Path, now: dt.datetime) -> Contents:
    """Copy the database as it is at one instant; ``target`` is whole or, on an error, untouched.

    It is encrypted as the database is. An earlier backup of that name is replaced. Whoever writes
    meanwhile is not held up.

    Raises StateError.
    """
    place = Path(source.path)
    if not place.is_file():
        raise StateError(f"{place} does not exist: there is nothing to back up yet")
    check_key(source)
    if target.exists() and not _is_backup(source.at(target)):
        raise StateError(f"{target} is there and is no backup, so it is kept; give another name")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(place.with_name("backup.lock"), timeout=0):
            _tidy(target)
            try:
                contents = _copied(source, changed(source, path=part), now)
                replace(part, target)
            finally:
                remove(part)
    except Timeout as e:
        raise StateError("Another backup is being made; wait for it and try again") from e
    except (sqlite3.Error, OSError) as e:
        raise StateError(
            f"The backup could not be made ({e}); check that there is room in {target.parent} and"
            " that this program may write there"
        ) from e
    return contents


def prune(newest: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups beside one, of those that were named here; return them."""
    others = sorted(path for path in newest.parent.glob(_OURS) if path != newest)
    old = others[: max(0, len(others) + 1 - keep)]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def last_backup(folder: Path) -> float:
    """Return when the newest backup in a folder was made, in seconds since 1970; 0: there is none.

    Told by the names, so that it costs nothing.
    """
    newest = max((path.name for path in folder.glob(_OURS)), default=None)
    if newest is None:
        return 0.0
    return dt.datetime.strptime(newest, _NAME).replace(tzinfo=dt.UTC).timestamp()


def examine(vault: Vault, called: Path | None = None) -> Contents:
    """Return what a copy holds, having read all of it.

    called: what an error should name, if not the path. Raises StateError if it is not sound.
    """
    named = called or vault.path
    try:
        with closing(vault.read_only(timeout=_PATIENCE)) as db:
            (fault,) = db.execute("PRAGMA integrity_check(1)").fetchone()
            if fault != "ok":
                raise StateError(f"{named} is damaged ({fault}); take another backup")
            contents = _contents(db)
    except sqlite3.Error as e:
        raise StateError(f"{named} is no sound backup ({e}); {another(vault)}") from e
    if not contents.steps:
        raise StateError(f"{named} is no backup of bot.db; take another file")
    return contents


def another(vault: Vault) -> str:
    """Return what to do about a database that cannot be read."""
    if vault.key is None:
        return "take another one, or set ENCRYPTION_KEY_FILE if it is encrypted"
    return "take another one, or the key that it was encrypted with"


@contextmanager
def copying(source: Vault, part: Vault) -> Iterator[sqlite3.Connection]:
    """Yield ``source``, open at one instant, and have copied it to ``part`` as it is then.

    Both have the same key, or none.
    """
    # made here, so that nobody else may read what people wrote
    make_private(Path(part.path))
    with closing(source.read_only(timeout=_PATIENCE)) as ours, closing(part.connect()) as copy:
        ours.execute("BEGIN")
        # the first that is read fixes the instant; in one go, since parts begin anew at each write
        yield ours
        ours.backup(copy)
        ours.execute("ROLLBACK")
        # one file by itself, that can also be read where nothing can be written
        copy.execute("PRAGMA journal_mode = DELETE")


def make_private(path: Path) -> None:
    """Begin a file that only its owner may read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def _copied(source: Vault, part: Vault, now: dt.datetime) -> Contents:
    with copying(source, part) as ours:
        expected = _contents(ours)
    with closing(part.connect()) as copy, copy:
        copy.execute(f"CREATE TABLE {MARK} (made_at TEXT NOT NULL)")
        moment = now.astimezone(dt.UTC).isoformat(timespec="seconds")
        copy.execute(f"INSERT INTO {MARK} VALUES (?)", (moment,))  # noqa: S608 (our name)
    contents = examine(part)
    if (contents.steps, contents.rows) != (expected.steps, expected.rows):
        raise StateError(f"What was written to {part.path} reads differently; check that disk")
    return contents


def _contents(db: sqlite3.Connection) -> Contents:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables = [name for (name,) in db.execute(names) if not name.startswith("sqlite_")]
    made_at = None
    steps: tuple[str, ...] = ()
    if MARK in tables:
        tables.remove(MARK)
        (moment,) = db.execute(f"SELECT made_at FROM {MARK}").fetchone()  # noqa: S608
        made_at = dt.datetime.fromisoformat(moment)
    if migrations.migrations_table in tables:
        applied = f"SELECT name FROM {migrations.migrations_table}"  # noqa: S608
        named = db.execute(f"{applied} WHERE migration_set = ? ORDER BY id", (migrations.name,))
        steps = tuple(str(name) for (name,) in named)
    count = 'SELECT count(*) FROM "{}"'
    rows = {table: int(db.execute(count.format(table)).fetchone()[0]) for table in tables}
    return Contents(made_at, steps, rows)


def _is_backup(vault: Vault) -> bool:
    try:
        return examine(vault).made_at is not None
    except StateError:
        return False


def _tidy(target: Path) -> None:
    """Remove what backups that were interrupted left in the folder."""
    for part in (*target.parent.glob(f"{_OURS}.part"), target.with_name(f"{target.name}.part")):
        remove(part)


def remove(path: Path) -> None:
    """Delete a database, if it is there, with what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    remove_logs(path)


def remove_logs(path: Path) -> None:
    """Delete what SQLite keeps beside a database."""
    for suffix in LOGS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
