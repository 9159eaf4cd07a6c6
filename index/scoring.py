"""The seam between the retriever and a built generation, and the fusion of its signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex


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
