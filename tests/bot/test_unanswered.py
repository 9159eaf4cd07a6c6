"""Questions without a good answer: grouped, counted, and taken along, never with who asked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gaps.files import cell
from bot.gaps.likeness import groups, nearest
from bot.keeping.retention import sweep
from bot.settings import Keep
from bot.state.feedback import Feedback, Opinion, Reason
from index.answer import Answer, Filters, Hit, Verdict
from index.errors import IndexMissing, QuestionsUnreadable
from index.evaluation.questions import read_questions
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.encoder import FakeEncoder
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e

NOT_RIGHT = Feedback(Opinion.NOT_RIGHT)


@pytest.fixture(autouse=True)
def _vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that share words are alike."""
    monkeypatch.setattr(
        FakeRetriever, "encode_all", lambda _self, texts: FakeEncoder().encode_queries(texts)
    )


def asked(
    bot: Running,
    text: str,
    user: int,
    *,
    verdict: Verdict = Verdict.NOT_COVERED,
    feedback: Feedback | None = None,
    days_ago: float = 0,
) -> int:
    """Keep a question as if it had been asked; return its id."""
    hits: tuple[Hit, ...] = ()
    if verdict is not Verdict.NOT_COVERED:
        hits = tuple(bot.retriever._hits("ferry tickets", Filters())[:1])
    answer = Answer(text, text, "en", Filters(), verdict, 0.9, hits, "g1")
    state = bot.services.state
    key = state.questions.add(answer, chat_id=user, user_id=user).id
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=days_ago)
    state._db.execute(
        "UPDATE questions SET asked_at = ? WHERE id = ?", (moment.isoformat("T", "seconds"), key)
    )
    if feedback is not None:
        state.feedback.give(key, user, feedback, moment)
    return key


async def shown(bot: Running, command: str = "/unanswered", language: str = "en") -> Sent:
    before = len(bot.api.sent)
    await bot.api.say(command, language=language)
    (reply,) = await bot.api.replies(1, after=before)
    return reply


async def file(
    bot: Running, sent: Sent, label: str, language: str = "en"
) -> tuple[str, bytes, str]:
    before = len(bot.api.sent)
    await bot.api.press(sent, label, language=language)
    (reply,) = await bot.api.replies(1, after=before)
    assert reply.document is not None
    return (*reply.document, reply.text)


async def test_like_questions_are_one_and_the_largest_comes_first(bot: Running) -> None:
    bot.let_in(8)
    asked(bot, "when does the zeppelin leave?", 21, days_ago=3)
    for user in (21, 22, 22):
        asked(bot, "who pays for the port of Norve", user)
    asked(bot, "Who pays for the port of Norve?", 23, verdict=Verdict.CLOSEST, days_ago=1)
    asked(bot, "who now pays for the port of Norve", 24)
    wrong = Feedback(Opinion.NOT_RIGHT, Reason.WRONG_SOURCE)
    asked(bot, "ferry tickets on Sunday", 8, verdict=Verdict.ANSWERED, feedback=wrong)
    asked(bot, "what was answered well", 8, verdict=Verdict.ANSWERED)
    sent = await shown(bot)
    head, first, second, third, kept = sent.text.split("\n\n")
    assert head == "Questions without a good answer · last 30 days\n7 questions, topics: 3"
    today = dt.datetime.now().astimezone().date()
    assert first.splitlines() == [
        "1 · who pays for the port of Norve",
        f"Asked 5 times by 4 people · last on {today.day} {today:%B %Y}",
        "only something close · nothing found (×4)",
    ]
    assert second.splitlines()[::2] == ["2 · ferry tickets on Sunday", "👎: wrong source"]
    assert third.splitlines()[0] == "3 · when does the zeppelin leave?"
    assert kept == "Words of questions are erased after 30 days; who asked is not shown."
    german = await shown(bot, language="de")
    assert "5-mal gefragt von 4 Personen" in german.text
    assert german.labels() == ["Als Tabelle (CSV)", "Prüffragen erstellen"]


