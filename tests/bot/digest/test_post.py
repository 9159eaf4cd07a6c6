"""Every message of a digest at most once, whatever happens on the way."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot.publishing import carriage, post
from bot.publishing.doubts import tell_of_doubts
from bot.publishing.planning import regain
from bot.publishing.post import Post
from bot.publishing.printing import Letter
from bot.state.editions import Edition
from bot.state.outbox import Part, PartState
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_digests import AFTER, AT, NEWS, NEXT, many
from tests.fakes.bot_api import Fault
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

GROUP, MOVED = -1005, -1009


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriage, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(carriage, "LONGEST_PAUSE", 0.002)


async def in_contact(kiosk: Kiosk) -> None:
    async with asyncio.timeout(10):
        while not kiosk.post.carriage.in_contact:  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.002)


async def test_whoever_blocked_the_bot_gets_all_of_it_when_they_come_back(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    kiosk.api.blocked.add(8)
    await kiosk.publish(NEWS)
    assert await kiosk.at(AT) == []
    subscriber = kiosk.state.subscribers.of_chat(8)
    assert subscriber is not None
    assert not subscriber.reachable
    assert subscriber.due_at is None, "nothing is tried again"
    calls = len(kiosk.api.calls)
    await kiosk.at(NEXT)
    assert len(kiosk.api.calls) == calls
    kiosk.api.blocked.discard(8)
    regain(kiosk.state, 8, kiosk.now)
    alert, digest = await kiosk.at("2026-11-29 06:30:01")
    assert "Zeppelin flights" in alert.text
    assert "Lanterns everywhere" in digest.text


async def test_writing_to_the_bot_brings_the_digest_back(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.api.blocked.add(8)
    await kiosk.publish(NEWS)
    await kiosk.at(AT)
    kiosk.api.blocked.discard(8)
    await kiosk.say("/subscriptions", 8)
    subscriber = kiosk.state.subscribers.of_chat(8)
    assert subscriber is not None
    assert subscriber.reachable
    assert subscriber.due_at is not None


@pytest.mark.parametrize("told", [True, False])
async def test_a_group_that_moves_keeps_its_digest(kiosk: Kiosk, *, told: bool) -> None:
    kiosk.reader(GROUP)
    kiosk.follow(GROUP, "Lanterns")
    await kiosk.api.upgrade(GROUP, MOVED)
    if told:
        await kiosk.handle()
    else:  # Telegram says so when the bot writes there
        kiosk.api.updates.clear()
    await kiosk.publish(NEWS)
    sent = await kiosk.at(AT)
    assert set(_chats(sent)) == {MOVED}
    assert [watch.text for watch in kiosk.state.watches.of_chat(MOVED)] == ["Lanterns"]
    subscriber = kiosk.state.subscribers.of_chat(MOVED)
    assert subscriber is not None
    assert subscriber.due_at is not None
    assert kiosk.state.subscribers.of_chat(GROUP) is None
    await kiosk.publish(*many(1, first=50))
    (digest,) = await kiosk.at(NEXT)
    assert digest.chat_id == MOVED


async def test_a_flood_limit_is_waited_for(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.api.faults.append(Fault("sendMessage", 429, retry_after=1))
    await kiosk.publish(NEWS)
    assert len(await kiosk.at(AT)) == 1


@pytest.mark.parametrize("delivered", [True, False])
async def test_without_an_answer_it_is_never_sent_again(kiosk: Kiosk, *, delivered: bool) -> None:
    kiosk.reader(8)
    kiosk.reader(9)
    kiosk.state.people.seen(7, "Grace", "en", kiosk.now.date())
    kiosk.api.open_chat(7)
    fault = Fault("sendMessage", None, delivered=delivered, chat_id=8)
    kiosk.api.faults.append(fault)
    await kiosk.publish(NEWS)
    sent = await kiosk.at(AT)
    await in_contact(kiosk)
    sent += await kiosk.at(AFTER)
    assert sorted(one.chat_id for one in sent) == ([8, 9] if delivered else [9])

    assert await tell_of_doubts(kiosk.application) == 1
    told = kiosk.api.sent[-1]
    assert told.chat_id == 7
    assert "Ada" in told.text
    assert "27 November 2026" in told.text
    assert await tell_of_doubts(kiosk.application) == 0, "once is enough"
    (listed,) = await kiosk.say("/deliveries", 7)
    assert "27 November 2026" in listed.text

    await kiosk.publish(*many(1, first=50))
    digests = {one.chat_id: one for one in await kiosk.at(NEXT)}
    doubt = "I do not know whether your digest of 27 November 2026 reached you."
    assert doubt in digests[8].text
    assert doubt not in digests[9].text
    (again,) = await kiosk.tap(digests[8], "Show 27 November 2026")
    assert again.text.startswith("Your digest · Friday, 27 November 2026\n1 new briefing\n")


async def test_what_was_on_its_way_at_a_crash_is_in_doubt(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    kiosk.now = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
    await kiosk.ticker.tick()
    (part,) = kiosk.state.outbox.waiting(kiosk.now, 9)
    kiosk.state.outbox.leaves(part.id)
    assert kiosk.state.outbox.recover() == 1
    assert await kiosk.at(AFTER) == []
    assert [doubt.chat_id for doubt in kiosk.state.outbox.doubts()] == [8]


async def test_an_edition_of_two_messages_goes_on_where_it_was(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    kiosk.now = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
    await kiosk.ticker.tick()
    first = kiosk.state.outbox.waiting(kiosk.now, 9)
    assert [part.number for part in first] == [1], "the second waits for the first"
    kiosk.state.outbox.ended(first[0].id, PartState.SENT, [99])
    kiosk.state.outbox.recover()
    (second,) = await kiosk.at(AFTER)
    assert second.text.startswith("New briefings\n")


@pytest.mark.parametrize("status", [None, 500, 502])
async def test_telegram_cannot_be_reached(kiosk: Kiosk, status: int | None) -> None:
    """Whatever is not begun waits, comes late, and then says so."""
    for chat_id in range(100, 140):
        kiosk.reader(chat_id)
    await kiosk.publish(NEWS)
    async with kiosk.api.outage(status):
        assert await kiosk.at("2026-11-27 06:40:00") == []
    await in_contact(kiosk)
    sent = await kiosk.at("2026-11-27 08:00")
    unknown = kiosk.state.outbox.counts()[PartState.UNKNOWN]
    assert unknown <= post._AT_A_TIME
    assert len({one.chat_id for one in sent}) == len(sent) == 40 - unknown
    assert all("Late: this was due at 7:30." in one.text for one in sent)


async def test_what_waited_too_long_goes_into_the_next(kiosk: Kiosk) -> None:
    for chat_id in range(100, 140):
        kiosk.reader(chat_id)
    await kiosk.publish(NEWS)
    async with kiosk.api.outage():
        await kiosk.at("2026-11-27 06:40:00")
    await in_contact(kiosk)
    assert await kiosk.at("2026-11-27 13:00") == []
    unknown = kiosk.state.outbox.counts()[PartState.UNKNOWN]
    sent = await kiosk.at(NEXT)
    sent += await kiosk.at("2026-11-28 06:40")
    assert len(sent) == 40 - unknown
    assert all("Includes what you should have had on 27 November 2026." in s.text for s in sent)


async def test_a_topic_is_gone(kiosk: Kiosk) -> None:
    kiosk.reader(GROUP)
    kiosk.state.people.seen(7, "Grace", "en", kiosk.now.date())
    kiosk.api.open_chat(7)
    thread = await kiosk.api.open_topic(GROUP, "Digests")
    kiosk.state.subscribers.change(1, kiosk.now, topic=thread)
    await kiosk.api.delete_topic(GROUP, thread)
    await kiosk.publish(NEWS)
    (told,) = await kiosk.at(AT)
    assert told.chat_id == 7
    assert "Desk" in told.text
    assert await kiosk.at(NEXT) == [], "nothing is tried again, and it is told once"


async def test_html_that_telegram_cannot_read_comes_as_plain_text(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    cause = "Bad Request: can't parse entities: unsupported start tag"
    kiosk.api.faults.append(Fault("sendMessage", 400, description=cause))
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(AT)
    assert digest.text.startswith("Your digest · Friday, 27 November 2026\n1 new briefing\n")
    assert digest.entities == []


async def test_one_that_cannot_be_written_does_not_hold_up_the_others(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.reader(8)
    kiosk.reader(9)
    await kiosk.publish(NEWS)
    write = Post._write

    async def fails(self: Post, edition: Edition, part: Part) -> Letter | None:
        if edition.chat_id == 8:
            raise ValueError
        return await write(self, edition, part)

    monkeypatch.setattr(Post, "_write", fails)
    assert _chats(await kiosk.at(AT)) == [9]
    monkeypatch.setattr(Post, "_write", write)
    assert _chats(await kiosk.at("2026-11-27 06:36")) == [8]


async def test_no_access_any_more(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    kiosk.now = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
    await kiosk.ticker.tick()
    kiosk.state.people.revoke(8, kiosk.now)
    assert await kiosk.at(AFTER) == []
    assert kiosk.state.outbox.queued() == 0


def _chats(sent: list[Sent]) -> list[int]:
    return [one.chat_id for one in sent]
