"""`briefing-bot encrypt`: what people wrote, unreadable without the key."""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout

from bot.console import err
from bot.keeping.encryption import change_key, readable_copies, tidy
from bot.settings import Settings
from bot.state import sqlcipher
from bot.state.errors import StateError
from bot.state.vault import Key, Vault, check_key, is_plain, make_key, opens, read_key
from bot.values import SettingsError

DESCRIPTION = """\
Encrypts DATA_DIR/bot.db (who may read, what is subscribed and followed, what was asked) with the
key in ENCRYPTION_KEY_FILE, which is made if it is not there. From then on backups are encrypted as
well. The bot must have been stopped. Keep a copy of the key, apart from the backups: without it
nothing can be read again, by anybody. The briefings and their index are left as they are.

Examples:
  ENCRYPTION_KEY_FILE=/etc/briefing-bot.key briefing-bot encrypt
  briefing-bot encrypt --old-key /root/old.key    take another key: the one in ENCRYPTION_KEY_FILE
  briefing-bot encrypt --off                      no longer encrypt; then empty ENCRYPTION_KEY_FILE
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--old-key", type=Path, metavar="FILE", help="what it is encrypted with until now"
    )
    what.add_argument("--off", action="store_true", help="keep it readable from now on")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Encrypt, take another key, or stop encrypting."""
    if settings.encryption_key_file is None:
        raise SettingsError(
            "ENCRYPTION_KEY_FILE is not set; put it into .env: a file on this machine that is in no"
            " backup, for instance /etc/briefing-bot.key"
        )
    sqlcipher.library()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.serve_lock, timeout=0):
            if args.off:
                _stop(settings)
            else:
                _encrypt(settings, settings.encryption_key_file, args.old_key)
    except Timeout as e:
        raise StateError(
            f"A bot is serving from {settings.data_dir}; stop it, encrypt, and start it again"
        ) from e
    except sqlite3.OperationalError as e:
        raise StateError(f"{settings.bot_db} cannot be read now ({e}); try again") from e
    return 0


def _encrypt(settings: Settings, file: Path, old: Path | None) -> None:
    path = settings.bot_db
    _refuse_unreadable(path)
    tidy(path)
    encrypted = path.exists() and path.stat().st_size > 0 and not is_plain(path)
    if old is not None and not encrypted:
        raise StateError(f"{path} is not encrypted; leave --old-key out")
    if encrypted and old is None and not file.exists():
        raise StateError(
            f"{path} is encrypted, and its key is not in {file}: put it back there; to take another"
            " key, name the old one with --old-key"
        )
    key = read_key(file) if file.exists() else _made(file)
    after = Vault(path, key)
    if encrypted and old is None:
        check_key(after)
    if encrypted and opens(after):
        err.print(f"{path} is encrypted with the key in {file} already.")
    elif not path.exists():
        err.print(f"{path} is not there yet; it is encrypted from its first day on.")
        _advise()
    else:
        before = Vault(path, read_key(old))
        check_key(before)
        change_key(before, after)
        err.print(f"{path} is encrypted with the key in {file}.")
        _advise()
        if old is not None:
            err.print(f"Keep {old} for as long as there are backups from before.")
        err.print("What stood in the old file may be found on the disk until it is written over.")
    tell_what_is_readable(settings)


def _advise() -> None:
    err.print(
        "Copy the key to a safe place, apart from the backups: without it nothing can be read"
    )
    err.print("again, by anybody.")


def _refuse_unreadable(path: Path) -> None:
    """Raise StateError for a file that is there and may not be read."""
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError:
        pass
    except OSError as e:
        raise StateError(f"{path} cannot be read ({e.strerror}); run this as its owner") from e


def _made(file: Path) -> Key:
    key = make_key(file)
    err.print(f"Made a key in {file}.")
    return key


def tell_what_is_readable(settings: Settings) -> None:
    """Name the copies that anybody can still read."""
    left = readable_copies(settings.backups_dir, settings.data_dir)
    if left:
        err.print("Still readable by anybody; delete them, or move them to where that is no harm:")
    for copy in left:
        err.print(f"  {copy}", markup=False)


def _stop(settings: Settings) -> None:
    path = settings.bot_db
    tidy(path)
    if path.exists() and not is_plain(path):
        check_key(settings.vault)
        change_key(settings.vault, Vault(path))
    err.print(f"{path} is not encrypted; now empty ENCRYPTION_KEY_FILE.")
