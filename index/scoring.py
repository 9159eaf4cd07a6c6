"""The seam between the retriever and a built generation, and the fusion of its signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex
from index.question import Question


@dataclass(frozen=True, slots=True)
class RowTable:
    """What the filters ask of each row; every array has shape (rows,).

    dates: day of issue as proleptic ordinal (``date.toordinal``), 0 where undated.
    series, publishers, languages: index into the tuple of names beside it, -1 where unknown.
    briefings: a number for each briefing, equal for the paragraphs of the same one.
    """

    dates: NDArray[np.int32]
    series: NDArray[np.int32]
    publishers: NDArray[np.int32]
    languages: NDArray[np.int32]
    briefings: NDArray[np.int32]
    series_names: tuple[str, ...]
    publisher_names: tuple[str, ...]
    language_names: tuple[str, ...]


class Generation(Protocol):
    """One complete index, row by row; a row stands for one paragraph."""

    @property
    def id(self) -> str:
        """Name of the generation, derived from its content."""
        ...

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index over the same rows."""
        ...

    @property
    def table(self) -> RowTable:
        """What the filters ask of the rows."""
        ...

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return up to k rows nearest to a unit vector (dim,), best first, and their cosines.

        allowed: boolean mask of shape (rows,); only rows where it is true are found.
        """
        ...

    def passage_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the unit vectors of the rows' passages, shape (n, dim)."""
        ...

    def sentence_vectors(
        self, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the unit vectors of the rows' sentences, shape (m, dim), and bounds (n + 1,).

        The sentences of ``rows[i]`` are ``vectors[bounds[i]:bounds[i + 1]]``, in order.
        """
        ...

    def paragraph_ids(self, rows: Sequence[int]) -> list[str]:
        """Return the paragraph ids of the rows."""
        ...


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; all signals lie between 0 and 1.

    Round numbers: cross-validation over finer ones gained nothing (benchmarks/retrieval.py).
    """

    passage: float = 1.0
    sentence: float = 1.0
    stems: float = 0.5
    grams: float = 0.5
    bridge: float = 1.0

    @property
    def total(self) -> float:
        """What they add up to."""
        return self.passage + self.sentence + self.stems + self.grams + self.bridge


#: The weights where there is no dictionary: words count as they stand.
UNBRIDGED = Weights(0.5, 0.5, 1.0, 1.0, 0.0)
#: A paragraph in the other language cannot share the question's words; this much of what the
#: bridge finds is lent to its stems and 4-grams, or every paragraph in the question's own language
#: that is about the subject would come before the one that answers.
LENT = 0.8
#: Rows that each signal may propose; scoring more of them changes no first hit.
CANDIDATES = 32
#: One row in so many is looked at to tell how high a score must be.
_STRIDE = 16


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates with what each signal says of them; every array has shape (n,), best first.

    score: weighted mean of the signals, 0 to 1. sentences: for each row the cosines of its
    sentences with the question, in order. passages: the rows' vectors, shape (n, dim).
    """

    rows: NDArray[np.int64]
    score: NDArray[np.float32]
    signals: dict[str, NDArray[np.float32]]
    sentences: tuple[NDArray[np.float32], ...]
    passages: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the words of a question say of each row, all of shape (rows,), 0 to 1.

    lent: the least that stems and 4-grams count for.
    """

    stems: NDArray[np.float32]
    bridge: NDArray[np.float32]
    lent: NDArray[np.float32]


def weights_of(lexical: LexicalIndex) -> Weights:
    """Return how much each signal counts, with a dictionary or without."""
    return Weights() if lexical.bridge is not None else UNBRIDGED


def word_scores(question: Question, generation: Generation) -> WordScores:
    """Return what the words of a question say of every row."""
    lexical = generation.lexical
    bridge = lexical.bridge_scores(question.terms)
    lent = _lent(question, generation.table, bridge)
    return WordScores(lexical.stem_scores(question.terms), bridge, lent)


def score_rows(
    question: Question,
    vector: NDArray[np.float32],
    generation: Generation,
    allowed: NDArray[np.bool_] | None = None,
    *,
    words: WordScores | None = None,
) -> Scored:
    """Return the candidates for a question, best first.

    vector: the question's unit vector (dim,). allowed: rows that may answer; None for all. words:
    if they are known already.
    """
    lexical = generation.lexical
    weights = weights_of(lexical)
    words = words or word_scores(question, generation)
    found, _ = generation.search(vector, CANDIDATES, allowed)
    lexically = np.maximum(words.stems, words.lent)
    lexically *= np.float32(weights.stems)
    lexically += np.float32(weights.bridge) * words.bridge
    if allowed is not None:
        lexically *= allowed
    best = _best(lexically, CANDIDATES)
    rows = np.array(sorted({*found.tolist(), *best.tolist()}), dtype=np.int64)
    sentences = _sentence_cosines(generation, rows, vector)
    passages = generation.passage_vectors(rows)
    signals = {
        "passage": passages @ vector,
        "sentence": np.array([part.max(initial=-1.0) for part in sentences], dtype=np.float32),
        "stems": words.stems[rows],
        "grams": lexical.gram_scores(" ".join(question.content), rows),
        "bridge": words.bridge[rows],
    }
    lent = words.lent[rows]
    counted = signals | {name: np.maximum(signals[name], lent) for name in ("stems", "grams")}
    score = sum(getattr(weights, name) * values for name, values in counted.items()) / weights.total
    order = np.lexsort((rows, -np.asarray(score)))
    return Scored(
        rows[order],
        np.asarray(score, dtype=np.float32)[order],
        {name: np.asarray(values[order], dtype=np.float32) for name, values in signals.items()},
        tuple(sentences[place] for place in order),
        passages[order],
    )


def _lent(question: Question, table: RowTable, bridge: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the least that each row's stems and 4-grams count for, shape (rows,)."""
    if question.language is None:
        return np.zeros(len(bridge), dtype=np.float32)
    lent = np.float32(LENT) * bridge
    if question.language in table.language_names:
        lent *= table.languages != table.language_names.index(question.language)
    return lent


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Return the rows with the highest scores above 0, in no order."""
    sample = scores[::_STRIDE]
    # As many rows as wanted reach the sample's own best, so no other row can be among them.
    floor = np.partition(sample, -most)[-most] if len(sample) > most else 0.0
    rows = np.flatnonzero(scores >= floor)
    if len(rows) > most:
        rows = rows[np.argpartition(scores[rows], -most)[-most:]]
    return rows[scores[rows] > 0]


def _sentence_cosines(
    generation: Generation, rows: NDArray[np.int64], vector: NDArray[np.float32]
) -> list[NDArray[np.float32]]:
    vectors, bounds = generation.sentence_vectors(rows)
    return np.split(vectors @ vector, bounds[1:-1]) if len(rows) else []
