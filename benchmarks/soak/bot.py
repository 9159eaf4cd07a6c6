"""The bot of the soak: in a process of its own, on a clock that is put forward."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import sqlite3
import sys
from pathlib import Path

import psutil
import time_machine

from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.keeping import housekeeping
from bot.opening import open_services
from bot.serving import run
from bot.settings import Settings

#: When it begins.
START = dt.datetime(2026, 11, 1, 6, 0, tzinfo=dt.UTC)


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


if __name__ == "__main__":
    asyncio.run(serve(Settings.from_env()))
