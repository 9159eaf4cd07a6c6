"""Digests of groups and channels: set up by their admins, wherever they may be changed."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.access import Role
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_digests import AT, NEWS
from tests.bot.digest.test_subscribing import WORK, of
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

GROUP, CHANNEL = -1005, -1006


@pytest.fixture(autouse=True)
async def _known(kiosk: Kiosk) -> None:
    for person, role in ((7, Role.ADMIN), (9, Role.READER), (10, Role.READER)):
        kiosk.state.people.let_in(person, role, by=7, now=kiosk.now)
        kiosk.state.people.seen(person, "Ada", "en", kiosk.now.date())
        kiosk.api.open_chat(person)


async def group(kiosk: Kiosk) -> None:
    """Let a group in which 9 is an admin ask."""
    await kiosk.api.add_bot(GROUP, user=9)
    kiosk.api.chats[GROUP].admins.add(9)
    (question,) = await kiosk.handle()
    await kiosk.tap(question, "Allow")


async def test_an_admin_of_a_group_sets_its_digest_up(kiosk: Kiosk) -> None:
    await group(kiosk)
    (refused,) = await kiosk.say("/subscribe", GROUP, user=10)
    assert refused.text == "Only admins of this group can set that up."
    (offer,) = await kiosk.say("/subscribe", GROUP, user=9)
    assert offer.text.startswith("What is new, for this group")
    await kiosk.tap(offer, "Every day, 7:30", user=10)
    assert kiosk.api.toasts[-1].text == "Only admins of this chat can change that."
    await kiosk.tap(offer, "Every day, 7:30", user=9)
    assert "Answer with “Reply” to this message" in offer.text
    (card,) = await kiosk.say("Vienna", GROUP, user=9, reply_to=offer)
    assert card.text.startswith("Digest in Group: every day, 7:30 (Vienna time)")
    assert card.labels()[7] == "Spoken here: English"
    await kiosk.publish(NEWS)
    due = of(kiosk, GROUP).due_at
    assert due is not None
    (digest,) = await kiosk.at(due)
    assert digest.chat_id == GROUP


async def test_what_others_write_is_not_the_answer(kiosk: Kiosk) -> None:
    await group(kiosk)
    (offer,) = await kiosk.say("/subscribe", GROUP, user=9)
    await kiosk.tap(offer, "Every day, 7:30", user=9)
    await kiosk.say("Tokyo", GROUP, user=10, reply_to=offer)
    assert of(kiosk, GROUP).zone is None


async def test_a_group_speaks_a_language_of_its_own(kiosk: Kiosk) -> None:
    await group(kiosk)
    (card,) = await kiosk.say("/subscribe 7:30 daily Europe/Berlin", GROUP, user=9)
    await kiosk.tap(card, "Spoken here: English", user=9)
    await kiosk.tap(card, "Deutsch", user=9)
    await kiosk.publish(NEWS)
    due = of(kiosk, GROUP).due_at
    assert due is not None
    (digest,) = await kiosk.at(due)
    assert digest.text.startswith("Ihr Digest · ")


async def test_the_digest_comes_in_the_topic_where_it_was_set_up(kiosk: Kiosk) -> None:
    await group(kiosk)
    thread = await kiosk.api.open_topic(GROUP, "Digests")
    await kiosk.handle()
    await kiosk.say("/subscribe 7:30 daily Europe/Berlin", GROUP, user=9, thread=thread)
    await kiosk.publish(NEWS)
    due = of(kiosk, GROUP).due_at
    assert due is not None
    (digest,) = await kiosk.at(due)
    assert digest.thread == thread


async def test_a_groups_digest_is_changed_in_private_as_well(kiosk: Kiosk) -> None:
    await group(kiosk)
    await kiosk.say("/subscribe 7:30 weekdays Europe/Berlin", GROUP, user=9)
    (own,) = await kiosk.say("/subscriptions", 9)
    assert own.text.endswith("Your groups and channels")
    assert own.labels()[-1] == "Group · Weekdays, 7:30"
    await kiosk.tap(own, "Group · Weekdays, 7:30")
    assert own.text.startswith("Digest in Group: weekdays, 7:30")
    await kiosk.tap(own, "Pause")
    assert of(kiosk, GROUP).paused
    kiosk.api.chats[GROUP].admins.discard(9)
    await kiosk.tap(own, "Go on")
    assert of(kiosk, GROUP).paused, "who is no admin any more changes nothing"


async def test_a_group_that_is_left_gets_nothing_until_it_is_back(kiosk: Kiosk) -> None:
    await group(kiosk)
    await kiosk.say("/subscribe 7:30 daily Europe/Berlin", GROUP, user=9)
    await kiosk.publish(NEWS)
    await kiosk.api.remove_bot(GROUP, user=9)
    await kiosk.handle()
    assert of(kiosk, GROUP).due_at is None
    calls = len(kiosk.api.calls)
    assert await kiosk.at("2026-12-09 06:30:01") == []
    assert len(kiosk.api.calls) == calls, "nothing is tried"
    await kiosk.api.add_bot(GROUP, user=9)
    sent = await kiosk.handle()
    asked = [one for one in sent if "Allow" in one.labels()]
    for question in asked:
        await kiosk.tap(question, "Allow")
    due = of(kiosk, GROUP).due_at
    assert due is not None
    (digest,) = await kiosk.at(due)
    assert "Lanterns everywhere" in digest.text


async def channel(kiosk: Kiosk) -> Sent:
    """Let 9 make the bot an admin of a channel, and the admins allow it; return what 9 is told."""
    await kiosk.api.add_bot(CHANNEL, "channel", user=9, admin=True)
    kiosk.api.chats[CHANNEL].admins.add(9)
    kiosk.api.chats[CHANNEL].title = "Lantern News"
    (question,) = await kiosk.handle()
    assert question.chat_id == 7
    assert question.text.startswith("Ada made me an admin of the channel “")
    (ready,) = await kiosk.tap(question, "Allow")
    assert "Everybody there reads them" in question.text
    assert ready.chat_id == 9
    return ready


async def test_a_channel_is_set_up_in_private(kiosk: Kiosk) -> None:
    ready = await channel(kiosk)
    await kiosk.tap(ready, "Set up its digest")
    assert ready.text.startswith("What is new, in ")
    await kiosk.tap(ready, "Weekdays, 7:30")
    (card,) = await kiosk.say("Berlin", 9)
    assert card.text.startswith("Digest in ")
    assert of(kiosk, CHANNEL).days == WORK
    await kiosk.publish(NEWS)
    due = of(kiosk, CHANNEL).due_at
    assert due is not None
    (digest,) = await kiosk.at(due)
    assert (digest.chat_id, digest.labels()) == (CHANNEL, [])


async def test_nobody_else_sets_up_a_channel(kiosk: Kiosk) -> None:
    ready = await channel(kiosk)
    data = ready.button("Set up its digest")["callback_data"]
    kiosk.reader(10)
    (other,) = await kiosk.say("/subscriptions", 10)
    await kiosk.api.press_data(other, data)
    await kiosk.handle()
    assert not of(kiosk, CHANNEL).days


async def test_posts_of_a_channel_are_no_questions(kiosk: Kiosk) -> None:
    await channel(kiosk)
    before = len(kiosk.api.sent)
    await kiosk.api.post("ferry harbour council", chat_id=CHANNEL)
    await kiosk.handle()
    assert len(kiosk.api.sent) == before


async def test_without_access_nothing_is_set_up(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/subscribe", 99)
    assert told.labels() == [] or "7:30" not in told.labels()[0]
    assert kiosk.state.subscribers.of_chat(99) is None


async def test_access_that_is_taken_and_given_back(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    (people,) = await kiosk.say("/people", 7)
    for data in ("2:people:show:8", "2:people:revoked:8"):
        await kiosk.api.press_data(people, data)
    await kiosk.handle()
    await kiosk.publish(NEWS)
    assert await kiosk.at(AT) == []
    assert of(kiosk, 8).due_at is None
    await kiosk.api.press_data(people, "2:people:reader:8")
    await kiosk.handle()
    due = of(kiosk, 8).due_at
    assert due is not None
    (digest,) = await kiosk.at(due + dt.timedelta(minutes=1))
    assert "Lanterns everywhere" in digest.text
