"""Putting questions together that ask for the same: by the cosine of their vectors. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: So alike two questions must be to be one. By ``benchmarks.alike``, with the bundled model and the
#: dictionary: of the pairs that are put together 94 % ask for the same; at 0.76 it would be 74 %.
ALIKE = 0.8


def groups(
    vectors: NDArray[np.float32], weights: Sequence[int], alike: float = ALIKE
) -> list[list[int]]:
    """Return which rows belong together, in each group its middle first, the heaviest group first.

    Leader clustering, made independent of the order: again and again the row that has most weight
    around it, of what is in no group yet, becomes the middle of a group (of several the one that
    counts most), with all that is at least ``alike`` to it. So everything in a group is alike to
    its middle, and nothing is strung together by what lies between.

    vectors: (texts, dim), rows of length 1. weights: how often each text counts.
    """
    near = vectors @ vectors.T >= alike
    np.fill_diagonal(near, True)
    heavy = np.asarray(weights, dtype=np.int64)
    free = np.ones(len(heavy), dtype=bool)
    found: list[list[int]] = []
    while free.any():
        around = np.where(free, (near & free) @ heavy, -1)
        middle = int(np.lexsort((-heavy, -around))[0])
        members = np.flatnonzero(near[middle] & free)
        free[members] = False
        found.append([middle, *(int(row) for row in members if row != middle)])
    return sorted(found, key=lambda rows: -int(heavy[rows].sum()))


def nearest(
    vectors: NDArray[np.float32], others: NDArray[np.float32], alike: float = ALIKE
) -> list[int | None]:
    """Return for each row the row of ``others`` that is most like it; None if none is alike."""
    if not len(others) or not len(vectors):
        return [None] * len(vectors)
    cosines = vectors @ others.T
    best = np.argmax(cosines, axis=1)
    return [int(row) if cosines[number, row] >= alike else None for number, row in enumerate(best)]
