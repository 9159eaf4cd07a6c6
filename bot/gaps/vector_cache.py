"""The vectors of questions that were grouped lately, so that pages are turned at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class VectorCache:
    """The vectors of questions that were grouped lately, by digests of their words."""

    most: int = 4000
    _vectors: dict[bytes, NDArray[np.float32]] = field(default_factory=dict)

    def get(self, key: bytes) -> NDArray[np.float32] | None:
        """Return a vector that is known."""
        return self._vectors.get(key)

    def put(self, key: bytes, vector: NDArray[np.float32]) -> None:
        """Keep a vector; the oldest goes when there are too many."""
        while len(self._vectors) >= self.most:
            del self._vectors[next(iter(self._vectors))]
        self._vectors[key] = vector
