"""Trouble in the middle of an update: a file that is held, a disk that is full, a bot stopped."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from bot import serving
from bot.delivery import courier
from bot.intake import intake, polling
from bot.state import database, patience
from bot.state.store import State
from tests.bot.conftest import Api, Running, start_bot
from tests.fakes.answers import AGAIN
from tests.fakes.bot_api import FakeBotApi, Fault

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 10)
    for name in ("FIRST_PAUSE", "LONGEST_PAUSE"):
        monkeypatch.setattr(patience, name, 0.01)
        for module in (courier, intake, polling):
            monkeypatch.setattr(module, f"_{name}", 0.01)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``bot.db`` as another program does that writes to it."""
    with closing(sqlite3.connect(folder / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Return when the bot has said so."""
    async with asyncio.timeout(20):
        while words not in caplog.text:  # noqa: ASYNC110 (a log has no event)
            await asyncio.sleep(0.01)


def once(api: FakeBotApi, count: int = 1) -> None:
    """See that everybody got what they should, without a doubt."""
    assert len(api.sent) == count
    assert not any(sent.text.startswith(AGAIN) for sent in api.sent)


async def test_held_when_an_update_comes(
    bot: Running, api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    await api.say("/help")
    await api.replies(1)
    await api.handled()
    with held(bot.folder):
        await api.say("ferry tickets")
        await logged(caplog, "Updates cannot be stored (SQLITE_BUSY)")
        assert api.updates, "Telegram still keeps it"
    await api.handled()
    once(api, 2)


async def test_held_in_the_middle_of_a_question(
    bot: Running,
    api: FakeBotApi,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retrieve, holding = bot.retriever.retrieve, held(bot.folder)

    def hold_and_retrieve(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(bot.retriever, "retrieve", retrieve)
        asyncio.run_coroutine_threadsafe(begin(), loop).result()
        return retrieve(*args, **kwargs)

    async def begin() -> None:
        holding.__enter__()

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(bot.retriever, "retrieve", hold_and_retrieve)
    await api.say("ferry tickets")
    await api.say("/help")
    await logged(caplog, "An update could not be handled now (SQLITE_BUSY)")
    holding.__exit__(None, None, None)
    await api.handled()
    once(api, 2)
    assert "Harbour Weekly" in api.sent[0].text, "it is answered, and before what came later"


async def test_held_while_a_message_is_on_its_way(
    bot: Running, api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.faults.append(Fault("sendMessage", 200, delay=0.2))
    await api.say("/help")
    await api.replies(1)
    with held(bot.folder):
        await logged(caplog, "bot.db cannot be written (SQLITE_BUSY)")
    await api.handled()
    once(api)


async def test_a_full_disk(bot: Running, api: FakeBotApi, caplog: pytest.LogCaptureFixture) -> None:
    await api.say("/help")
    await api.handled()
    db = bot.services.state._db
    db.execute("CREATE TABLE filler (bytes BLOB)")
    db.execute("PRAGMA max_page_count = 1").fetchall()  # as many as there are
    with suppress(sqlite3.OperationalError):  # it is full
        while True:
            db.execute("INSERT INTO filler VALUES (zeroblob(100))")
    await api.say("straw " * 680)
    await logged(caplog, "Updates cannot be stored (SQLITE_FULL)")
    assert api.updates, "Telegram still keeps it"
    db.execute("PRAGMA max_page_count = 1000000").fetchall()
    await api.replies(2)
    await api.handled()
    once(api, 2)


async def test_a_disk_that_fills_up_in_the_middle(bot: Running, api: FakeBotApi) -> None:
    fails = [sqlite3.OperationalError("database or disk is full")] * 3
    begin = bot.services.state.inbox.begin

    def begin_or_fail(update_id: int) -> int:
        if fails:
            raise fails.pop()
        return begin(update_id)

    bot.services.state.inbox.begin = begin_or_fail  # type: ignore[method-assign]
    await api.say("/help")
    await api.say("ferry tickets")
    await api.handled()
    once(api, 2)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("answerCallbackQuery", None),
        Fault("answerCallbackQuery", 500),
        Fault("answerCallbackQuery", 429),
        Fault("answerCallbackQuery", 400),
    ],
    ids=["dropped", "500", "429", "400"],
)
@pytest.mark.usefixtures("bot")
async def test_a_press_that_cannot_be_answered_does_what_it_says(
    api: FakeBotApi, fault: Fault
) -> None:
    await api.say("ferry tickets")
    (answer,) = await api.replies(1)
    api.faults.append(fault)
    await api.press_data(answer, "1:more:1:1:0")
    await api.replies(1, after=1)
    await api.handled()
    once(api, 2)


async def test_a_group_that_cannot_be_left_now_is_left_later(bot: Running, api: FakeBotApi) -> None:
    api.open_chat(-1005, "supergroup", status="member")
    bot.allow(-1005)
    await api.say("/groups")
    (listed,) = await api.replies(1)
    api.faults += [Fault("leaveChat", None), Fault("leaveChat", 500)]
    await api.press_data(listed, "2:group:leave:-1005")
    await api.handled()
    assert api.chats[-1005].status == "left"
    assert listed.text.startswith("I am in no group.")


async def test_stopped_while_telegram_asks_to_wait_an_hour(
    bot: Running, api: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_SECONDS_TO_END", 0.01)
    api.faults.append(Fault("sendMessage", 429, retry_after=3600))
    for text in ("ferry tickets", "/help"):
        await api.say(text)
    await api.wait(lambda: any(call.status == 429 for call in api.calls))
    again = await bot.restart()
    await api.replies(2)
    await api.handled()
    once(api, 2)
    assert "Harbour Weekly" in api.sent[0].text
    await again.end()


Start = Callable[[int], Running]


@pytest.fixture
async def start(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Start]:
    """Start a bot that finds an update which was begun so often."""
    started: list[Running] = []

    def begin(tries: int) -> Running:
        state = State(tmp_path / "bot.db")
        state.inbox.put(api.updates)
        for _ in range(tries):
            state.inbox.begin(api.updates[0]["update_id"])
        state.close()
        started.append(start_bot(api, tmp_path))
        return started[0]

    yield begin
    for bot in started:
        await bot.end()


@pytest.mark.parametrize(
    ("tries", "said"), [(9, "Just ask"), (10, "Something went wrong"), (11, None)]
)
async def test_who_waits_in_vain_is_told(
    api: Api, start: Start, tries: int, said: str | None
) -> None:
    await api.say("/help")
    start(tries)
    await api.handled()
    texts = [sent.text for sent in api.sent]
    assert len(texts) == (said is not None)
    assert not said or said in texts[0]


async def test_to_be_stopped_again_and_again_is_not_in_vain(tmp_path: Path) -> None:
    state = State(tmp_path / "bot.db")
    state.inbox.put([{"update_id": 1}])
    for _ in range(20):
        state.inbox.begin(1)
        state.inbox.put_back(1)
    state.inbox.begin(1)
    assert state.inbox.in_vain(1) == 1
    state.close()
