"""How much may be asked, what is said beyond that, and what is kept of a question."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.monitor.load import Load
from bot.settings import Access, Keep
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi

pytestmark = pytest.mark.e2e

GROUP = -5
Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def started(api: FakeBotApi, tmp_path: Path) -> Start:
    @asynccontextmanager
    async def start(**changes: Any) -> AsyncIterator[Running]:
        running = start_bot(api, tmp_path, **changes)
        try:
            yield running
        finally:
            await running.end()

    return start


def kept(folder: Path) -> str:
    with sqlite3.connect(folder / "bot.db") as db:
        dump = "\n".join(db.iterdump())
    db.close()
    return dump


async def test_person_is_told_when_to_ask_again(started: Start) -> None:
    async with started(access=Access(admins=frozenset({7}), per_hour=2)) as bot:
        for _ in range(3):
            await bot.api.say("ferry tickets")
        await bot.api.say("ferry tickets", language="de")
        *_, third, fourth = await bot.api.replies(4)
        assert third.text == (
            "You have asked 2 questions within an hour, as many as I answer. Ask again in 1 hour."
        )
        assert "Sie haben innerhalb einer Stunde 2 Fragen gestellt" in fourth.text
        assert len(bot.retriever.questions) == 2


async def test_group_has_a_limit_of_its_own(started: Start) -> None:
    access = Access(admins=frozenset({7}), per_hour=9, per_hour_group=1)
    async with started(access=access) as bot:
        bot.allow(GROUP)
        await bot.api.say("/ask ferry tickets", chat_id=GROUP, kind="supergroup", user=8)
        await bot.api.say("/ask ferry tickets", chat_id=GROUP, kind="supergroup", user=9)
        _, group = await bot.api.replies(2)
        await bot.api.say("ferry tickets")
        (private,) = await bot.api.replies(1, after=2)
        assert "here I answer 1 question an hour" in group.text
        assert private.text.startswith("Found in the briefings")


async def test_what_cannot_be_asked_does_not_count(started: Start) -> None:
    async with started(access=Access(admins=frozenset({7}), per_hour=1)) as bot:
        await bot.api.say("🙂🙃")
        await bot.api.say("ferry tickets")
        _, answer = await bot.api.replies(2)
        assert answer.text.startswith("Found in the briefings")


async def test_too_many_waiting_is_said_honestly(started: Start) -> None:
    async with started(load=Load(0)) as bot:
        await bot.api.say("ferry tickets")
        await bot.api.say("/help")
        busy, help_ = await bot.api.replies(2)
        assert busy.text.startswith("I have too many questions waiting just now.")
        assert "Just ask" in help_.text
        assert bot.retriever.questions == []


async def test_words_are_erased_as_soon_as_they_are_answered(started: Start) -> None:
    async with started(keep=Keep(questions=0)) as bot:
        await bot.api.say("ferry council since 2024")
        (answer,) = await bot.api.replies(1)
        await bot.api.handled()
        dump = kept(bot.folder)
        assert "ferry council" not in dump
        assert "since 2024" not in dump
        await bot.api.press(answer, "More passages")
        (more,) = await bot.api.replies(1, after=1)
        quoted = answer.marked("blockquote") + more.marked("blockquote")
        assert len(quoted) == len(set(quoted)) == 6
        assert len(bot.retriever.questions) == 1, "all was ranked at once"
        await bot.api.say("and since 2023?")
        (again,) = await bot.api.replies(1, after=2)
        assert "Understood" not in again.text, "nothing is left to lean on"


async def test_words_are_kept_as_long_as_they_may_be(started: Start) -> None:
    async with started(keep=Keep(questions=1)) as bot:
        await bot.api.say("ferry council since 2024")
        await bot.api.replies(1)
        await bot.api.handled()
        assert "ferry council since 2024" in kept(bot.folder)
