"""The program as it is started for real, on the sample briefings, against a Bot API over HTTP."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import SAMPLES
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess

pytestmark = pytest.mark.e2e


@pytest.fixture
async def bot(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[BotProcess]:
    # Compiling the dictionary takes half a minute and would show nothing more here.
    settings = {"LOG_LEVEL": "DEBUG", "DICTIONARY": str(tmp_path / "none")}
    process = BotProcess(api, tmp_path / "data", tmp_path / "log.txt", **settings)
    yield process
    await process.kill()
    log = process.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log
    assert api.token not in log


async def idle(data: Path) -> None:
    """Return when the bot has noted that it handled everything, its answers included."""
    with closing(sqlite3.connect(f"file:{data / 'bot.db'}?mode=ro", uri=True)) as db:
        waiting = "SELECT count(*) FROM updates WHERE content IS NOT NULL"
        while db.execute(waiting).fetchone()[0]:  # noqa: ASYNC110 (another process has no event)
            await asyncio.sleep(0.02)


@pytest.mark.model
async def test_questions_buttons_and_restarts(
    api: FakeBotApi, bot: BotProcess, built_once: Path, tmp_path: Path
) -> None:
    shutil.copytree(built_once, tmp_path / "data")
    await bot.start()

    await api.say("wie viele autos hatte die tianlu pioneer an bord?", language="de")
    (german,) = await api.replies(1, seconds=120)
    quoted = german.marked("blockquote")
    assert any("5.200 Elektroautos" in text or "5,200 electric cars" in text for text in quoted)
    assert "Fernost-Wochenblick" in german.text

    # Killed without warning, and with a question waiting.
    await idle(tmp_path / "data")
    await bot.kill()
    await api.say("How many cars were aboard the Tianlu Pioneer?", language="en")
    await bot.start()
    (english,) = await api.replies(1, after=1, seconds=120)
    assert english.text.startswith("Found in the briefings")

    await api.press(german, "1 · Kontext", language="de")
    await api.press(german, "1 · Original", language="de")
    context, original = await api.replies(2, after=2)
    assert "Zusammenhang von Stelle 1" in context.text
    assert original.document is not None
    name, content = original.document
    assert content == (SAMPLES / name).read_bytes()

    await api.handled()
    assert await bot.stop() == 0
    assert api.refused() == []
    assert "tianlu" not in bot.log.read_text(encoding="utf-8", errors="replace").lower()


async def test_without_an_index_it_says_what_to_do(api: FakeBotApi, bot: BotProcess) -> None:
    await bot.start()
    await api.say("anything about gallium?")
    (reply,) = await api.replies(1, seconds=60)
    assert "briefing-bot ingest" in reply.text
    assert await bot.stop() == 0


async def test_refused_token(api: FakeBotApi, tmp_path: Path) -> None:
    wrong = "222222222:AAnother-token-that-is-not-accepted-1234"
    bot = BotProcess(api, tmp_path / "data", tmp_path / "log.txt", TELEGRAM_BOT_TOKEN=wrong)
    await bot.start()
    assert await bot.wait() == 1
    log = bot.log.read_text(encoding="utf-8")
    assert "does not accept the token" in log
    assert wrong not in log
    assert "Traceback" not in log
