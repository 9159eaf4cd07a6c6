"""The words of the corpus as they are written, to find the one that a typing error meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from index.arrays import (
    Array,
    find_hash,
    load_arrays,
    pack_strings,
    save_arrays,
    sorted_hashes,
    unpack_string,
)

_ARRAYS = ("hashes", "order", "counts", "letters", "lengths", "words", "word_bounds")
#: Shorter words have too many neighbours.
_SHORTEST = 4
#: More neighbours of a word than this are not looked at.
_MOST_COMPARED = 2_000
_EIGHT = 8


def _letters(word: str) -> int:
    """Return which letters a folded word has, one bit each (others share the last bits)."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) - 97 if "a" <= char <= "z" else 26 + ord(char) % 6)
    return bits


class Vocabulary:
    """Folded words with the number of rows that hold each."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._arrays = arrays

    @classmethod
    def build(cls, counts: Mapping[str, int]) -> Vocabulary:
        """Take the number of rows of each folded word."""
        names = sorted(counts)
        data, bounds = pack_strings(names)
        hashes, order = sorted_hashes(names)
        return cls(
            {
                "hashes": hashes,
                "order": order,
                "counts": np.array([counts[name] for name in names], dtype=np.uint32),
                "letters": np.array([_letters(name) for name in names], dtype=np.uint32),
                "lengths": np.array([len(name) for name in names], dtype=np.uint8),
                "words": data,
                "word_bounds": bounds,
            }
        )

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder."""
        save_arrays(folder, self._arrays)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Open saved arrays, memory-mapped."""
        return cls(load_arrays(folder, _ARRAYS))

    def count(self, folded: str) -> int:
        """Return how many rows hold a folded word."""
        place = find_hash(self._arrays["hashes"], folded)
        return int(self._arrays["counts"][self._arrays["order"][place]]) if place >= 0 else 0

    def neighbours(self, folded: str, most: int = 3) -> list[tuple[str, float]]:
        """Return the words that a misspelt one may have meant, nearest first, with similarity.

        One slip (a letter wrong, missing, doubled, or two swapped) is allowed in words of four
        letters or more, two from eight letters on. Similarity is 1 minus slips per letter.
        """
        size = len(folded)
        if size < _SHORTEST or not folded.isalpha():
            return []
        slips = 1 if size < _EIGHT else 2
        near = np.abs(self._arrays["lengths"].astype(np.int16) - min(size, 255)) <= slips
        near &= _differing(self._arrays["letters"], _letters(folded)) <= 2 * slips
        found = []
        for place in np.flatnonzero(near)[:_MOST_COMPARED]:
            word = unpack_string(self._arrays["words"], self._arrays["word_bounds"], int(place))
            distance = DamerauLevenshtein.distance(folded, word, score_cutoff=slips)
            if 0 < distance <= slips:
                found.append((word, 1 - distance / size, int(self._arrays["counts"][place])))
        found.sort(key=lambda item: (-item[1], -item[2], item[0]))
        return [(word, similarity) for word, similarity, _ in found[:most]]


def _differing(letters: Array, wanted: int) -> NDArray[np.uint8]:
    """Return in how many letters each word differs from the wanted one."""
    differing: NDArray[np.uint8] = np.bitwise_count(letters ^ np.uint32(wanted))
    return differing
