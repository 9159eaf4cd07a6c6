"""Minds, chats and indexes that change while something is under way."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Message

from bot.access import Role
from bot.publishing import newsdesk, post
from bot.publishing.newsdesk import see_to_news
from corpus.files import FileRecord
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_alerts import NOON, zeppelins
from tests.bot.digest.test_digests import AFTER, AT, CHANNEL, GROUP, NEWS, NEXT, many
from tests.bot.digest.test_subscribing import of
from tests.bot.shelves import issue
from tests.fakes.bot_api_sent import Sent
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e


async def next_digest(kiosk: Kiosk, chat_id: int) -> list[Sent]:
    """Let the moment come at which a digest is due next; return what is sent."""
    due = of(kiosk, chat_id).due_at
    assert due is not None
    return await kiosk.at(due + dt.timedelta(seconds=1))


async def first_message(kiosk: Kiosk) -> Sent:
    """Make what is due, and send the first message of it."""
    kiosk.now = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
    await kiosk.ticker.tick()
    assert kiosk.post.begin() == 1
    while kiosk.post.carriage.under_way:
        await kiosk.post.carriage.some_done()
    return kiosk.api.sent[-1]


async def test_what_is_read_and_not_indexed_yet_is_news_later(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed = {paragraph.id for paragraph in kiosk.store.paragraphs()}
    monkeypatch.setattr(FakeRetriever, "paragraph_ids", lambda _: sorted(indexed))
    kiosk.reader(8)
    one = issue(1, title="One", texts=("The council met on Monday and decided on many matters.",))
    other = issue(
        2, title="Two", texts=("Gallium rose to 400 euros on Tuesday, as was expected here.",)
    )
    for number, briefing in enumerate((one, other)):
        kiosk.store.put(briefing)
        record = FileRecord(briefing.head.path, size=900 + number, mtime_ns=7, parser="x")
        kiosk.store.put_file(record)
    indexed |= {paragraph.id for paragraph in one.paragraphs}
    await see_to_news(kiosk.application, "g2")
    indexed |= {paragraph.id for paragraph in other.paragraphs}
    (digest,) = await kiosk.at(AT)
    assert "One" in digest.text
    assert "Two" not in digest.text
    await see_to_news(kiosk.application, "g3")
    (digest,) = await kiosk.at(NEXT)
    assert "1 new briefing\n" in digest.text
    assert "Two" in digest.text


async def test_a_channel_gets_all_pages(kiosk: Kiosk) -> None:
    kiosk.state.groups.joined(CHANNEL, "Desk", by=7, now=kiosk.now, channel=True)
    kiosk.reader(CHANNEL)
    await kiosk.publish(*many(12))
    sent = await kiosk.at(AT)
    assert "12 new briefings · 1–5 of 12" in sent[0].text
    told = "".join(one.text for one in sent)
    assert [told.count(f"· Title {number}\n") for number in range(1, 13)] == [1] * 12
    assert not any(one.labels() for one in sent)
    assert await kiosk.at(NEXT) == []


@pytest.mark.parametrize("blocked", [True, False])
async def test_the_second_message_is_not_lost_with_the_chat(kiosk: Kiosk, *, blocked: bool) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    first = await first_message(kiosk)
    assert "Zeppelin flights will cost" in first.text
    if blocked:  # and Telegram said so
        await kiosk.api.block(8)
        await kiosk.handle()
    else:  # it is only found out when the second is sent
        kiosk.api.blocked.add(8)
        await kiosk.post.drain()
        kiosk.api.blocked.discard(8)
    await kiosk.api.unblock(8)
    await kiosk.handle()
    (digest,) = await next_digest(kiosk, 8)
    assert "Lanterns everywhere" in digest.text
    assert "You follow" not in digest.text, "that came in the first message"


async def test_a_passage_is_told_once_whatever_it_is_found_for(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsdesk, "_MATCHED", 1)
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", "euros", at_once=True)
    kiosk.store.put(zeppelins(1, 40))
    kiosk.generation += 1
    matching = asyncio.create_task(see_to_news(kiosk.application, "g2"))
    sent = []
    while not matching.done():  # the ticker has its turn between two batches
        await asyncio.sleep(0)
        sent += await kiosk.at(NOON)
    sent += await kiosk.at(NOON)
    (alert,) = sent
    assert "You follow “Zeppelin flights, euros”" in alert.text
    kiosk.follow(8, "cost")
    await kiosk.publish(zeppelins(2, 41))
    (alert,) = await kiosk.at("2026-11-26 12:00")
    assert "41 euros" in alert.text
    (digest,) = await kiosk.at(AT)
    assert "You follow" not in digest.text


@pytest.mark.parametrize(
    ("zone", "pressed", "without", "again"),
    [
        ("Asia/Tokyo", "2026-11-26 23:00", "2026-11-27 22:30:01", "2026-11-28 22:30:01"),
        ("America/Los_Angeles", "2026-11-27 02:00", "2026-11-27 15:30:01", "2026-11-28 15:30:01"),
        ("Europe/Berlin", "2026-11-27 05:00", "2026-11-27 06:30:01", "2026-11-28 06:30:01"),
    ],
)
async def test_a_day_is_left_out_where_they_are(
    kiosk: Kiosk,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    pressed: str,
    without: str,
    again: str,
) -> None:
    kiosk.now = dt.datetime.fromisoformat(pressed).replace(tzinfo=dt.UTC)
    kiosk.reader(8, zone=zone)
    stand_still(monkeypatch, lambda: kiosk.now)
    (card,) = await kiosk.say("/subscriptions", 8)
    await kiosk.tap(card, "Skip a day")
    await kiosk.publish(NEWS)
    assert await kiosk.at(without) == []
    (digest,) = await kiosk.at(again)
    assert "Lanterns everywhere" in digest.text


def stand_still(monkeypatch: pytest.MonkeyPatch, now: Callable[[], dt.datetime]) -> None:
    """Let the handlers of cards have the time of the kiosk."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:
            return now().astimezone(tz)

    class Module:
        datetime = Clock
        UTC, date, time, timedelta = dt.UTC, dt.date, dt.time, dt.timedelta

    monkeypatch.setattr("bot.handlers.subscription.dt", Module)


