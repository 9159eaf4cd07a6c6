"""Which words of a question a text holds: itself, inflected, inside a compound, or translated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.bridge import Bridge
from index.lexical import LexicalIndex, QueryTerm
from index.lexical_build import stem_key
from index.question import Question
from index.stopwords import is_stop
from index.text import fold, gram_hashes, words

#: A word whose 4-grams a text holds to this share is taken to stand there (in a compound, or with
#: another ending); below it, by chance.
GRAM_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class _Held:
    """What a text holds: stem keys, English stems with weights, hashed 4-grams."""

    stems: frozenset[str]
    english: dict[str, float]
    grams: NDArray[np.uint32]


class Evidence:
    """Looks for the words of one question in texts.

    idf: what each word of the question tells, shape (words,), from the whole corpus.
    """

    def __init__(self, question: Question, index: LexicalIndex, bridge: Bridge | None) -> None:
        self._question = question
        self._bridge = bridge
        self._grams = [np.unique(gram_hashes(word)) for word in question.content]
        self.idf = np.array([_idf(term, index) for term in question.terms], dtype=np.float64)
        self._hold = lru_cache(maxsize=4_096)(self._hold_word)

    def coverage(self, text: str, language: str | None) -> NDArray[np.float64]:
        """Return how surely the text holds each word of the question, 0 to 1, shape (words,)."""
        held = self._read(text, language)
        return np.array(
            [
                self._covered(term, grams, held)
                for term, grams in zip(self._question.terms, self._grams, strict=True)
            ],
            dtype=np.float64,
        )

    def share(self, coverage: NDArray[np.float64]) -> float:
        """Return the share of the question's idf that is covered, 0 to 1."""
        mass = float(self.idf.sum())
        return float(self.idf @ coverage) / mass if mass > 0 else 0.0

    def _read(self, text: str, language: str | None) -> _Held:
        stems: set[str] = set()
        english: dict[str, float] = {}
        for word in words(text):
            if is_stop(fold(word), language):
                continue
            key, terms = self._hold(word, language)
            stems.add(key)
            for stem, weight in terms:
                english[stem] = max(weight, english.get(stem, 0.0))
        return _Held(frozenset(stems), english, np.unique(gram_hashes(text)))

    def _hold_word(
        self, word: str, language: str | None
    ) -> tuple[str, tuple[tuple[str, float], ...]]:
        groups = self._bridge.terms(word, language) if self._bridge is not None else ()
        return stem_key(word, language), tuple(pair for group in groups for pair in group)

    def _covered(self, term: QueryTerm, grams: NDArray[np.uint32], held: _Held) -> float:
        direct = max((weight for key, weight in term.stems if key in held.stems), default=0.0)
        if direct >= 1.0:
            return direct
        translated = [
            max((weight * held.english.get(english, 0.0) for english, weight in group), default=0.0)
            for group in term.groups
        ]
        bridged = sum(translated) / len(translated) if translated else 0.0
        share = float(np.isin(grams, held.grams).mean()) if grams.size else 0.0
        return max(direct, bridged, share if share >= GRAM_SHARE else 0.0)


def _idf(term: QueryTerm, index: LexicalIndex) -> float:
    """Return the idf of the commoner of a word's two readings, as it is and translated."""
    rows = sum(weight * index.stems.count(key) for key, weight in term.stems)
    if index.bridge is not None and term.groups:
        expected = [
            sum(weight * index.bridge.count(key) for key, weight in group) for group in term.groups
        ]
        rows = max(rows, min(expected))
    return index.stems.idf(rows)
