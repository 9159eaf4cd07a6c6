"""A year of digests in quick time, with crashes and outages: ``python -m benchmarks.year``.

    python -m benchmarks.year --people 200
    python -m benchmarks.year --year 2011 --zones Pacific/Apia Europe/Moscow

People in many time zones subscribe, change their minds, block the bot and come back; the power
fails between two instructions, the bot is switched off, Telegram cannot be reached or does not
answer. Time passes in steps of five minutes. What arrived at the Bot API server is then compared
with a calendar that was reckoned apart from the program, by looking at a clock every minute.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.table import Table

from benchmarks.common import keep
from bot.publishing import carriage
from tests.bot.digest.checking import Judged, check
from tests.bot.digest.living import live
from tests.bot.digest.year import ZONES, open_year
from tests.bot.replay import wire

#: What the checker calls the fates, and what they mean.
FATES = {
    "on time": "came at its time",
    "late": "came later, within six hours, and says so",
    "merged": "came too late; the next one says that it includes it",
    "unknown": "may or may not have arrived; noted, never sent again",
    "empty": "nothing was new, so nothing came",
    "blocked": "they had blocked the bot, and it knew",
    "dropped": "they had blocked the bot, which found out by it",
}


async def pass_a_year(args: argparse.Namespace, folder: Path) -> tuple[list[Judged], Any]:
    """Let the year pass; return what became of each digest that was due, and what happened."""
    start = dt.datetime(args.year, 1, 1, tzinfo=dt.UTC)
    end = start + dt.timedelta(days=args.days)
    zones = args.zones or ZONES
    async with open_year(folder, seed=args.seed, start=start, zones=zones) as year:
        quiet = dt.timedelta(hours=args.quiet)
        await live(year, random.Random(args.seed), end, args.people, quiet=quiet)  # noqa: S311
        story = year.story
        happened = {
            "briefings": len(story.published),
            "messages": len(year.api.sent),
            "crashes": story.crashes,
            "answers lost": len(story.jolts) - story.crashes,
            "times off or cut off": len(story.trouble),
            "days off or cut off": sum((b - a for a, b in story.trouble), dt.timedelta()).days,
            "minds changed": story.moved,
            "times somebody blocked": sum(map(len, story.blocked.values())),
        }
        return check(story, year.api.sent, folder / "bot.db", year.now), happened


def main(argv: Sequence[str] | None = None) -> int:
    """Let a year pass, and print what became of every digest. Fails if one is not accounted for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--quiet", type=int, default=24, help="most hours without an event")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--zones", nargs="*", help="IANA names; twelve by default")
    parser.add_argument("--results", type=Path, help="folder to keep the figures in")
    args = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        wire(patch)
        patch.setattr(carriage, "FIRST_PAUSE", 0.001)
        patch.setattr(carriage, "LONGEST_PAUSE", 0.002)
        judged, happened = asyncio.run(pass_a_year(args, Path(folder)))
    title = f"{args.people} people in {len(args.zones or ZONES)} zones, {args.days} days"
    totals = Counter(one.fate for one in judged)
    changes = Counter(one.fate for one in judged if one.changes)
    table = Table("digests due", "", "clock changed", "what became of them", title=title)
    for fate, meaning in FATES.items():
        table.add_row(fate, f"{totals[fate]:,}", f"{changes[fate]:,}", meaning)
    every = f"{totals.total():,}", f"{changes.total():,}"
    table.add_row("all", *every, "each came once, or is accounted for")
    console = Console(width=100)
    console.print(table)
    console.print(", ".join(f"{count:,} {name}" for name, count in happened.items()))
    console.print(f"Took {time.monotonic() - begun:.0f} s")
    if args.results:
        kept = {
            "year": args.year,
            "people": args.people,
            "fates": totals,
            "clock changed": changes,
            **happened,
        }
        keep(args.results, f"year-{args.year}", kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
