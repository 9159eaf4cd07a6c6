"""What subscribers get, and when: messages as they see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.publishing.editing import Editor
from bot.state.subscribers import Subscriber
from corpus.briefing import Briefing, Section, paragraph_ids
from tests.bot.digest.kiosk import Kiosk, is_silent
from tests.bot.shelves import issue

pytestmark = pytest.mark.e2e

BEFORE, AT, AFTER = "2026-11-27 06:29:59", "2026-11-27 06:30:01", "2026-11-27 06:31"
NEXT = "2026-11-28 06:30:01"
GROUP, CHANNEL = -1005, -1006

NEWS = issue(
    1,
    date=dt.date(2026, 11, 26),
    title="Lanterns everywhere",
    texts=(
        "The lantern council met on Thursday in the old town hall. It was late.",
        "Zeppelin flights will cost 40 euros from March on.",
    ),
    sections=(Section(1, ("City", "Lanterns")),),
)


def reworded(briefing: Briefing, *texts: str) -> Briefing:
    """Return a briefing that says something else."""
    ids = paragraph_ids(briefing.head.id, texts)
    paragraphs = tuple(
        replace(paragraph, id=key, text=text)
        for paragraph, key, text in zip(briefing.paragraphs, ids, texts, strict=True)
    )
    return replace(briefing, paragraphs=paragraphs)


def many(count: int, first: int = 1) -> list[Briefing]:
    """Return briefings of two paragraphs each."""
    return [
        issue(
            number,
            title=f"Title {number}",
            texts=(f"The price was {number} euros.", f"It rose by {number} percent."),
        )
        for number in range(first, first + count)
    ]


async def test_what_is_new_comes_at_the_hour(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    assert await kiosk.at(BEFORE) == []
    (digest,) = await kiosk.at(AT)
    assert digest.text == (
        "Your digest · Friday, 27 November 2026\n1 new briefing\n\n"
        "1 · Lanterns everywhere\nLantern Letter · 26\xa0November\xa02026\n"
        "Lanterns\nThe lantern council met on Thursday in the old town hall. (¶ 1)"
    )
    assert digest.labels() == ["1 · Open", "Change", "Unsubscribe"]
    assert await kiosk.at(AFTER) == []
    assert await kiosk.at(NEXT) == [], "nothing new means no message"


async def test_a_masthead_leads_nothing(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    masthead = "The Lantern Society of the Northern Harbours / Verein der nördlichen Häfen"
    said = "The council met on Thursday in the old town hall, for the first time since May."
    section = Section(2, ("City",))
    await kiosk.publish(
        issue(1, texts=(masthead, said), sections=(section,)),
        issue(2, texts=(masthead, f"{said[:-1]}, says the “Courier.”")),
        issue(3, texts=("Nothing but a line",)),
    )
    (digest,) = await kiosk.at(AT)
    assert digest.text.count(said) == 1
    assert "“Courier.” (¶ 2)" in digest.text
    assert masthead not in digest.text
    assert "Nothing but a line (¶ 1)" in digest.text


async def test_the_buttons_of_a_digest_lead_on(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(AT)
    (opened,) = await kiosk.tap(digest, "1 · Open")
    assert "Lanterns everywhere" in opened.text
    (card,) = await kiosk.tap(digest, "Change")
    assert "7:30" in card.text


async def test_what_is_followed_comes_first_with_the_reason(kiosk: Kiosk) -> None:
    kiosk.reader(8, language="de")
    kiosk.follow(8, "Zeppelin flights", "flights Zeppelin", "submarines")
    await kiosk.publish(NEWS)
    followed, news = await kiosk.at(AT)
    assert followed.text == (
        "Ihr Digest · Freitag, 27. November 2026\n"
        "1 Stelle zu Ihren Themen, 1 neues Briefing\n\n"
        "Sie verfolgen „Zeppelin flights, flights Zeppelin“\n"
        "1 · Lantern Letter · 26.\xa0November\xa02026\n"
        "City › Lanterns\xa0·\xa0¶\xa02\n"
        "Zeppelin flights will cost 40 euros from March on."
    )
    assert followed.labels() == ["1 · Kontext", "1 · Original", "1 · Zitieren"]
    assert news.text.startswith("Neue Briefings\n\n1 · Lanterns everywhere\n")
    assert news.labels() == ["1 · Öffnen", "Ändern", "Abbestellen"]
    assert not is_silent(followed)
    assert is_silent(news), "it rings once"
    (cited,) = await kiosk.tap(followed, "1 · Zitieren")
    assert "section “City › Lanterns”, para. 2" in cited.text


async def test_only_what_is_followed(kiosk: Kiosk) -> None:
    kiosk.reader(8, only_followed=True)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(issue(2))
    assert await kiosk.at(AT) == []
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(NEXT)
    assert "1 passage on your topics\n" in digest.text
    assert digest.labels() == ["1 · Context", "1 · Original", "1 · Cite", "Change", "Unsubscribe"]


@pytest.mark.parametrize(
    ("wish", "comes"),
    [
        ({"series": ("Lantern Letter",)}, True),
        ({"series": ("Harbour Weekly",)}, False),
        ({"languages": ("en",)}, True),
        ({"languages": ("de",)}, False),
    ],
)
async def test_only_some_series_or_languages(
    kiosk: Kiosk, wish: dict[str, Any], *, comes: bool
) -> None:
    kiosk.reader(8, **wish)
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    assert bool(await kiosk.at(AT)) is comes


async def test_a_corrected_briefing_is_news_only_where_its_text_is(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    assert len(await kiosk.at(AT)) == 1
    head = replace(NEWS.head, title="Lanterns everywhere!", date=dt.date(2026, 11, 27))
    await kiosk.publish(replace(NEWS, head=head))
    assert await kiosk.at(NEXT) == []
    texts = [paragraph.text for paragraph in NEWS.paragraphs]
    await kiosk.publish(reworded(NEWS, texts[0], texts[1].replace("40", "45")))
    (digest,) = await kiosk.at("2026-11-29 06:30:01")
    assert "\n1 briefing changed\n" in digest.text
    assert "changed since you had it" in digest.text
    assert "Zeppelin flights will cost 45 euros" in digest.text
    assert "lantern council" not in digest.text


async def test_what_is_told_was_never_told_before(kiosk: Kiosk) -> None:
    """A briefing that is renamed, or loses a paragraph, says nothing new."""
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(NEWS)
    assert len(await kiosk.at(AT)) == 2
    kiosk.store.remove(NEWS.head.id)
    await kiosk.publish(issue(9, title="Renamed", texts=tuple(p.text for p in NEWS.paragraphs)))
    assert await kiosk.at(NEXT) == []


async def test_a_long_digest_is_paged(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(*many(12))
    (digest,) = await kiosk.at(AT)
    assert "12 new briefings · 1–5 of 12" in digest.text
    assert digest.text.count("Title ") == 5
    assert "expandable_blockquote" in {entity.type for entity in digest.entities}
    assert digest.labels()[5:] == ["Next ▶", "Change", "Unsubscribe"]
    await kiosk.tap(digest, "Next ▶")
    assert digest.text.startswith("New briefings · 6–10 of 12\n")
    assert digest.labels()[:5] == [f"{n} · Open" for n in range(6, 11)]
    assert digest.labels()[-2:] == ["Change", "Unsubscribe"]


async def test_an_edition_is_fixed_when_it_is_made(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(*many(7))
    (digest,) = await kiosk.at(AT)
    await kiosk.publish(issue(20, title="Title 20"))
    await kiosk.tap(digest, "Next ▶")
    assert "Title 20" not in digest.text
    assert "6–7 of 7" in digest.text


async def test_what_leaves_the_corpus_is_not_shown(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    briefings = many(7)
    await kiosk.publish(*briefings)
    (digest,) = await kiosk.at(AT)
    for one in briefings:
        kiosk.store.remove(one.head.id)
    await kiosk.tap(digest, "Next ▶")
    assert digest.text == "What stood here is no longer in the archive."


async def test_late(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at("2026-11-27 12:20")
    assert digest.text.splitlines()[2] == "Late: this was due at 7:30."
    assert await kiosk.at(NEXT) == []


async def test_too_late_goes_into_the_next(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    assert await kiosk.at("2026-11-27 12:40") == []
    await kiosk.publish(issue(2))
    (digest,) = await kiosk.at(NEXT)
    head = digest.text.splitlines()
    assert head[:2] == ["Your digest · Saturday, 28 November 2026", "2 new briefings"]
    assert head[2] == "Includes what you should have had on 27 November 2026."
    await kiosk.publish(*many(1))
    (digest,) = await kiosk.at("2026-11-29 06:30:01")
    assert "Includes" not in digest.text


async def test_weekly(kiosk: Kiosk) -> None:
    kiosk.reader(8, days={1}, language="de")
    await kiosk.publish(NEWS)
    assert await kiosk.at(AT) == []
    (digest,) = await kiosk.at("2026-11-30 06:30:01")
    assert digest.text.startswith("Ihre Woche · 24. bis 30. November 2026\n")


async def test_one_that_cannot_be_made_does_not_hold_up_the_others(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in (8, 9):
        kiosk.reader(chat_id)
        kiosk.follow(chat_id, "Zeppelin flights", at_once=True)
    await kiosk.publish(NEWS)
    make = Editor.make_digest

    async def fails(self: Editor, subscriber: Subscriber, now: dt.datetime) -> bool:
        if subscriber.chat_id == 8:
            raise ValueError
        return await make(self, subscriber, now)

    alert = Editor.make_alert

    async def fails_too(self: Editor, chat_id: int, now: dt.datetime) -> bool:
        if chat_id == 8:
            raise ValueError
        return await alert(self, chat_id, now)

    monkeypatch.setattr(Editor, "make_alert", fails_too)
    monkeypatch.setattr(Editor, "make_digest", fails)
    assert [sent.chat_id for sent in await kiosk.at("2026-11-27 06:30:05")] == [9, 9]
    monkeypatch.setattr(Editor, "make_digest", make)
    monkeypatch.setattr(Editor, "make_alert", alert)
    assert await kiosk.at("2026-11-27 06:31") == []
    assert [sent.chat_id for sent in await kiosk.at("2026-11-27 06:36")] == [8, 8]


async def test_each_zone_at_its_own_time(kiosk: Kiosk) -> None:
    kiosk.reader(8, zone="Asia/Kathmandu")
    kiosk.reader(9, zone="America/St_Johns")
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at("2026-11-27 01:45:01")
    assert digest.chat_id == 8
    (digest,) = await kiosk.at("2026-11-27 11:00:01")
    assert digest.chat_id == 9


async def test_unsubscribing_takes_one_tap_and_back(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(AT)
    await kiosk.tap(digest, "Unsubscribe")
    assert kiosk.api.toasts[-1].text.startswith("You will get no more digests here.")
    assert digest.labels() == ["1 · Open", "Undo: send it again"]
    await kiosk.publish(issue(2))
    assert await kiosk.at(NEXT) == []
    await kiosk.tap(digest, "Undo: send it again")
    assert digest.labels() == ["1 · Open", "Change", "Unsubscribe"]
    subscriber = kiosk.state.subscribers.of_chat(8)
    assert subscriber is not None
    assert len(subscriber.days) == 7
    assert subscriber.due_at is not None


async def test_pause_and_snooze(kiosk: Kiosk) -> None:
    kiosk.reader(8, paused=True)
    kiosk.reader(9, snoozed_until=dt.date(2026, 11, 28))
    await kiosk.publish(NEWS)
    assert await kiosk.at(AT) == []
    (digest,) = await kiosk.at(NEXT)
    assert digest.chat_id == 9
    assert "Late" not in digest.text
    assert "Includes" not in digest.text, "they wanted none"


async def test_a_group_and_its_topic(kiosk: Kiosk) -> None:
    kiosk.reader(GROUP)
    thread = await kiosk.api.open_topic(GROUP, "Digests")
    kiosk.state.subscribers.change(1, kiosk.now, topic=thread)
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(AT)
    assert (digest.chat_id, digest.thread) == (GROUP, thread)
    await kiosk.tap(digest, "Unsubscribe", user=9)
    assert kiosk.api.toasts[-1].text == "Only admins of this chat can change that."
    assert "Unsubscribe" in digest.labels()


async def test_a_channel_has_links_in_the_place_of_buttons(kiosk: Kiosk) -> None:
    kiosk.state.groups.joined(CHANNEL, "Desk", by=7, now=kiosk.now, channel=True)
    kiosk.reader(CHANNEL)
    await kiosk.publish(NEWS)
    (digest,) = await kiosk.at(AT)
    assert digest.labels() == []
    links = [entity.url for entity in digest.entities if entity.url]
    assert len(links) == 1
    assert "?start=" in links[0]
