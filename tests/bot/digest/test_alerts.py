"""What is followed: told at once or with the digest, each passage once."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.briefing import Briefing
from tests.bot.digest.kiosk import Kiosk, is_silent
from tests.bot.shelves import issue

pytestmark = pytest.mark.e2e

NOON, NIGHT, MORNING = "2026-11-26 11:00", "2026-11-26 22:30", "2026-11-27 06:30:01"


def zeppelins(number: int, price: int) -> Briefing:
    return issue(
        number,
        title=f"Air {number}",
        date=dt.date(2026, 11, 25),
        texts=(f"Zeppelin flights will cost {price} euros.", f"Nothing else was said {number}."),
    )


async def test_an_alert_comes_at_once_and_once(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    (alert,) = await kiosk.at(NOON)
    assert alert.text == (
        "New on what you follow\n\nYou follow “Zeppelin flights”\n"
        "1 · Lantern Letter · 25\xa0November\xa02026\n¶\xa01\n"
        "Zeppelin flights will cost 40 euros."
    )
    assert alert.marked("blockquote") == ["Zeppelin flights will cost 40 euros."]
    assert alert.labels() == ["1 · Context", "1 · Original", "1 · Cite", "What I follow"]
    assert not is_silent(alert)
    (digest,) = await kiosk.at(MORNING)
    assert "topics" not in digest.text, "what was told at once is not told again as a topic"
    await kiosk.publish(zeppelins(2, 40))
    assert await kiosk.at("2026-11-27 11:00") == [], "a passage that is repeated is no news"
    await kiosk.publish(zeppelins(3, 45))
    (alert,) = await kiosk.at("2026-11-27 12:00")
    assert "45 euros" in alert.text


async def test_what_was_there_before_is_no_news(kiosk: Kiosk) -> None:
    await kiosk.publish(zeppelins(1, 40))
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(issue(5))
    assert await kiosk.at(NOON) == []


async def test_one_alert_for_all_that_came_together(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", "euros", at_once=True)
    await kiosk.publish(*(zeppelins(n, 40 + n) for n in range(1, 6)))
    (alert,) = await kiosk.at(NOON)
    assert alert.text.startswith("New on what you follow\n1–3 of 5\n")
    assert "You follow “Zeppelin flights, euros”" in alert.text
    await kiosk.tap(alert, "Next ▶")
    assert alert.text.startswith("On your topics · 4–5 of 5\n")


async def test_what_comes_while_telegram_cannot_be_reached_is_told_together(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 41))
    await kiosk.ticker.tick()
    for number in range(2, 6):
        await kiosk.publish(zeppelins(number, 40 + number))
        await kiosk.ticker.tick()
    first, others = [*await kiosk.at(NOON), *await kiosk.at(NOON)]
    assert "41 euros" in first.text
    assert others.text.startswith("New on what you follow\n1–3 of 4\n")


async def test_at_night_an_alert_makes_no_sound(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    (alert,) = await kiosk.at(NIGHT)
    assert is_silent(alert)


async def test_with_the_digest_instead(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    (watch,) = kiosk.follow(8, "Zeppelin flights", at_once=True)
    kiosk.state.watches.set_at_once(watch, False)
    await kiosk.publish(zeppelins(1, 40))
    assert await kiosk.at(NOON) == []
    followed, _ = await kiosk.at(MORNING)
    assert "You follow “Zeppelin flights”" in followed.text


async def test_alerts_need_no_digest(kiosk: Kiosk) -> None:
    kiosk.reader(8, days=())
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    assert len(await kiosk.at(NOON)) == 1
    assert await kiosk.at(MORNING) == []


async def test_nothing_while_paused_and_all_of_it_afterwards(kiosk: Kiosk) -> None:
    subscriber = kiosk.reader(8, paused=True)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    assert await kiosk.at(NOON) == []
    kiosk.state.subscribers.change(subscriber.id, kiosk.now, paused=False)
    (alert,) = await kiosk.at("2026-11-26 12:00")
    assert "Zeppelin flights" in alert.text


async def test_each_chat_hears_of_what_it_follows(kiosk: Kiosk) -> None:
    for chat_id, topic in ((8, "Zeppelin flights"), (9, "submarines"), (10, "Zeppelin flights")):
        kiosk.reader(chat_id)
        kiosk.follow(chat_id, topic, at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    assert {alert.chat_id for alert in await kiosk.at(NOON)} == {8, 10}


async def test_what_left_the_corpus_meanwhile_is_not_told(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    news = zeppelins(1, 40)
    await kiosk.publish(news)
    kiosk.store.remove(news.head.id)
    assert await kiosk.at(NOON) == []


async def test_no_access_no_alert(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    kiosk.state.people.revoke(8, kiosk.now)
    await kiosk.publish(zeppelins(1, 40))
    assert await kiosk.at(NOON) == []
    assert await kiosk.at(MORNING) == []


async def test_what_is_followed_is_reached_from_an_alert(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(zeppelins(1, 40))
    (alert,) = await kiosk.at(NOON)
    (listed,) = await kiosk.tap(alert, "What I follow")
    assert "Zeppelin flights" in listed.text
    await kiosk.tap(listed, "1 · Stop")
    await kiosk.publish(zeppelins(2, 50))
    assert await kiosk.at("2026-11-26 12:00") == []
