"""Every mention of a topic, against a slow formulation of the same rule."""

from __future__ import annotations

import datetime as dt
import random
import statistics

import numpy as np
import pytest

from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.briefing import BriefingHead, Paragraph
from index.bridge import Bridge
from index.question import Question, read_question
from index.retriever import Retriever
from index.timeline import FLOOR, NEARNESS, best_of_each_briefing, by_month, mentions
from tests.fakes.ding import make_bridge
from tests.fakes.encoder import FakeEncoder

TODAY = dt.date(2025, 1, 10)
WORDS = [
    "treaty",
    "grain",
    "port",
    "canal",
    "barge",
    "summer",
    "rain",
    "orchestra",
    "director",
    "minister",
    "bridge",
    "price",
]


def texts(count: int) -> list[str]:
    chance = random.Random(7)
    sentences = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(2 * count)]
    return [f"{one} {other}" for one, other in zip(sentences[::2], sentences[1::2], strict=True)]


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    heads = tuple(
        BriefingHead(
            f"b{n}",
            f"{n}.txt",
            f"Issue {n}",
            "Ledger" if n % 2 else "Monitor",
            None,
            None if n == 7 else dt.date(2024, 1 + n % 9, 1 + n),
            "en",
        )
        for n in range(12)
    )
    paragraphs = tuple(
        Paragraph(f"p{n}", f"b{n % 12}", n, text, language="en")
        for n, text in enumerate(texts(120))
    )
    return MemoryStore(paragraphs, heads)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    return make_bridge(tmp_path_factory.mktemp("ding"))


@pytest.fixture(scope="module")
def retriever(store: MemoryStore, bridge: Bridge) -> Retriever:
    encoder = FakeEncoder(64)
    return Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)


def slow_marks(retriever: Retriever, topic: Question) -> dict[int, float]:
    """Return the mark of each row that speaks of a topic, row by row and word by word."""
    generation = retriever.generation
    lexical, vector = generation.lexical, retriever.encode(topic)
    rows = range(len(generation))
    cosines = [float(generation.passage_vectors(np.array([r]))[0] @ vector) for r in rows]
    middle = statistics.median(cosines)
    spread = 1.4826 * statistics.median(abs(cosine - middle) for cosine in cosines)
    holders = []
    for term in topic.terms:
        own = {r for key, _ in term.stems for r in lexical.stems.find(key)[0].tolist()}
        translated = []
        for group in term.groups if lexical.bridge is not None else ():
            keys = [key for key, weight in group if weight >= 0.3]
            assert lexical.bridge is not None
            translated.append({r for key in keys for r in lexical.bridge.find(key)[0].tolist()})
        holders.append(own | (set.intersection(*translated) if translated else set()))
    idfs = [lexical.stems.idf(len(holder)) for holder in holders]
    marks = {}
    for row in rows:
        held = sum(idf for idf, holder in zip(idfs, holders, strict=True) if row in holder)
        mark = held / sum(idfs) + NEARNESS * (cosines[row] - middle) / spread if held else 0.0
        if mark >= FLOOR:
            marks[row] = mark
    return marks


@pytest.mark.parametrize("topic", ["orchestra", "grain treaty", "canal barges in summer", "bridge"])
def test_mentions_are_those_of_the_slow_formulation(retriever: Retriever, topic: str) -> None:
    read = read_question(topic, retriever.generation.lexical, retriever.bridge, "en")
    found = mentions(read, retriever.encode(read), retriever.generation)
    slow = slow_marks(retriever, read)
    assert slow, "the example speaks of it"
    assert dict(zip(found.rows.tolist(), found.marks.tolist(), strict=True)) == pytest.approx(
        slow, abs=1e-4
    )


def test_one_passage_a_briefing_in_the_order_of_dates(retriever: Retriever) -> None:
    timeline = retriever.timeline("orchestra", today=TODAY)
    briefings = [hit.briefing.id for hit in timeline.hits]
    assert len(briefings) == len(set(briefings)) > 5
    days = [hit.briefing.date or dt.date.max for hit in timeline.hits]
    assert days == sorted(days)
    assert days[-1] == dt.date.max, "the undated one comes last"
    for hit in timeline.hits:
        assert hit.highlight is not None
        assert "orchestra" in hit.paragraph.text[hit.highlight.start : hit.highlight.end].lower()


def test_the_best_is_the_best_of_the_few_with_the_best_marks(retriever: Retriever) -> None:
    read = read_question("grain treaty", retriever.generation.lexical, retriever.bridge, "en")
    generation = retriever.generation
    found = mentions(read, retriever.encode(read), generation)
    best = best_of_each_briefing(found, generation.table)
    marks = dict(zip(found.rows.tolist(), found.marks.tolist(), strict=True))
    for row, score in zip(best.rows.tolist(), best.score.tolist(), strict=True):
        code = generation.table.briefings[row]
        rivals = sorted(
            (other for other in marks if generation.table.briefings[other] == code),
            key=lambda other: (-marks[other], other),
        )[:4]
        scores = []
        for other in rivals:
            vectors, _ = generation.sentence_vectors(np.array([other]))
            nearest = float((vectors @ found.vector).max())
            scores.append(marks[other] + NEARNESS * (nearest - found.middle) / found.spread)
        assert score == pytest.approx(max(scores), abs=1e-4)
        assert row in rivals


def test_counts_are_of_all_that_speak_of_it(retriever: Retriever) -> None:
    read = read_question("orchestra", retriever.generation.lexical, retriever.bridge, None)
    rows = list(slow_marks(retriever, read))
    table = retriever.generation.table
    timeline = retriever.timeline("orchestra", today=TODAY)
    assert sum(count for _, count in timeline.paragraphs) == len(rows)
    undated = sum(table.dates[row] == 0 for row in rows)
    assert timeline.paragraphs[-1] == (None, undated)
    assert list(timeline.paragraphs[:-1]) == sorted(timeline.paragraphs[:-1])


def test_a_topic_may_name_a_period_or_a_series(retriever: Retriever) -> None:
    since = retriever.timeline("orchestra since May 2024", today=TODAY)
    assert since.filters.since == dt.date(2024, 5, 1)
    assert since.hits
    assert all(hit.briefing.date >= dt.date(2024, 5, 1) for hit in since.hits if hit.briefing.date)
    assert None not in dict(since.paragraphs)
    series = retriever.timeline("orchestra in the Ledger briefings", today=TODAY)
    assert {hit.briefing.series for hit in series.hits} == {"Ledger"}


@pytest.mark.parametrize("topic", ["zebra", "the of and", "", "x" * 5000, "2031", "\ud800"])
def test_what_nobody_speaks_of(retriever: Retriever, topic: str) -> None:
    timeline = retriever.timeline(topic, today=TODAY)
    assert (timeline.hits, timeline.paragraphs) == ((), ())


def test_months() -> None:
    days = [dt.date(2024, 2, 29), dt.date(2024, 2, 1), dt.date(2023, 12, 31)]
    dates = np.array([0, 0, *(day.toordinal() for day in days)], dtype=np.int32)
    assert by_month(dates) == (
        (dt.date(2023, 12, 1), 1),
        (dt.date(2024, 2, 1), 2),
        (None, 2),
    )
    assert by_month(dates[:0]) == ()
