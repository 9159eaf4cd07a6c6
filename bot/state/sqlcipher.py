"""Connections to an encrypted database, as SQLCipher makes them.

They are used like those of the standard library and raise its errors, so that nobody else needs to
know by which of the two a database was opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from bot.state.errors import StateError

_CURSOR = (
    "execute",
    "executemany",
    "executescript",
    "fetchone",
    "fetchmany",
    "fetchall",
    "__next__",
    "close",
)
_CONNECTION = ("commit", "rollback", "backup", "close", "create_function", "__exit__")


def connect(database: str, *, timeout: float, **options: Any) -> sqlite3.Connection:
    """Open a database; its key is to be set before anything else.

    Raises StateError where the library is missing, sqlite3.Error.
    """
    dbapi2 = library()
    try:
        db = dbapi2.connect(database, timeout=timeout, factory=_connection(dbapi2), **options)
    except dbapi2.Error as e:
        raise _as_standard(e) from e
    # it would write to standard error what it raises anyway
    db.execute("PRAGMA cipher_log_level = NONE")
    return cast(sqlite3.Connection, db)


def library() -> Any:
    """Return the module that encrypts. Raises StateError where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as e:
        raise StateError(
            "ENCRYPTION_KEY_FILE is set, but what encrypts is not installed; run"
            " `make encryption` in the project's folder"
        ) from e
    return dbapi2


@cache
def _connection(dbapi2: Any) -> type:
    """Return the class of connections."""
    plain = type("Cursor", (dbapi2.Cursor,), _translated(dbapi2, dbapi2.Cursor, _CURSOR))

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        # what the connection itself is told to execute goes through here as well
        def cursor(self, factory: type = plain) -> Any:
            try:
                return super().cursor(factory)
            except dbapi2.Error as e:
                raise _as_standard(e) from e

    for name, method in _translated(dbapi2, dbapi2.Connection, _CONNECTION).items():
        setattr(Connection, name, method)
    return Connection


def _translated(dbapi2: Any, base: type, names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    """Return methods of a class that raise the standard library's errors."""

    def translated(original: Callable[..., Any]) -> Callable[..., Any]:
        def method(*args: Any, **options: Any) -> Any:
            try:
                return original(*args, **options)
            except dbapi2.Error as e:
                raise _as_standard(e) from e

        return method

    return {name: translated(getattr(base, name)) for name in names}


def _as_standard(error: Exception) -> sqlite3.Error:
    """Return an error of SQLCipher's as one of the standard library, with its code and name."""
    kind: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__)
    same = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(same, name, getattr(error, name))
    return same
