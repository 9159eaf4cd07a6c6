from __future__ import annotations

import datetime as dt

import pytest

from tests.bot.conftest import Running
from tests.bot.shelves import issue, weekly

pytestmark = pytest.mark.e2e


async def test_newest_first_and_undated_last(bot: Running) -> None:
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    assert latest.text.startswith("The newest briefings\n\n1 · A ferry for the islands\n")
    assert "Harbour Weekly · 1\u00a0March\u00a02024\nThe harbour council approved" in latest.text
    assert latest.text.index("undated") > latest.text.index("1\u00a0March\u00a02024")
    assert latest.labels() == ["1 · Open", "2 · Open"]


async def test_in_german(bot: Running) -> None:
    await bot.api.say("/latest", language="de")
    (latest,) = await bot.api.replies(1)
    assert latest.text.startswith("Die neuesten Briefings")
    assert "Harbour Weekly · 1.\u00a0März\u00a02024" in latest.text
    assert "Kohle & Klima\nohne\u00a0Datum\nDer Kohleausstieg wird vorgezogen." in latest.text
    await bot.api.press(latest, "1 · Öffnen", language="de")
    (head,) = await bot.api.replies(1, after=1)
    assert head.text.startswith(
        "A ferry for the islands\nHarbour Weekly · 1.\u00a0März\u00a02024\n"
    )


async def test_no_briefings(bot: Running) -> None:
    for head in bot.store.heads():
        bot.store.remove(head.id)
    for command in ("/latest", "/briefings", "/briefing", "/sources"):
        await bot.api.say(command)
    for reply in await bot.api.replies(4):
        assert "no briefings here yet" in reply.text
        assert reply.labels() == []


async def test_all_of_three_hundred_in_one_message(bot: Running) -> None:
    for briefing in weekly(300):
        bot.store.put(briefing)
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    assert "1–5 of 302" in latest.text
    seen = [latest.text]
    while "Older ▶" in latest.labels():
        await bot.api.press(latest, "Older ▶")
        await bot.api.handled()
        seen.append(latest.text)
    assert len(seen) == 61
    for number in range(300):
        assert sum(f"Letter number {number}\n" in text for text in seen) == 1
    assert "301–302 of 302" in seen[-1]
    assert latest.labels() == ["301 · Open", "302 · Open", "◀ Newer"]
    await bot.api.press(latest, "◀ Newer")
    await bot.api.handled()
    assert latest.text == seen[-2]
    assert len(bot.api.sent) == 1
    assert bot.api.refused() == []


async def test_long_and_hostile_titles_stay_in_bounds(bot: Running) -> None:
    for number in range(5):
        title = f"<b>{number}</i> & *bold* _x_ " + "very long words in a title " * 60
        texts = ("<script>alert(1)</script> said the herald, and so on. " * 40,)
        day = dt.date(2030, 1, number + 1)
        bot.store.put(issue(number, series=title, title=title + "!", date=day, texts=texts))
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    assert "<b>4</i> & *bold* _x_ very long words" in latest.text
    await bot.api.press(latest, "1 · Open")
    await bot.api.say("/briefings")
    await bot.api.say("/briefing")
    await bot.api.replies(3, after=1)
    await bot.api.handled()
    assert bot.api.refused() == []


@pytest.mark.parametrize("data", ["2:latest:x", "2:latest", "2:latest:-1", "2:latest:99999999999"])
async def test_forged_page(bot: Running, data: str) -> None:
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    await bot.api.press_data(latest, data)
    (reply,) = await bot.api.replies(1, after=1)
    assert "Please ask again" in reply.text


async def test_a_page_beyond_the_end_begins_anew(bot: Running) -> None:
    await bot.api.say("/latest")
    (latest,) = await bot.api.replies(1)
    text = latest.text
    await bot.api.press_data(latest, "2:latest:500")
    await bot.api.handled()
    assert latest.text == text
