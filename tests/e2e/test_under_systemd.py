"""The program as systemd starts it, with a real socket in systemd's place."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from contextlib import closing
from pathlib import Path

import pytest

from bot.access import Role
from bot.state.store import State
from tests.e2e.test_hanging import start
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess
from tests.fakes.service_manager import FakeServiceManager

pytestmark = pytest.mark.e2e


def process(api: FakeBotApi, folder: Path, **settings: str) -> BotProcess:
    return BotProcess(
        api, folder / "data", folder / "log.txt", DICTIONARY=str(folder / "none"), **settings
    )


async def test_it_says_that_it_serves_lives_and_ends(api: FakeBotApi, tmp_path: Path) -> None:
    with FakeServiceManager() as systemd:
        told = {"NOTIFY_SOCKET": systemd.address, "WATCHDOG_USEC": "600000"}
        bot = process(api, tmp_path, LOG_FORMAT="json", **told)
        async with api.outage():
            await bot.start()
            await systemd.wait("EXTEND_TIMEOUT_USEC=60000000", 3)
            assert "READY=1" not in systemd.told, "Telegram has not been reached"
        await systemd.wait("READY=1")
        await systemd.wait("WATCHDOG=1", 5)
        assert "STOPPING=1" not in systemd.told
        assert await bot.stop() == 0
        assert systemd.hear().count("STOPPING=1") == 1
        last = systemd.told[systemd.told.index("STOPPING=1") :]
        assert "WATCHDOG=1" not in last
    lines = bot.log.read_text(encoding="utf-8").splitlines()
    assert "Stopped" in [json.loads(line)["message"] for line in lines]


async def test_a_refused_token_is_no_start(api: FakeBotApi, tmp_path: Path) -> None:
    wrong = "222222222:AAnother-token-that-is-not-accepted-1234"
    with FakeServiceManager() as systemd:
        bot = process(api, tmp_path, NOTIFY_SOCKET=systemd.address, TELEGRAM_BOT_TOKEN=wrong)
        await bot.start()
        assert await bot.wait() == 1
        assert "READY=1" not in systemd.hear()


@pytest.mark.parametrize("how", ["loop", "library"])
async def test_what_hangs_gives_no_sign_of_life(
    api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with FakeServiceManager() as systemd:
        monkeypatch.setenv("NOTIFY_SOCKET", systemd.address)
        hanging = await start(api, tmp_path, how)
        await systemd.wait("WATCHDOG=1", 3)
        await api.say("/help")
        ended = asyncio.create_task(hanging.wait())
        signs, last, clock = 0, 0.0, asyncio.get_running_loop().time
        async with asyncio.timeout(60):
            while not ended.done():
                if (heard := systemd.hear().count("WATCHDOG=1")) > signs:
                    signs, last = heard, clock()
                await asyncio.sleep(0.01)
        assert await ended == 1
        # ten in a second as long as it lives, none in the second that it has to end by itself
        assert clock() - last > 0.8
    assert "The bot does not get on" in (tmp_path / f"{how}.txt").read_text(encoding="utf-8")


async def test_backups_while_it_serves_and_no_restore(api: FakeBotApi, tmp_path: Path) -> None:
    bot = process(api, tmp_path)
    await bot.start()
    await api.say("/help")
    await api.replies(1, seconds=60)
    with closing(State(tmp_path / "data" / "bot.db")) as state:
        state.people.let_in(5, Role.READER, by=7, now=dt.datetime.now(dt.UTC))
    copy = tmp_path / "copy.db"
    assert await bot.run("backup", str(copy)) == 0
    assert await bot.run("restore", str(copy)) == 1
    assert "A bot is serving from" in bot.log.read_text(encoding="utf-8")
    assert await bot.stop() == 0

    (tmp_path / "data" / "bot.db").write_bytes(b"lost")
    await bot.start()
    assert await bot.wait() == 1
    log = bot.log.read_text(encoding="utf-8")
    assert "restore it from a backup" in log
    assert await bot.run("restore", str(copy)) == 0
    await bot.start()
    await api.say("/help", chat_id=5)
    (reply,) = await api.replies(1, after=1, seconds=60)
    assert reply.text.startswith("Just ask")
    assert await bot.stop() == 0
