"""The question sets: well formed, and answered by the samples where they say so."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

from corpus import readers
from corpus.briefing import briefing_id
from corpus.parser import parse

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
QUESTIONS = ROOT / "benchmarks" / "questions"


def paragraph_texts() -> list[str]:
    found = []
    for path in sorted(SAMPLES.iterdir()):
        briefing = parse(readers.read(path, path.name), briefing_id(path.name))
        found += [paragraph.text for paragraph in briefing.paragraphs]
    return found


def questions(name: str) -> list[dict[str, object]]:
    lines = (QUESTIONS / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_answer_stands_in_a_paragraph_of_the_samples() -> None:
    texts = paragraph_texts()
    lost = [
        (question["question"], answer)
        for question in questions("samples.jsonl")
        for answer in cast("list[str]", question["answers"])
        if not any(answer in text for text in texts)
    ]
    assert lost == []


def test_question_sets_ask_in_both_languages_and_beyond_the_texts() -> None:
    for name, answerable, beyond in (("samples.jsonl", 60, 30), ("seeds.jsonl", 40, 40)):
        asked = questions(name)
        assert sum(bool(question["answers"]) for question in asked) >= answerable
        assert sum(not question["answers"] for question in asked) >= beyond
        assert {question["language"] for question in asked} == {"de", "en"}
        assert len({question["question"] for question in asked}) == len(asked)


def test_paraphrases_name_one_xquad_question_each() -> None:
    asked = questions("paraphrases.jsonl")
    assert len(asked) >= 60
    assert len({question["xquad_id"] for question in asked}) == len(asked)
    languages = Counter(question["language"] for question in asked)
    assert languages["de"] == languages["en"]
