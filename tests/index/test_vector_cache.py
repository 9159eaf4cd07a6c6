"""The cache of encoded texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.build import vector_cache as vector_cache
from index.build.vector_cache import VectorCache, text_key


def test_vectors_are_kept_by_encoder_and_text(tmp_path: Path) -> None:
    keys = [text_key(f"text {n}") for n in range(1200)]
    vectors = np.random.default_rng(1).standard_normal((1200, 8)).astype(np.float16)
    cache = VectorCache(tmp_path / "vectors.db", "one")
    cache.put(keys, vectors)
    cache.close()
    again = VectorCache(tmp_path / "vectors.db", "one")
    found = again.get([*keys, text_key("never seen")])
    assert len(found) == len(again) == 1200
    assert all(np.array_equal(found[key], vectors[n]) for n, key in enumerate(keys))
    assert again.missing([keys[3], text_key("never seen")]) == {text_key("never seen")}
    assert VectorCache(tmp_path / "vectors.db", "two").get(keys) == {}


def test_what_serves_no_generation_goes_once_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_cache, "SPARE", 10)
    cache = VectorCache(tmp_path / "vectors.db", "one")
    keys = [text_key(str(n)) for n in range(100)]
    cache.put(keys, np.zeros((100, 4), dtype=np.float16))
    assert cache.prune(set(keys[:60])) == 0
    assert cache.prune(set(keys[:20])) == 80
    assert sorted(cache.get(keys)) == sorted(keys[:20])
