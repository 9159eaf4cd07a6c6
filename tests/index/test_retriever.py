"""From a question to an answer, over a small corpus in two languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Answer, Filters, Verdict
from index.bridge import Bridge
from index.retriever import Retriever
from tests.fakes.ding import make_bridge
from tests.fakes.encoder import FakeEncoder

TODAY = dt.date(2024, 3, 13)
HEADS = (
    BriefingHead("b1", "a.txt", "Häfen", "Wochenbrief", None, dt.date(2023, 11, 9), "de"),
    BriefingHead("b2", "b.txt", "Ports", "Ledger", None, dt.date(2024, 3, 1), "en"),
    BriefingHead("b3", "c.txt", "Undated", None, None, None, "en"),
)
DOUBLE = (
    "Kazakhstan signed a treaty on grain with Veldmeer. The price is 310 euros a tonne, and the"
    " first ships leave in May."
)


def paragraph(number: int, briefing: str, text: str, language: str, label: str = "") -> Paragraph:
    return Paragraph(f"p{number}", briefing, number, text, label=label or None, language=language)


PARAGRAPHS = (
    paragraph(
        1,
        "b1",
        "Die Fakten: Der Handel mit Kasachstan stieg 2022 auf 70,2 Mrd. Euro. Der Minister besuchte"
        " die Häfen. Die Brücke blieb zu.",
        "de",
        "Die Fakten",
    ),
    paragraph(2, "b1", "Strafzölle auf Autos treffen den Export nach Ungarn hart.", "de"),
    paragraph(3, "b2", DOUBLE, "en"),
    paragraph(4, "b3", DOUBLE.replace("310", "311"), "en"),
    paragraph(5, "b2", "A dry summer closed the canal for barges. Rain is expected in July.", "en"),
    paragraph(6, "b3", "The orchestra plays Mahler on Sunday, says Ida Lund, its director.", "en"),
)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    return make_bridge(tmp_path_factory.mktemp("ding"))


@pytest.fixture(scope="module")
def retriever(bridge: Bridge) -> Retriever:
    store = MemoryStore(PARAGRAPHS, HEADS)
    encoder = FakeEncoder(64, languages=("en",))
    return Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)


def ask(retriever: Retriever, question: str, **more: object) -> Answer:
    return retriever.retrieve(question, today=TODAY, **more)  # type: ignore[arg-type]


def marked(answer: Answer) -> str:
    hit = answer.hits[0]
    assert hit.highlight is not None
    return hit.paragraph.text[hit.highlight.start : hit.highlight.end]


def test_answer_is_marked_without_its_label(retriever: Retriever) -> None:
    answer = ask(retriever, "Wie hoch war der Handel mit Kasachstan 2022?")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.language == "de"
    assert marked(answer) == "Der Handel mit Kasachstan stieg 2022 auf 70,2 Mrd. Euro."


def test_english_question_finds_german_paragraph(retriever: Retriever) -> None:
    answer = ask(retriever, "punitive tariffs on cars, export")
    assert answer.hits[0].paragraph.id == "p2"


def test_misspelt_name_is_found(retriever: Retriever) -> None:
    assert ask(retriever, "what does Ida Lunt direct, which orchestra").hits[0].paragraph.id == "p6"


def test_near_duplicates_fold_into_one_hit(retriever: Retriever) -> None:
    answer = ask(retriever, "What is the price of grain in the treaty Kazakhstan signed?")
    first = answer.hits[0]
    assert {first.paragraph.id, *first.folded} == {"p3", "p4"}
    assert sum(hit.paragraph.id in ("p3", "p4") for hit in answer.hits) == 1


def test_filters_of_question_and_argument_hold(retriever: Retriever) -> None:
    answer = ask(retriever, "treaty on grain with Veldmeer since March 2024")
    assert answer.filters.phrases == ("since March 2024",)
    assert {hit.briefing.id for hit in answer.hits} == {"b2"}
    assert answer.query == "treaty on grain with Veldmeer"
    german = ask(retriever, "Handel mit Kasachstan", filters=Filters(languages=("de",)))
    assert {hit.paragraph.language for hit in german.hits} == {"de"}


def test_filter_that_leaves_nothing_is_not_covered(retriever: Retriever) -> None:
    answer = ask(retriever, "Handel mit Kasachstan letzte Woche")
    assert answer.verdict is Verdict.NOT_COVERED
    assert answer.filters.phrases == ("letzte Woche",)


def test_month_that_is_asked_about_does_not_hide_the_answer(retriever: Retriever) -> None:
    answer = ask(retriever, "Ida Lund director orchestra plays Mahler in November 2023")
    assert answer.hits[0].paragraph.id == "p6"
    assert answer.filters == Filters()


def test_subject_of_no_briefing_is_not_covered(retriever: Retriever) -> None:
    answer = ask(retriever, "Who won the chess olympiad?")
    assert answer.verdict is Verdict.NOT_COVERED
    assert answer.hits == ()


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("what closed the canal for barges", Verdict.ANSWERED),
        ("director of the orchestra that plays Mahler", Verdict.ANSWERED),
        ("how long was the canal that the summer closed", Verdict.CLOSEST),
        ("salary of the director of the orchestra", Verdict.CLOSEST),
        ("how many goals did the striker score", Verdict.NOT_COVERED),
    ],
)
def test_answer_must_be_earned(retriever: Retriever, question: str, verdict: Verdict) -> None:
    assert ask(retriever, question).verdict is verdict


@pytest.mark.parametrize("text", ["Hallo!", "thanks a lot", "👍👍", "", "wie geht's", "?!"])
def test_small_talk_gets_no_passages(retriever: Retriever, text: str) -> None:
    answer = ask(retriever, text)
    assert answer.verdict is Verdict.SMALL_TALK
    assert answer.hits == ()


@pytest.mark.parametrize("text", ["Danke, und der Handel?", "hello kitty exports", "trade", "Zoll"])
def test_short_question_is_no_small_talk(retriever: Retriever, text: str) -> None:
    assert ask(retriever, text).verdict is not Verdict.SMALL_TALK


def test_text_that_left_the_corpus_never_shows(bridge: Bridge) -> None:
    store = MemoryStore(PARAGRAPHS, HEADS)
    encoder = FakeEncoder(64, languages=("en",))
    retriever = Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)
    del store.paragraphs["p3"], store.paragraphs["p4"]
    answer = ask(retriever, "treaty on grain with Veldmeer Kazakhstan signed")
    assert not {"p3", "p4"} & {hit.paragraph.id for hit in answer.hits}


def test_without_a_dictionary_it_answers_within_a_language() -> None:
    store = MemoryStore(PARAGRAPHS, HEADS)
    encoder = FakeEncoder(64)
    retriever = Retriever(store, encoder, MemoryGeneration(store, encoder, None), None)
    assert ask(retriever, "Handel mit Kasachstan").hits[0].paragraph.id == "p1"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=300)
    | st.sampled_from(
        ["MRZ", "x " * 2_500, "a" * 5_000, "<b>&lt;", "foo* NEAR/2 (bar OR", '"', "\0", "١٢"]
    )
)
def test_any_question_gets_an_answer(retriever: Retriever, text: str) -> None:
    answer = ask(retriever, text, top_k=3)
    assert len(answer.hits) <= 3
    for hit in answer.hits:
        if hit.highlight is None:  # nothing but a filter was asked, so no sentence answers it
            assert not any(hit.signals)
            continue
        assert 0 <= hit.highlight.start < hit.highlight.end <= len(hit.paragraph.text)
