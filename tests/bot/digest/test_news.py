"""What is new in a generation: what was never there before, however often the index is built."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.publishing import newsdesk
from bot.publishing.newsdesk import look, see_to_news
from corpus.briefing import Briefing
from corpus.files import FileRecord
from index.answer import Hit
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_digests import AT, many, reworded
from tests.bot.shelves import issue
from tests.fakes.retriever import FakeFollower

pytestmark = pytest.mark.e2e

BOILER = "Unsubscribe at any time. All rights reserved by the Lantern Society."


def letter(number: int, *texts: str) -> Briefing:
    return issue(number, title=f"Letter {number}", texts=texts)


async def new(kiosk: Kiosk, *briefings: Briefing) -> list[str]:
    """Publish briefings; return the texts that are new."""
    before = kiosk.state.news.latest()
    await kiosk.publish(*briefings)
    arrivals = kiosk.state.news.arrivals(before, kiosk.state.news.latest())
    texts = {paragraph.id: paragraph.text for paragraph in kiosk.store.paragraphs()}
    return sorted(texts[one.paragraph_id] for one in arrivals)


async def test_before_the_first_look_everything_is_known(kiosk: Kiosk) -> None:
    assert kiosk.state.news.latest() == 0
    assert await new(kiosk) == []


async def test_each_paragraph_once(kiosk: Kiosk) -> None:
    one = letter(1, "The price is 4 euros.", "It was raised in May.")
    assert await new(kiosk, one) == ["It was raised in May.", "The price is 4 euros."]
    assert await new(kiosk, one) == []
    kiosk.store.remove(one.head.id)
    assert await new(kiosk) == []
    assert await new(kiosk, one) == [], "a file that comes back is no news"


async def test_what_stands_in_every_issue_is_new_once(kiosk: Kiosk) -> None:
    assert BOILER in await new(kiosk, letter(1, "The price is 4 euros.", BOILER))
    assert await new(kiosk, letter(2, "The price is 5 euros.", BOILER)) == ["The price is 5 euros."]


async def test_only_a_sentence_of_a_paragraph_is_new(kiosk: Kiosk) -> None:
    text = "The council met on Monday. It decided on 12 matters."
    one = letter(1, text)
    await new(kiosk, one)
    changed = text.replace("12", "13")
    assert await new(kiosk, reworded(one, changed)) == [changed]
    (arrival,) = kiosk.state.news.arrivals(kiosk.state.news.latest() - 1, 99)
    assert changed[arrival.start : arrival.end] == "It decided on 13 matters."
    assert arrival.changed


async def test_what_is_set_in_another_way_is_no_news(kiosk: Kiosk) -> None:
    one = letter(1, "The council met on Monday. It decided on “12” matters.")
    await new(kiosk, one)
    again = reworded(one, "The council met on Mon\u00adday. It decided on 12\u00a0matters .")
    assert await new(kiosk, again) == []


async def test_a_file_that_is_read_in_another_way_is_no_news(kiosk: Kiosk) -> None:
    """The reader was mended and finds other paragraphs, in a file that nobody touched."""
    one = letter(1, "The council met on Monday and decided")
    read = FileRecord(one.head.path, size=900, mtime_ns=7, parser="first")
    kiosk.store.put_file(read)
    assert len(await new(kiosk, one)) == 1
    kiosk.store.put_file(replace(read, parser="second"))
    text = "The council met on Monday and decided on 12 matters."
    assert await new(kiosk, reworded(one, text)) == []
    kiosk.store.put_file(replace(read, parser="second", mtime_ns=8))
    corrected = text.replace("12", "13")
    assert await new(kiosk, reworded(one, corrected)) == [corrected]


@pytest.mark.parametrize("step", ["look", "match"])
async def test_a_look_that_was_interrupted_goes_on(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(newsdesk, "_LOOKED_AT", 1)
    monkeypatch.setattr(newsdesk, "_MATCHED", 1)
    kiosk.reader(8)
    kiosk.follow(8, "price was euros", "rose percent", at_once=True)
    for briefing in many(3):
        kiosk.store.put(briefing)
    run_slow = kiosk.services.desk.run_slow
    times = 0

    async def breaks(work: Callable[..., Any]) -> Any:
        nonlocal times
        times += 1
        if times == (4 if step == "look" else 12):
            raise asyncio.CancelledError
        return await run_slow(work)

    monkeypatch.setattr(kiosk.services.desk, "run_slow", breaks)
    with pytest.raises(asyncio.CancelledError):
        await see_to_news(kiosk.application, "g2")
    assert kiosk.state.news.latest() == 0, "nobody is told of half of it"
    assert (step == "look") is (kiosk.state.news.to_match() == [])
    monkeypatch.setattr(kiosk.services.desk, "run_slow", run_slow)
    await see_to_news(kiosk.application, "g3")
    alert, digest = await kiosk.at(AT)
    assert alert.text.startswith("New on what you follow\n1–3 of 6\n")
    assert "\n3 new briefings\n" in digest.text


async def test_what_cannot_be_matched_does_not_hold_up_the_others(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "price was euros", "this breaks", "rose percent", at_once=True)
    match = FakeFollower._match

    def breaks(self: FakeFollower, text: str) -> tuple[Hit, ...]:
        if text == "this breaks":
            raise ValueError
        return match(self, text)

    monkeypatch.setattr(FakeFollower, "_match", breaks)
    await kiosk.publish(*many(1))
    alert, _ = await kiosk.at(AT)
    assert "You follow “price was euros”" in alert.text
    assert "You follow “rose percent”" in alert.text


async def test_nothing_is_told_before_it_is_matched(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.store.put(letter(1, "The price is 4 euros."))
    assert await look(kiosk.services, "g2") == 1
    assert await kiosk.at(AT) == []


async def test_many_paragraphs_do_not_keep_questions_waiting(
    kiosk: Kiosk,
) -> None:
    """A question that comes while a large generation is looked at has its turn."""
    kiosk.reader(8)
    kiosk.store.put(letter(1, *(f"Price number {n} is {n} euros." for n in range(3_000))))
    looking: Awaitable[Any] = asyncio.create_task(see_to_news(kiosk.application, "g2"))
    await asyncio.sleep(0)
    (answer,) = await kiosk.say("ferry harbour council", 8)
    assert "ferry" in answer.text
    assert kiosk.state.news.latest() == 0, "the look is not over yet"
    await looking
    assert len(await kiosk.at(AT)) == 1
