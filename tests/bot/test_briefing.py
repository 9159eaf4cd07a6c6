from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from corpus.briefing import Section, Source
from tests.bot.conftest import Running
from tests.bot.shelves import issue, weekly
from tests.fakes.bot_corpus import HARBOUR, harbour, long_briefing

pytestmark = pytest.mark.e2e


async def test_the_newest_with_all_there_is_to_it(bot: Running) -> None:
    await bot.api.say("/briefing")
    (head,) = await bot.api.replies(1)
    assert head.text == (
        "A ferry for the islands\nHarbour Weekly · 1\u00a0March\u00a02024\n"
        "English · 1 section · 6 paragraphs · 2 pages\nharbour.txt"
    )
    assert head.labels() == ["Read from the beginning", "Outline", "Sources", "Original file"]
    for label in head.labels():
        await bot.api.press(head, label)
    page, outline, sources, original = await bot.api.replies(4, after=1)
    assert all(text in page.text for text in HARBOUR)
    assert page.marked("blockquote") == [], "no passage was asked for"
    assert page.labels() == ["Outline", "Sources", "Original file"]
    assert outline.text.startswith("Outline\nHarbour Weekly · 1\u00a0March\u00a02024\n")
    assert outline.labels() == ["1"]
    assert sources.text.startswith("2 sources that the briefing names\nHarbour Weekly")
    assert original.document == ("harbour.txt", "\n\n".join(HARBOUR).encode())
    assert original.text == "Harbour Weekly · A ferry for the islands · 1 March 2024"
    assert bot.api.refused() == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("harbour weekly", "A ferry for the islands"),
        ("harbor wekly", "A ferry for the islands"),
        ("ferry islands", "A ferry for the islands"),
        ("1 March 2024", "A ferry for the islands"),
        ("vom 1. März 2024", "A ferry for the islands"),
        ("2024-03-01", "A ferry for the islands"),
        ("March 2024", "A ferry for the islands"),
        ("Kohle", "Kohle & Klima"),
        ("kohle.txt", "Kohle & Klima"),
        ("lantern 12", "Letter number 12"),
        ("letter number 120", "Letter number 120"),
    ],
)
async def test_found_by_its_name_or_day(bot: Running, words: str, title: str) -> None:
    for briefing in weekly(300):
        if briefing.head.date and briefing.head.date.year != 2024:
            bot.store.put(briefing)
    await bot.api.say(f"/briefing {words}")
    (head,) = await bot.api.replies(1)
    assert head.text.startswith(f"{title}\n")


async def test_several_are_offered_and_none_is_told(bot: Running) -> None:
    for briefing in weekly(30):
        bot.store.put(briefing)
    await bot.api.say("/briefing lantern letter")
    await bot.api.say("/briefing zebra <b>{0}</b>", language="de")
    several, none = await bot.api.replies(2)
    assert several.text == "Several briefings fit “lantern letter”. Which one?"
    assert several.labels()[0] == "27 July 2020 · Letter number 29"
    assert len(several.labels()) == 9
    await bot.api.press(several, "27 July 2020 · Letter number 29")
    (head,) = await bot.api.replies(1, after=2)
    assert head.text.startswith("Letter number 29\n")
    await bot.api.press(several, "More of them")
    await bot.api.handled()
    assert several.text == "Lantern Letter\n30 briefings"
    assert several.labels()[0] == "July 2020 (4)"
    assert none.text.startswith("Ich habe kein Briefing gefunden, das „zebra <b>{0}</b>“ heißt.")


async def test_reading_on_and_back_in_place(bot: Running) -> None:
    bot.store.put(long_briefing())
    await bot.api.say("/briefing straw")
    (head,) = await bot.api.replies(1)
    await bot.api.press(head, "Read from the beginning")
    (page,) = await bot.api.replies(1, after=1)
    first = page.text
    assert "Straw was counted for the 0th time." in first
    assert "◀ Before" not in page.labels()
    await bot.api.press(page, "After ▶")
    await bot.api.handled()
    assert page.text != first
    await bot.api.press(page, "◀ Before")
    await bot.api.handled()
    assert page.text == first
    assert len(bot.api.sent) == 2


