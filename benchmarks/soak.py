"""Months of use with a clock that runs ahead: does anything grow that should not?

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.soak --data-dir data
    python -m benchmarks.soak --days 90 --actions 40 --plot soak.png

The bot runs in a process of its own, in which each day is over as soon as its questions are
answered; people ask, press every kind of button, edit, browse, give their opinion and are
strangers. After each day the process tells its memory, its open files and the rows of each table of
bot.db.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
import time_machine
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.keeping import housekeeping
from bot.opening import open_services
from bot.serving import run
from bot.settings import Settings
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import REPOSITORY

START = dt.datetime(2026, 11, 1, 6, 0, tzinfo=dt.UTC)
DAY = 86_400
KEEP_QUESTIONS, KEEP_REST = 20, 40
QUESTIONS = (
    "how many ships does tianlu want by 2028",
    "und 2025?",
    "Was ist mit Gallium?",
    "what about the EU?",
    "who pays for the gauges on the Syr Darya",
    "What is the capital of Australia?",
    "wer wird Preistreuhänder für elektroautos",
    "Neueste Meldung zum Rhein",
    "/latest",
    "/briefings",
    "/timeline gallium",
    "/briefing",
    "/privacy",
    "/mydata",
    "🙂",
)
ADMINS = 6


# ---- the bot, in a process of its own


async def serve(settings: Settings) -> None:
    """Serve, and obey standard input: ``shift SECONDS``, ``idle``, ``figures``, ``stop``."""
    housekeeping.EVERY = 0.05
    assert settings.token is not None
    with time_machine.travel(START, tick=True) as clock:
        services = open_services(settings)
        stop = asyncio.Event()
        application = build_application(
            settings.token, services, api_url=settings.api_url, limits=UNLIMITED
        )
        serving = asyncio.create_task(run(application, stop))
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        while line := (await lines.readline()).decode().split():
            if line[0] == "shift":
                clock.shift(float(line[1]))
                await asyncio.sleep(0.3)  # housekeeping has its turn
            elif line[0] == "idle":
                while services.load.waiting:  # noqa: ASYNC110 (a count has no event)
                    await asyncio.sleep(0.002)
                print("{}", flush=True)
            elif line[0] == "figures":
                print(json.dumps(figures(settings.bot_db)), flush=True)
            else:
                break
        stop.set()
        await serving
        services.close()


def figures(database: Path) -> dict[str, int]:
    """Return this process's memory and open files, and the rows of each table."""
    process = psutil.Process()
    rows: dict[str, int] = {}
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        if not name.startswith(("sqlite_", "_")):
            rows[name] = int(db.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608
    db.close()
    own = {
        "MB": process.memory_info().rss // 1_000_000,
        "files": process.num_fds(),
        "bot.db kB": database.stat().st_size // 1000,
    }
    return own | dict(sorted(rows.items()))


# ---- the people


class People:
    """Everybody who uses the bot, on a clock that runs ahead."""

    def __init__(self, seed: int) -> None:
        self.generator = random.Random(seed)  # noqa: S311 (nothing secret)
        self.shift = 0.0
        self.real = dt.datetime.now(dt.UTC).timestamp()
        self.api = FakeBotApi(clock=self.now)

    def now(self) -> float:
        """Return the time in the bot's world, in seconds since 1970."""
        passed = dt.datetime.now(dt.UTC).timestamp() - self.real
        return START.timestamp() + passed + self.shift

    async def act(self) -> None:
        """Do something that people do, and wait until the bot has it."""
        api, generator = self.api, self.generator
        person = generator.randint(1, ADMINS)
        language = generator.choice(("de", "en"))
        choice = generator.random()
        mine = [sent for sent in api.sent if sent.chat_id == person and sent.markup]
        if choice < 0.45 or not mine:
            asked = await api.say(generator.choice(QUESTIONS), chat_id=person, language=language)
            if choice < 0.05:
                await api.edit_said(asked, generator.choice(QUESTIONS[:6]), chat_id=person)
        elif choice < 0.85:
            sent = generator.choice(mine[-6:])
            buttons = [b for row in sent.markup["inline_keyboard"] for b in row]  # type: ignore[index]
            data = [b["callback_data"] for b in buttons if "callback_data" in b]
            if data:
                await api.press_data(sent, generator.choice(data), user=person, language=language)
        elif choice < 0.92:
            await api.ask_inline(generator.choice(QUESTIONS[:8]), user=person, language=language)
        else:
            stranger = 1000 + generator.randint(1, 500)
            await api.say("/start", chat_id=stranger, language=language)
        await api.handled(60)

    def forget(self) -> None:
        """Let the server forget what is long past: it is not what is measured."""
        del self.api.sent[:-60]
        del self.api.calls[:-60]


async def live(data_dir: Path, days: int, actions: int, seed: int) -> list[dict[str, int]]:
    """Return the figures after each day."""
    people = People(seed)
    await people.api.start()
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(data_dir, Path(folder, "data")))
        (data / "bot.db").unlink(missing_ok=True)
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
            "benchmarks.soak",
            "--serve",
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


# ---- what is printed


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
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    args: Any = parser.parse_args(argv)
    if args.serve:
        asyncio.run(serve(Settings.from_env()))
        return 0
    told = asyncio.run(live(args.data_dir.resolve(), args.days, args.actions, args.seed))
    show(told)
    if args.plot:
        plot(told, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
