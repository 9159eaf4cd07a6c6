"""A corpus, an index over it, and the ways to rank that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.memory import MemoryGeneration, MemoryStore
from benchmarks.xquad import XQuad
from index.bridge import Bridge
from index.encoder import Encoder, reads
from index.question import Question, question_language, read_question
from index.retriever import Retriever

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Setup:
    """A corpus with its generation, and the bridge it was made with."""

    store: MemoryStore
    generation: MemoryGeneration
    encoder: Encoder
    bridge: Bridge | None

    def read(self, text: str) -> tuple[Question, Vector]:
        """Return a question as the retriever reads and encodes it."""
        language = question_language(text, self.bridge)
        question = read_question(text, self.generation.lexical, self.bridge, language)
        if language == "de" and self.bridge is not None and not reads(self.encoder, "de"):
            text = self.bridge.gloss(text)
        return question, self.encoder.encode_queries([text])[0]

    def ours(self, question: Question, _: Vector) -> NDArray[np.int64]:
        """Rank as the retriever does."""
        retriever = Retriever(self.store, self.encoder, self.generation, self.bridge)
        found = [c.paragraph.id for c in retriever.find(question, top_k=10).candidates]
        return np.array([self.generation.row(identity) for identity in found], dtype=np.int64)

    def dense(self, _: Question, vector: Vector) -> NDArray[np.int64]:
        """Rank by the cosine of the passage alone."""
        return self.generation.search(vector, len(self.generation))[0]

    def bm25(self, question: Question, _: Vector) -> NDArray[np.int64]:
        """Rank by BM25 over stems alone."""
        return np.argsort(-self.generation.lexical.stem_scores(question.terms), kind="stable")

    def rrf(self, question: Question, vector: Vector) -> NDArray[np.int64]:
        """Rank by reciprocal rank fusion of the two, k = 60 (Cormack et al. 2009)."""
        total = np.zeros(len(self.generation))
        for rows in (self.dense(question, vector), self.bm25(question, vector)):
            total[rows] += 1 / (60 + 1 + np.arange(len(rows)))
        return np.argsort(-total, kind="stable")


def open_setup(
    data: XQuad, languages: Sequence[str], encoder: Encoder, bridge: Bridge | None
) -> Setup:
    """Index the whole of XQuAD in some languages."""
    store = data.store(languages, range(len(data.contexts["en"])))
    return Setup(store, MemoryGeneration(store, encoder, bridge), encoder, bridge)
