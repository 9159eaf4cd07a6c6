from __future__ import annotations

import datetime as dt

import pytest

from tests.bot.conftest import Running
from tests.bot.shelves import issue, weekly

pytestmark = pytest.mark.e2e


async def test_series_months_issues_and_back(bot: Running) -> None:
    for briefing in weekly(300):
        bot.store.put(briefing)
    bot.store.put(issue(900, title="A letter of no day"))
    await bot.api.say("/briefings")
    (shelf,) = await bot.api.replies(1)
    assert shelf.text == "303 briefings · 2 series"
    assert shelf.labels() == ["Harbour Weekly (1)", "Lantern Letter (301)", "Without a series (1)"]

    async def press(label: str) -> list[str]:
        await bot.api.press(shelf, label)
        await bot.api.handled()
        return shelf.labels()

    months = await press("Lantern Letter (301)")
    assert months[0] == "September 2025 (5)"
    assert months[-2:] == ["Next ▶", "◀ Back"]
    seen: list[str] = []
    while True:
        months = shelf.labels()
        seen += [label for label in months if "(" in label]
        if "Next ▶" not in months:
            break
        await press("Next ▶")
    assert len(seen) == len(set(seen)) == 70, "69 months, and what has no date"
    assert seen[-1] == "undated (1)"
    issues = await press("undated (1)")
    assert issues == ["undated · A letter of no day", "◀ Back"]
    assert shelf.text == "Lantern Letter · undated\n1 briefing"
    assert "September 2025 (5)" in await press("◀ Back")
    issues = await press("September 2025 (5)")
    assert issues[0] == "29 September 2025 · Letter number 299"
    await press("29 September 2025 · Letter number 299")
    (head,) = await bot.api.replies(1, after=1)
    assert head.text.startswith("Letter number 299")
    assert bot.api.refused() == []


async def test_a_small_series_is_shown_at_once_and_by_its_words(bot: Running) -> None:
    await bot.api.say("/briefings harbor weekly", language="de")
    (shelf,) = await bot.api.replies(1)
    assert shelf.text == "Harbour Weekly\n1 Briefing"
    assert shelf.labels() == ["1. März 2024 · A ferry for the islands", "◀ Übersicht"]
    await bot.api.press(shelf, "◀ Übersicht", language="de")
    await bot.api.handled()
    assert shelf.labels() == ["Harbour Weekly (1)", "Ohne Reihe (1)"]


async def test_words_that_name_no_series(bot: Running) -> None:
    await bot.api.say("/briefings <zebra> {0}")
    (shelf,) = await bot.api.replies(1)
    assert shelf.text.startswith("No series is called “<zebra> {0}”.")
    assert "Harbour Weekly (1)" in shelf.labels()


async def test_many_issues_of_a_month_go_over_pages(bot: Running) -> None:
    for number in range(20):
        bot.store.put(issue(number, date=dt.date(2024, 5, 1 + number)))
    await bot.api.say("/briefings lantern")
    (shelf,) = await bot.api.replies(1)
    await bot.api.press(shelf, "May 2024 (20)")
    await bot.api.handled()
    seen: list[str] = []
    for _ in range(2):
        seen += [label for label in shelf.labels() if "Letter" in label]
        await bot.api.press(shelf, "Next ▶")
        await bot.api.handled()
    seen += [label for label in shelf.labels() if "Letter" in label]
    assert len(seen) == len(set(seen)) == 20
    assert shelf.labels()[-2:] == ["◀ Previous", "◀ Back"]


@pytest.mark.parametrize(
    "data", ["2:shelf", "2:shelf:a:b:c", "2:shelf:::x", "2:shelf::2024-13:0", "2:shelf:::0:0"]
)
async def test_forged_shelf(bot: Running, data: str) -> None:
    await bot.api.say("/briefings")
    (shelf,) = await bot.api.replies(1)
    await bot.api.press_data(shelf, data)
    (reply,) = await bot.api.replies(1, after=1)
    assert "Please ask again" in reply.text


async def test_a_series_that_is_gone_leads_to_the_others(bot: Running) -> None:
    await bot.api.say("/briefings harbour")
    (shelf,) = await bot.api.replies(1)
    await bot.api.press_data(shelf, "2:shelf:00000000:2024-03:7")
    await bot.api.handled()
    assert shelf.text == "2 briefings · 1 series"
