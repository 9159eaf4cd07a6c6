"""From a backup to the ``bot.db`` that the bot goes on with."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.files import replace
from bot.keeping.backup import (
    MARK,
    Contents,
    another,
    copying,
    examine,
    make_private,
    remove,
    remove_logs,
)
from bot.publishing.planning import plan
from bot.state.errors import StateError
from bot.state.patience import passes, why
from bot.state.store import State
from bot.state.vault import Vault, export

_AT_A_TIME = 100
#: Bytes of a page that is encrypted, and how many different ones it has at least.
_PAGE, _NOISE = 4096, 250


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    made_at: when the backup was made; of a file that no backup made, when it was last changed.
    kept: what the database before is called now; None if there was none. doubtful: messages of
    digests and broadcasts of which nobody knows whether they arrived.
    """

    made_at: dt.datetime
    kept: Path | None
    doubtful: int


def restore(backup: Path, vault: Vault, now: dt.datetime) -> Restored:
    """Put what a backup holds in the place of a database, which nobody may be using.

    The backup may be encrypted with the key of the vault, or not at all. It is read, brought to
    today's form and read again beside the database, which is then replaced at once: whatever
    happens on the way, either is there whole.

    Raises StateError.
    """
    if not backup.is_file():
        raise StateError(f"{backup} is no file; name a backup, as `briefing-bot backup` made it")
    target = Path(vault.path)
    if target.exists() and backup.samefile(target):
        raise StateError(f"{backup} is the database itself; name a backup of it")
    if target.exists() and vault.key is None and _looks_encrypted(target):
        raise StateError(
            f"{target} is encrypted (or damaged from its first byte on), and what is restored would"
            " be readable: set ENCRYPTION_KEY_FILE, or move that file away first"
        )
    part = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(part)
        try:
            made = Vault(part, vault.key)
            contents = _read(vault.at(backup), made, called=backup)
            doubtful = _go_on(made, now)
            kept = _set_aside(vault.at(target), target, now)
            replace(part, target)
        finally:
            remove(part)
    except (sqlite3.Error, OSError) as e:
        raise StateError(
            f"{backup} could not be restored ({e}); check that there is room in {target.parent}"
            " and that this program may write there"
        ) from e
    changed = dt.datetime.fromtimestamp(backup.stat().st_mtime, dt.UTC)
    return Restored(contents.made_at or changed, kept, doubtful)


def _read(backup: Vault, part: Vault, *, called: Path) -> Contents:
    try:
        if backup.key == part.key:
            with copying(backup, part):
                pass
        else:
            make_private(Path(part.path))
            export(backup, part)
    except sqlite3.DatabaseError as e:
        if passes(e):
            raise
        raise StateError(f"{called} is no sound backup ({e}); {another(backup)}") from e
    contents = examine(part, called=called)
    if newer := contents.newer_steps:
        raise StateError(
            f"{called} was made by a newer version of this program (it has {newer[-1]}); install"
            " that version and restore with it"
        )
    return contents


def _go_on(part: Vault, now: dt.datetime) -> int:
    """Bring a copy to today's form and to what can be known of it; return how much is in doubt."""
    with closing(State(part)) as state:
        doubtful = _doubt(state, now)
    with closing(part.connect()) as db:
        db.execute(f"DROP TABLE IF EXISTS {MARK}")
        db.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
    examine(part)
    return doubtful


def _doubt(state: State, now: dt.datetime) -> int:
    """Note what may have been done since the backup was made, so that it is not done twice."""
    with state.atomic():
        doubtful = state.outbox.recover(queued=True)
        doubtful += state.broadcasts.recover(queued=True)
        state.journal.doubt_waiting()
        after = 0
        while some := state.subscribers.scheduled(after, _AT_A_TIME):
            for subscriber in some:
                if subscriber.due_at is not None and subscriber.due_at <= now:
                    plan(state, subscriber, now, taken=True)
            after = some[-1].id
    return doubtful


def _set_aside(vault: Vault, target: Path, now: dt.datetime) -> Path | None:
    """Copy what is there under another name; return it, None if nothing is there."""
    as_one_file(vault)
    kept = _free_name(target, now)
    half = target.with_name(f"{target.name}.before.part")
    # a copy, so that there is no moment without a database; with its log if that is not merged
    for suffix in ("-wal", ""):
        file = target.with_name(target.name + suffix)
        if file.exists():
            shutil.copy2(file, half)
            replace(half, kept.with_name(kept.name + suffix))
    # the log of one database must never meet another
    remove_logs(target)
    return kept if kept.exists() else None


def _looks_encrypted(path: Path) -> bool:
    """Tell whether a file is like noise from its first byte on, as nothing that is damaged is."""
    with path.open("rb") as file:
        return len(set(file.read(_PAGE))) > _NOISE


def _free_name(target: Path, now: dt.datetime) -> Path:
    moment = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    names = (f"{target.name}.before-{moment}{f'-{n}' if n else ''}" for n in count())
    return next(path for path in map(target.with_name, names) if not path.exists())


def as_one_file(vault: Vault) -> None:
    """Make one file of a database. Raises StateError if somebody uses it."""
    if not _is_readable(vault):
        return  # it is kept as it is, with its log
    try:
        with closing(vault.connect(timeout=1)) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # which only its last user can do
    except sqlite3.OperationalError as e:
        if why(e).startswith("SQLITE_BUSY"):
            raise StateError(
                f"{vault.path} is used by another program, perhaps `briefing-bot chat`; end it"
                " first"
            ) from e


def _is_readable(vault: Vault) -> bool:
    """Return whether SQLite takes a file for a database; it erases the log of what it does not."""
    if not Path(vault.path).exists():
        return False
    try:
        with closing(vault.read_only()) as db:
            db.execute("PRAGMA schema_version").fetchall()
    except sqlite3.DatabaseError:
        return False
    return True
