"""How far a paragraph stands out among all that the corpus says, for one question or topic.

Counted in the spread of the rows' own cosines, so that it means the same for every model.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.scoring import Generation

#: Rows from which it is told how the cosines of all of them lie.
_SAMPLE = 2_000
#: From the median absolute deviation to the standard deviation of a normal distribution.
_TO_DEVIATION = 1.4826
_LEAST_SPREAD = 1e-3

Floats = NDArray[np.float32]


def sample(generation: Generation) -> Floats:
    """Return the vectors of rows that stand for all, shape (n, dim)."""
    count = len(generation)
    rows = np.arange(0, count, max(1, count // _SAMPLE), dtype=np.int64)
    return generation.passage_vectors(rows)


def lie(cosines: Floats) -> tuple[Floats, Floats]:
    """Return the median of cosines along the last axis, and their spread."""
    middle = np.median(cosines, axis=-1)
    deviation = np.median(np.abs(cosines - middle[..., None]), axis=-1)
    return middle, np.maximum(np.float32(_TO_DEVIATION) * deviation, np.float32(_LEAST_SPREAD))
