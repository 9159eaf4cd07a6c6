"""``bot.db`` encrypted, with another key, or no longer: made anew beside it, then in its place."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.keeping.backup import examine, make_private, remove, replace
from bot.keeping.restore import as_one_file
from bot.state.errors import StateError
from bot.state.vault import Vault, export


def change_key(before: Vault, after: Vault) -> None:
    """Keep what is in a database, which nobody may be using, under another key or under none.

    Whatever happens on the way, either is there whole. Raises StateError.
    """
    path = Path(before.path)
    part = Vault(path.with_name(f"{path.name}.encrypting"), after.key)
    try:
        as_one_file(before)
        expected = examine(before)
        remove(Path(part.path))
        try:
            make_private(Path(part.path))
            export(before, part)
            if examine(part) != expected:
                raise StateError(f"What was written reads differently; check the disk of {path}")
            Path(part.path).chmod(path.stat().st_mode & 0o777)
            replace(Path(part.path), path)
        finally:
            remove(Path(part.path))
    except (sqlite3.Error, OSError) as e:
        raise StateError(
            f"{path} is kept as it was ({e}); check that there is room in {path.parent} and that"
            " this program may write there"
        ) from e
