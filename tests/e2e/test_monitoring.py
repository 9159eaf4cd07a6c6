"""What whoever runs the program can ask it over HTTP, while it runs."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess

pytestmark = pytest.mark.e2e


@pytest.fixture
def url() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
async def bot(api: FakeBotApi, tmp_path: Path, url: str) -> AsyncIterator[BotProcess]:
    port = url.rpartition(":")[2]
    settings = {"DICTIONARY": str(tmp_path / "none"), "MONITOR_PORT": port}
    process = BotProcess(api, tmp_path / "data", tmp_path / "log.txt", **settings)
    await process.start()
    yield process
    await process.kill()


async def health(url: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{url}/health") as response:
                    return response.status, await response.json()
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


async def test_health_and_figures_of_a_bot_without_an_index(
    api: FakeBotApi, bot: BotProcess, url: str
) -> None:
    await api.say("what became of the gallium licences?")
    await api.replies(1, seconds=60)
    await api.handled()
    async with asyncio.timeout(60):
        status, report = await health(url)
        while not report["seconds_since_telegram_answered"]:
            status, report = await health(url)
    assert status == 503
    assert report["live"] is True
    assert report["problems"] == ["there is no index: run ingest and build"]
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
        figures = await response.text()
    assert 'briefing_bot_updates_total{kind="message"} 1.0' in figures
    assert 'briefing_bot_sends_total{lane="answer",outcome="sent"} 1.0' in figures
    for figure in ("live 1.0", "ready 0.0", "outbox_queued 0.0", "outbox_unknown 0.0"):
        assert f"\nbriefing_bot_{figure}\n" in figures
    size = float(figures.partition("\nbriefing_bot_database_bytes ")[2].splitlines()[0])
    assert size > 0
    assert "\nbriefing_bot_last_backup_timestamp_seconds 0.0\n" in figures
    assert "gallium" not in figures
    assert await bot.stop() == 0