async def test_a_real_question_appears_and_is_gone_with_its_words(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("zeppelin hangar", chat_id=8)
    (answer,) = await bot.api.replies(1)
    assert "1 · zeppelin hangar" in (await shown(bot)).text
    assert "zeppelin" not in (await shown(bot, "/unanswered 400")).text.replace("zeppelin h", "", 1)
    await bot.api.say("/forgetme", chat_id=8)
    (question,) = await bot.api.replies(1, after=3)
    await bot.api.press(question, "Delete my data, keep my access")
    await bot.api.handled()
    assert "zeppelin" not in (await shown(bot)).text
    asked(bot, "zeppelin hangar", 9, days_ago=31)
    sweep(bot.services.state, Keep(questions=30), dt.datetime.now(dt.UTC))
    none = await shown(bot)
    assert "No question was left without an answer" in none.text
    assert none.labels() == []
    assert answer.text


async def test_days_and_pages(bot: Running) -> None:
    for number in range(20):
        asked(bot, f"{'w' * 60}{number} alone", 8, days_ago=number + 0.5)
    sent = await shown(bot)
    seen = [line for line in sent.text.splitlines() if "www" in line]
    while sent.labels()[0].endswith("▶") or len(sent.labels()) == 4:
        await bot.api.press(sent, next(one for one in sent.labels() if one.endswith("▶")))
        await bot.api.handled()
        seen += [line for line in sent.text.splitlines() if "www" in line]
    assert len(set(seen)) == 20
    week = await shown(bot, "/unanswered 7")
    assert "last 7 days\n7 questions" in week.text
    for wrong in ("/unanswered x", "/unanswered 0", "/unanswered 1 2"):
        assert (await shown(bot, wrong)).text.startswith("Like this:")
    for data in ("2:gaps:page:9:99", "2:gaps:page:x:y", "2:gaps:what", "2:gaps"):
        await bot.api.press_data(sent, data)
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(bot: Running) -> None:
    asked(bot, '=HYPERLINK("http://evil.example")', 4711)
    asked(bot, "größe; der, Häfen", 4712, verdict=Verdict.CLOSEST, feedback=NOT_RIGHT)
    sent = await shown(bot)
    for language, delimiter, name in (
        ("en", ",", "unanswered.csv"),
        ("de", ";", "unbeantwortet.csv"),
    ):
        label = "Export (CSV)" if language == "en" else "Als Tabelle (CSV)"
        sent = await shown(bot, language=language)
        got, content, caption = await file(bot, sent, label, language)
        assert got == name
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
        assert {len(row) for row in rows} == {9}
        assert {row[4] for row in rows[1:]} == {
            '\'=HYPERLINK("http://evil.example")',
            "größe; der, Häfen",
        }
        assert "4711" not in content.decode()
        assert caption
    assert rows[1][6:] == ["nur Ähnliches", "ja", ""] or rows[2][6:] == ["nur Ähnliches", "ja", ""]


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell(text).removeprefix("'") == text.removeprefix("'")


async def test_questions_to_evaluate_say_which_answers_are_missing(
    bot: Running, tmp_path: Path
) -> None:
    wrong = Feedback(Opinion.NOT_RIGHT, Reason.WRONG_SOURCE)
    asked(bot, "who pays for the port of Norve", 8)
    asked(bot, "ferry tickets on Sunday now", 8, verdict=Verdict.CLOSEST, feedback=wrong)
    sent = await shown(bot)
    name, content, caption = await file(bot, sent, "Make evaluation questions")
    assert name == "questions.jsonl"
    assert caption.startswith("A draft: 2 of 2 still need their answers")
    path = tmp_path / "draft.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionsUnreadable, match='line 1: "answers" is missing'):
        read_questions(path)
    assert any("wrong source" in json.loads(line)["note"] for line in content.decode().splitlines())
    helpful = Feedback(Opinion.HELPFUL)
    asked(bot, "the ferry tickets on Sunday now", 9, verdict=Verdict.ANSWERED, feedback=helpful)
    _, content, caption = await file(bot, sent, "Make evaluation questions")
    assert caption.startswith("A draft: 1 of 2 still needs its answers")
    lines = [json.loads(line) for line in content.decode().splitlines()]
    for line in lines:
        line.setdefault("paragraphs", ["filled in by an admin"])
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    first = bot.retriever._hits("ferry tickets", Filters())[0].paragraph.id
    assert first in {one for question in read_questions(path) for one in question.paragraphs}


async def test_words_that_are_not_kept_cannot_be_shown(api: FakeBotApi, tmp_path: Path) -> None:
    bot = start_bot(api, tmp_path, keep=Keep(questions=0))
    assert "KEEP_QUESTIONS_DAYS" in (await shown(bot)).text
    await bot.end()


async def test_without_an_index_it_says_so(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: FakeRetriever, _texts: list[str]) -> None:
        raise IndexMissing("no index")

    asked(bot, "zeppelin hangar", 8)
    monkeypatch.setattr(FakeRetriever, "encode_all", fails)
    assert "briefing-bot build" in (await shown(bot)).text


async def test_readers_do_not_see_it(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/unanswered", chat_id=8)
    (refused,) = await bot.api.replies(1)
    assert refused.text == "Only admins can do that."


# ---- putting together


@given(st.integers(0, 25), st.integers(0, 1000))
def test_everybody_is_in_one_group_and_alike_to_its_middle(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.standard_normal((count, 3)).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    weights = [int(number) for number in chance.integers(1, 9, count)]
    found = groups(vectors, weights, 0.7)
    assert sorted(row for members in found for row in members) == list(range(count))
    for middle, *others in found:
        assert all(float(vectors[middle] @ vectors[other]) >= 0.7 - 1e-5 for other in others)
    heavy = [sum(weights[row] for row in members) for members in found]
    assert heavy == sorted(heavy, reverse=True)


def test_what_lies_between_strings_nothing_together() -> None:
    angles = np.deg2rad([0, 30, 60, 90])
    row = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert groups(row, [1, 1, 1, 1], 0.8) == [[1, 0, 2], [3]]
    assert nearest(row[:2], row[2:], 0.8) == [None, 0]
    assert nearest(row, row[:0]) == [None] * 4
