"""Months of use with a clock that runs ahead: does anything grow that should not?

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.soak --data-dir data
    python -m benchmarks.soak --days 90 --actions 40 --plot soak.png

The bot runs in a process of its own, in which each day is over as soon as its questions are
answered; people ask, press every kind of button, edit, browse, give their opinion, ask in a group
and are strangers. After each day the process tells its memory, its open files and the rows of each
table of bot.db.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.soak.people import ADMINS, People, allow_group
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import REPOSITORY

DAY = 86_400
KEEP_QUESTIONS, KEEP_REST = 20, 40


async def live(data_dir: Path, days: int, actions: int, seed: int) -> list[dict[str, int]]:
    """Return the figures after each day."""
    people = People(seed)
    await people.api.start()
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(data_dir, Path(folder, "data")))
        allow_group(data / "bot.db")
        bot = await start(people.api, data, Path(folder, "log.txt"))
        told = []
        try:
            for _ in track(range(days), "Living", console=Console(stderr=True)):
                for _ in range(actions):
                    await people.act()
                    await order(bot, "idle")
                refused += [f"{c.method}: {c.description}" for c in people.api.refused()]
                people.forget()
                people.shift += DAY
                told.append(await order(bot, f"shift {DAY}", "figures"))
        finally:
            await order(bot, "stop")
            await bot.wait()
            await people.api.stop()
    for line in sorted(set(refused)):
        print("refused:", line, file=sys.stderr)
    return told


async def start(api: FakeBotApi, data: Path, log: Path) -> asyncio.subprocess.Process:
    """Start the bot in a process of its own."""
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATA_DIR": str(data),
        "ADMINS": ",".join(str(person) for person in range(1, ADMINS + 1)),
        "QUESTIONS_PER_HOUR": "100000",
        "KEEP_QUESTIONS_DAYS": str(KEEP_QUESTIONS),
        "KEEP_DAYS": str(KEEP_REST),
        "NO_PROXY": "127.0.0.1",
    }
    with log.open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.soak.bot",
            cwd=REPOSITORY,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )


async def order(bot: asyncio.subprocess.Process, *lines: str) -> dict[str, int]:
    """Give orders to the bot's process; return what the last of them tells."""
    assert bot.stdin is not None
    assert bot.stdout is not None
    bot.stdin.write("".join(f"{line}\n" for line in lines).encode())
    await bot.stdin.drain()
    if lines[-1] not in ("figures", "idle"):
        return {}
    told: dict[str, int] = json.loads(await bot.stdout.readline())
    return told


def show(told: Sequence[dict[str, int]]) -> None:
    """Print the figures of some days, one column each."""
    last = len(told)
    days = sorted({1, *(max(1, last * part // 8) for part in (1, 2, 4, 6, 8))})
    table = Table(
        title=f"After days of use; questions kept {KEEP_QUESTIONS} days, the rest {KEEP_REST}"
    )
    table.add_column("")
    for day in days:
        table.add_column(f"day {day}", justify="right")
    for name in told[-1]:
        table.add_row(name, *(str(told[day - 1].get(name, 0)) for day in days))
    Console(width=110).print(table)


def plot(told: Sequence[dict[str, int]], path: Path) -> None:
    """Draw memory, files and the largest tables over the days."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    largest = sorted(told[-1], key=lambda name: -max(day.get(name, 0) for day in told))[:8]
    figure, axes = plt.subplots(2, 4, figsize=(14, 6), layout="constrained")
    for axis, name in zip(axes.flat, ["MB", "files", *largest], strict=False):
        axis.plot([day.get(name, 0) for day in told])
        axis.set_title(name)
        axis.set_ylim(bottom=0)
        axis.set_xlabel("days")
    figure.savefig(path, dpi=110)


def main(argv: Sequence[str] | None = None) -> int:
    """Live for some months and print what grew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--actions", type=int, default=40, help="a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path, help="file to draw the figures into")
    args = parser.parse_args(argv)
    told = asyncio.run(live(args.data_dir.resolve(), args.days, args.actions, args.seed))
    show(told)
    if args.plot:
        plot(told, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
