"""Files of questions for the evaluation: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionsUnreadable


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A question with what answers it; see docs/evaluation.md.

    answers: words of the paragraphs that answer; paragraphs: their ids. Both empty: the briefings
    do not answer it. briefing: the only file that counts, as its path in the briefings folder.
    """

    __test__ = False  # pytest takes classes named Test... for tests

    question: str
    answers: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    briefing: str | None = None
    language: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether the briefings are said to answer it."""
        return bool(self.answers or self.paragraphs)


def read_questions(path: Path) -> list[TestQuestion]:
    """Return the questions of a file, in order.

    Raises:
        QuestionsUnreadable: the file is missing, empty or not in the format; names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise QuestionsUnreadable(f"{path}: cannot be read as UTF-8 text ({e})") from e
    questions = [
        _read_line(line, f"{path}, line {number}")
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if not questions:
        raise QuestionsUnreadable(f"{path}: holds no questions; see docs/evaluation.md")
    return questions


def _read_line(line: str, place: str) -> TestQuestion:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as e:
        raise QuestionsUnreadable(f"{place}: not JSON ({e.msg} at column {e.colno})") from e
    if not isinstance(values, dict):
        raise QuestionsUnreadable(f'{place}: must be an object such as {{"question": "…"}}')
    question = values.get("question")
    if not isinstance(question, str) or not question.strip():
        raise QuestionsUnreadable(f'{place}: "question" is missing or empty')
    if "answers" not in values and "paragraphs" not in values:
        raise QuestionsUnreadable(
            f'{place}: "answers" is missing; write [] if the briefings do not answer'
        )
    return TestQuestion(
        question=question,
        answers=_texts(values, "answers", place),
        paragraphs=_texts(values, "paragraphs", place),
        briefing=_text(values, "briefing", place),
        language=_text(values, "language", place),
    )


def _texts(values: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    found = values.get(name, [])
    if not isinstance(found, list) or not all(isinstance(v, str) and v.strip() for v in found):
        raise QuestionsUnreadable(f'{place}: "{name}" must be a list of texts')
    return tuple(found)


def _text(values: dict[str, Any], name: str, place: str) -> str | None:
    found = values.get(name)
    if found is not None and not isinstance(found, str):
        raise QuestionsUnreadable(f'{place}: "{name}" must be a text')
    return found