async def test_ended_on_one_page_is_ended_on_the_next(kiosk: Kiosk) -> None:
    kiosk.reader(8, days={1, 5})
    await kiosk.publish(*many(12))
    (digest,) = await kiosk.at(AT)
    await kiosk.tap(digest, "Unsubscribe")
    await kiosk.tap(digest, "Next ▶")
    assert digest.labels()[-1] == "Undo: send it again"
    await kiosk.tap(digest, "Undo: send it again")
    assert of(kiosk, 8).days == {1, 5}
    assert of(kiosk, 8).due_at is not None


async def test_where_nothing_was_on_there_is_nothing_to_undo(kiosk: Kiosk) -> None:
    kiosk.state.people.let_in(8, Role.READER, by=7, now=kiosk.now)
    kiosk.api.open_chat(8)
    (told,) = await kiosk.say("/unsubscribe", 8)
    assert told.labels() == []
    await kiosk.api.press_data(told, f"2:go:{of(kiosk, 8).id}:12345")
    (offer,) = await kiosk.handle()
    assert "Weekdays, 7:30" in offer.labels(), "it is set up first"
    assert of(kiosk, 8).days == frozenset()


async def test_a_group_whose_topic_went_begins_anew_in_another(kiosk: Kiosk) -> None:
    kiosk.reader(GROUP)
    kiosk.state.people.let_in(7, Role.ADMIN, by=None, now=kiosk.now)
    kiosk.api.open_chat(7)
    thread = await kiosk.api.open_topic(GROUP, "Digests")
    kiosk.state.subscribers.change(of(kiosk, GROUP).id, kiosk.now, topic=thread)
    await kiosk.api.delete_topic(GROUP, thread)
    await kiosk.publish(NEWS)
    await kiosk.at(AT)
    assert not of(kiosk, GROUP).reachable
    other = await kiosk.api.open_topic(GROUP, "Other")
    (card,) = await kiosk.say("/subscribe", GROUP, user=7, thread=other)
    assert "every day, 7:30" in card.text
    (digest,) = await next_digest(kiosk, GROUP)
    assert (digest.chat_id, digest.thread) == (GROUP, other)
    assert "Lanterns everywhere" in digest.text


