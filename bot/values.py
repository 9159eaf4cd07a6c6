"""What a setting's value must be like, and what is said where it is not.

Each of these takes a value as it stands in the environment and raises SettingsError, which names
the variable, for one that cannot be used.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

#: Where `make run` and Debian's package trans-de-en put the Ding dictionary.
DICTIONARIES = (Path(sys.prefix, "share/trans/de-en"), Path("/usr/share/trans/de-en"))
_TOKEN = re.compile(r"\d+:[\w-]{30,}", re.ASCII)


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names it and says what would do."""


def token(value: str) -> str | None:
    """Return the token; None if none is set."""
    if value and not _TOKEN.fullmatch(value):
        # which of its parts is wrong is not said: it must not be shown
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not of the form 123456789:AbC…; copy it from @BotFather again"
        )
    return value or None


def url(name: str, value: str) -> str:
    """Return an HTTP address, without a slash at its end."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"{name} is {value!r}; it must be like https://example.org/folder")
    return value.rstrip("/")


def positive(name: str, value: str) -> int:
    """Return a whole number above 0."""
    if not value.isdecimal() or int(value) == 0:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number above 0")
    return int(value)


def whole(name: str, value: str, *, most: int = 100_000) -> int:
    """Return a whole number from 0 up to ``most``."""
    if not value.isdecimal() or int(value) > most:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number up to {most}")
    return int(value)


def share(name: str, value: str) -> float:
    """Return a number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise SettingsError(f"{name} is {value!r}; it must be a share, such as 0.02")
    return number


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return a value that is one of those."""
    if value not in allowed:
        raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def file(value: str) -> Path | None:
    """Return the path of a file, whether or not it is there; None if none is set."""
    return Path(value).expanduser() if value else None


def dictionary(value: str) -> Path | None:
    """Return the file that is set (even if missing: ``check`` says so), else the first found."""
    if value:
        return Path(value).expanduser()
    return next((path for path in DICTIONARIES if path.is_file()), None)
