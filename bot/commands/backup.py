"""`briefing-bot backup`: a copy of what cannot be made anew."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from bot.console import err, out
from bot.keeping.backup import back_up, name_for, prune
from bot.settings import Settings
from bot.values import SettingsError

DESCRIPTION = """\
Copies DATA_DIR/bot.db (who may read, what is subscribed and followed, what was asked), the only
file that cannot be made anew. The bot may go on serving meanwhile: the copy is what was there at
one instant. It is read again before it gets its name, which is printed. It holds what people wrote:
keep it where only you can read it, and no longer than you told them.

Examples:
  briefing-bot backup                             to DATA_DIR/backups, named by the time
  briefing-bot backup --keep 14                   and delete all but the last 14 there
  briefing-bot backup /mnt/safe/ --keep 14        to another folder
  briefing-bot backup /mnt/safe/before-upgrade.db
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the backup, or a folder for it (default: DATA_DIR/backups)",
    )
    parser.add_argument(
        "--keep", type=_positive, metavar="N", help="delete all but the newest N in the folder"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Back up, and print where to."""
    now = dt.datetime.now(dt.UTC)
    folder, file = _place(args.file, settings)
    if file is not None and args.keep:
        raise SettingsError("--keep is for a folder of backups; leave it out, or name a folder")
    target = file or folder / name_for(now)
    contents = back_up(settings.vault, target, now)
    out.print(str(target), markup=False)
    size, rows = target.stat().st_size / 1000, sum(contents.rows.values())
    err.print(f"Backed up and read again: {rows:,} rows, {size:,.0f} kB.")
    if args.keep and (gone := prune(target, args.keep)):
        err.print(f"Deleted {len(gone)} older: {', '.join(path.name for path in gone)}")
    return 0


def _place(given: str | None, settings: Settings) -> tuple[Path, Path | None]:
    """Return the folder and, if one was named, the file."""
    if given is None:
        return settings.backups_dir, None
    path = Path(given).expanduser()
    return (path, None) if given.endswith("/") or path.is_dir() else (path.parent, path)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)
