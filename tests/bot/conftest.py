"""A bot that talks to the fake Bot API over HTTP, in this process."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from bot.access import Role
from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.monitor.load import Load
from bot.services import Services
from bot.serving import run
from bot.state.groups import Verdict
from corpus.store import CorpusStore
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.inline_sandbox import InlineSandbox
from tests.fakes.overheard import nothing_private_is_logged
from tests.fakes.retriever import FakeRetriever

__all__ = ["nothing_private_is_logged"]  # in every test of this folder


class Api(FakeBotApi):
    """The server, which also knows whether the bots of this process have anything to do."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[Load] = []

    async def handled(self, seconds: float = 30) -> None:
        """Return when every update was fetched and handled."""
        await super().handled(seconds)
        async with asyncio.timeout(seconds):
            while any(load.waiting for load in self.loads):  # noqa: ASYNC110 (a count has no event)
                await asyncio.sleep(0.005)


@dataclass
class Running:
    """A running bot: the server it talks to and what it reads from."""

    api: FakeBotApi
    store: CorpusStore
    retriever: FakeRetriever
    services: Services
    task: asyncio.Task[int]
    stop: asyncio.Event
    folder: Path
    sandbox: InlineSandbox

    def let_in(self, *people: int, role: Role = Role.READER) -> None:
        """Give people access."""
        for user_id in people:
            self.services.state.people.let_in(user_id, role, by=7, now=dt.datetime.now(dt.UTC))

    def met(self, *people: int) -> None:
        """Note that people have written to the bot before."""
        for user_id in people:
            self.api.open_chat(user_id)
            today = dt.datetime.now(dt.UTC).date()
            self.services.state.people.seen(user_id, "Ada", "en", today)

    def allow(self, group: int) -> None:
        """Let the members of a group ask."""
        now, groups = dt.datetime.now(dt.UTC), self.services.state.groups
        groups.joined(group, "Group", by=7, now=now)
        groups.decide(group, Verdict.ALLOWED, by=7, now=now)

    async def end(self) -> int:
        """Stop the bot; return its exit status."""
        self.stop.set()
        status = await self.task
        self.services.close()
        return status

    async def restart(self) -> Running:
        """Stop the bot and start another on the same data."""
        await self.end()
        return start_bot(self.api, self.folder)


def start_bot(api: FakeBotApi, folder: Path, **changes: Any) -> Running:
    """Start a bot; ``changes`` are fields of its services."""
    store = corpus()
    retriever = FakeRetriever(store)
    sandbox = InlineSandbox()
    ours = replace(services(folder, store, retriever, sandbox), **changes)
    if isinstance(api, Api):
        api.loads.append(ours.load)
    stop = asyncio.Event()
    application = build_application(api.token, ours, api_url=api.url, limits=UNLIMITED)
    task = asyncio.create_task(run(application, stop))
    return Running(api, store, retriever, ours, task, stop, folder, sandbox)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    server = Api()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(
    api: FakeBotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Running]:
    caplog.set_level(logging.INFO)
    logs.quieten()
    running = start_bot(api, tmp_path)
    yield running
    if not running.task.done():
        await running.end()
    assert api.token not in caplog.text
