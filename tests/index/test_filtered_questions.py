"""Questions that name a period, a series or the newest issues, over a small corpus."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Answer, Verdict
from index.retriever import Retriever
from tests.fakes.encoder import FakeEncoder

TODAY = dt.date(2024, 3, 13)
HEADS = (
    BriefingHead("old", "old.txt", "Old", "The Brussels Ledger", None, dt.date(2024, 1, 9), "en"),
    BriefingHead("mid", "mid.txt", "Mid", "Wochenbrief", None, dt.date(2024, 2, 20), "en"),
    BriefingHead("new", "new.txt", "New", "Wochenbrief", None, dt.date(2024, 3, 7), "en"),
)
TEXTS = {
    "old": (
        "Good morning, dear readers!",
        "Licences for gallium, the price of gallium and more gallium: gallium moves.",
        "If either side adds a product to a control list before 3 May, the package is off.",
        "A fire closed the harbour of Stade on 19 October; nobody was hurt.",
    ),
    "mid": (
        "Shipments of gallium were counted in Rotterdam after a dry summer on the river.",
        "The orchestra plays Mahler on Sunday, says Ida Lund, its director.",
    ),
    "new": (
        "A trustee for electric cars was named in Bruges, the council said in its note.",
        "Among others, the harbour of Stade also keeps a small reserve of gallium and copper wire.",
        "Germanium licences, the price of germanium and the market for germanium stand still.",
    ),
}
PARAGRAPHS = [
    Paragraph(f"{name}{number}", name, number, text, section=1 if number else None, language="en")
    for name, texts in TEXTS.items()
    for number, text in enumerate(texts)
]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    store = MemoryStore(PARAGRAPHS, HEADS)
    encoder = FakeEncoder(64)
    return Retriever(store, encoder, MemoryGeneration(store, encoder, None), None)


def ask(retriever: Retriever, question: str, top_k: int = 10) -> Answer:
    return retriever.retrieve(question, today=TODAY, top_k=top_k)


def shown(answer: Answer) -> list[str]:
    return [hit.paragraph.id for hit in answer.hits]


def test_day_without_an_issue_is_what_is_asked_about(retriever: Retriever) -> None:
    answer = ask(retriever, "What happened on 19 October?")
    assert shown(answer)[0] == "old3"
    assert answer.filters.since is None


def test_day_with_an_issue_is_that_issue(retriever: Retriever) -> None:
    assert {name[:3] for name in shown(ask(retriever, "What happened on 7 March?"))} == {"new"}


@pytest.mark.parametrize("day", ["before 3 May", "after March 31, 2024", "before 10 January"])
def test_day_that_is_asked_about_hides_nothing(retriever: Retriever, day: str) -> None:
    answer = ask(retriever, f"what happens if a side adds a product to a control list {day}?")
    assert shown(answer)[0] == "old2"


@pytest.mark.parametrize("text", ["12.11.2026", "1.3", "2024-03-07"])
def test_number_is_no_small_talk(retriever: Retriever, text: str) -> None:
    assert ask(retriever, text).verdict is not Verdict.SMALL_TALK


def test_newer_issue_that_names_the_subject_comes_first(retriever: Retriever) -> None:
    for question in ("latest on gallium", "latest gallium news", "latest news about gallium"):
        assert shown(ask(retriever, question))[:3] == ["new1", "mid0", "old1"], question
    assert shown(ask(retriever, "gallium"))[0] == "old1"


def test_newest_first_says_as_surely_that_nothing_is_covered(retriever: Retriever) -> None:
    assert ask(retriever, "latest on the chess olympiad").verdict is Verdict.NOT_COVERED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("latest", ["new0", "mid0", "old1"]),
        ("last month", ["mid0"]),
        ("Was steht in der Ausgabe vom 9. Januar?", ["old1"]),
        ("Wochenbrief", ["new0", "mid0"]),
        ("brussels ledger", ["old1"]),
    ],
)
def test_question_that_is_all_filter_shows_how_issues_open(
    retriever: Retriever, text: str, expected: list[str]
) -> None:
    answer = ask(retriever, text)
    assert answer.verdict is Verdict.CLOSEST
    assert shown(answer) == expected
    assert answer.filters.phrases


def test_no_more_issues_than_asked_for(retriever: Retriever) -> None:
    assert shown(ask(retriever, "latest", top_k=2)) == ["new0", "mid0"]


def test_filter_alone_that_leaves_nothing_is_not_covered(retriever: Retriever) -> None:
    answer = ask(retriever, "Was war gestern?")
    assert (answer.verdict, answer.hits) == (Verdict.NOT_COVERED, ())
    assert answer.filters.phrases == ("gestern",)


def test_series_that_does_not_hold_is_no_content(retriever: Retriever) -> None:
    plain = ask(retriever, "orchestra Mahler Ida Lund director")
    named = ask(retriever, "orchestra Mahler Ida Lund director brussels ledger")
    assert shown(named)[0] == "mid1"
    assert named.verdict is plain.verdict is Verdict.ANSWERED
