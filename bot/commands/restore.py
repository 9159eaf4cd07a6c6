"""`briefing-bot restore`: go on with what a backup holds."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from filelock import FileLock, Timeout

from bot.commands.encrypt import tell_what_is_readable
from bot.console import err
from bot.keeping.restore import Restored, restore
from bot.settings import Settings
from bot.state.errors import StateError

DESCRIPTION = """\
Puts what a backup holds in the place of DATA_DIR/bot.db. The bot must have been stopped. A backup
of an older version is brought to today's form, one of a newer version refused. What was there is
kept beside it. What was on its way when the backup was made may have been sent since: it is not
sent again, and /deliveries lists it.

Example:
  briefing-bot restore data/backups/bot-2026-11-28T03-00-00Z.db
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Restore, unless a bot is serving, and say from when that is."""
    now = dt.datetime.now(dt.UTC)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.serve_lock, timeout=0):
            restored = restore(args.file.expanduser(), settings.vault, now)
    except Timeout as e:
        raise StateError(
            f"A bot is serving from {settings.data_dir}; stop it, restore, and start it again"
        ) from e
    _report(restored, settings.bot_db, now)
    if settings.encryption_key_file is not None:
        tell_what_is_readable(settings)
    return 0


def _report(restored: Restored, target: Path, now: dt.datetime) -> None:
    made, age = restored.made_at.astimezone(), _age(now - restored.made_at)
    err.print(f"Restored {target} from the backup of {made:%d %B %Y, %H:%M %Z}, {age} old.")
    err.print("What came since is not in it: who was let in or sent away, what was subscribed,")
    err.print("and whatever /forgetme has erased is there again. What was new may be told twice.")
    if restored.doubtful:
        err.print(f"{restored.doubtful} messages may or may not have been sent: see /deliveries.")
    if restored.kept is not None:
        err.print(f"What was there before: {restored.kept} (delete it when all is well)")


def _age(age: dt.timedelta) -> str:
    for unit, name in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        count = int(age.total_seconds() // unit)
        if count > 0:
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    return "less than a minute"
