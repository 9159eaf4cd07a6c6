"""The encoder of last resort: the model as sentence-transformers itself runs it, on torch."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from index.encoder import EncoderSpec, Progress, Vectors
from index.errors import ModelUnavailable

#: Texts per call, between which progress is told.
WINDOW = 64
BATCH_SIZE = 8


class TorchEncoder:
    """Runs a model that could not be exported; correct, but slow to start and to encode."""

    def __init__(self, spec: EncoderSpec, folder: str, reason: str) -> None:
        self.spec = spec
        self.note: str | None = (
            f"the model runs on torch, slower and with a long start, as it could not be "
            f"exported: {reason}"
        )
        self._model = load_reference(folder)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1."""
        return reference_vectors(self._model, texts, self.spec.query_prompt)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1."""
        parts = [np.empty((0, self.spec.dimension), dtype=np.float32)]
        for start in range(0, len(texts), WINDOW):
            window = texts[start : start + WINDOW]
            parts.append(reference_vectors(self._model, window, self.spec.passage_prompt))
            if progress is not None:
                progress(start + len(window), len(texts))
        return np.concatenate(parts)


def load_reference(folder: str, *, eager: bool = False) -> Any:
    """Return the SentenceTransformer in a folder; the network is never asked.

    eager: with the plain formulation of attention, the only one that can be exported.
    Raises ModelUnavailable.
    """
    with quiet():
        from sentence_transformers import SentenceTransformer

        options = {"attn_implementation": "eager"} if eager else {}
        try:
            return SentenceTransformer(
                folder, device="cpu", model_kwargs=options, local_files_only=True
            )
        except Exception as e:  # the libraries below raise whatever their own libraries do
            lines = str(e).strip().splitlines()
            raise ModelUnavailable(
                f"EMBEDDING_MODEL: the model in {folder} cannot be loaded "
                f"({lines[0] if lines else type(e).__name__}); "
                "take another model, or set EMBEDDING_MODEL=bundled"
            ) from e


def reference_vectors(model: Any, texts: Sequence[str], prompt: str) -> Vectors:
    """Return what sentence-transformers makes of the texts, with rows of length 1."""
    if not texts:
        return np.empty((0, model.get_embedding_dimension()), dtype=np.float32)
    with quiet():
        vectors = model.encode(
            list(texts),
            prompt=prompt,
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
    return np.asarray(vectors, dtype=np.float32)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and advice to their own developers from the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        yield
