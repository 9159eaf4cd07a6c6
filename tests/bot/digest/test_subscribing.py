"""Setting up a digest: in two taps, in words, by a place, for a group, for a channel."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.state.subscribers import Subscriber
from tests.bot.digest.kiosk import Kiosk
from tests.bot.digest.test_digests import many
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

WORK = frozenset(range(1, 6))


def of(kiosk: Kiosk, chat_id: int = 7) -> Subscriber:
    subscriber = kiosk.state.subscribers.of_chat(chat_id)
    assert subscriber is not None
    return subscriber


def topics(kiosk: Kiosk, chat_id: int = 7) -> list[str]:
    return [watch.text for watch in kiosk.state.watches.of_chat(chat_id)]


async def test_two_taps(kiosk: Kiosk) -> None:
    (offer,) = await kiosk.say("/subscribe", 7)
    assert offer.labels() == [
        "Weekdays, 7:30",
        "Every day, 7:30",
        "Weekdays, 17:00",
        "Monday, 8:00",
    ]
    await kiosk.tap(offer, "Weekdays, 7:30")
    assert offer.text.startswith("What time is it where you are?")
    berlin = next(label for label in offer.labels() if "Berlin" in label)
    shown = dt.datetime.now(ZoneInfo("Europe/Berlin"))
    assert berlin in {
        f"{one.hour}:{one.minute:02} · Berlin" for one in (shown, shown - dt.timedelta(minutes=1))
    }
    await kiosk.tap(offer, berlin)
    assert offer.text.startswith("Your digest: weekdays, 7:30 (Berlin time)\n\nNext: ")
    subscriber = of(kiosk)
    assert (subscriber.at, subscriber.days) == (dt.time(7, 30), WORK)
    assert subscriber.zone == "Europe/Berlin"
    assert subscriber.due_at is not None
    assert subscriber.due_at.astimezone(ZoneInfo("Europe/Berlin")).time() == dt.time(7, 30)


async def test_the_zone_is_asked_once(kiosk: Kiosk) -> None:
    (question,) = await kiosk.say("/subscribe 8:00 daily", 7)
    assert "What time is it" in question.text
    (card,) = await kiosk.say("Kathmandu", 7)
    assert card.text.startswith("Your digest: every day, 8:00 (Kathmandu time)")
    (card,) = await kiosk.say("/subscribe 9:00", 7)
    assert card.text.startswith("Your digest: every day, 9:00 (Kathmandu time)")
    assert of(kiosk).zone == "Asia/Kathmandu"


async def test_in_words(kiosk: Kiosk) -> None:
    await kiosk.say("/subscribe 7:30 weekdays EV exports, Taiwan", 7)
    (card,) = await kiosk.say("Berlin", 7)
    assert "Your topics: “EV exports”, “Taiwan”." in card.text
    assert topics(kiosk) == ["EV exports", "Taiwan"]
    assert not any(watch.at_once for watch in kiosk.state.watches.of_chat(7))


async def test_in_german_words(kiosk: Kiosk) -> None:
    said = "/subscribe werktags um halb 8, Harbour Weekly, Gasspeicher, Tokioter Börse, 25:00"
    await kiosk.say(said, 7, language="de")
    last = await kiosk.say("Wien", 7, language="de")
    subscriber = of(kiosk)
    assert (subscriber.at, subscriber.days) == (dt.time(7, 30), WORK)
    assert subscriber.series == ("Harbour Weekly",)
    assert "Reihen: Harbour Weekly." in last[0].text
    assert topics(kiosk) == ["Gasspeicher", "Tokioter Börse"]


async def test_what_is_not_understood_is_said(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/subscribe 25:00 in Nowherecity time", 7)
    assert "I did not understand “25:00”." in told.text
    assert "I did not understand “Nowherecity”." in told.text
    (card,) = await kiosk.say("/subscribe 8:00 Lead time for chips Europe/Berlin", 7)
    assert "Your topics: “Lead time for chips”." in card.text


async def test_off_in_words(kiosk: Kiosk) -> None:
    kiosk.reader(7)
    (told,) = await kiosk.say("/subscribe off", 7)
    assert told.text.startswith("You will get no more digests here.")
    assert of(kiosk).days == frozenset()
    (offer,) = await kiosk.say("/subscribe help", 7)
    assert offer.text.startswith("What is new, when you want it")
    assert kiosk.state.watches.of_chat(7) == []


async def test_another_zone_in_words(kiosk: Kiosk) -> None:
    (card,) = await kiosk.say("/subscribe 8 pm Tokyo time", 7)
    assert card.text.startswith("Your digest: weekdays, 20:00 (Tokyo time)")


async def test_a_shared_location(kiosk: Kiosk) -> None:
    (offer,) = await kiosk.say("/subscribe", 7)
    await kiosk.tap(offer, "Every day, 7:30")
    (prompt,) = await kiosk.tap(offer, "Somewhere else")
    assert prompt.text.startswith("Write the name of your city, or send me your location.")
    await kiosk.api.show("location", at=(27.7, 85.3))
    (card,) = await kiosk.handle()
    assert "(Kathmandu time)" in card.text
    assert not any("85.3" in str(row) for row in kiosk.state.export(7).values())


async def test_a_location_at_sea_and_one_that_nobody_asked_for(kiosk: Kiosk) -> None:
    await kiosk.api.show("location")
    (told,) = await kiosk.handle()
    assert told.text.startswith("I can only read text.")
    await kiosk.say("/subscribe 8:00", 7)
    await kiosk.api.show("location", at=(-47.0, -120.0))
    (card,) = await kiosk.handle()
    assert "(UTC-8 time)" in card.text


async def test_a_city_of_which_there_are_several(kiosk: Kiosk) -> None:
    await kiosk.say("/subscribe 8:00", 7)
    (which,) = await kiosk.say("Birmingham", 7)
    assert which.text == "Which Birmingham?"
    label = next(one for one in which.labels() if "London" in one)
    await kiosk.tap(which, label)
    assert of(kiosk).zone == "Europe/London"


async def test_a_question_is_not_taken_for_a_place(kiosk: Kiosk) -> None:
    await kiosk.say("/subscribe 8:00", 7)
    (answer,) = await kiosk.say("ferry harbour council", 7)
    assert "Harbour Weekly" in answer.text
    (answer,) = await kiosk.say("Berlin", 7)
    assert of(kiosk).zone is None, "the question about the place is over"


async def test_an_unknown_place(kiosk: Kiosk) -> None:
    (offer,) = await kiosk.say("/subscribe 8:00", 7)
    await kiosk.tap(offer, "Somewhere else")
    (told,) = await kiosk.say("Entenhausen", 7)
    assert told.text.startswith("I do not know a place “Entenhausen”.")
    (card,) = await kiosk.say("Bonn", 7)
    assert "(Berlin time)" in card.text


async def card_of(kiosk: Kiosk) -> Sent:
    (card,) = await kiosk.say("/subscribe 7:30 weekdays Europe/Berlin", 7)
    return card


async def test_everything_is_changed_with_buttons(kiosk: Kiosk) -> None:
    card = await card_of(kiosk)
    await kiosk.tap(card, "Time")
    await kiosk.tap(card, "18:00")
    assert card.text.startswith("Your digest: weekdays, 18:00")
    await kiosk.tap(card, "Days")
    await kiosk.tap(card, "✓ Wed")
    await kiosk.tap(card, "Sun")
    await kiosk.tap(card, "Done")
    assert card.text.startswith("Your digest: Mon, Tue, Thu, Fri, Sun, 18:00")
    await kiosk.tap(card, "Series")
    await kiosk.tap(card, "Harbour Weekly")
    assert "✓ Harbour Weekly" in card.labels()
    await kiosk.tap(card, "Done")
    assert "Series: Harbour Weekly." in card.text
    await kiosk.tap(card, "Languages")
    await kiosk.tap(card, "German")
    await kiosk.tap(card, "Done")
    assert "Languages: German." in card.text
    await kiosk.tap(card, "Languages")
    await kiosk.tap(card, "All")
    await kiosk.tap(card, "Done")
    assert "Languages" not in card.text
    await kiosk.tap(card, "Nothing but my topics")
    assert card.text.endswith("Nothing but your topics.")
    await kiosk.tap(card, "Everything new, topics first")
    assert "Nothing but" not in card.text


async def test_pause_snooze_and_end(kiosk: Kiosk) -> None:
    card = await card_of(kiosk)
    await kiosk.tap(card, "Pause")
    assert "Paused: nothing comes until you go on." in card.text
    assert of(kiosk).due_at is None
    await kiosk.tap(card, "Go on")
    assert of(kiosk).due_at is not None
    await kiosk.tap(card, "Skip a week")
    assert "Nothing comes before" in card.text
    due = of(kiosk).due_at
    assert due is not None
    assert due > dt.datetime.now(dt.UTC) + dt.timedelta(days=6)
    await kiosk.tap(card, "Go on")
    await kiosk.tap(card, "Unsubscribe")
    assert card.text.startswith("No digest comes here.")
    await kiosk.tap(card, "Subscribe")
    await kiosk.tap(card, "Monday, 8:00")
    assert card.text.startswith("Your digest: Monday, 8:00 (Berlin time)")


async def test_a_written_time(kiosk: Kiosk) -> None:
    card = await card_of(kiosk)
    await kiosk.tap(card, "Time")
    (told,) = await kiosk.say("7:77", 7)
    assert told.text.startswith("I do not read a time in that.")
    (changed,) = await kiosk.say("halb 7", 7)
    assert changed.text.startswith("Your digest: weekdays, 6:30")


async def test_unsubscribe_and_back(kiosk: Kiosk) -> None:
    await kiosk.say("/subscribe 7:30 Mon, Thu Europe/Berlin", 7)
    (told,) = await kiosk.say("/unsubscribe", 7)
    assert told.text.startswith("You will get no more digests here.")
    assert not of(kiosk).days
    await kiosk.tap(told, "Undo: send it again")
    assert of(kiosk).days == {1, 4}


async def test_what_is_new_begins_with_the_subscription(kiosk: Kiosk) -> None:
    await kiosk.publish(*many(3))
    await card_of(kiosk)
    assert of(kiosk).cursor == kiosk.state.news.latest()


async def test_what_is_followed_is_found_in_what_is_still_to_be_told(kiosk: Kiosk) -> None:
    await card_of(kiosk)
    await kiosk.publish(*many(3))
    await kiosk.say("/subscribe price euros", 7)
    due = of(kiosk).due_at
    assert due is not None
    followed, _ = await kiosk.at(due + dt.timedelta(seconds=5))
    assert "You follow “price euros”" in followed.text


async def test_a_preview_of_the_digest(kiosk: Kiosk) -> None:
    (told,) = await kiosk.say("/digest", 7)
    assert told.text.startswith("Nothing has come in since I began to watch.")
    await card_of(kiosk)
    await kiosk.publish(*many(7))
    (digest,) = await kiosk.say("/digest", 7)
    assert digest.text.startswith("What is new since ")
    assert "7 new briefings · 1–5 of 7" in digest.text
    await kiosk.tap(digest, "Next ▶")
    assert "6–7 of 7" in digest.text
    due = of(kiosk).due_at
    assert due is not None
    assert len(await kiosk.at(due + dt.timedelta(seconds=5))) == 1, "it comes all the same"


async def test_a_forged_button(kiosk: Kiosk) -> None:
    card = await card_of(kiosk)
    number = of(kiosk).id
    for data in (
        f"2:sub:set:{number}:9:0730",
        f"2:sub:set:{number}:1:9999",
        f"2:sub:zone:{number}:Mars/Base",
        f"2:sub:zone:{number}:../etc/passwd",
        f"2:sub:snooze:{number}:400",
        f"2:sub:speak:{number}:xx",
        f"2:sub:serie:{number}:nope:1",
        f"2:sub:card:{number}:1:2:3",
        "2:sub:card:999",
        "2:sub",
        f"2:watch:mode:{number}:99:1",
        f"2:watch:mode:{number}",
        f"2:ed:{number}:f:0",
        "2:again:77",
        f"2:end:{number}x",
    ):
        before = of(kiosk)
        await kiosk.api.press_data(card, data)
        (told,) = await kiosk.handle()
        assert told.text
        assert of(kiosk) == before, data


async def test_somebody_elses_button(kiosk: Kiosk) -> None:
    await card_of(kiosk)
    kiosk.reader(8)
    (other,) = await kiosk.say("/subscriptions", 8)
    await kiosk.api.press_data(other, f"2:sub:off:{of(kiosk).id}")
    await kiosk.handle()
    assert of(kiosk).days == WORK
