"""The second look at the first candidates."""

from __future__ import annotations

import numpy as np

from corpus.briefing import BriefingHead, Paragraph
from index.candidates import Candidate
from index.evidence import Evidence
from index.lexical import LexicalEntry, LexicalIndex
from index.question import read_question
from index.question.expected import wanted_answer
from index.rerank import READ, Reader
from index.word_reader import WordReader

TEXTS = (
    "The harbour got a new crane. Ferries went on.",
    "The crane of the harbour cost 3 million euros.",
    "Ferries are late. The crane stood still.",
    "Nothing else happened in the harbour.",
    "The crane was painted for 2 million euros.",
)


def reader(question: str) -> Reader:
    index = LexicalIndex.build([LexicalEntry(text, "", "en") for text in TEXTS])
    evidence = Evidence(read_question(question, index, None, "en"), index, WordReader(None))
    return Reader(evidence, wanted_answer(question))


def candidates(*scores: float) -> list[Candidate]:
    return [
        Candidate(
            Paragraph(f"p{number}", "b", number, text, language="en"),
            BriefingHead("b", "b.txt", "Port news"),
            score,
            {},
            np.zeros(2, dtype=np.float32),
            np.zeros(2, dtype=np.float32),
        )
        for number, (text, score) in enumerate(zip(TEXTS, scores, strict=False))
    ]


def order(weighed: list[Candidate]) -> list[str]:
    return [c.paragraph.id for c in sorted(weighed, key=lambda c: -c.score)]


def test_passage_that_answers_comes_before_one_that_is_about_the_same() -> None:
    weighed = reader("how much did the crane cost").weigh(candidates(0.5, 0.45), READ)
    assert order(weighed) == ["p1", "p0"]


def test_clear_lead_stays() -> None:
    weighed = reader("how much did the crane cost").weigh(candidates(0.9, 0.3), READ)
    assert order(weighed) == ["p0", "p1"]


def test_what_is_not_read_stays_behind_what_stood_before_it() -> None:
    weighed = reader("how much did the crane cost").weigh(candidates(0.5, 0.5, 0.4, 0.4, 0.4), READ)
    assert order(weighed)[-1] == "p4"
    assert weighed[-1].reading is None
    assert all(0 <= candidate.score <= 1 for candidate in weighed)


def test_marked_sentence_is_read_once() -> None:
    asking = reader("how much did the crane cost")
    (first, *_) = asking.weigh(candidates(0.5), READ)
    assert asking.read(first) is first
    assert first.highlight is not None
