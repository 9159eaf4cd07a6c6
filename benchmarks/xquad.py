"""XQuAD as a corpus: one briefing an article, one paragraph a context, in German and English."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.memory import MemoryStore
from corpus.briefing import BriefingHead, Paragraph

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class XQuestion:
    """A question. article, paragraph: numbers, the same in both languages; answer: in characters.

    spans: where the answers stand in the paragraph of each language.
    """

    id: str
    article: int
    paragraph: int
    text: str
    spans: dict[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class XQuad:
    """Contexts with their article, and questions, each by language and in the same order."""

    contexts: dict[str, tuple[tuple[int, str], ...]]
    questions: dict[str, tuple[XQuestion, ...]]

    def store(self, languages: Collection[str], articles: Collection[int]) -> MemoryStore:
        """Return the contexts of some articles as a corpus; ids are ``de17`` and the like."""
        paragraphs, heads = [], {}
        for language in languages:
            for number, (article, text) in enumerate(self.contexts[language]):
                if article in articles:
                    briefing = f"{language}-{article}"
                    heads[briefing] = BriefingHead(briefing, briefing, "", language=language)
                    paragraphs.append(
                        Paragraph(f"{language}{number}", briefing, number, text, language=language)
                    )
        return MemoryStore(paragraphs, heads.values())


def read_xquad(folder: Path) -> XQuad:
    """Read ``xquad.de.json`` and ``xquad.en.json`` (github.com/google-deepmind/xquad)."""
    raw = {
        language: json.loads((folder / f"xquad.{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }
    contexts = {
        language: tuple(
            (number, paragraph["context"])
            for number, article in enumerate(raw[language]["data"])
            for paragraph in article["paragraphs"]
        )
        for language in LANGUAGES
    }
    flat = {
        language: [
            (number, question)
            for number, (_, paragraph) in enumerate(_paragraphs(raw[language]))
            for question in paragraph["qas"]
        ]
        for language in LANGUAGES
    }
    spans = [
        {language: _spans(flat[language][place][1]) for language in LANGUAGES}
        for place in range(len(flat["en"]))
    ]
    questions = {
        language: tuple(
            XQuestion(
                question["id"],
                contexts["en"][number][0],
                number,
                question["question"],
                spans[place],
            )
            for place, (number, question) in enumerate(flat[language])
        )
        for language in LANGUAGES
    }
    return XQuad(contexts, questions)


def _paragraphs(raw: Any) -> list[tuple[int, Any]]:
    return [(a, p) for a, article in enumerate(raw["data"]) for p in article["paragraphs"]]


def _spans(question: Any) -> tuple[tuple[int, int], ...]:
    return tuple(
        (int(answer["answer_start"]), int(answer["answer_start"]) + len(answer["text"]))
        for answer in question["answers"]
    )
