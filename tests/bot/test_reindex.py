"""Admins have the index made anew: one at a time, told in one message, through restarts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bot.access import Role
from bot.evaluating import Direction, Evaluation
from bot.reindexing import reindexer
from bot.reindexing.report import Outcome, Report, Stage, Step, to_line
from bot.reindexing.workshop import Workshop
from corpus.store import CorpusStore
from index.build import build
from index.generation import current_id
from index.switching import CANDIDATE, chosen_model, named
from tests.bot.conftest import Running, start_bot
from tests.fakes import reindexing_program
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.briefings import make_briefing
from tests.fakes.encoder import FakeEncoder

pytestmark = pytest.mark.e2e

DONE = Report(
    Outcome.SWITCHED,
    seconds=75,
    model="bundled",
    briefings=1200,
    paragraphs=20_500,
    added=("2026/letter-40.pdf", "2026/letter-41.pdf"),
    removed=("old.txt",),
    counts={"added": 2, "changed": 0, "removed": 1, "unreadable": 1},
    unreadable={"broken.pdf": "is not a PDF"},
    languages={"de": 15_375, "en": 5_125},
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexer, "EVERY", 0.02)
    monkeypatch.setattr(reindexer, "_LOOKS", 0.02)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    program = (sys.executable, reindexing_program.__file__, str(tmp_path))
    yield Workshop(tmp_path / "index", tmp_path / "briefings", program=program)
    (tmp_path / "go").touch()


@pytest.fixture
async def bot(api: FakeBotApi, tmp_path: Path, workshop: Workshop) -> AsyncIterator[Running]:
    running = start_bot(api, tmp_path, workshop=workshop)
    running.met(7)
    yield running
    if not running.task.done():
        await running.end()


def will_say(bot: Running, *lines: str | Step | Report) -> None:
    (bot.folder / "go").unlink(missing_ok=True)
    said = [line if isinstance(line, str) else to_line(line) for line in lines]
    (bot.folder / "says").write_text("\n".join(said), encoding="utf-8")


def calls(bot: Running) -> list[str]:
    return (bot.folder / "calls").read_text().splitlines()


async def ask(bot: Running, text: str = "/reindex", user: int = 7) -> Sent:
    await bot.api.say(text, chat_id=user)
    await bot.api.handled()
    return bot.api.sent[-1]


async def shows(sent: Sent, words: str) -> str:
    """Wait until a message shows something; return its text."""
    async with asyncio.timeout(10):
        while words not in sent.text:  # noqa: ASYNC110 (a message has no event)
            await asyncio.sleep(0.01)
    return sent.text


async def test_how_far_it_is_and_what_was_done(bot: Running) -> None:
    will_say(bot, Step(Stage.ENCODING, 0, 400), Step(Stage.ENCODING, 100, 400), "wait", DONE)
    message = await ask(bot)
    assert message.text.startswith("Reindexing\n\n")
    assert message.labels() == ["Cancel"]
    text = await shows(message, "100 of 400")
    assert "Encoding\n▓▓▓░░░░░░░░░ 25%\n100 of 400" in text
    assert " a second" in text
    assert " left" in text
    (bot.folder / "go").touch()
    assert await shows(message, "answers") == (
        "The new index answers.\n\n"
        "2 briefings are new: letter-40.pdf, letter-41.pdf\n1 is gone: old.txt\n\n"
        "1,200 briefings, 20,500 paragraphs · bundled\nLanguages: German 75%, English 25%\n"
        "It took 1 minute.\n\n1 file cannot be read:\nbroken.pdf: is not a PDF"
    )
    assert message.labels() == []
    assert calls(bot) == ["reindex --for-bot"]
    assert len(bot.api.sent) == 1, "all of it in one message"
    assert not (bot.folder / "token").read_text(), "files are read without it"


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("/reindex full", "reindex --for-bot --full"),
        ("/reindex model intfloat/multilingual-e5-small",
         "reindex --for-bot --model intfloat/multilingual-e5-small"),
        ("/reindex model default", "reindex --for-bot --model "),
    ],
)  # fmt: skip
async def test_what_is_asked_for_is_done(bot: Running, said: str, called: str) -> None:
    will_say(bot, Report(Outcome.UNCHANGED, counts={}))
    await shows(await ask(bot, said), "up to date")
    assert [call.rstrip() for call in calls(bot)] == [called.rstrip()]


async def test_only_one_at_a_time(bot: Running) -> None:
    will_say(bot, "wait", DONE)
    first = await ask(bot)
    second = await ask(bot, "/reindex full")
    assert second.text.startswith("That is under way already; it is shown here from now on.")
    (bot.folder / "go").touch()
    await shows(second, "The new index answers.")
    assert "answers" not in first.text
    assert calls(bot) == ["reindex --for-bot"]


async def test_cancelling_ends_it_at_once(bot: Running) -> None:
    will_say(bot, "wait", DONE)
    message = await ask(bot)
    async with asyncio.timeout(10):
        while not (bot.folder / "pid").exists():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await bot.api.press(message, "Cancel")
    text = await shows(message, "Ended.")
    assert "The index before goes on answering" in text
    pid = (bot.folder / "pid").read_text()
    assert not psutil.pid_exists(int(pid))
    will_say(bot, Report(Outcome.UNCHANGED, counts={}))
    await shows(await ask(bot), "up to date")


async def test_a_restart_goes_on_with_it(bot: Running, workshop: Workshop) -> None:
    will_say(bot, Step(Stage.READING, 3, 9), "wait", DONE)
    message = await ask(bot, "/reindex full")
    await shows(message, "3 of 9")
    await bot.end()
    again = start_bot(bot.api, bot.folder, workshop=workshop)
    text = await shows(message, "It was interrupted once and goes on.")
    assert text.startswith("Reindexing everything")
    (bot.folder / "go").touch()
    await shows(message, "The new index answers.")
    assert calls(bot) == ["reindex --for-bot --full", "reindex --for-bot --resumed --full"]
    await again.end()


async def test_a_crash_before_the_last_word_leaves_it_to_the_next_start(
    bot: Running, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    will_say(bot, "wait", DONE)
    message = await ask(bot)
    monkeypatch.setattr(reindexer.Reindexer, "show", _says_nothing)
    (bot.folder / "go").touch()
    async with asyncio.timeout(10):
        while bot.services.state.reindexes.under_way() is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await bot.end()
    assert "answers" not in message.text
    monkeypatch.undo()
    again = start_bot(bot.api, bot.folder, workshop=workshop)
    await shows(message, "The new index answers.")
    await again.end()


async def _says_nothing(*_: object) -> None:
    """Do what a process does that was killed."""


async def test_what_goes_wrong_is_said(bot: Running) -> None:
    will_say(bot, "exit 3")
    text = await shows(await ask(bot), "could not be done")
    assert text == (
        "It could not be done: Something is wrong with the disk (exit status 3)."
        " The index before goes on answering."
    )
    will_say(bot, '{"step": 7}', "no JSON", Report(Outcome.FAILED, error="there is no folder x"))
    text = await shows(await ask(bot), "could not be done")
    assert "there is no folder x." in text


async def test_only_admins_and_only_in_words_that_can_be_told(bot: Running) -> None:
    bot.let_in(8)
    refused = await ask(bot, user=8)
    assert refused.text == "Only admins can do that."
    told = await ask(bot, "/reindex everything please")
    assert told.text.startswith("/reindex reads what changed.")
    assert not (bot.folder / "calls").exists()
    assert bot.services.state.reindexes.under_way() is None


def figures(right: float) -> str:
    row = Direction("all", 40, right, right, right, right, 0.0)
    return Evaluation("g", (row,), (), 10, 0.1, 0.2, 0, 0.01, 0.02).to_json()


def grow(workshop: Workshop, *texts: str, refused: bool = False) -> str:
    """Build an index with some more paragraphs; return the id of the generation that answers."""
    store = CorpusStore(":memory:")
    for number, text in enumerate(texts):
        store.put(make_briefing(f"{number}.txt", (text,)))
    accepts = (lambda *_: False) if refused else None
    return build(store, FakeEncoder(), workshop.index, accepts=accepts).id


async def test_a_worse_index_is_held_back_and_can_be_used_all_the_same(
    bot: Running, workshop: Workshop
) -> None:
    first = grow(workshop, "Rain fell on the city.")
    grow(workshop, "Rain fell on the city.", "Snow fell.", refused=True)
    held = replace(DONE, outcome=Outcome.HELD, before=figures(0.9), after=figures(0.7))
    will_say(bot, held)
    message = await ask(bot)
    text = await shows(message, "held back")
    assert "By the evaluation questions (before → now)\nright passage first: 90% → 70%" in text
    assert "answered though nothing answers: 10% → 10%" in text
    assert message.labels() == ["Use it all the same", "Remove it"]
    assert current_id(workshop.index) == first
    candidate = named(workshop.index, CANDIDATE)
    assert candidate is not None
    await bot.api.press(message, "Use it all the same")
    await shows(message, "The index that was held back answers now.")
    assert current_id(workshop.index) == candidate.id
    assert chosen_model(workshop.index) == "fake", (
        "builds go on with the model that it was made with"
    )


async def test_a_worse_index_can_be_removed(bot: Running, workshop: Workshop) -> None:
    grow(workshop, "Rain fell on the city.")
    grow(workshop, "Rain fell on the city.", "Snow fell.", refused=True)
    will_say(bot, replace(DONE, outcome=Outcome.HELD))
    message = await ask(bot)
    await shows(message, "held back")
    await bot.api.press(message, "Remove it")
    await shows(message, "is removed")
    assert named(workshop.index, CANDIDATE) is None


async def test_going_back(bot: Running, workshop: Workshop) -> None:
    told = await ask(bot, "/rollback")
    assert told.text == "There is no earlier index to go back to."
    first = grow(workshop, "Rain fell on the city.")
    second = grow(workshop, "Rain fell on the city.", "Snow fell.")
    question = await ask(bot, "/rollback")
    assert question.text.startswith("Go back to the index of ")
    assert "It has 1 paragraph." in question.text
    await bot.api.press(question, "Stay")
    await shows(question, "The index stays as it is.")
    assert current_id(workshop.index) == second
    question = await ask(bot, "/rollback")
    await bot.api.press(question, "Go back")
    await shows(question, "answers again")
    assert current_id(workshop.index) == first
    await bot.api.press_data(question, f"2:reindex:back:{'0' * 16}")
    await shows(question, "There is no earlier index")
    assert current_id(workshop.index) == first


async def test_somebody_who_is_no_admin_any_more_presses(bot: Running) -> None:
    will_say(bot, "wait", DONE)
    bot.let_in(9, role=Role.ADMIN)
    bot.met(9)
    message = await ask(bot, user=9)
    bot.let_in(9)
    with suppress(TimeoutError):
        await bot.api.press(message, "Cancel", user=9)
    await bot.api.handled()
    current = bot.services.state.reindexes.under_way()
    assert current is not None
    assert not current.cancelled
