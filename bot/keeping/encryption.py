"""``bot.db`` encrypted, with another key, or no longer: made anew beside it, then in its place."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.files import replace
from bot.keeping.backup import LOGS, examine, make_private, remove, remove_logs
from bot.keeping.restore import as_one_file
from bot.state.errors import StateError
from bot.state.vault import Vault, export, is_plain

#: Databases that are no copies.
_OURS = ("bot.db", "corpus.db")


def change_key(before: Vault, after: Vault) -> None:
    """Keep what is in a database, which nobody may be using, under another key or under none.

    Whatever happens on the way, either is there whole. Raises StateError.
    """
    path = Path(before.path)
    part = Vault(_part(path), after.key)
    try:
        as_one_file(before)
        _refuse_a_log(path)
        expected = examine(before)
        try:
            make_private(_part(path))
            export(before, part)
            if examine(part) != expected:
                raise StateError(f"What was written reads differently; check the disk of {path}")
            _part(path).chmod(path.stat().st_mode & 0o777)
            # the log of one database must never meet another
            remove_logs(path)
            replace(_part(path), path)
        finally:
            tidy(path)
    except (sqlite3.Error, OSError) as e:
        raise StateError(
            f"{path} is kept as it was ({e}); check that there is room in {path.parent} and that"
            " this program may write there"
        ) from e


def tidy(path: Path) -> None:
    """Remove what was left when a change of the key was broken off; it may be readable."""
    remove(_part(path))


def readable_copies(*folders: Path) -> list[Path]:
    """Return the copies of ``bot.db`` in some folders that anybody can read, with their logs."""
    files = {path for folder in folders if folder.is_dir() for path in folder.iterdir()}
    plain = {path for path in files if path.name not in _OURS and is_plain(path)}
    logs = {path.with_name(path.name + suffix) for path in plain for suffix in LOGS}
    return sorted(plain | (logs & files))


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.encrypting")


def _refuse_a_log(path: Path) -> None:
    """Raise StateError if changes lie beside a database that are not in it."""
    for suffix in LOGS:
        log = path.with_name(path.name + suffix)
        if log.exists() and log.stat().st_size and suffix != "-shm":
            raise StateError(
                f"{log} could not be merged into {path}; start the bot once, stop it, and try again"
            )
