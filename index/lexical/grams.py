"""Character 4-grams: which ones each row holds, and how many rows hold each.

They bridge German inflection, compounds and typing errors at once. Rows are scored only once other
signals have found them, so there are no inverted lists.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, load_arrays, save_arrays
from index.lexical.postings import K1, impacts
from index.text import GRAM_BUCKETS, gram_hashes

_ARRAYS = ("cells", "bounds", "lengths", "counts", "mean")
#: A cell is a hash with its frequency in the low bits.
_BITS = np.uint32(10)
_MOST = np.uint32((1 << 10) - 1)


class GramIndex:
    """For each row its 4-grams with their frequencies, and for each 4-gram its number of rows."""

    def __init__(self, arrays: dict[str, Array], numbers: NDArray[np.int64] | None = None) -> None:
        self._arrays = arrays
        self._rows = len(arrays["lengths"])
        self._numbers = numbers

    def part(self, rows: NDArray[np.int64]) -> GramIndex:
        """Return the 4-grams of some rows, which are numbered anew, in the order given."""
        return GramIndex(self._arrays, rows if self._numbers is None else self._numbers[rows])

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder."""
        save_arrays(folder, self._arrays)

    @classmethod
    def load(cls, folder: Path) -> GramIndex:
        """Open saved arrays, memory-mapped."""
        return cls(load_arrays(folder, _ARRAYS))

    def idf(self, hashes: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the inverse document frequency of hashed 4-grams, shape (n,)."""
        counts = self._arrays["counts"][hashes].astype(np.float64)
        return np.log1p((self._rows - counts + 0.5) / (counts + 0.5))

    def score(self, text: str, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the normalised BM25 of the given rows for a text, 0 to 1, shape (n,)."""
        if self._numbers is not None:
            rows = self._numbers[rows]
        wanted = np.array(sorted(set(gram_hashes(text).tolist())), dtype=np.uint32)
        if not wanted.size or not rows.size:
            return np.zeros(len(rows), dtype=np.float32)
        idf = self.idf(wanted)
        bounds, cells = self._arrays["bounds"], self._arrays["cells"]
        parts = [cells[bounds[row] : bounds[row + 1]] for row in rows]
        owner = np.repeat(np.arange(len(rows)), [len(part) for part in parts])
        merged = np.concatenate(parts)
        keys = merged >> _BITS
        place = np.searchsorted(wanted, keys).clip(max=len(wanted) - 1)
        hit = np.flatnonzero(wanted[place] == keys)
        frequency = (merged[hit] & _MOST).astype(np.float64)
        relative = self._arrays["lengths"][rows] / float(self._arrays["mean"][0])
        gained = idf[place[hit]] * impacts(frequency, relative[owner[hit]])
        total = np.bincount(owner[hit], weights=gained, minlength=len(rows))
        scores: NDArray[np.float32] = (total / ((K1 + 1) * idf.sum())).astype(np.float32)
        return scores


class GramBuilder:
    """Collects the 4-grams of rows."""

    def __init__(self) -> None:
        self._cells = [np.empty(0, dtype=np.uint32)]
        self._sizes = [np.empty(0, dtype=np.int64)]
        self._lengths = [np.empty(0, dtype=np.float32)]
        self._counts = np.zeros(GRAM_BUCKETS, dtype=np.uint32)

    def add(self, rows: NDArray[np.int64], hashes: NDArray[np.int64], size: int) -> None:
        """Add the next ``size`` rows.

        rows, hashes: of each 4-gram, shape (grams,); rows are counted from the first of these.
        """
        found, counts = np.unique(rows * GRAM_BUCKETS + hashes, return_counts=True)
        held, distinct = np.divmod(found, GRAM_BUCKETS)
        frequency = counts.astype(np.uint32).clip(max=_MOST)
        self._cells.append((distinct.astype(np.uint32) << _BITS) | frequency)
        self._sizes.append(np.bincount(held, minlength=size))
        self._lengths.append(np.bincount(rows, minlength=size).astype(np.float32))
        self._counts += np.bincount(distinct, minlength=GRAM_BUCKETS).astype(np.uint32)

    def finish(self) -> GramIndex:
        """Return what was collected."""
        bounds = np.concatenate(([0], np.cumsum(np.concatenate(self._sizes))))
        lengths = np.concatenate(self._lengths)
        mean = max(float(lengths.mean()) if lengths.size else 1.0, 1.0)
        return GramIndex(
            {
                "cells": np.concatenate(self._cells),
                "bounds": bounds,
                "lengths": lengths,
                "counts": self._counts,
                "mean": np.array([mean]),
            }
        )
