"""The arrays of a generation: vectors carried over or taken from the cache, and filter columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from index.arrays import save_arrays
from index.build.rows import COLUMNS, Plan, Row
from index.build.vector_cache import KEY_BYTES, VectorCache
from index.generation import ROWS, Generation
from index.vector_index import VectorIndex

#: Rows whose vectors are in memory at once.
WINDOW = 2_000


def write_vectors(
    plan: Plan, cache: VectorCache, current: Generation | None, folder: Path, dimension: int
) -> None:
    """Write the vector index and the arrays of the planned rows into ``folder``.

    Every vector is in ``current``, for rows that have an old one, or in the cache.
    """
    (folder / ROWS).mkdir(parents=True)
    bounds = np.zeros(len(plan.rows) + 1, dtype=np.int64)
    np.cumsum([len(row.sentences) for row in plan.rows], out=bounds[1:])
    # One row to spare: an array without rows cannot be mapped.
    shape = (int(bounds[-1]) + 1, dimension)
    path = folder / ROWS / "sentences.npy"
    sentences = open_memmap(path, mode="w+", dtype=np.float16, shape=shape)

    def passages() -> Iterator[NDArray[np.float16]]:
        for start in range(0, len(plan.rows), WINDOW):
            rows = plan.rows[start : start + WINDOW]
            source = _Source(rows, cache, current, dimension)
            sentences[bounds[start] : bounds[start + len(rows)]] = source.sentences()
            yield source.passages()

    VectorIndex.build(passages(), dimension).save(folder)
    sentences.flush()
    arrays = {name: plan.column(name) for name in COLUMNS} | {
        "ids": np.array([row.id.encode() for row in plan.rows], dtype=np.bytes_),
        "row_keys": _key_array([row.key for row in plan.rows]),
        "passage_keys": _key_array([row.passage for row in plan.rows]),
        "sentence_keys": _key_array([key for row in plan.rows for key in row.sentences]),
        "sentence_bounds": bounds,
    }
    save_arrays(folder / ROWS, arrays)


class _Source:
    """The vectors of some rows, wherever they come from."""

    def __init__(
        self,
        rows: Sequence[Row],
        cache: VectorCache,
        current: Generation | None,
        dimension: int,
    ) -> None:
        self._rows = rows
        self._current = current
        self._dimension = dimension
        keys = {key for row in rows if row.old < 0 for key in (row.passage, *row.sentences)}
        self._new = cache.get(sorted(keys))

    def passages(self) -> NDArray[np.float16]:
        """Return the passages' vectors, shape (rows, dimension)."""
        vectors = np.empty((len(self._rows), self._dimension), dtype=np.float16)
        old = [n for n, row in enumerate(self._rows) if row.old >= 0]
        if self._current is not None and old:
            rows = np.array([self._rows[n].old for n in old], dtype=np.int64)
            vectors[old] = self._current.passage_vectors(rows)
        for n, row in enumerate(self._rows):
            if row.old < 0:
                vectors[n] = self._new[row.passage]
        return vectors

    def sentences(self) -> NDArray[np.float16]:
        """Return the vectors of all their sentences in order, shape (sentences, dimension)."""
        parts = [np.empty((0, self._dimension), dtype=np.float16)]
        for row in self._rows:
            if row.old >= 0 and self._current is not None:
                bounds = self._current.arrays["sentence_bounds"]
                part = slice(bounds[row.old], bounds[row.old + 1])
                parts.append(self._current.arrays["sentences"][part])
            elif row.sentences:
                parts.append(np.stack([self._new[key] for key in row.sentences]))
        return np.concatenate(parts)


def _key_array(keys: Sequence[bytes]) -> NDArray[np.uint8]:
    """Return keys as an array, shape (len(keys), KEY_BYTES)."""
    return np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), KEY_BYTES)
