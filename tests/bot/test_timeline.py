from __future__ import annotations

import datetime as dt
import io
import sqlite3

import pytest
from PIL import Image

from bot.messages.english import ENGLISH
from bot.rendering import timeline
from index.answer import Filters
from index.errors import IndexMissing, IndexStale
from tests.bot.conftest import Running
from tests.bot.shelves import issue, weekly
from tests.fakes.bot_corpus import HARBOUR

pytestmark = pytest.mark.e2e


async def test_a_chart_and_a_passage_of_each_briefing(bot: Running) -> None:
    letter = ("No ferry came today. The lantern stayed dark. " * 3,)
    bot.store.put(issue(1, date=dt.date(2024, 1, 9), texts=letter))
    bot.store.put(issue(2, texts=("An undated ferry left in the night.",)))
    await bot.api.say("/timeline ferry")
    chart, timeline = await bot.api.replies(2)
    assert chart.photo is not None
    assert Image.open(io.BytesIO(chart.photo)).size == (1080, 810)
    assert chart.text == (
        "7 paragraphs in 2 briefings, January to March 2024; most often in March (6)."
        " 1 more in 1 briefing without a date."
    )
    assert timeline.text.startswith(
        "Timeline: ferry\n3 briefings speak of it. The best passage of each, oldest first:\n\n"
        "1 · Lantern Letter · 9\u00a0January\u00a02024\n¶\u00a01\nNo ferry came today.\n\n"
        "2 · Harbour Weekly · 1\u00a0March\u00a02024"
    )
    assert "3 · Lantern Letter, Letter number 2 · undated\n¶\u00a01\n" in timeline.text
    assert timeline.marked("blockquote")[1] in HARBOUR[0] + HARBOUR[1] + HARBOUR[2]
    assert timeline.labels() == ["1 · Context", "2 · Context", "3 · Context"]
    await bot.api.press(timeline, "1 · Context")
    (context,) = await bot.api.replies(1, after=2)
    assert context.text.startswith(
        "Context of passage 1\nLantern Letter · 9\u00a0January\u00a02024"
    )
    assert bot.api.refused() == []


async def test_in_german_and_nothing_found(bot: Running) -> None:
    await bot.api.say("/timeline ferry", language="de")
    await bot.api.say("/timeline <zebra> {0}", language="de")
    await bot.api.say("/timeline", language="de")
    chart, timeline, nothing, usage = await bot.api.replies(4)
    assert chart.text.startswith("6 Absätze in 1 Briefing, März 2024")
    assert timeline.text.startswith("Zeitleiste: ferry\n1 Briefing spricht davon")
    assert nothing.text.startswith("Kein Briefing spricht von „<zebra> {0}“.")
    assert "/timeline Exportlizenzen" in usage.text


async def test_all_of_three_hundred_issues(bot: Running) -> None:
    for briefing in weekly(300):
        bot.store.put(briefing)
    await bot.api.say("/timeline lantern")
    _, timeline = await bot.api.replies(2)
    assert timeline.text.startswith("Timeline: lantern · 1–5 of 300\n")
    seen = [timeline.text]
    while "Next ▶" in timeline.labels():
        await bot.api.press(timeline, "Next ▶")
        await bot.api.handled()
        seen.append(timeline.text)
    assert len(seen) == len(set(seen)) == 60
    assert "300 · Lantern Letter · 29\u00a0September\u00a02025\n¶\u00a01\n" in seen[-1]
    assert all(text.startswith("Timeline: lantern · ") for text in seen)
    await bot.api.press(timeline, "◀ Previous")
    await bot.api.handled()
    assert timeline.text == seen[-2]
    assert len(bot.api.sent) == 2
    assert bot.api.refused() == []


async def test_only_undated_briefings_need_no_chart(bot: Running) -> None:
    await bot.api.say("/timeline Kohlekraftwerke")
    (timeline,) = await bot.api.replies(1)
    assert timeline.text.startswith("There is no chart: every briefing that speaks of it is with")
    assert "Kohle & Klima · undated" in timeline.text


@pytest.mark.parametrize(
    ("error", "words"), [(IndexMissing("x"), "briefing-bot ingest"), (IndexStale("x"), "check")]
)
async def test_index_that_cannot_answer(bot: Running, error: Exception, words: str) -> None:
    bot.retriever.fail = error
    await bot.api.say("/timeline ferry")
    (reply,) = await bot.api.replies(1)
    assert words in reply.text


@pytest.mark.parametrize("data", ["2:time", "2:time:999:0", "2:time:x:0", "2:time:1:x"])
async def test_forged_timeline(bot: Running, data: str) -> None:
    await bot.api.say("/timeline ferry")
    _, timeline = await bot.api.replies(2)
    await bot.api.press_data(timeline, data)
    (reply,) = await bot.api.replies(1, after=2)
    assert "again" in reply.text


async def test_a_timeline_of_another_chat(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/timeline ferry")
    await bot.api.say("/timeline ferry", chat_id=8, user=8)
    *_, other = await bot.api.replies(4)
    with sqlite3.connect(bot.folder / "bot.db") as db:
        (first,) = db.execute("SELECT min(id) FROM questions").fetchone()
    db.close()
    await bot.api.press_data(other, f"2:time:{first}:0", user=8)
    (reply,) = await bot.api.replies(1, after=4)
    assert reply.text.startswith("This button belongs to a timeline I no longer have.")


def test_what_narrows_the_topic_down_is_said() -> None:
    since = Filters(since=dt.date(2024, 3, 1), phrases=("since March 2024",))
    title = "".join(run.text for run in timeline.page("ferry", since, [], 0, ENGLISH)[0])
    assert title.endswith("\nUnderstood: since 1 March 2024")
