"""What the quality benchmarks share: their arguments, and an encoder that remembers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.bridge import Bridge, load_bridge
from index.build.vector_cache import VectorCache, text_key
from index.encoder import Encoder, EncoderSpec, Progress, Vectors
from index.encoder.models import load_encoder


class RememberingEncoder:
    """An encoder that keeps its vectors in a file, so that a benchmark runs quickly again."""

    note: str | None = None

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder = encoder
        self._cache = VectorCache(path, encoder.spec.fingerprint)

    @property
    def spec(self) -> EncoderSpec:
        """What the encoder says of itself."""
        return self._encoder.spec

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the questions' vectors."""
        return self._remembered(texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return the passages' vectors."""
        return self._remembered(
            texts, lambda some: self._encoder.encode_passages(some, progress=progress)
        )

    def _remembered(
        self, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        keys = [text_key(text) for text in texts]
        known = self._cache.get(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            vectors = encode(list(missing.values()))
            self._cache.put(list(missing), vectors)
            known |= {
                key: vector.astype(np.float16) for key, vector in zip(missing, vectors, strict=True)
            }
        return np.stack([known[key] for key in keys]).astype(np.float32)


def add_arguments(parser: argparse.ArgumentParser, *, xquad: bool = True) -> None:
    """Add the arguments that every quality benchmark has; ``xquad``: it asks those questions."""
    if xquad:
        parser.add_argument("--xquad", type=Path, required=True, help="folder with xquad.*.json")
    parser.add_argument("--dictionary", type=Path, default=Path("/usr/share/trans/de-en"))
    parser.add_argument("--model", help="as EMBEDDING_MODEL; the bundled one by default")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/out"), help="for what is big")
    parser.add_argument(
        "--results", type=Path, default=Path("benchmarks/results"), help="for the figures"
    )


def open_models(arguments: argparse.Namespace) -> tuple[RememberingEncoder, Bridge | None]:
    """Return the encoder, remembering, and the bridge, both kept under ``--out``."""
    out: Path = arguments.out
    encoder = load_encoder(arguments.model, out / "models")
    remembering = RememberingEncoder(encoder, out / "vectors.db")
    return remembering, load_bridge(arguments.dictionary, out / "dictionary")


def keep(folder: Path, name: str, results: Any) -> Path:
    """Write figures as JSON and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{name}.json"
    place.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return place
