"""Some rows of a generation, as if they were all: what is new, asked by everybody who follows it.

What a word tells stays what it tells in the whole corpus, so that a score means the same. All of it
lies in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex
from index.scoring import Generation, RowTable


class Part:
    """A generation over some rows of another, which are numbered anew in the order given."""

    def __init__(self, whole: Generation, rows: NDArray[np.int64]) -> None:
        self._whole = whole
        self._rows = rows
        self._passages = whole.passage_vectors(rows)
        self._sentences, self._bounds = whole.sentence_vectors(rows)
        self._lexical = whole.lexical.part(rows)
        table = whole.table
        self._table = replace(
            table,
            dates=table.dates[rows],
            series=table.series[rows],
            publishers=table.publishers[rows],
            languages=table.languages[rows],
            briefings=table.briefings[rows],
        )

    @property
    def id(self) -> str:
        """Name of the whole generation."""
        return self._whole.id

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index over the rows."""
        return self._lexical

    @property
    def table(self) -> RowTable:
        """What the filters ask of the rows."""
        return self._table

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return up to k rows nearest to a unit vector (dim,), best first, and their cosines.

        allowed: boolean mask of shape (rows,); only rows where it is true are found.
        """
        rows = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        cosines = self._passages[rows] @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return rows[best], cosines[best]

    def passage_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the unit vectors of the rows' passages, shape (n, dim)."""
        return self._passages[rows]

    def sentence_vectors(
        self, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the unit vectors of the rows' sentences, shape (m, dim), and bounds (n + 1,).

        The sentences of ``rows[i]`` are ``vectors[bounds[i]:bounds[i + 1]]``, in order.
        """
        parts = [self._sentences[self._bounds[row] : self._bounds[row + 1]] for row in rows]
        bounds = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
        return np.concatenate([self._sentences[:0], *parts]), bounds

    def cosines(
        self, vectors: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the cosines of vectors with each row's passage and its best sentence.

        vectors: shape (n, dim); both of shape (n, rows).
        """
        passages = vectors @ self._passages.T
        sentences = np.full_like(passages, -1.0)
        filled = np.flatnonzero(np.diff(self._bounds))
        if len(filled):
            every = vectors @ self._sentences.T
            sentences[:, filled] = np.maximum.reduceat(every, self._bounds[filled], axis=1)
        return passages, sentences

    def paragraph_ids(self, rows: Sequence[int]) -> list[str]:
        """Return the paragraph ids of the rows."""
        return self._whole.paragraph_ids(self._rows[np.asarray(rows, np.int64)].tolist())
