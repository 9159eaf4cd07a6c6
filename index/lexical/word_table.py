"""The words of a corpus by number, and by number what each means to the lexical signals."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bridge import Bridge
from index.text import fold, word_gram_hashes, words
from index.word_reader import WordReader


@dataclass(frozen=True, slots=True)
class Column:
    """For each word some numbers, each with a weight: those from ``ends[word]`` on."""

    numbers: NDArray[np.int64]
    weights: NDArray[np.float64]
    ends: NDArray[np.int64]

    def expand(
        self, words: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Return for all numbers of some words: place of the word in ``words``, number, weight."""
        starts = self.ends[words]
        counts = self.ends[words + 1] - starts
        owners = np.repeat(np.arange(len(words)), counts)
        before = np.cumsum(counts) - counts
        places = np.arange(len(owners)) + np.repeat(starts - before, counts)
        return owners, self.numbers[places], self.weights[places]


class KeyColumn:
    """Collects a column whose numbers stand for keys."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._values = array("q")
        self._weights = array("d")
        self._ends = array("q", [0])

    @property
    def keys(self) -> list[str]:
        """The keys in the order of their numbers."""
        return list(self._numbers)

    def add(self, weighted: Iterable[tuple[str, float]]) -> None:
        """Append the next word."""
        for key, weight in weighted:
            self._values.append(self._numbers.setdefault(key, len(self._numbers)))
            self._weights.append(weight)
        self._ends.append(len(self._values))

    def finish(self) -> Column:
        """Return the column."""
        return Column(
            np.array(self._values, dtype=np.int64),
            np.array(self._weights, dtype=np.float64),
            np.array(self._ends, dtype=np.int64),
        )


class WordTable:
    """Numbers words as they come.

    stems: the key in the stem space. terms: English terms, each group's shares adding up to 1.
    folded: the folded form. A word that says nothing (``the``) has none of these, only 4-grams.
    """

    def __init__(self, bridge: Bridge | None) -> None:
        self._reader = WordReader(bridge)
        self._known: dict[str | None, dict[str, int]] = {}
        self._folded: list[str] = []
        self.stems, self.terms, self.folded = KeyColumn(), KeyColumn(), KeyColumn()

    def numbers(self, text: str, language: str | None) -> list[int]:
        """Return the numbers of a text's words, in order."""
        known = self._known.setdefault(language, {})
        found = []
        for word in words(text):
            number = known.get(word)
            if number is None:
                number = known[word] = self._add(word, language)
            found.append(number)
        return found

    def _add(self, word: str, language: str | None) -> int:
        reading = self._reader.read(word, language)
        if reading is None:
            for column in (self.stems, self.terms, self.folded):
                column.add(())
        else:
            self.stems.add([(reading.stem, 1.0)])
            self.folded.add([(reading.folded, 1.0)])
            wholes = [sum(share for _, share in group) for group in reading.terms]
            self.terms.add(
                (english, share / whole)
                for group, whole in zip(reading.terms, wholes, strict=True)
                for english, share in group
            )
        # A blank, into which a few ligatures come apart, would part one word's 4-grams in two.
        self._folded.append(fold(word).replace(" ", ""))
        return len(self._folded) - 1

    def grams(self) -> Column:
        """Return the words' hashed 4-grams, each as often as the word has it."""
        owners, hashes = word_gram_hashes(self._folded)
        counts = np.bincount(owners, minlength=len(self._folded))
        return Column(
            hashes.astype(np.int64), np.ones(len(hashes)), np.concatenate(([0], np.cumsum(counts)))
        )
