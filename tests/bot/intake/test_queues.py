from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from telegram import CallbackQuery, Chat, InlineQuery, Message, Update, User

from bot.intake import queues
from bot.intake.queues import Queues, chat_key, is_quick
from bot.monitor.load import Load

ADA = User(1, "Ada", is_bot=False)


def said(number: int, chat: int = 1, text: str = "ferry") -> Update:
    when = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Update(number, message=Message(number, when, Chat(chat, "private"), ADA, text=text))


class Handler:
    """Handles what it is let to; notes beginnings and ends."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.go = asyncio.Event()

    async def handle(self, update: Update) -> None:
        self.notes.append(f"begin {update.update_id}")
        await self.go.wait()
        self.notes.append(f"end {update.update_id}")


async def begun(handler: Handler, *notes: str) -> None:
    """Return when just this has happened, in any order."""
    while len(handler.notes) < len(notes):  # noqa: ASYNC110 (notes have no event)
        await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
    assert sorted(handler.notes) == sorted(notes)


async def idle(load: Load) -> None:
    while load.waiting:  # noqa: ASYNC110 (a count has no event)
        await asyncio.sleep(0)


async def test_order_within_a_chat_and_chats_side_by_side() -> None:
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    for update in (said(1), said(2), said(3, chat=2)):
        ours.put(update)
    await begun(handler, "begin 1", "begin 3")  # the second of chat 1 waits for the first
    handler.go.set()
    await idle(load)
    assert handler.notes.index("end 1") < handler.notes.index("begin 2")
    assert ours._queues == {}


async def test_whoever_comes_when_there_is_too_much_to_do_is_turned_away() -> None:
    handler, load = Handler(), Load(2)
    ours = Queues(handler.handle, load)
    for number in (1, 2, 3):
        ours.put(said(number, chat=number))
    ours.put(said(4, chat=4), admitted=True)
    assert [load.is_full(number) for number in (1, 2, 3, 4)] == [False, False, True, False]
    handler.go.set()
    await idle(load)
    assert not load.is_full(3), "what was handled is forgotten"


async def test_nobody_fills_the_queue_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_MOST_OF_A_CHAT", 2)
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    for number in (1, 2, 3, 4):
        ours.put(said(number))
    ours.put(said(5, chat=2))
    await asyncio.sleep(0)
    assert [number for number in range(1, 6) if load.is_full(number)] == [3, 4]
    handler.go.set()
    await idle(load)


async def test_a_button_waits_behind_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_AT_A_TIME", 1)
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    for number in (1, 2):
        ours.put(said(number, chat=number))
    ours.put(said(3, chat=3, text="/start"))
    await begun(handler, "begin 1", "begin 3")
    handler.go.set()
    await idle(load)


async def test_stopping_ends_what_is_late_and_begins_nothing() -> None:
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    ours.put(said(1))
    ours.put(said(2))
    await begun(handler, "begin 1")
    assert await ours.drain(0.01) == 1
    assert handler.notes == ["begin 1"]
    assert load.waiting == 0


@pytest.mark.parametrize(
    ("text", "quick"),
    [("/start", True), ("/help", True), ("/ask ferry", False), ("/ask@bot ferry", False),
     ("/timeline ferry", False), ("ferry", False)],
)  # fmt: skip
def test_what_is_quick(text: str, quick: bool) -> None:
    assert is_quick(said(1, text=text)) is quick


def test_what_belongs_to_one_chat() -> None:
    press = CallbackQuery("1", ADA, "1", message=said(1, chat=5).message)
    inline = InlineQuery("1", ADA, "ferry", "")
    assert chat_key(Update(1, callback_query=press)) == chat_key(said(2, chat=5))
    assert chat_key(Update(1, inline_query=inline)) == "user 1"
    assert is_quick(Update(1, callback_query=press))


async def test_who_waits_for_long_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_AT_A_TIME", 1)
    monkeypatch.setattr(queues, "_COUNTS", 0.01)
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    ours.put(said(1, chat=1))
    ours.put(said(2, chat=2))
    await begun(handler, "begin 1")
    while len(handler.notes) < 2:  # noqa: ASYNC110 (notes have no event)
        await asyncio.sleep(0.005)
    assert handler.notes == ["begin 1", "begin 2"]
    assert await ours.drain(0.01) == 2
    assert load.waiting == 0


async def test_while_more_is_fetched_only_what_is_quick_begins() -> None:
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    ours.hold(True)
    ours.put(said(1, chat=1))
    ours.put(said(2, chat=2, text="/start"))
    await begun(handler, "begin 2")
    ours.hold(False)
    await begun(handler, "begin 1", "begin 2")
    ours.hold(True)
    ours.put(said(3, chat=3))
    handler.go.set()
    assert await ours.drain(5) == 0, "nothing is held when it is to end"


async def test_what_is_not_fetched_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_LONGEST_HELD", 0.01)
    handler, load = Handler(), Load(100)
    ours = Queues(handler.handle, load)
    ours.hold(True)
    ours.put(said(1))
    while not handler.notes:  # noqa: ASYNC110 (notes have no event)
        await asyncio.sleep(0.005)
    handler.go.set()
    await idle(load)
