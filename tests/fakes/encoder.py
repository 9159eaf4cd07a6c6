"""An encoder without a model: every word has a fixed random direction, a text is their sum."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import EncoderSpec, Progress, Vectors


def _direction(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


class FakeEncoder:
    """Deterministic and quick; texts that share words have similar vectors. Records its calls.

    calls: one tuple per call: ``("queries" | "passages", texts)``.
    """

    note: str | None = None

    def __init__(
        self,
        dimension: int = 32,
        *,
        name: str = "fake",
        fingerprint: str = "fake0000fake0000",
        languages: tuple[str, ...] | None = None,
    ) -> None:
        self.spec = EncoderSpec(name, fingerprint, dimension, 256, languages=languages)
        self.calls: list[tuple[str, tuple[str, ...]]] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(("queries", tuple(texts)))
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        self.calls.append(("passages", tuple(texts)))
        vectors = self._encode(texts)
        if progress is not None:
            progress(len(texts), len(texts))
        return vectors

    def encoded(self) -> list[str]:
        """Every passage text encoded so far, in order."""
        return [text for kind, texts in self.calls if kind == "passages" for text in texts]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.spec.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            words = re.findall(r"\w+", text.lower())
            total = sum(
                (_direction(word, self.spec.dimension) for word in words),
                0.05 * _direction("", self.spec.dimension),
            )
            rows[number] = total / np.linalg.norm(total)
        return rows
