"""Every format, and files that mean harm, sent to the bot over HTTP."""

from __future__ import annotations

import mailbox
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reindexing.workshop import Workshop
from bot.settings import SAMPLES
from bot.uploads.incoming import Incoming
from corpus.limits import Limits
from corpus.readers import SUFFIXES
from tests.bot.conftest import Running, start_bot
from tests.corpus.hostile.case import Hostile
from tests.corpus.hostile.everything import CASES
from tests.fakes.bot_api import FakeBotApi

pytestmark = pytest.mark.e2e

#: Small, so that what goes beyond does so soon.
LIMITS = Limits(
    bytes=10_000_000, inflated=100_000_000, seconds=20.0, memory=1_000_000_000, pages=200, parts=100
)
#: Every so many of the hostile files is sent.
_EVERY = 35
LETTER = (
    b"<html><title>Letter</title><p>The council of Norve met on Monday and ordered lamps.</html>"
)


@pytest.fixture
async def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    api = FakeBotApi()
    await api.start()
    incoming = Incoming(tmp_path / "waiting", tmp_path / "briefings", tmp_path / "removed", LIMITS)
    workshop = Workshop(tmp_path / "index", tmp_path / "briefings", incoming=incoming)
    running = start_bot(api, tmp_path, workshop=workshop)
    running.met(7)
    yield running
    await running.end()
    await api.stop()


async def sent(bot: Running, name: str, content: bytes) -> str:
    """Send a file; return what the bot says of it."""
    known = len(bot.api.sent)
    await bot.api.send_file(name, content)
    await bot.api.wait(lambda: len(bot.api.sent) > known, seconds=60)
    return bot.api.sent[-1].text


def files(folder: Path) -> dict[str, bytes]:
    """Return a file of every format."""
    made = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.is_file()}
    box = mailbox.mbox(folder / "letters.mbox")
    for path in SAMPLES.glob("*.eml"):
        box.add(path.read_bytes())
    box.close()
    made["letters.mbox"] = (folder / "letters.mbox").read_bytes()
    text = made["fernost-wochenblick-29.txt"]
    made |= {"a.text": text, "b.markdown": text, "c.htm": LETTER, "d.xhtml": LETTER}
    return made


async def test_every_format_is_read(bot: Running, tmp_path: Path) -> None:
    every = files(tmp_path)
    assert {Path(name).suffix for name in every} == SUFFIXES
    for name, content in every.items():
        said = await sent(bot, name, content)
        assert said.startswith(f"{name}, as it was read:\n"), name
        assert "paragraph" in said, name
    assert bot.api.refused() == []


@pytest.mark.parametrize("case", CASES[::_EVERY], ids=lambda case: case.name)
async def test_what_means_harm_is_read_or_refused_with_a_reason(
    bot: Running, case: Hostile
) -> None:
    content = case.make()
    said = await sent(bot, case.name, content)
    assert said.startswith((f"{case.name}, as it was read:", f"{case.name} cannot be read: it ",
                            f"{case.name} is larger than "))  # fmt: skip
    assert (await sent(bot, "good.html", LETTER)).startswith("good.html, as it was read:")
    assert not (bot.folder / "briefings").exists(), "nothing is published unasked"
    assert bot.api.refused() == []
