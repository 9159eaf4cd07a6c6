"""Read rows one by one into the parts of a lexical index.

What a word means is looked up once, and a row only notes the numbers of its words; all sums are
taken at the end, over thousands of rows at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bridge import Bridge
from index.lexical.grams import GramBuilder, GramIndex
from index.lexical.postings import Postings, PostingsBuilder
from index.lexical.vocabulary import Vocabulary
from index.lexical.word_table import Column, WordTable

#: How much a word of a heading counts against one of the paragraph.
HEADING_WEIGHT = 0.5
#: Rows summed up at once.
WINDOW = 4096


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What the lexical index is told of one row."""

    text: str
    headings: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LexicalParts:
    """The parts of a lexical index; bridge is None where there was no dictionary."""

    stems: Postings
    bridge: Postings | None
    grams: GramIndex
    vocabulary: Vocabulary
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """The words of some rows: their numbers, rows and weights, each of shape (words,).

    size: how many rows there are; they are counted from the first of them.
    """

    size: int
    words: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: NDArray[np.float64]


class LexicalBuilder:
    """Collects the rows of a lexical index in their order."""

    def __init__(self, bridge: Bridge | None) -> None:
        self._table = WordTable(bridge)
        self._bridged = bridge is not None
        self._languages: set[str] = set()
        self._words = array("I")
        #: How many words there are up to the end of each row's text, and of its headings.
        self._ends = array("Q", [0])

    def add(self, entry: LexicalEntry) -> None:
        """Add the next row."""
        self._languages.add(entry.language or "")
        for text in (entry.text, entry.headings):
            self._words.extend(self._table.numbers(text, entry.language))
            self._ends.append(len(self._words))

    def finish(self) -> LexicalParts:
        """Return the finished parts."""
        table, names = self._table, self._table.folded.keys
        stem_column, term_column = table.stems.finish(), table.terms.finish()
        folded_column, gram_column = table.folded.finish(), table.grams()
        stems, terms = PostingsBuilder(table.stems.keys), PostingsBuilder(table.terms.keys)
        grams = GramBuilder()
        counts = np.zeros(len(names), dtype=np.int64)
        for window in self._windows():
            lengths = _lengths(window, stem_column)
            stems.add(*_cells(window, stem_column, len(stems.keys)), lengths)
            terms.add(*_cells(window, term_column, len(terms.keys)), lengths)
            owners, hashes, _ = gram_column.expand(window.words)
            grams.add(window.rows[owners], hashes, window.size)
            _, held, _ = _cells(window, folded_column, len(names))
            counts += np.bincount(held, minlength=len(names))
        return LexicalParts(
            stems.finish(),
            terms.finish() if self._bridged else None,
            grams.finish(),
            Vocabulary.build(dict(zip(names, counts.tolist(), strict=True))),
            tuple(sorted(self._languages)),
        )

    def _windows(self) -> Iterator[_Window]:
        ends = np.array(self._ends, dtype=np.int64)
        words = np.array(self._words, dtype=np.int64)
        total = len(ends) // 2
        for first in range(0, total, WINDOW):
            size = min(WINDOW, total - first)
            bounds = ends[2 * first : 2 * (first + size) + 1]
            counts = np.diff(bounds)
            yield _Window(
                size,
                words[bounds[0] : bounds[-1]],
                np.repeat(np.arange(2 * size) // 2, counts),
                np.repeat(np.tile([1.0, HEADING_WEIGHT], size), counts),
            )


def _lengths(window: _Window, stems: Column) -> NDArray[np.float64]:
    """Return the weight of all words of each row that say something, shape (size,)."""
    owners, _, _ = stems.expand(window.words)
    lengths = np.bincount(window.rows[owners], window.weights[owners], minlength=window.size)
    return lengths.astype(np.float64)


def _cells(
    window: _Window, column: Column, keys: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return what the rows hold: row, key and frequency, each of shape (cells,), sorted."""
    owners, values, weights = column.expand(window.words)
    cells, inverse = np.unique(window.rows[owners] * keys + values, return_inverse=True)
    frequencies = np.bincount(inverse, weights * window.weights[owners])
    rows, numbers = np.divmod(cells, max(keys, 1))
    return rows, numbers, frequencies.astype(np.float64)
