"""Which words of a question a text holds: itself, inflected, inside a compound, or translated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex, QueryTerm
from index.question import Question
from index.question.expected import names_kind
from index.text import fold, word_places, words
from index.word_reader import WordReader, word_grams

#: A word whose 4-grams a word of the text holds to this share is taken to stand there (in a
#: compound, or with another ending); below it, by chance.
GRAM_SHARE = 0.7

Coverage = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to look for: each key with the numbers of the words it may stand for, and weights.

    english has the number of the word's part as well (a compound has two).
    """

    stems: dict[str, list[tuple[int, float]]]
    english: dict[str, list[tuple[int, int, float]]]
    grams: dict[str, list[int]]
    gram_counts: list[int]
    parts: list[int]


class Evidence:
    """Looks for the words of one question in texts.

    idf: what each word of the question tells, shape (words,), from the whole corpus.
    language: of the question. folded: every word of it, folded. kind_words: whether a word only
    says what kind of answer is wanted; names: whether it is a name or a number; shape (words,).
    """

    def __init__(self, question: Question, index: LexicalIndex, reader: WordReader) -> None:
        self._reader = reader
        self.language = question.language
        self._count = len(question.terms)
        self._wanted = _wanted(question)
        self._keys = {*self._wanted.stems, *self._wanted.english, *self._wanted.grams}
        self._seen: dict[str | None, dict[str, list[tuple[int, int, float]]]] = {}
        self.folded = frozenset(fold(word) for word in words(question.text))
        self.kind_words = np.array([names_kind(word) for word in question.content], dtype=np.bool_)
        self.names = np.array(question.names, dtype=np.bool_)
        self.idf = np.array([_idf(term, index) for term in question.terms], dtype=np.float64)

    def coverage(self, text: str, language: str | None, starts: Sequence[int]) -> Coverage:
        """Return how surely each sentence holds each word of the question, 0 to 1.

        starts: offsets where the sentences of the text begin, ascending, the first usually 0.
        The result has shape (sentences, words).
        """
        parts = max(self._wanted.parts, default=1) or 1
        held = np.zeros((len(starts), self._count, parts))
        sentence = 0
        seen = self._seen.setdefault(language, {})
        for word, offset in word_places(text):
            found = seen.get(word)
            if found is None:
                found = seen[word] = self._look(word, language)
            if not found:
                continue
            while sentence + 1 < len(starts) and offset >= starts[sentence + 1]:
                sentence += 1
            for number, part, weight in found:
                cell = held[sentence, number]
                if part < 0:
                    cell[:] = np.maximum(cell, weight)
                else:
                    cell[part] = max(cell[part], weight)
        counts = np.array([max(part, 1) for part in self._wanted.parts] or [1])
        inside = np.arange(parts) < counts[:, None]
        share: Coverage = (held * inside[: self._count]).sum(axis=2) / counts[: self._count]
        return share

    def share(self, coverage: Coverage | NDArray[np.bool_]) -> float:
        """Return the share of the question's idf that is covered, 0 to 1."""
        mass = float(self.idf.sum())
        return float(self.idf @ coverage) / mass if mass > 0 else 0.0

    def _look(self, word: str, language: str | None) -> list[tuple[int, int, float]]:
        """Return (word of the question, its part or -1 for all, weight) for a word of a text."""
        read = self._reader.read(word, language)
        if read is None or self._keys.isdisjoint(read.keys):
            return []
        wanted = self._wanted
        found = [(number, -1, weight) for number, weight in wanted.stems.get(read.stem, ())]
        for group in read.terms:
            for stem, own in group:
                found += [
                    (number, part, own * weight)
                    for number, part, weight in wanted.english.get(stem, ())
                ]
        shared: defaultdict[int, int] = defaultdict(int)
        for gram in read.grams:
            if gram in wanted.grams:
                for number in wanted.grams[gram]:
                    shared[number] += 1
        for number, count in shared.items():
            part = count / wanted.gram_counts[number]
            if part >= GRAM_SHARE:
                found.append((number, -1, part))
        return found


def _wanted(question: Question) -> _Wanted:
    stems: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    english: defaultdict[str, list[tuple[int, int, float]]] = defaultdict(list)
    grams: defaultdict[str, list[int]] = defaultdict(list)
    counts = []
    for number, (term, word) in enumerate(zip(question.terms, question.content, strict=True)):
        for key, weight in term.stems:
            stems[key].append((number, weight))
        for part, group in enumerate(term.groups):
            for stem, weight in group:
                english[stem].append((number, part, weight))
        own = word_grams(fold(word))
        for gram in own:
            grams[gram].append(number)
        counts.append(len(own))
    return _Wanted(
        dict(stems),
        dict(english),
        dict(grams),
        counts,
        [len(term.groups) for term in question.terms],
    )


def _idf(term: QueryTerm, index: LexicalIndex) -> float:
    """Return the idf of the commoner of a word's two readings, as it is and translated."""
    rows = sum(weight * index.stems.count(key) for key, weight in term.stems)
    if index.bridge is not None and term.groups:
        expected = [
            sum(weight * index.bridge.count(key) for key, weight in group) for group in term.groups
        ]
        rows = max(rows, min(expected))
    return index.stems.idf(rows)
