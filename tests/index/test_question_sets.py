"""The question sets: readable, and answered by the samples where they say so."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from corpus import readers
from corpus.briefing import briefing_id
from corpus.limits import Limits
from corpus.parser import parse
from index.evaluation.questions import read_questions

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
QUESTIONS = ROOT / "benchmarks" / "questions"


def sample_texts() -> dict[str, list[str]]:
    found = {}
    for path in sorted(SAMPLES.iterdir()):
        briefing = parse(readers.read(path, path.name, Limits())[0], briefing_id(path.name))
        found[path.name] = [paragraph.text for paragraph in briefing.paragraphs]
    return found


def lost_answers(path: Path) -> list[tuple[str, str]]:
    texts = sample_texts()
    return [
        (question.question, answer)
        for question in read_questions(path)
        for answer in question.answers
        if not any(
            answer in text
            for briefing, paragraphs in texts.items()
            for text in paragraphs
            if question.briefing in (None, briefing)
        )
    ]


def test_every_answer_stands_in_a_paragraph_of_the_samples() -> None:
    assert lost_answers(QUESTIONS / "samples.jsonl") == []


def test_question_sets_ask_in_both_languages_and_beyond_the_texts() -> None:
    for name, answerable, beyond in (("samples.jsonl", 60, 30), ("seeds.jsonl", 40, 40)):
        asked = read_questions(QUESTIONS / name)
        assert sum(question.answerable for question in asked) >= answerable
        assert sum(not question.answerable for question in asked) >= beyond
        assert {question.language for question in asked} == {"de", "en"}
        assert len({question.question for question in asked}) == len(asked)


def test_paraphrases_name_one_xquad_question_each() -> None:
    lines = (QUESTIONS / "paraphrases.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    assert len(asked) >= 60
    assert len({question["xquad_id"] for question in asked}) == len(asked)
    languages = Counter(question["language"] for question in asked)
    assert languages["de"] == languages["en"]


def test_the_documented_questions_are_of_the_format_and_true(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert example
    file = tmp_path / "questions.jsonl"
    file.write_text(example[1], "utf-8")
    assert len(read_questions(file)) == 3
    assert lost_answers(file) == []
