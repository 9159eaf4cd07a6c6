"""The program at work on an encrypted ``bot.db``: killed, backed up, restored, never readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.state.store import State
from bot.state.vault import Vault, is_plain, read_key
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess

pytestmark = [pytest.mark.e2e, pytest.mark.model]

QUESTION = "How many cars were aboard the Tianlu Pioneer?"


def readable(folder: Path) -> list[str]:
    """Return the databases in which the question can be read."""
    return [path.name for path in folder.rglob("*.db*") if QUESTION.encode() in path.read_bytes()]


async def test_it_serves_and_nothing_it_keeps_can_be_read(
    api: FakeBotApi, data: Path, tmp_path: Path
) -> None:
    key = tmp_path / "keys" / "bot.key"
    bot = BotProcess(
        api, data, data / "log.txt", DICTIONARY=str(data / "none"), ENCRYPTION_KEY_FILE=str(key)
    )
    (data / "bot.db").unlink(missing_ok=True)
    assert await bot.run("encrypt") == 0
    await bot.start()
    await api.say(QUESTION)
    (answer,) = await api.replies(1, seconds=60)
    assert answer.text.startswith("Found in the briefings")
    assert (data / "bot.db-wal").stat().st_size > 0
    assert await bot.run("backup", str(tmp_path / "copy.db")) == 0
    await bot.kill()
    assert readable(data) == readable(tmp_path) == []

    await bot.start()
    await api.press(answer, answer.labels()[0])
    await api.say("/stats")
    await api.replies(2, after=1, seconds=60)
    assert await bot.stop() == 0
    assert await bot.run("restore", str(tmp_path / "copy.db")) == 0
    state = State(Vault(data / "bot.db", read_key(key)))
    asked = state.export(7)["questions"]
    state.close()
    assert [one["text"] for one in asked] == [QUESTION]
    assert not is_plain(data / "bot.db")
    assert readable(data) == []
    log = bot.log.read_text(encoding="utf-8", errors="replace")
    assert key.read_text(encoding="ascii").strip() not in log
    assert "ERROR" not in log
    assert api.refused() == []
