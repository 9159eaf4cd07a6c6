"""The whole bot with updates that Telegram brings, through a proxy as it were, over HTTP."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.intake import webhook as module
from bot.intake.intake import ALLOWED_UPDATES
from bot.services import Services
from bot.serving import run
from bot.settings import Webhook
from tests.bot.conftest import Api, start_bot
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e

SECRET = "a-secret-that-only-telegram-knows"
ADDRESS = "https://bot.example/telegram"


@dataclass
class Brought:
    """A bot to which updates are brought."""

    services: Services
    task: asyncio.Task[int]
    stop: asyncio.Event

    async def end(self) -> int:
        self.stop.set()
        status = await self.task
        self.services.close()
        return status


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(api: FakeBotApi, folder: Path, port: int) -> Brought:
    store = corpus()
    ours = services(folder, store, FakeRetriever(store))
    assert isinstance(api, Api)
    api.loads.append(ours.load)
    stop = asyncio.Event()
    application = build_application(api.token, ours, api_url=api.url, limits=UNLIMITED)
    task = asyncio.create_task(run(application, stop, webhook=Webhook(ADDRESS, SECRET, port)))
    return Brought(ours, task, stop)


@pytest.fixture
def port(api: FakeBotApi) -> int:
    port = free_port()
    api.proxy = f"http://127.0.0.1:{port}"
    return port


@pytest.fixture
async def bot(api: FakeBotApi, tmp_path: Path, port: int) -> AsyncIterator[Brought]:
    bot = start(api, tmp_path, port)
    yield bot
    await bot.end()


@pytest.mark.usefixtures("bot")
async def test_questions_are_answered(api: FakeBotApi) -> None:
    await api.say("what will ferry tickets cost?")
    (answer,) = await api.replies(1)
    assert "Ferry tickets will cost 4 euros." in answer.text
    await api.press(answer, "1 · Context")
    await api.replies(1, after=1)
    assert api.webhook["url"] == ADDRESS
    assert api.webhook["secret_token"] == SECRET
    assert set(api.webhook["allowed_updates"]) == set(ALLOWED_UPDATES)
    assert api.dropped == 0
    assert api.refused() == []


async def test_what_waited_is_brought_in_order(api: FakeBotApi, tmp_path: Path, port: int) -> None:
    for question in ("ferry tickets", "ferry council", "ferry hotels"):
        await api.say(question)
    api.faults += [Fault("setWebhook", 502), Fault("getMe", None)]
    bot = start(api, tmp_path, port)
    answers = await api.replies(3)
    assert ["cost 4 euros" in answer.text for answer in answers] == [True, False, False]
    assert [answer.reply_to for answer in answers] == sorted(a.reply_to or 0 for a in answers)
    assert await bot.end() == 0


async def test_what_cannot_be_stored_is_brought_again_and_handled_once(
    bot: Brought, api: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = bot.services.state.inbox
    put, failures = inbox.put, [sqlite3.OperationalError("disk I/O error")] * 2

    def failing(updates: list[Mapping[str, Any]]) -> list[int]:
        if failures:
            raise failures.pop()
        return put(updates)

    monkeypatch.setattr(inbox, "put", failing)
    await api.say("ferry tickets")
    await api.replies(1)
    await api.handled()
    assert failures == []
    assert len(api.sent) == 1


async def test_what_comes_while_it_is_stopped_waits_at_telegram(
    api: FakeBotApi, tmp_path: Path, port: int
) -> None:
    bot = start(api, tmp_path, port)
    await api.wait(lambda: api.webhook)
    assert await bot.end() == 0
    await api.say("ferry tickets")
    bot = start(api, tmp_path, port)
    await api.replies(1)
    assert await bot.end() == 0


async def test_back_to_polling(api: FakeBotApi, tmp_path: Path, port: int) -> None:
    bot = start(api, tmp_path, port)
    await api.wait(lambda: api.webhook)
    await bot.end()
    await api.say("ferry tickets")
    polling = start_bot(api, tmp_path)
    await api.replies(1)
    assert api.webhook == {}
    assert api.dropped == 0
    await polling.end()


async def test_stops_when_another_program_takes_the_updates(
    api: FakeBotApi,
    tmp_path: Path,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(module, "_BETWEEN_LOOKS", 0.01)
    api.faults += [Fault("getWebhookInfo", 500, times=2)]
    bot = start(api, tmp_path, port)
    await api.wait(lambda: api.webhook)
    await api._delete_webhook({})
    assert await bot.task == 1
    assert "Run only one instance" in caplog.text
    await bot.end()
