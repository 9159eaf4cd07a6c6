"""What is followed against what is new: as if each had been asked of the new paragraphs alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.briefing import BriefingHead, Paragraph
from index import matching
from index.answer import Verdict
from index.bridge import Bridge
from index.matching import MOST_LEAD, Matcher
from index.part import Part
from index.question import question_language, read_question
from index.retriever import Retriever
from index.standing import lie
from index.topics import INTERCEPT, SCORE, SECTION, SPEAKS, is_question
from index.verdict import Features, judge, least_answering
from tests.fakes.ding import make_bridge
from tests.fakes.encoder import FakeEncoder

TODAY = dt.date(2026, 11, 28)
WORDS = [
    *("treaty", "grain", "port", "canal", "barge", "summer", "rain", "orchestra", "director"),
    *("minister", "bridge", "price", "tariff", "harbour", "ferry", "council", "student", "river"),
    *("power", "turbine", "Brücke", "Hafen", "Preis", "Ernte", "Brüssel", "Zoll"),
]


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=9)).capitalize() + "."


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    chance = random.Random(5)
    heads = [
        BriefingHead(
            f"b{n}", f"{n}.txt", f"Issue {n}", "Grain Ledger" if n % 2 else "Port Monitor",
            None, dt.date(2026, 1 + n % 9, 1 + n), "de" if n % 3 else "en",
        )
        for n in range(12)
    ]  # fmt: skip
    paragraphs = [
        Paragraph(
            f"{n:016x}", f"b{n % 12}", n, f"{sentence(chance)} {sentence(chance)}",
            section=n % 3 + 1 if n % 5 else None, section_path=(chance.choice(WORDS),),
            language="de" if n % 12 % 3 else "en",
        )
        for n in range(150)
    ]  # fmt: skip
    return MemoryStore(paragraphs, heads)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    return make_bridge(tmp_path_factory.mktemp("ding"))


@pytest.fixture(scope="module")
def retriever(store: MemoryStore, bridge: Bridge) -> Retriever:
    encoder = FakeEncoder(64)
    return Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)


NEW = np.arange(3, 150, 7, dtype=np.int64)
QUESTIONS = [
    "Which minister paid for the bridge?",
    "wie hoch ist der Preis der Ernte in Brüssel?",
    "When did the orchestra director visit the harbour council?",
    "who sails the barge through the canal in summer",
    "Was kostet die Fähre?",
]
TOPICS = ["grain tariff", "Brücke", "river power", "Hafen", "zeppelin", "student council"]


def of_new(retriever: Retriever) -> NDArray[np.bool_]:
    allowed = np.zeros(len(retriever.generation), dtype=np.bool_)
    allowed[NEW] = True
    return allowed


@pytest.mark.parametrize("question", [*QUESTIONS, *TOPICS])
def test_some_rows_by_themselves_are_asked_like_all_with_a_filter(
    retriever: Retriever, question: str
) -> None:
    whole = retriever.generation
    part = Part(whole, NEW)
    language = question_language(question, retriever.bridge)
    read = read_question(question, part.lexical, retriever.bridge, language)
    assert read == read_question(question, whole.lexical, retriever.bridge, language)
    alone = Retriever(retriever.store, retriever.encoder, part, retriever.bridge).find(read)
    filtered = retriever.find(read, of_new(retriever))
    assert [c.paragraph.id for c in alone.candidates] == [
        c.paragraph.id for c in filtered.candidates
    ]
    assert [c.highlight for c in alone.candidates] == [c.highlight for c in filtered.candidates]
    assert np.allclose(
        [c.score for c in alone.candidates], [c.score for c in filtered.candidates], atol=1e-5
    )


@pytest.fixture
def matcher(retriever: Retriever) -> Matcher:
    return retriever.follower([f"{row:016x}" for row in NEW])


def test_a_question_is_matched_by_the_verdict_of_the_retriever(
    retriever: Retriever, matcher: Matcher
) -> None:
    paragraphs = retriever.store.get_paragraphs(f"{row:016x}" for row in NEW).values()
    questions = QUESTIONS + [f"What of {p.text.partition('.')[0].lower()}?" for p in paragraphs]
    vectors = retriever.encode_all(questions)
    matched = matcher.match(questions, vectors, TODAY)
    answered = 0
    for question, hits in zip(questions, matched, strict=True):
        language = question_language(question, retriever.bridge)
        read = read_question(question, matcher.part.lexical, retriever.bridge, language)
        found = retriever.find(read, of_new(retriever))
        assert found.features is not None
        features = dataclasses.replace(found.features, lead=min(found.features.lead, MOST_LEAD))
        whole = retriever.retrieve(question, today=TODAY)
        yes = judge(features)[0] is Verdict.ANSWERED and whole.verdict is Verdict.ANSWERED
        answered += yes
        assert bool(hits) == yes, question
        if yes:
            assert hits[0].paragraph == found.candidates[0].paragraph
            assert hits[0].highlight == found.candidates[0].highlight
    assert 5 < answered < len(questions)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_matched_row_by_row(retriever: Retriever, matcher: Matcher, topic: str) -> None:
    vector = retriever.encode_all([topic])[0]
    (hits,) = matcher.match([topic], vector[None], TODAY)
    whole = retriever.generation
    every = whole.passage_vectors(np.arange(len(whole))) @ vector
    middle, spread = map(float, lie(every))
    marks = matcher.marks(topic, vector)
    ids = matcher.part.paragraph_ids(marks.scored.rows.tolist())
    paragraphs = retriever.store.get_paragraphs(ids)
    wanted = set()
    for place, identity in enumerate(ids):
        here = paragraphs[identity]
        section = [
            (float(whole.passage_vectors(np.array([int(one, 16)]))[0] @ vector) - middle) / spread
            for one in ids
            if one == identity
            or (
                here.section is not None
                and (paragraphs[one].briefing_id, paragraphs[one].section)
                == (here.briefing_id, here.section)
            )
        ]
        logit = INTERCEPT + SCORE * float(marks.scored.score[place]) + SECTION * max(section)
        if 1 / (1 + np.exp(-logit)) >= SPEAKS:
            wanted.add(identity)
    told = {hit.paragraph.id for hit in hits} | {name for hit in hits for name in hit.folded}
    assert told == wanted


def test_what_is_passed_over_at_once_would_not_have_been_matched(
    retriever: Retriever, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(9)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(1, 6))) for _ in range(300)]
    vectors = retriever.encode_all(texts)
    quick = matcher.match(texts, vectors, TODAY)
    monkeypatch.setattr(Matcher, "_may_be_spoken_of", lambda *_: True)
    monkeypatch.setattr(matching, "_may_answer", lambda *_: True)
    slow = matcher.match(texts, vectors, TODAY)
    assert [[hit.paragraph.id for hit in hits] for hits in quick] == [
        [hit.paragraph.id for hit in hits] for hits in slow
    ]
    assert 10 < sum(map(bool, quick)) < 290


def test_many_at_once_are_matched_as_each_by_itself(retriever: Retriever, matcher: Matcher) -> None:
    texts = [*QUESTIONS, *TOPICS]
    vectors = retriever.encode_all(texts)
    together = matcher.match(texts, vectors, TODAY)
    alone = [
        matcher.match([text], vector[None], TODAY)[0]
        for text, vector in zip(texts, vectors, strict=True)
    ]
    assert [[hit.paragraph.id for hit in hits] for hits in together] == [
        [hit.paragraph.id for hit in hits] for hits in alone
    ]


def test_a_series_that_is_named_narrows_down(retriever: Retriever, matcher: Matcher) -> None:
    text = "tariff in the Port Monitor briefings"
    (hits,) = matcher.match([text], retriever.encode_all([text]), TODAY)
    assert {hit.briefing.series for hit in hits} <= {"Port Monitor"}


def test_what_is_not_in_the_index_is_left_out(retriever: Retriever) -> None:
    matcher = retriever.follower(["ffffffffffffffff", f"{3:016x}"])
    assert len(matcher.part) == 1
    nothing = retriever.follower([])
    assert nothing.match(["grain"], retriever.encode_all(["grain"]), TODAY) == [()]


def test_below_the_least_score_nothing_answers() -> None:
    least = least_answering(MOST_LEAD)
    best = Features(score=least, lacking=0.0, open=1.0, abroad=1.0, lead=MOST_LEAD)
    assert judge(dataclasses.replace(best, score=least + 1e-6))[0] is Verdict.ANSWERED
    assert judge(dataclasses.replace(best, score=least - 1e-6))[0] is not Verdict.ANSWERED


@pytest.mark.parametrize(
    "text", ["Who pays?", "wer zahlt die Fähre", "how many ships", "EU tariffs on cars from China"]
)
def test_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["EV exports", "Taiwan", "Mindestpreise für Elektroautos", "the summit in Bruges"]
)
def test_topics(text: str) -> None:
    assert not is_question(text)
