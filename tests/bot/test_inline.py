"""What is offered to somebody who types ``@bot question`` in another chat."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from bot.handlers import inline
from index.errors import IndexMissing
from tests.bot.conftest import Running
from tests.fakes.bot_corpus import HARBOUR, long_briefing

pytestmark = pytest.mark.e2e


async def test_passages_are_offered_with_their_citation(bot: Running) -> None:
    answer = await bot.api.ask_inline("what will ferry tickets cost?")
    first = answer.results[0]
    assert first["title"] == "Ferries"
    assert first["description"] == "Harbour Weekly, 1 March 2024 – Ferry tickets will cost 4 euros."
    assert answer.texts()[0].startswith(
        "Harbour Weekly · 1\u00a0March\u00a02024\nTransport › Ferries"
    )
    assert answer.texts()[0].endswith(HARBOUR[3])
    assert (answer.is_personal, answer.cache_time <= 10) == (True, True)
    assert "answerInlineQuery" not in {call.method for call in bot.api.refused()}


async def test_passage_is_posted_and_leads_to_the_bot(bot: Running) -> None:
    answer = await bot.api.ask_inline("ferry tickets", language="de")
    posted = await bot.api.choose_inline(answer.results[0], chat_id=7)
    assert HARBOUR[3] in posted.marked("blockquote")
    assert "Ferry tickets will cost 4 euros." in posted.marked("bold")
    (button,) = answer.results[0]["reply_markup"]["inline_keyboard"][0]
    assert button["text"] == "Im Zusammenhang lesen"
    payload = button["url"].partition("?start=")[2]
    assert button["url"].startswith("https://t.me/briefing_bot?start=")
    await bot.api.open_link(payload)
    await bot.api.wait(lambda: any(HARBOUR[3] in sent.text for sent in bot.api.sent))


async def test_empty_query_offers_the_newest(bot: Running) -> None:
    answer = await bot.api.ask_inline("")
    assert answer.titles() == ["Ferries", "Energie"]
    said = answer.results[0]["description"]
    assert said.startswith("Harbour Weekly, 1 March 2024 – The harbour council approved")
    assert answer.button is not None
    assert answer.button["text"] == "Write a question after my name"
    assert bot.retriever.questions == []


@pytest.mark.parametrize("text", ["zebra", "🙂🙃", "x" * 256])
async def test_nothing_to_offer_is_said(bot: Running, text: str) -> None:
    answer = await bot.api.ask_inline(text)
    assert answer.results == []
    assert answer.button == {"text": "Not covered by the briefings", "start_parameter": "ask"}


async def test_pages_do_not_repeat(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "_PAGE", 4)
    first = await bot.api.ask_inline("ferry")
    second = await bot.api.ask_inline("ferry", offset=first.next_offset)
    assert (len(first.results), len(second.results), second.next_offset) == (4, 2, "")
    shown = [result["id"] for result in (*first.results, *second.results)]
    assert len(shown) == len(set(shown))
    empty = await bot.api.ask_inline("ferry", offset="99999")
    forged = await bot.api.ask_inline("ferry", offset="-1 OR")
    assert empty.results == []
    assert forged.titles() == first.titles()
    newest = await bot.api.ask_inline("", offset="1")
    assert newest.titles() == ["Energie"] or len(newest.results) == 1


async def test_a_tail_that_tells_little_is_left_out(bot: Running) -> None:
    answer = await bot.api.ask_inline("ferry tickets cost euros")
    (offered,) = [text.partition("\n\n")[0] for text in answer.texts()]
    assert offered.endswith(HARBOUR[3])


async def test_long_passage_keeps_the_limits(bot: Running) -> None:
    bot.store.put(long_briefing())
    answer = await bot.api.ask_inline("needle haystack")
    assert "The needle lies in this haystack." in answer.texts()[0]
    assert len(answer.texts()[0]) < 4096
    assert len(answer.results[0]["description"]) <= 202
    assert "answerInlineQuery" not in {call.method for call in bot.api.refused()}


async def test_query_that_takes_too_long_is_given_up(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bot.api.ask_inline("ferry")
    monkeypatch.setattr(inline, "_PATIENCE", 0.0)
    answer = await bot.api.ask_inline("ferry tickets")
    assert answer.results == []
    assert answer.button is not None
    assert answer.button["text"].startswith("Not answered yet")


async def test_index_that_cannot_answer(bot: Running) -> None:
    bot.retriever.fail = IndexMissing("x")
    answer = await bot.api.ask_inline("ferry")
    assert answer.results == []
    assert answer.button is not None


async def test_what_was_typed_before_is_passed_over(bot: Running) -> None:
    await bot.api.ask_inline("ferry")  # the bot is ready now
    typed = ["ferry t", "ferry ti", "ferry tick", "ferry tickets"]
    *before, last = [asyncio.create_task(bot.api.ask_inline(text, seconds=9)) for text in typed]
    answer = await last
    assert answer.results
    assert bot.retriever.questions[-1] == "ferry tickets"
    for task in before:
        task.cancel()


async def test_nothing_is_kept_of_what_was_typed(bot: Running) -> None:
    await bot.api.ask_inline("secret ferry plans")
    await bot.api.handled()
    with sqlite3.connect(bot.folder / "bot.db") as db:
        dump = "\n".join(db.iterdump())
    db.close()
    assert "secret ferry" not in dump


async def test_stranger_gets_nothing(bot: Running) -> None:
    answer = await bot.api.ask_inline("ferry", user=99)
    assert answer.results == []
    assert bot.retriever.questions == []