@pytest.mark.parametrize("said", ["/subscriptions", "/watch lanterns", "/subscribe"])
async def test_a_look_from_another_topic_moves_nothing(kiosk: Kiosk, said: str) -> None:
    kiosk.reader(GROUP)
    kiosk.state.people.let_in(9, Role.ADMIN, by=7, now=kiosk.now)
    thread = await kiosk.api.open_topic(GROUP, "Digests")
    other = await kiosk.api.open_topic(GROUP, "Chat")
    kiosk.state.subscribers.change(of(kiosk, GROUP).id, kiosk.now, topic=thread)
    await kiosk.say(said, GROUP, user=9, thread=other)
    assert (of(kiosk, GROUP).topic, of(kiosk, GROUP).created_by) == (thread, 7)
    await kiosk.say("/subscribe 8:00", GROUP, user=9, thread=other)
    assert (of(kiosk, GROUP).topic, of(kiosk, GROUP).created_by) == (other, 9)


async def test_a_digest_that_waits_is_ended_too(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    await first_message(kiosk)
    (told,) = await kiosk.say("/unsubscribe", 8)
    assert await kiosk.at(AFTER) == []
    await kiosk.tap(told, "Undo: send it again")
    (digest,) = await next_digest(kiosk, 8)
    assert "Lanterns everywhere" in digest.text
    assert "You follow" not in digest.text


async def test_whoever_is_forgotten_meanwhile_gets_no_alert(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    run = kiosk.services.desk.run

    async def forgets(work: Callable[[Any], Any]) -> Any:
        result = await run(work)
        kiosk.state.forget(8, kiosk.now, keep_access=True)
        return result

    monkeypatch.setattr(kiosk.services.desk, "run", forgets)
    assert await kiosk.at(NOON) == []
    assert not {"editions", "outbox", "matches"} & set(kiosk.state.export(8))


async def test_an_answer_that_cannot_be_read_is_no_reason_to_send_again(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)

    def fails(*_: object) -> Message:
        raise KeyError("new field")

    monkeypatch.setattr(Message, "de_json", fails)
    assert len(await kiosk.at(AT)) == 1
    assert await kiosk.at("2026-11-27 06:36") == []
    assert kiosk.state.outbox.counts() == {"unknown": 1}


async def test_beginning_again_brings_no_backlog(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "price was euros")
    await kiosk.say("/unsubscribe", 8)
    await kiosk.publish(*many(30))
    await kiosk.say("/subscribe 7:30 daily", 8)
    assert await next_digest(kiosk, 8) == []
    await kiosk.publish(*many(1, first=40))
    followed, _ = await next_digest(kiosk, 8)
    assert "1 passage on your topics" in followed.text


async def test_what_was_found_and_never_told_is_forgotten(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    assert kiosk.state.matches.sweep(kiosk.state.news.latest()) == 0
    assert kiosk.state.matches.sweep(kiosk.state.news.latest() + 1) == 1


async def test_telegram_comes_back_to_what_was_taken_back(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    write = post.Post._write

    async def slowly(*given: Any, **named: Any) -> Any:
        written = await write(*given, **named)
        kiosk.state.subscribers.change(of(kiosk, 8).id, kiosk.now, paused=True)
        for edition in kiosk.state.editions.open_of(8):
            kiosk.state.take_back(edition, dropped=True)
        return written

    monkeypatch.setattr(post.Post, "_write", slowly)
    assert await kiosk.at(AT) == []
    assert not kiosk.state.outbox.counts()
