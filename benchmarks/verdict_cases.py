"""The questions that the verdict is fitted to and tested on: XQuAD's, and the samples'."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.memory import MemoryGeneration, MemoryStore
from benchmarks.xquad import XQuad, XQuestion
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index.bridge import Bridge
from index.encoder import Encoder
from index.evaluation import expected_paragraphs
from index.evaluation.questions import read_questions
from index.question import question_language, read_question
from index.retriever import Retriever
from index.stopwords import is_stop
from index.text import fold, words
from index.verdict import values

STYLES = ("as written", "sloppy")
#: Direction and style of the samples' questions.
SAMPLES, CHAT = "samples", "chat"
FIRST_WORDS = frozenset("wann wer wo wie wieviel when who where how".split())  # noqa: SIM905
QUESTIONS = Path(__file__).parent / "questions" / "samples.jsonl"
BRIEFINGS = Path(__file__).parents[1] / "corpus" / "samples"
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """One question asked of one corpus.

    kind: ``covered``, ``near`` or ``far``; first: of A and B; right: its own paragraph came first.
    absent: as in ``Features``.
    """

    direction: str
    style: str
    kind: str
    first: bool
    right: bool
    features: tuple[float, ...]
    absent: bool


def sloppy(text: str, language: str, rng: random.Random) -> str:
    """Return a question as typed in a hurry: two to four words, lower case, perhaps misspelt."""
    all_words = words(text)
    content = [word for word in all_words if not is_stop(fold(word), language)]
    longest = sorted(range(len(content)), key=lambda place: -len(content[place]))
    kept = [content[place].lower() for place in sorted(longest[: rng.choice((2, 3, 4))])]
    if kept and rng.random() < 0.2:
        place = rng.randrange(len(kept))
        if len(kept[place]) > 5:
            cut = rng.randrange(1, len(kept[place]) - 1)
            kept[place] = kept[place][:cut] + kept[place][cut + 1 :]
    opening = [all_words[0].lower()] if all_words and all_words[0].lower() in FIRST_WORDS else []
    return " ".join(opening + kept if rng.random() < 0.7 else kept)


def ask(
    data: XQuad, languages: tuple[str, ...], encoder: Encoder, bridge: Bridge | None, step: int
) -> Iterator[Case]:
    """Yield every ``step``-th question of both languages, asked of a corpus in some languages."""
    indexed = {a for a in range(len(data.contexts["en"])) if a % 4 in (0, 2)}
    store = data.store(languages, indexed)
    retriever = Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)
    for language in ("de", "en"):
        rng = random.Random(1)  # noqa: S311 (nothing secret)
        direction = f"{language}→{'+'.join(languages)}"
        for question in data.questions[language][::step]:
            for style in STYLES:
                typed = (
                    question.text if style == STYLES[0] else sloppy(question.text, language, rng)
                )
                yield from _cases(retriever, store, question, typed, (direction, style))


def _cases(
    retriever: Retriever, store: MemoryStore, question: XQuestion, typed: str, key: tuple[str, str]
) -> Iterator[Case]:
    language = question_language(typed, retriever.bridge)
    read = read_question(typed, retriever.generation.lexical, retriever.bridge, language)
    own = np.array([name[2:] == str(question.paragraph) for name in store.paragraphs])
    covered = bool(own.any())
    first = question.article % 4 < 2
    for kind, allowed in (("covered", None), ("near", ~own)) if covered else (("far", None),):
        found = retriever.find(read, allowed)
        if found.features is not None:
            right = found.candidates[0].paragraph.id[2:] == str(question.paragraph)
            features = found.features
            yield Case(*key, kind, first, right, values(features), features.absent)


def ask_samples(encoder: Encoder, bridge: Bridge | None) -> Iterator[Case]:
    """Yield the samples' question set: covered, or near, for all are about what they treat."""
    corpus = CorpusStore(":memory:")
    ingest(BRIEFINGS, corpus, limits=Limits(bytes=_MOST_BYTES))
    store = MemoryStore(corpus.paragraphs(), corpus.heads())
    retriever = Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)
    questions = read_questions(QUESTIONS)
    for question, right in zip(questions, expected_paragraphs(corpus, questions), strict=True):
        language = question_language(question.question, bridge)
        read = read_question(question.question, retriever.generation.lexical, bridge, language)
        found = retriever.find(read)
        if found.features is not None:
            kind = "covered" if question.answerable else "near"
            first = found.candidates[0].paragraph.id in right
            features = found.features
            yield Case(SAMPLES, CHAT, kind, True, first, values(features), features.absent)
