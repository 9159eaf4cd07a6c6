"""Which issues there are and which are missing, as an admin sees it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image

from bot.insight.gaps import cover
from bot.messages.choose import MESSAGES
from bot.rendering import coverage, coverage_chart
from bot.rendering.coverage import missing, runs
from tests.bot.conftest import Running
from tests.bot.shelves import FIRST_DAY, issue

pytestmark = pytest.mark.e2e


def fill(bot: Running, series: str, days: list[dt.date | None], first: int = 0) -> None:
    for n, day in enumerate(days, first):
        bot.store.put(issue(n, series=series, date=day))


def weeks(count: int, *without: int) -> list[dt.date | None]:
    return [FIRST_DAY + dt.timedelta(weeks=n) for n in range(count) if n not in without]


async def test_a_picture_and_the_numbers_beside_it(bot: Running) -> None:
    march = [n for n in range(30) if (FIRST_DAY + dt.timedelta(weeks=n)).month == 3]
    fill(bot, "Fernost-Wochenblick", [*weeks(30, *march, 20), None])
    await bot.api.say("/coverage")
    (shown,) = await bot.api.replies(1)
    assert shown.photo is not None
    assert Image.open(io.BytesIO(shown.photo)).width == 1080
    assert shown.text.startswith(
        "27 briefings, 2 series. 2 briefings have no date.\n"
        "The picture shows April 2022 to March 2024.\n\n"
        "Fernost-Wochenblick · 25, January to July 2020, weekly, 1 without a date\n"
        "Fernost-Wochenblick: no issue in March 2020\n"
        "Fernost-Wochenblick: no issue in the week of 25 May 2020\n"
        "Harbour Weekly · 1, March 2024\n"
        "Without a series · 1, 1 without a date"
    )
    assert shown.labels() == ["◀ Earlier"]
    before = shown.photo
    while "◀ Earlier" in shown.labels():
        await bot.api.press(shown, "◀ Earlier")
        await bot.api.handled()
    assert shown.photo != before
    assert "The picture shows January to March 2020." in shown.text
    assert shown.labels() == ["Later ▶"]
    assert len(bot.api.sent) == 1, "in place"
    assert bot.api.refused() == []


async def test_three_hundred_series_have_pages(bot: Running) -> None:
    for n in range(300):
        bot.store.put(issue(n, series=f"Series {n:03}", date=dt.date(2024, 1 + n % 6, 3)))
    await bot.api.say("/coverage", language="de")
    (shown,) = await bot.api.replies(1)
    assert shown.text.startswith(
        "302 Briefings, 301 Reihen. 1 Briefing hat kein Datum.\nReihen 1–8 von 302"
    )
    assert shown.text.count(" · 1, ") == 8
    assert shown.labels() == ["Weiter ▶"]
    await bot.api.press(shown, "Weiter ▶", language="de")
    await bot.api.handled()
    assert "Reihen 9–16 von 302" in shown.text
    await bot.api.press_data(shown, "2:cover:37:0")
    await bot.api.handled()
    assert "297–302 of 302" in shown.text
    assert "Without a series · 1" in shown.text
    assert shown.labels() == ["◀ Previous"]
    assert bot.api.refused() == []


def test_every_series_stands_on_one_page() -> None:
    days: dict[str | None, dict[dt.date | None, int]] = {
        f"{'very ' * (n % 9)}long name {n}": dict.fromkeys(weeks(40, *range(3, 30, 1 + n % 4)), 1)
        for n in range(300)
    }
    every, messages = coverage.covered(days), MESSAGES["de"]
    pages = coverage.pages(every, messages)
    assert [n for page in pages for n in page] == list(range(300))
    months = coverage.window(coverage.all_months(every), 0)
    for page in pages:
        told = coverage.caption(every, page, months, messages)
        assert len(told) <= 1024 - 80
        assert all(coverage.name_of(every[n], messages) in told for n in page)


async def test_nothing_and_nothing_with_a_date(bot: Running) -> None:
    for head in bot.store.heads():
        bot.store.remove(head.id)
    await bot.api.say("/coverage")
    (nothing,) = await bot.api.replies(1)
    assert nothing.text.startswith("There are no briefings here yet.")
    fill(bot, "Lantern Letter", [None, None])
    await bot.api.say("/coverage")
    (told,) = await bot.api.replies(1, after=1)
    assert told.photo is None
    assert told.text.startswith(
        "There is no picture: every briefing here is without a date.\n2 briefings, 1 series."
    )


@pytest.mark.parametrize("data", ["2:cover", "2:cover:x:0", "2:cover:999:999", "2:cover:-1:0"])
async def test_forged_pages(bot: Running, data: str) -> None:
    await bot.api.say("/coverage")
    (shown,) = await bot.api.replies(1)
    await bot.api.press_data(shown, data)
    await bot.api.handled()
    assert shown.text.startswith("2 briefings, 1 series.")
    assert len(bot.api.sent) == 1


async def test_a_picture_that_was_deleted_comes_again(bot: Running) -> None:
    fill(bot, "Old", weeks(2))
    await bot.api.say("/coverage")
    (shown,) = await bot.api.replies(1)
    data = shown.button("◀ Earlier")["callback_data"]
    shown.deleted = True
    await bot.api.press_data(shown, data)
    (again,) = await bot.api.replies(1, after=1)
    assert again.photo is not None


async def test_readers_do_not_see_it(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/coverage", chat_id=8)
    (told,) = await bot.api.replies(1)
    assert told.photo is None


def test_many_gaps_are_told_in_a_line() -> None:
    months = [dt.date(2023, 1, 1), *(dt.date(2024, m, 1) for m in (1, 2, 3, 9, 11))]
    assert runs(months) == [
        (dt.date(2023, 1, 1), dt.date(2023, 1, 1)),
        (dt.date(2024, 1, 1), dt.date(2024, 3, 1)),
        (dt.date(2024, 9, 1), dt.date(2024, 9, 1)),
        (dt.date(2024, 11, 1), dt.date(2024, 11, 1)),
    ]
    left_out = (*range(5, 9), 14, 16, 18, 20, 22)
    days: dict[dt.date | None, int] = dict.fromkeys(weeks(40, *left_out), 1)
    (line,) = missing(cover("S", days), MESSAGES["de"])
    assert line.startswith("S: keine Ausgabe in den Wochen ab 10. Februar")
    assert line.endswith(" und 6 weitere")


def test_a_quarterly_is_not_said_to_lack_months() -> None:
    days: dict[dt.date | None, int] = {
        dt.date(year, month, 1): 1 for year in (2022, 2023) for month in (1, 4, 7, 10)
    }
    assert missing(cover("Quarterly", days), MESSAGES["en"]) == []


def colours(picture: bytes) -> list[tuple[int, Any]]:
    return [*(Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 20) or [])]


def test_gaps_and_many_are_seen_in_the_picture() -> None:
    months = coverage.all_months([cover("S", {dt.date(2024, 1, 1): 1, dt.date(2024, 3, 1): 1})])
    gap = cover("S", {dt.date(2024, 1, 1): 1, dt.date(2024, 3, 1): 1})
    full = cover("S", {dt.date(2024, m, 1): 1 for m in (1, 2, 3)})
    messages = MESSAGES["en"]
    drawn = [coverage_chart.draw([one], ["S"], months, messages) for one in (gap, full)]
    assert drawn[0] != drawn[1]
    reds = [
        sum(count for count, colour in colours(picture) if colour == (213, 94, 0))
        for picture in drawn
    ]
    assert reds[0] > 100
    assert reds[1] == 0
    assert coverage_chart.depth(1, 1) == 0.5
    assert coverage_chart.depth(1, 50) == 0 < coverage_chart.depth(7, 50) < 1
    assert coverage_chart.depth(50, 50) == 1
