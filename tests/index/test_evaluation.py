"""Measuring answers over a file of questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import CorpusStore
from index.errors import QuestionsUnreadable
from index.evaluation import evaluate
from index.evaluation.questions import TestQuestion, read_questions
from tests.fakes.briefings import make_briefing
from tests.fakes.retriever import FakeRetriever

WEATHER = ("Heavy rainfall reached Veldmeer yesterday. Rivers stayed below their banks.",)
TRAINS = ("The night train towards Vienna departs later. Tickets stay cheap.",)


@pytest.fixture
def store() -> CorpusStore:
    store = CorpusStore(":memory:")
    store.put(make_briefing("a.txt", WEATHER))
    store.put(make_briefing("b.txt", TRAINS))
    return store


def test_figures_by_direction(store: CorpusStore) -> None:
    questions = [
        TestQuestion("heavy rainfall veldmeer", ("rivers  STAYED",), language="en"),
        TestQuestion("night train vienna", ("departs later",), briefing="a.txt", language="en"),
        TestQuestion("night train towards berlin", language="en"),
        TestQuestion("opera tickets prices elsewhere"),
    ]
    report = evaluate(FakeRetriever(store), store, questions)
    (row,) = report.directions
    assert (row.direction, row.questions) == ("en→en", 1)
    assert row.recall_1 == row.recall_5 == row.mrr == row.ndcg_10 == 1.0
    assert report.unmatched == ("night train vienna",)
    assert report.unanswerable == 2
    assert report.false_answers == 0.5
    assert 0 <= report.p50 <= report.p95


def test_reads_what_the_documentation_shows(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(
        '{"question": "wann", "answers": ["3. Mai"], "note": "x"}\n\n'
        '{"question": "wer", "answers": [], "briefing": "a.txt"}\n',
        encoding="utf-8-sig",
    )
    first, second = read_questions(file)
    assert first.answerable
    assert first.answers == ("3. Mai",)
    assert not second.answerable
    assert second.briefing == "a.txt"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: must be an object"),
        ('{"answers": []}', '"question" is missing'),
        ('{"question": "x"}', "write \\[\\] if"),
        ('{"question": "x", "answers": "y"}', '"answers" must be a list'),
        ("", "holds no questions"),
    ],
)
def test_says_what_is_wrong_and_where(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(QuestionsUnreadable, match=message):
        read_questions(file)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsUnreadable, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")
