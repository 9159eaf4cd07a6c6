"""How the bot is used, as an admin sees it: numbers, and nothing that one person wrote."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.insight.usage import VERDICTS, Asked, bars
from bot.keeping.retention import sweep
from bot.messages.choose import MESSAGES
from bot.rendering import usage_chart
from bot.settings import Keep
from bot.state.migrations import migrations
from bot.state.statistics import read_figures
from bot.state.store import State
from bot.state.tallies import Tally
from bot.state.vault import Vault
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi

pytestmark = pytest.mark.e2e


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


async def ask(bot: Running) -> None:
    """Let two people ask four questions, of which one is not covered, and say what they think."""
    bot.let_in(8, 9)
    await bot.api.say("what will ferry tickets cost", chat_id=8)
    (answer,) = await bot.api.replies(1)
    await bot.api.press(answer, next(label for label in answer.labels() if "👍" in label), user=8)
    await bot.api.say("zebra crossing", chat_id=8)
    await bot.api.say("seals", chat_id=9)
    await bot.api.say("will ferry services run at night", chat_id=9)
    await bot.api.say("/timeline ferry", chat_id=9)
    await bot.api.handled()


async def test_figures_and_a_picture(bot: Running) -> None:
    await ask(bot)
    before = len(bot.api.sent)
    await bot.api.say("/stats 7")
    chart, told = await bot.api.replies(2, after=before)
    assert chart.photo is not None
    assert Image.open(io.BytesIO(chart.photo)).width == 1080
    assert ": 4 questions; half of the answers within 0." in chart.text
    assert told.text.startswith("How the bot is used\n")
    assert (
        "4 questions\n50% answered (2)\n25% only something close (1)\n25% not covered (1)\n"
    ) in told.text, "a timeline is no question"
    assert "What readers think\n👍 1 helped\n👎 0 not right" in told.text
    assert "2 people have access, 0 digests are on, 0 chats follow something" in told.text
    assert "Most often cited\nHarbour Weekly · 3" in told.text
    assert "No topic is followed by more than one person." in told.text
    for words in ("zebra", "seals", "tickets"):
        assert words not in told.text + chart.text
    assert bot.api.refused() == []


async def test_in_german(bot: Running) -> None:
    await ask(bot)
    before = len(bot.api.sent)
    await bot.api.say("/stats 1", language="de")
    chart, told = await bot.api.replies(2, after=before)
    assert ": 4 Fragen; die Hälfte der Antworten binnen 0," in chart.text
    assert told.text.startswith("Wie der Bot genutzt wird\n")
    assert "\n50\u00a0% beantwortet (2)\n25\u00a0% nur Ähnliches gefunden (1)\n" in told.text


async def test_without_questions_there_is_a_sentence_and_no_picture(bot: Running) -> None:
    await bot.api.say("/stats")
    (told,) = await bot.api.replies(1)
    assert told.photo is None
    assert told.text.startswith("Nobody has asked anything.\n")
    assert "No reader has said what they think of an answer." in told.text


@pytest.mark.parametrize("words", ["0", "-3", "many", "367", "9999", "3 4", "²", "٣٣٣٣"])
async def test_what_is_no_number_of_days(bot: Running, words: str) -> None:
    await bot.api.say(f"/stats {words}")
    (told,) = await bot.api.replies(1)
    assert told.text.startswith("Put a number of days from 1 to 366 after the command")


async def test_readers_see_no_figures(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/stats", chat_id=8)
    (told,) = await bot.api.replies(1)
    assert "Only admins" in told.text or "admin" in told.text
    assert "questions" not in told.text


async def test_more_days_than_are_kept(api: FakeBotApi, tmp_path: Path) -> None:
    bot = start_bot(api, tmp_path, keep=Keep(30, 10))
    await api.say("/stats 60")
    (told,) = await api.replies(1)
    assert told.text.endswith("kept for 10 days (KEEP_DAYS), so this is all there is.")
    await bot.end()


async def test_only_topics_that_several_people_follow(bot: Running) -> None:
    now, state = dt.datetime.now(dt.UTC), bot.services.state
    bot.let_in(8, 9)
    for chat, by, text in (
        (8, 8, "Export licences"),
        (9, 9, "export licences?"),
        (8, 8, "only mine"),
        (-1005, 8, "only mine"),
        (9, 9, "somebody's secret"),
    ):
        state.watches.add(chat, text, by=by, at_once=False, now=now)
    await bot.api.say("/stats")
    (told,) = await bot.api.replies(1)
    assert "Followed by several\nExport licences · 2" in told.text
    assert "only mine" not in told.text, "one person in two chats is one person"
    assert "secret" not in told.text


async def test_a_day_is_one_where_the_bot_runs_and_a_time_has_fractions(bot: Running) -> None:
    await ask(bot)
    path = bot.services.state.vault
    found = await asyncio.to_thread(read_figures, path, today(), today())
    assert [one.verdict for one in found.asked].count(VERDICTS[0]) == 2
    seconds = [one.seconds for one in found.asked]
    assert all(one is not None and 0 < one < 20 for one in seconds)
    assert any(one != round(one) for one in seconds if one is not None)
    yesterday = today() - dt.timedelta(days=1)
    assert read_figures(path, yesterday, yesterday).asked == ()


async def test_questions_from_before_have_no_time_but_count(bot: Running) -> None:
    await ask(bot)
    with sqlite3.connect(bot.services.state.vault.path) as db:
        db.execute(
            "UPDATE questions SET seconds = NULL, asked_at = substr(asked_at, 1, 19) || '+00:00'"
        )
    db.close()
    found = read_figures(bot.services.state.vault, today(), today())
    assert len(found.asked) == 4
    assert {one.seconds for one in found.asked} == {None}


async def test_how_many_there_were_is_noted_once_a_day(bot: Running) -> None:
    state = bot.services.state
    bot.let_in(8)
    earlier = today() - dt.timedelta(days=3)
    state.tallies.note(earlier)
    bot.let_in(9)
    state.tallies.note(today())
    bot.let_in(10)
    state.tallies.note(today())
    found = read_figures(state.vault, earlier, today())
    assert found.tallies == (Tally(earlier, 1, 0, 0), Tally(today(), 3, 0, 0))
    await bot.api.say("/stats")
    (told,) = await bot.api.replies(1)
    assert "3 people have access" in told.text
    assert "it was 1, 0 and 0" in told.text
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=729)
    assert sweep(state, Keep(), later)["tallies"] == 1


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("days", [1, 2, 30, 366])
def test_pictures_of_every_length(language: str, days: int) -> None:
    last = dt.date(2026, 11, 28)
    first = last - dt.timedelta(days=days - 1)
    asked = [Asked(last - dt.timedelta(days=n % days), VERDICTS[n % 3], n / 7) for n in range(40)]
    tallies = [Tally(first + dt.timedelta(days=n), n, n, n) for n in range(min(days, 5))]
    messages = MESSAGES[language]
    drawn = usage_chart.draw(bars(asked, first, last), tallies, (first, last), messages)
    image = Image.open(io.BytesIO(drawn))
    assert image.width == 1080
    assert image.width <= image.height <= 2 * image.width
    untimed = bars([replace(one, seconds=None) for one in asked], first, last)
    without = usage_chart.draw(untimed, (), (first, last), messages)
    assert Image.open(io.BytesIO(without)).height < image.height
    marks = usage_chart.labels(bars(asked, first, last), messages)
    assert 1 <= len(marks) <= 6


def test_what_was_kept_before_times_were_is_counted_but_no_wish(tmp_path: Path) -> None:
    before = Migrations("bot")
    for step in migrations.pending(Database(memory=True)):
        if step.name < "0012":
            before(name=step.name)(step.fn)
    db = Database(tmp_path / "bot.db")
    before.apply(db)
    row = {
        "chat_id": 7,
        "asked_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "text": "x",
        "filters": "{}",
        "verdict": "answered",
        "generation": "g",
        "hits": "[]",
    }
    db.table("questions").insert_all([row | {"update_id": 5}, row | {"update_id": -2}])
    db.close()
    State(tmp_path / "bot.db").close()
    (asked,) = read_figures(Vault(tmp_path / "bot.db"), today(), today()).asked
    assert asked.seconds is None
