"""Nearest neighbours by cosine: the only import of FAISS.

A row is one unit vector, kept in half precision (.999 of the ten nearest are those of full
precision). Small indexes, and searches that may see only some rows, compare with every row. Large
ones first look through codes of one bit a dimension (RaBitQ, Gao and Long 2024) and then compare
with the best of these exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

EXACT_FILE = "passages.faiss"
COARSE_FILE = "passages-coarse.faiss"
#: From so many rows on, the codes are worth their while (1 ms against 8 at 100,000 rows).
LARGE = 20_000
#: For k neighbours, so many times k candidates are taken from the codes, and at least CANDIDATES.
OVERSAMPLING = 6
CANDIDATES = 200

# Threads of OpenMP that wait for the next question would take the processors from ONNX Runtime.
faiss.omp_set_num_threads(1)


class VectorIndex:
    """Unit vectors by row number, 0 to len - 1.

    exact: FAISS index over every row; coarse: the codes, None for a small index.
    """

    def __init__(self, exact: Any, coarse: Any | None = None) -> None:
        self._exact = exact
        self._coarse = coarse

    @classmethod
    def build(
        cls, batches: Iterable[NDArray[np.floating[Any]]], dimension: int, *, large: int = LARGE
    ) -> VectorIndex:
        """Index unit vectors, given as arrays of shape (n, dimension), in order."""
        kind = faiss.ScalarQuantizer.QT_fp16
        exact = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        for batch in batches:
            exact.add(np.ascontiguousarray(batch, dtype=np.float32))
        coarse = None
        if exact.ntotal >= large:
            coarse = faiss.IndexRaBitQFastScan(dimension, faiss.METRIC_INNER_PRODUCT)
            sample = np.linspace(0, exact.ntotal - 1, min(exact.ntotal, 10 * LARGE), dtype=np.int64)
            coarse.train(exact.reconstruct_batch(sample))
            for start in range(0, exact.ntotal, LARGE):
                count = min(LARGE, exact.ntotal - start)
                coarse.add(exact.reconstruct_n(start, count))
        return cls(exact, coarse)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        faiss.write_index(self._exact, str(folder / EXACT_FILE))
        if self._coarse is not None:
            faiss.write_index(self._coarse, str(folder / COARSE_FILE))

    @classmethod
    def load(cls, folder: Path) -> VectorIndex:
        """Open the index in ``folder`` memory-mapped; raises RuntimeError where it is damaged."""
        exact = faiss.read_index(str(folder / EXACT_FILE), faiss.IO_FLAG_MMAP_IFC)
        path = folder / COARSE_FILE
        coarse = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC) if path.is_file() else None
        return cls(exact, coarse)

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._exact.ntotal)

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return up to k rows nearest to a unit vector (dimension,), best first, and their cosines.

        allowed: mask of shape (rows,); only rows where it is true are found.
        """
        k = min(k, len(self) if allowed is None else int(np.count_nonzero(allowed)))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = np.ascontiguousarray(vector, dtype=np.float32)[None]
        if allowed is None and self._coarse is not None:
            return self._search_coarse(query, k)
        parameters = None
        if allowed is not None:
            # FAISS's stubs describe its C++ signatures, not what its Python wrappers take.
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        cosines, rows = self._exact.search(query, k, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def _search_coarse(
        self, query: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        assert self._coarse is not None
        _, rows = self._coarse.search(query, min(len(self), max(CANDIDATES, OVERSAMPLING * k)))
        candidates = np.sort(rows[0][rows[0] >= 0])
        cosines = self.vectors(candidates) @ query[0]
        best = np.argsort(-cosines, kind="stable")[:k]
        return candidates[best], cosines[best]

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of the rows, float32 (len(rows), dimension)."""
        if not len(rows):
            return np.empty((0, self._exact.d), dtype=np.float32)
        vectors: NDArray[np.float32] = self._exact.reconstruct_batch(
            np.ascontiguousarray(rows, dtype=np.int64)
        )
        return vectors
