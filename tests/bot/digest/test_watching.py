"""Following questions and topics from the chat."""

from __future__ import annotations

import pytest

from bot.handlers import watch
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_digests import many
from tests.bot.digest.test_subscribing import topics

pytestmark = pytest.mark.e2e

NOON = "2026-11-26 11:00"


async def test_a_topic(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/watch price euros", 7)
    assert told.text.startswith("You follow “price euros”. When a new briefing speaks of it, ")
    assert told.text.endswith("So far no briefing speaks of it; other words may find more.")
    assert told.labels() == ["With the digest", "Stop", "What I follow"]
    await kiosk.publish(*many(1))
    (alert,) = await kiosk.at(NOON)
    assert "The price was 1 euros." in alert.text


async def test_what_there_is_so_far(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/watch ferry", 7)
    assert told.text.endswith("So far 1 briefing speaks of it, of 1 March 2024.")
    (told,) = await kiosk.say("/watch Kohleausstieg", 7)
    assert told.text.endswith("So far 1 briefing speaks of it.")


async def test_a_question(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/watch Who will be the price trustee?", 7)
    assert told.text == (
        "You follow “Who will be the price trustee?”."
        " When a new briefing answers that, I tell you at once."
    )


async def test_with_the_digest(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/watch price euros", 7)
    await kiosk.tap(told, "With the digest")
    assert told.text.startswith("What you follow\n\n1 · “price euros” · with the digest\n")
    assert told.text.endswith("No digest comes here yet that could bring it: /subscribe makes one.")
    await kiosk.tap(told, "1 · At once")
    assert told.text == "What you follow\n\n1 · “price euros” · at once"
    await kiosk.tap(told, "1 · Stop")
    assert told.text.startswith("You follow nothing yet.")
    assert topics(kiosk) == []


async def test_the_same_twice(kiosk: Kiosk) -> None:
    await kiosk.say("/watch price euros", 7)
    (told,) = await kiosk.say("/watch  Price  EUROS ", 7)
    assert told.text.startswith("You follow “Price EUROS” already.")
    assert topics(kiosk) == ["price euros"]


async def test_asked_for(kiosk: Kiosk) -> None:
    (listed,) = await kiosk.say("/watch", 7)
    assert listed.text.startswith("You follow nothing yet.")
    (prompt,) = await kiosk.tap(listed, "Follow something")
    assert prompt.text.startswith("Write what you want to follow")
    (told,) = await kiosk.say("Is the ferry line late?", 7)
    assert told.text.startswith("You follow “Is the ferry line late?”.")
    (answer,) = await kiosk.say("ferry harbour council", 7)
    assert "Harbour Weekly" in answer.text, "only the next message is the answer"


@pytest.mark.parametrize("text", ["?", "hello", "a" * 3, "🙂🙂"])
async def test_what_cannot_be_followed(kiosk: Kiosk, text: str) -> None:
    (told,) = await kiosk.say(f"/watch {text}", 7)
    assert told.text.startswith("Write what you want to follow") == (topics(kiosk) == [])


async def test_a_limit(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "MOST_FOLLOWED", 2)
    for text in ("first thing", "second thing", "third thing"):
        (told,) = await kiosk.say(f"/watch {text}", 7)
    assert told.text == "More than 2 cannot be followed in a chat. End one of them first."
    assert topics(kiosk) == ["first thing", "second thing"]


async def test_a_long_list_is_paged(kiosk: Kiosk) -> None:
    for number in range(10):
        kiosk.follow(7, f"topic number {number}")
    (listed,) = await kiosk.say("/watch", 7)
    assert "8 · “topic number 7”" in listed.text
    assert "9 · " not in listed.text
    await kiosk.tap(listed, "Next ▶")
    assert "9 · “topic number 8”" in listed.text
    await kiosk.tap(listed, "10 · Stop")
    assert len(topics(kiosk)) == 9


async def test_what_somebody_writes_is_shown_as_it_is(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/watch <b>R&D</b> {topic} **spending**", 7)
    assert "“<b>R&D</b> {topic} **spending**”" in told.text
    (listed,) = await kiosk.say("/watch", 7)
    assert "“<b>R&D</b> {topic} **spending**”" in listed.text


async def test_in_a_group_for_all(kiosk: Kiosk) -> None:
    kiosk.reader(-1005, days=())
    kiosk.api.chats[-1005].admins.add(9)
    kiosk.state.people.let_in(9, kiosk.state.people.role(7), by=7, now=kiosk.now)
    (told,) = await kiosk.say("/watch price euros", -1005, user=9)
    assert told.text.startswith("Followed here: “price euros”.")
    await kiosk.publish(*many(1))
    (alert,) = await kiosk.at(NOON)
    assert alert.chat_id == -1005
    (refused,) = await kiosk.say("/watch something else", -1005, user=10)
    assert refused.text == "Only admins of this group can set that up."
