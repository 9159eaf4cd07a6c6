"""The embedding model behind one small interface: texts in, unit vectors out.

``models.load_encoder`` returns what runs: an ONNX export of the model, made once from what
sentence-transformers loads and kept in a folder of its own; torch itself only where a model cannot
be exported. Neither torch nor sentence_transformers is imported before such an export is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

# ONNX Runtime reports how it is used to its makers; it looks for this while it is loaded.
os.putenv("ORT_DISABLE_TELEMETRY", "1")

#: (texts, dimension), each row of length 1.
Vectors = NDArray[np.float32]

#: Called with (texts done, texts in all) while passages are encoded.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class EncoderSpec:
    """What a generation must know of the model that made its vectors.

    name: as in the setting: ``bundled``, a hub name, or a folder.
    fingerprint: digest of the model's files and prompts; other vectors, other fingerprint.
    dimension: numbers in a vector.
    max_tokens: a text is cut after so many tokens; sentences are encoded for that reason too.
    query_prompt, passage_prompt: put before every question and passage (``query: `` for E5).
    languages: ISO 639-1 codes the model knows; None where it says nothing or knows many.
    """

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    passage_prompt: str = ""
    languages: tuple[str, ...] | None = None


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their cosine."""

    @property
    def spec(self) -> EncoderSpec:
        """Everything a manifest records of the model."""
        ...

    @property
    def note(self) -> str | None:
        """What a person should know of how the model runs (a fallback and why); usually None."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1, in the order of the texts."""
        ...

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1, in the order of the texts."""
        ...


def reads(encoder: Encoder, language: str | None) -> bool:
    """Return whether a model knows a language, as far as it says; if not, text is glossed."""
    known = encoder.spec.languages
    return known is None or language is None or language in known
