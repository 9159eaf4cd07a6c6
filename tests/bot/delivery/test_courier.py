"""A message is sent once: after a crash, an outage, a doubtful end."""

from __future__ import annotations

import httpx
import pytest
from telegram import Chat, Message
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot.delivery import courier as module
from bot.delivery.client import TICKET
from bot.delivery.courier import MOST_REPEATS, Courier
from bot.state.journal import Journal
from bot.state.store import State


class Telegram:
    """Fails as often as ``errors`` says; ``arrived``: what it took, and how it was marked."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.arrived: list[bool] = []
        self.asked = 0

    async def take(self, again: bool) -> Message:
        ticket = TICKET.get()
        assert ticket is not None
        ticket.leaves()
        if self.errors:
            raise self.errors.pop(0)
        self.arrived.append(again)
        return Message(len(self.arrived), None, Chat(1, "private"))  # type: ignore[arg-type]

    async def is_there(self) -> None:
        self.asked += 1


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.001)


@pytest.fixture
def journal() -> Journal:
    return State(":memory:").journal


def courier(journal: Journal, telegram: Telegram) -> Courier:
    made = Courier(journal)
    made.connect(telegram.is_there)
    return made


def never_left() -> TelegramError:
    error = NetworkError("")
    error.__cause__ = httpx.ConnectError("")
    return error


async def test_an_outage_is_waited_out_and_nothing_is_marked(journal: Journal) -> None:
    telegram = Telegram(never_left(), never_left())
    one = courier(journal, telegram)
    with one.errand("u1"):
        assert await one.send(1, telegram.take) == [1]
    assert telegram.arrived == [False]
    assert telegram.asked == 0
    assert journal.unknown() == 0


async def test_a_doubtful_end_is_repeated_after_a_sign_of_life_and_marked(
    journal: Journal,
) -> None:
    telegram = Telegram(TimedOut())
    one = courier(journal, telegram)
    with one.errand("u1"):
        await one.send(1, telegram.take)
    assert telegram.arrived == [True]
    assert telegram.asked == 1
    assert journal.unknown() == 0


async def test_it_is_not_repeated_for_ever(journal: Journal) -> None:
    telegram = Telegram(*[TimedOut() for _ in range(MOST_REPEATS + 1)])
    one = courier(journal, telegram)
    with one.errand("u1"):
        assert await one.send(1, telegram.take) == []
    assert telegram.arrived == []
    assert journal.unknown() == 1


async def test_what_was_sent_before_a_crash_is_not_sent_again(journal: Journal) -> None:
    telegram = Telegram()
    one = courier(journal, telegram)
    with one.errand("u1"):
        await one.send(1, telegram.take)
    after = courier(journal, telegram)
    with after.errand("u1"):
        assert await after.send(1, telegram.take) == [1]
        assert await after.send(1, telegram.take) == [2]
    with after.errand("u2"):
        assert await after.send(1, telegram.take) == [3]
    assert telegram.arrived == [False, False, False]


async def test_what_was_on_its_way_at_a_crash_is_marked(journal: Journal) -> None:
    journal.begin("u1 text 1", 1, 1)
    telegram = Telegram()
    one = courier(journal, telegram)
    with one.errand("u1"):
        await one.send(1, telegram.take)
    assert telegram.arrived == [True]


async def test_what_stands_in_for_a_refused_message_takes_its_place(journal: Journal) -> None:
    telegram = Telegram(BadRequest("can't parse entities"))
    one = courier(journal, telegram)
    with one.errand("u1"):
        with pytest.raises(BadRequest):
            await one.send(1, telegram.take)
        assert await one.send(1, telegram.take) == [1]
    again = courier(journal, telegram)
    with again.errand("u1"):
        assert await again.send(1, telegram.take) == [1], "the first that is tried finds it sent"
    assert telegram.arrived == [False]


async def test_without_an_errand_nothing_is_remembered(journal: Journal) -> None:
    telegram = Telegram()
    one = courier(journal, telegram)
    await one.send(1, telegram.take)
    await one.send(1, telegram.take)
    assert telegram.arrived == [False, False]


async def test_an_edit_that_changes_nothing_is_done(journal: Journal) -> None:
    one = courier(journal, Telegram())
    errors: list[TelegramError] = [TimedOut(), BadRequest("Message is not modified")]

    async def edit() -> None:
        raise errors.pop(0)

    await one.repeat(edit)
    assert errors == []
