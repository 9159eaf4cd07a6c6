"""The program hangs for good: it ends, says why, and the next start answers."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.fakes import overheard
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.program import environment

pytestmark = pytest.mark.e2e


async def start(api: FakeBotApi, data: Path, how: str) -> asyncio.subprocess.Process:
    log = data / f"{how}.txt"
    overheard.logs_to(log)
    settings = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "NO_PROXY": "127.0.0.1",
        "ADMINS": "7",
        "MONITOR_PORT": "0",
    }
    with log.open("wb") as file:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.fakes.hanging", how),
            cwd=data,
            env=environment(data, **settings),
            stdout=file,
            stderr=file,
        )


@pytest.mark.parametrize(
    ("how", "where"),
    [("loop", "_hang_loop"), ("library", "hang_for_good"), ("aside", "hang_for_good")],
)
async def test_what_hangs_is_ended_and_the_next_start_answers(
    api: FakeBotApi, tmp_path: Path, how: str, where: str
) -> None:
    await api.say("/help")
    hanging = await start(api, tmp_path, how)
    async with asyncio.timeout(60):
        assert await hanging.wait() == 1
    log = (tmp_path / f"{how}.txt").read_text(encoding="utf-8")
    assert "The bot does not get on: an update has not got on for" in log
    assert where in log, "it says what it was doing"
    assert api.sent == []

    well = await start(api, tmp_path, "nothing")
    await api.wait(lambda: any(one.text.startswith("Just ask") for one in api.sent), seconds=60)
    well.send_signal(signal.SIGTERM)
    async with asyncio.timeout(60):
        assert await well.wait() == 0
    told = [one.text for one in api.sent if not one.text.startswith("Just ask")]
    assert len(api.sent) - len(told) == 1
    assert all(text.startswith("I got stuck on ") for text in told), "which admins are told"
    assert len(told) <= 1


async def test_what_hangs_does_not_keep_it_from_stopping(api: FakeBotApi, tmp_path: Path) -> None:
    hanging = await start(api, tmp_path, "library")
    await api.say("/help")
    await api.handled(60)
    hanging.send_signal(signal.SIGTERM)
    async with asyncio.timeout(60):
        assert await hanging.wait() == 1
