"""The index against exact brute force."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.vector_index import COARSE_FILE, VectorIndex

DIMENSION, ROWS = 64, 3000


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    generator = np.random.default_rng(3)
    centres = generator.standard_normal((100, DIMENSION))
    noise = 0.7 * generator.standard_normal((ROWS, DIMENSION))
    rows = centres[generator.integers(0, 100, ROWS)] + noise
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(
        np.float32
    )
    return unit


def _build(vectors: NDArray[np.float32], large: int, folder: Path) -> VectorIndex:
    VectorIndex.build(np.array_split(vectors, 7), DIMENSION, large=large).save(folder)
    assert (folder / COARSE_FILE).exists() == (large <= ROWS)
    return VectorIndex.load(folder)


@pytest.mark.parametrize(("large", "recall"), [(ROWS + 1, 0.995), (ROWS, 0.98)])
def test_the_nearest_rows_are_those_of_brute_force(
    tmp_path: Path, vectors: NDArray[np.float32], large: int, recall: float
) -> None:
    index = _build(vectors, large, tmp_path)
    assert len(index) == ROWS
    found = 0
    for query in vectors[::60]:
        exact = np.argsort(-(vectors @ query))[:10]
        rows, cosines = index.search(query, 10)
        found += len(set(rows.tolist()) & set(exact.tolist()))
        np.testing.assert_allclose(cosines, vectors[rows] @ query, atol=2e-3)
        assert np.all(np.diff(cosines) <= 0)
    assert found / (10 * len(vectors[::60])) >= recall


@pytest.mark.parametrize("large", [ROWS + 1, ROWS])
def test_only_allowed_rows_are_found(
    tmp_path: Path, vectors: NDArray[np.float32], large: int
) -> None:
    index = _build(vectors, large, tmp_path)
    allowed = np.zeros(ROWS, dtype=np.bool_)
    allowed[[5, 900, 2999]] = True
    rows, cosines = index.search(vectors[7], 10, allowed)
    cosine = vectors @ vectors[7]
    assert rows.tolist() == sorted([5, 900, 2999], key=lambda row: -cosine[row])
    assert len(cosines) == 3
    assert index.search(vectors[7], 10, np.zeros(ROWS, dtype=np.bool_))[0].tolist() == []


def test_vectors_come_back_in_half_precision(tmp_path: Path, vectors: NDArray[np.float32]) -> None:
    index = _build(vectors, ROWS, tmp_path)
    rows = np.array([2999, 0, 17])
    assert np.array_equal(index.vectors(rows), vectors[rows].astype(np.float16))
    assert index.vectors(np.array([], dtype=np.int64)).shape == (0, DIMENSION)
