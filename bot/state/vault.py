"""Where ``bot.db`` lies and what opens it: plain SQLite or, with a key, SQLCipher."""

from __future__ import annotations

import re
import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.files import sync
from bot.state import sqlcipher
from bot.state.errors import StateError

#: How a database begins that is not encrypted (the SQLite file format, section 1.3).
_PLAIN = b"SQLite format 3\0"
_BYTES = 32
_KEY = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """What a database is encrypted with: 256 bits as hexadecimal digits, never shown."""

    digits: str = field(repr=False)

    @property
    def literal(self) -> str:
        """As SQLCipher takes it: used as it is, with nothing derived from it."""
        return f"x'{self.digits}'"


@dataclass(frozen=True, slots=True)
class Vault:
    """A database: its file (``":memory:"`` for tests), and its key if it is encrypted."""

    path: Path | str
    key: Key | None = None

    def connect(self, *, timeout: float = 5.0) -> sqlite3.Connection:
        """Open it, or begin an empty one; timeout: seconds to wait for another program.

        Raises sqlite3.Error, StateError where the library that encrypts is missing.
        """
        if self.key is None:
            return sqlite3.connect(self.path, timeout=timeout)
        return self._unlocked(sqlcipher.connect(str(self.path), timeout=timeout))

    def read_only(self, *, timeout: float = 5.0) -> sqlite3.Connection:
        """Open it as it is, to change nothing, in any thread. Raises like ``connect``."""
        address = f"{Path(self.path).resolve().as_uri()}?mode=ro"
        if self.key is None:
            return sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None)
        return self._unlocked(
            sqlcipher.connect(address, uri=True, timeout=timeout, isolation_level=None)
        )

    def at(self, path: Path) -> Vault:
        """Return another file: of the same key, unless it is there and not encrypted."""
        return Vault(path, None if is_plain(path) else self.key)

    def _unlocked(self, db: sqlite3.Connection) -> sqlite3.Connection:
        assert self.key is not None
        db.execute(f'PRAGMA key = "{self.key.literal}"')
        return db


def is_plain(path: Path | str) -> bool:
    """Whether a file is there and is a database that anybody can read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except OSError:
        return False


def check_key(vault: Vault) -> None:
    """Raise StateError for a database that is there and that its key, or none, does not open."""
    path, key = Path(vault.path), vault.key
    if not path.exists() or path.stat().st_size == 0:
        return
    if key is not None and is_plain(path):
        raise StateError(
            f"{path} is not encrypted yet; run `briefing-bot encrypt`, or empty ENCRYPTION_KEY_FILE"
        )
    with suppress(sqlite3.OperationalError):  # whoever opens it waits, or is told
        if not opens(vault):
            raise StateError(f"{path} cannot be opened: {_locked(key)}")


def opens(vault: Vault) -> bool:
    """Tell whether its key, or none, opens a database that is there.

    Raises sqlite3.OperationalError if that cannot be told.
    """
    try:
        with closing(vault.read_only()) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    return True


def _locked(key: Key | None) -> str:
    ask = (
        "is it the right key (ENCRYPTION_KEY_FILE, or --old-key)?"
        if key is not None
        else "if it is encrypted, set ENCRYPTION_KEY_FILE to the file with its key."
    )
    return (
        f"{ask} Else it is damaged and cannot be made anew: restore it from a backup, or move it"
        " away to begin with an empty one"
    )


def export(source: Vault, target: Vault) -> None:
    """Copy a database that nobody writes to into a new file with another key, or with none.

    Raises sqlite3.Error, StateError where the library that encrypts is missing.
    """
    address = f"{Path(source.path).resolve().as_uri()}?mode=ro"
    with closing(sqlcipher.connect(address, uri=True, timeout=1, isolation_level=None)) as db:
        if source.key is not None:
            db.execute(f'PRAGMA key = "{source.key.literal}"')
        literal = target.key.literal if target.key is not None else ""
        db.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target.path), literal))
        (vacuum,) = db.execute("PRAGMA auto_vacuum").fetchone()
        db.execute(f"PRAGMA copy.auto_vacuum = {vacuum}")
        db.execute("SELECT sqlcipher_export('copy')").fetchall()
        db.execute("DETACH DATABASE copy")


def read_key(path: Path | None) -> Key | None:
    """Return the key in a file; None for no file. Raises StateError."""
    if path is None:
        return None
    try:
        digits = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as e:
        why = getattr(e, "strerror", "it is no text")
        raise StateError(
            f"The key in {path} cannot be read ({why}); check ENCRYPTION_KEY_FILE. If there is none"
            " yet, `briefing-bot encrypt` makes it"
        ) from e
    if not _KEY.fullmatch(digits):
        raise StateError(
            f"{path} holds no key: it must be {2 * _BYTES} hexadecimal digits, as"
            " `briefing-bot encrypt` makes them"
        )
    return Key(digits)


def make_key(path: Path) -> Key:
    """Make a key and keep it in a new file that only its owner may read. Raises StateError.

    It is on the disk, with its name, before anything is encrypted with it.
    """
    key = Key(secrets.token_hex(_BYTES))
    part = path.with_name(f".{path.name}.part")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
            sync(path.parent.parent)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        part.write_text(f"{key.digits}\n", encoding="ascii")
        sync(part)
        path.hardlink_to(part)  # which never takes the place of another key
    except OSError as e:
        raise StateError(f"The key cannot be kept in {path} ({e}); name another file") from e
    finally:
        part.unlink(missing_ok=True)
    with suppress(OSError):  # it is there, and somebody must be told to copy it
        sync(path.parent)
    return key