async def test_a_long_outline_opens_its_sections(bot: Running) -> None:
    sections = tuple(
        Section(n, ("Part", f"<Heading> number {n} " + "of many " * 30)) for n in range(1, 48)
    )
    texts = tuple(f"This is what the part of number {n} says." for n in range(1, 48))
    briefing = issue(1, texts=texts, date=dt.date(2030, 1, 1))
    paragraphs = tuple(
        replace(paragraph, section=section.position, section_path=section.path)
        for paragraph, section in zip(briefing.paragraphs, sections, strict=True)
    )
    bot.store.put(replace(briefing, sections=sections, paragraphs=paragraphs))
    await bot.api.say("/briefing")
    (head,) = await bot.api.replies(1)
    await bot.api.press(head, "Outline")
    (outline,) = await bot.api.replies(1, after=1)
    numbers = [label for label in outline.labels() if label.isdecimal()]
    assert numbers[0] == "1"
    while "Next ▶" in outline.labels():
        await bot.api.press(outline, "Next ▶")
        await bot.api.handled()
        numbers += [label for label in outline.labels() if label.isdecimal()]
    assert numbers == [str(n) for n in range(1, 48)]
    assert "47\u2002<Heading> number 47" in outline.text
    await bot.api.press(outline, "47")
    (page,) = await bot.api.replies(1, after=2)
    assert "This is what the part of number 47 says." in page.text
    assert "number 46 says" not in page.text
    assert bot.api.refused() == []


async def test_hundreds_of_sources_go_over_pages(bot: Running) -> None:
    named = tuple(
        Source(
            1, f"Report <{n}> " + "of the council " * 40, "Town & Port", f"https://t.example/{n}"
        )
        for n in range(200)
    )
    bot.store.put(replace(harbour(), sources=named))
    await bot.api.say("/sources harbour")
    (sources,) = await bot.api.replies(1)
    assert sources.text.startswith("200 sources that the briefing names\n")
    links = []
    while True:
        links += [entity.url for entity in sources.entities if entity.type == "text_link"]
        if "Next ▶" not in sources.labels():
            break
        await bot.api.press(sources, "Next ▶")
        await bot.api.handled()
    assert links == [f"https://t.example/{n}" for n in range(200)]
    assert len(bot.api.sent) == 1
    assert bot.api.refused() == []


async def test_sources_of_the_last_answer_else_of_the_newest(bot: Running) -> None:
    await bot.api.say("/sources")
    await bot.api.say("Kohleausstieg Ziel Regierung")
    await bot.api.say("/sources")
    newest, _, answered = await bot.api.replies(3)
    assert "Council minutes" in newest.text
    assert answered.text == "Kohle & Klima · undated\nThis briefing names no sources."


@pytest.mark.parametrize(
    "data",
    [
        "2:open", "2:open:xyz", "2:open:ffffffffffffffff", "2:read:ffffffffffffffff",
        "2:read:ffffffffffffffff:x:1", "2:outline:ffffffffffffffff", "2:outline:", "2:named:1",
        "2:original:ffffffffffffffff", "2:ctx:ffffffffffffffff:0:0:0", "2:ctx:1:2:3",
        "2:ctx:ffffffffffffffff:0:0:0:x:1", "2:src:ffffffffffffffff:0:0", "2:page::::",
        "2:cite:ffffffffffffffff:0:9999999:0", "2:nonsense:1",
    ],
)  # fmt: skip
async def test_forged_buttons_get_a_clear_answer(bot: Running, data: str) -> None:
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    await bot.api.press_data(latest, data)
    (reply,) = await bot.api.replies(1, after=1)
    assert "again" in reply.text or "no longer here" in reply.text
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_a_forged_span_marks_nothing(bot: Running) -> None:
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    paragraph = harbour().paragraphs[0].id
    await bot.api.press_data(latest, f"2:ctx:{paragraph}:0:5:999999")
    (page,) = await bot.api.replies(1, after=1)
    assert page.marked("blockquote") == [HARBOUR[0]]
