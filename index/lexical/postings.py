"""Inverted lists with BM25 weights worked out beforehand, in memory-mapped arrays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, find_hash, load_arrays, save_arrays, sorted_hashes

#: BM25's term saturation and length normalisation (Robertson and Zaragoza 2009 suggest
#: 1.2 to 2 and 0.5 to 0.8).
K1, B = 1.2, 0.75

#: What one word of a question may stand for: keys, each with a weight of at most 1.
TermWeights = tuple[tuple[str, float], ...]

_ARRAYS = ("hashes", "bounds", "rows", "impacts", "row_count")
_STEPS = 255


def impacts(frequency: NDArray[np.float64], relative: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return BM25's weight of a term (0 to K1 + 1) from its frequency and the row's length.

    relative: length of the row divided by the mean length.
    """
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relative))


class Postings:
    """For each term the rows that hold it and what it weighs there (in 1/255 of the most)."""

    def __init__(self, arrays: dict[str, Array], whole: Postings | None = None) -> None:
        self._arrays = arrays
        self._whole = whole
        self.rows = int(arrays["row_count"][0])

    def part(self, rows: NDArray[np.int64]) -> Postings:
        """Return the postings of some rows, which are numbered anew, in the order given.

        How many rows hold a term, and so what it tells, stays that of all.
        """
        places = np.full(self.rows, -1, dtype=np.int64)
        places[rows] = np.arange(len(rows))
        mapped = places[self._arrays["rows"]]
        kept = np.flatnonzero(mapped >= 0)
        terms = np.searchsorted(self._arrays["bounds"], kept, side="right") - 1
        order = np.lexsort((mapped[kept], terms))
        held, counts = np.unique(terms, return_counts=True)
        arrays = {
            "hashes": np.ascontiguousarray(self._arrays["hashes"][held]),
            "bounds": np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            "rows": mapped[kept][order].astype(np.uint32),
            "impacts": self._arrays["impacts"][kept][order],
            "row_count": np.array([len(rows)]),
        }
        return Postings(arrays, self._whole or self)

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder."""
        save_arrays(folder, self._arrays)

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Open saved arrays, memory-mapped."""
        return cls(load_arrays(folder, _ARRAYS))

    def count(self, key: str) -> int:
        """Return how many rows hold a term."""
        rows, _ = (self._whole or self).find(key)
        return len(rows)

    def find(self, key: str) -> tuple[Array, Array]:
        """Return the rows that hold a term, ascending, and its weights there."""
        place = find_hash(self._arrays["hashes"], key)
        if place < 0:
            return self._arrays["rows"][:0], self._arrays["impacts"][:0]
        start, end = self._arrays["bounds"][place], self._arrays["bounds"][place + 1]
        return self._arrays["rows"][start:end], self._arrays["impacts"][start:end]

    def idf(self, count: float) -> float:
        """Return the inverse document frequency of a word that ``count`` rows hold."""
        rows = (self._whole or self).rows
        held = min(count, rows)
        return float(np.log1p((rows - held + 0.5) / (held + 0.5)))

    def score(self, words: Sequence[TermWeights]) -> NDArray[np.float32]:
        """Return the normalised score of every row, shape (rows,).

        Each word counts once, by the sum of its alternatives up to saturation, with the idf of
        their expected number of rows (structured queries: Pirkola 1998; Darwish and Oard 2003).
        """
        total = np.zeros(self.rows, dtype=np.float32)
        mass = 0.0
        for alternatives in words:
            found = [(*self.find(key), weight) for key, weight in alternatives]
            counts = (
                (len(rows) for rows, _, _ in found)
                if self._whole is None
                else (self._whole.count(key) for key, _ in alternatives)
            )
            held_by = zip(counts, alternatives, strict=True)
            idf = self.idf(sum(weight * count for count, (_, weight) in held_by))
            mass += idf
            held = [item for item in found if len(item[0])]
            if len(held) == 1:
                rows, weights, share = held[0]
                total[rows] += np.float32(idf * share / _STEPS) * weights
            elif held:
                summed = np.zeros(self.rows, dtype=np.float32)
                for rows, weights, share in held:
                    summed[rows] += np.float32(share / _STEPS) * weights
                total += np.float32(idf) * np.minimum(summed, 1.0, out=summed)
        return total / np.float32(mass) if mass > 0 else total


class PostingsBuilder:
    """Collects what rows hold and turns it into ``Postings``; terms are numbers of ``keys``."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self._rows = [np.empty(0, dtype=np.uint32)]
        self._terms = [np.empty(0, dtype=np.uint32)]
        self._frequencies = [np.empty(0, dtype=np.float32)]
        self._lengths = [np.empty(0, dtype=np.float32)]
        self._size = 0

    def add(
        self,
        rows: NDArray[np.int64],
        terms: NDArray[np.int64],
        frequencies: NDArray[np.float64],
        lengths: NDArray[np.float64],
    ) -> None:
        """Add the next rows.

        rows, terms, frequencies: of each cell, shape (cells,), ascending by row, which is counted
        from the first of these rows. lengths: of each row, in words, shape (rows,).
        """
        self._rows.append((rows + self._size).astype(np.uint32))
        self._terms.append(terms.astype(np.uint32))
        self._frequencies.append(frequencies.astype(np.float32))
        self._lengths.append(lengths.astype(np.float32))
        self._size += len(lengths)

    def finish(self) -> Postings:
        """Return the inverted lists."""
        rows, terms = np.concatenate(self._rows), np.concatenate(self._terms)
        lengths = np.concatenate(self._lengths).astype(np.float64)
        relative = lengths / max(float(lengths.mean()) if lengths.size else 1.0, 1.0)
        frequencies = np.concatenate(self._frequencies).astype(np.float64)
        weights = impacts(frequencies, relative[rows])
        hashes, order = sorted_hashes(self.keys)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        by_term = np.argsort(place[terms], kind="stable")
        bounds = np.zeros(len(order) + 1, dtype=np.int64)
        np.cumsum(np.bincount(place[terms], minlength=len(order)), out=bounds[1:])
        return Postings(
            {
                "hashes": hashes,
                "bounds": bounds,
                "rows": rows[by_term],
                "impacts": np.rint(weights[by_term] / (K1 + 1) * _STEPS).astype(np.uint8),
                "row_count": np.array([self._size]),
            }
        )
