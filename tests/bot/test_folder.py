"""What is put into the folder of briefings is indexed by itself, once it is there whole."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from watchfiles import Change

from bot.reindexing import reindexer
from bot.reindexing.folder import concerns, watch
from bot.reindexing.report import Outcome, Report, to_line
from bot.reindexing.workshop import Workshop
from bot.services import App
from tests.bot.conftest import Running, start_bot
from tests.fakes import reindexing_program
from tests.fakes.bot_api import FakeBotApi

pytestmark = pytest.mark.e2e

#: Of the letter that comes in bit by bit.
_LINES = 8


@pytest.fixture
async def bot(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Running]:
    monkeypatch.setattr(reindexer, "EVERY", 0.02)
    monkeypatch.setattr(reindexer, "_LOOKS", 0.02)

    async def soon(application: App) -> None:
        await watch(application, settled=1.0)

    monkeypatch.setattr("bot.serving.watch", soon)
    (tmp_path / "briefings").mkdir()
    done = Report(Outcome.UNCHANGED, counts={}, unreadable={"bad.pdf": "is not a PDF"})
    (tmp_path / "says").write_text(to_line(done))
    program = (sys.executable, reindexing_program.__file__, str(tmp_path))
    workshop = Workshop(tmp_path / "index", tmp_path / "briefings", watched=True, program=program)
    running = start_bot(api, tmp_path, workshop=workshop)
    running.met(7)
    yield running
    if not running.task.done():
        await running.end()


def lines_found(bot: Running) -> list[int]:
    """Return how many lines of the letter were there each time that the index was made anew."""
    return [int(line) for line in (bot.folder / "lines").read_text().splitlines()]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def runs(bot: Running, count: int) -> None:
    """Wait until the index was brought up to date so often."""
    async with asyncio.timeout(20):
        while True:
            calls = bot.folder / "calls"
            done = len(calls.read_text().splitlines()) if calls.exists() else 0
            if done >= count and bot.services.state.reindexes.under_way() is None:
                assert done == count
                return
            await asyncio.sleep(0.02)


async def test_a_file_is_indexed_once_it_is_there_whole(bot: Running) -> None:
    await runs(bot, 1)  # what changed while nobody looked
    file = bot.folder / "briefings" / "letter.txt"
    for _ in range(_LINES):  # half of it, and more and more
        with file.open("a", encoding="utf-8") as growing:
            growing.write("The lantern council met.\n")
        await asyncio.sleep(0.1)
    await until(lambda: lines_found(bot)[-1] == _LINES)
    file.unlink()
    await until(lambda: lines_found(bot)[-1] == 0)
    assert set(lines_found(bot)) == {0, _LINES}, "never half of it"


async def test_what_is_no_briefing_is_not_looked_at(bot: Running) -> None:
    await runs(bot, 1)
    (bot.folder / "briefings" / "notes.xyz").write_text("not a briefing")
    (bot.folder / "briefings" / ".letter.txt.part").write_text("half")
    await asyncio.sleep(3)
    await runs(bot, 1)


async def test_the_admins_are_told_once_of_a_file_that_cannot_be_read(bot: Running) -> None:
    await runs(bot, 1)
    async with asyncio.timeout(10):
        while not bot.api.sent:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert bot.api.sent[0].text == "1 file cannot be read:\nbad.pdf: is not a PDF"
    (bot.folder / "briefings" / "letter.txt").write_text("The lantern council met.")
    await runs(bot, 2)
    assert len(bot.api.sent) == 1


async def test_the_admins_are_told_once_that_what_came_in_is_held_back(bot: Running) -> None:
    (bot.folder / "says").write_text(to_line(Report(Outcome.HELD, counts={})))
    for count in (1, 2):
        await runs(bot, count)
        async with asyncio.timeout(10):
            while not bot.api.sent:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        (told,) = bot.api.sent
        assert told.text.startswith("The new index is worse and was held back.")
        assert told.text.endswith("/reindex tries again and has the buttons.")
        (bot.folder / "briefings" / f"{count}.txt").write_text("The lantern council met.")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/b/letter.PDF", True),
        ("/b/2026/letter.md", True),
        ("/b/.letter.pdf.meta.json", True),
        ("/b/.letter.pdf.part", False),
        ("/b/.hidden.txt", False),
        ("/b/letter.pdf.crdownload", False),
        ("/b/folder", False),
    ],
)
def test_only_briefings_count(path: str, wanted: bool) -> None:
    assert concerns(Change.added, path) is wanted
