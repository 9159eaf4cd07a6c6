"""A bot to which admins send briefings, in a folder of their own."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reindexing import reindexer
from bot.reindexing.report import Outcome, Report, to_line
from bot.reindexing.workshop import Workshop
from bot.uploads.incoming import Incoming
from corpus.limits import Limits
from tests.bot.conftest import Running, start_bot
from tests.fakes import reindexing_program
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    (tmp_path / "briefings").mkdir()
    incoming = Incoming(
        tmp_path / "waiting", tmp_path / "briefings", tmp_path / "removed", Limits()
    )
    program = (sys.executable, reindexing_program.__file__, str(tmp_path))
    (tmp_path / "says").write_text(to_line(Report(Outcome.UNCHANGED, counts={})))
    return Workshop(tmp_path / "index", tmp_path / "briefings", program=program, incoming=incoming)


@pytest.fixture
async def bot(
    api: FakeBotApi, tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Running]:
    monkeypatch.setattr(reindexer, "EVERY", 0.02)
    monkeypatch.setattr(reindexer, "_LOOKS", 0.02)
    running = start_bot(api, tmp_path, workshop=workshop)
    running.met(7)
    yield running
    if not running.task.done():
        await running.end()


async def press(bot: Running, sent: Sent, label: str) -> None:
    await bot.api.press(sent, label)
    await bot.api.handled()
