"""Opening a generation, and refusing one that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import CorpusStore
from index.build import build
from index.errors import IndexMissing, IndexStale
from index.generation import GENERATIONS, current_id, open_current
from tests.fakes.briefings import make_briefing
from tests.fakes.encoder import FakeEncoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = CorpusStore(":memory:")
    store.put(make_briefing("a.txt", ["Rain fell on the city. The river rose."]))
    build(store, FakeEncoder(), tmp_path)
    return tmp_path


def test_before_the_first_build_the_command_is_named(tmp_path: Path) -> None:
    assert current_id(tmp_path) is None
    with pytest.raises(IndexMissing, match="run `briefing-bot build`"):
        open_current(tmp_path)


def test_the_manifest_records_the_model(folder: Path) -> None:
    manifest = open_current(folder).manifest
    assert manifest.encoder == FakeEncoder().spec
    assert (manifest.briefings, manifest.paragraphs, manifest.sentences) == (1, 1, 2)
    assert manifest.dictionary is None


def test_the_model_it_was_built_with_is_accepted(folder: Path) -> None:
    open_current(folder).require(FakeEncoder(), None)


@pytest.mark.parametrize(
    "other", [FakeEncoder(fingerprint="another", name="other/model"), FakeEncoder(16)]
)
def test_another_model_is_refused_with_both_names(folder: Path, other: FakeEncoder) -> None:
    with pytest.raises(IndexStale, match=rf"fake .*{other.spec.name} .*run `briefing-bot build`"):
        open_current(folder).require(other, None)


@pytest.mark.parametrize("name", ["manifest.json", "passages.faiss", "rows/ids.npy"])
def test_a_damaged_generation_is_refused(folder: Path, name: str) -> None:
    path = folder / GENERATIONS / (current_id(folder) or "") / name
    path.write_bytes(b"{}")
    with pytest.raises(IndexStale, match="run `briefing-bot build`"):
        open_current(folder)


def test_a_generation_that_is_gone_is_refused(folder: Path) -> None:
    (folder / "CURRENT").write_text("0123456789abcdef\n")
    with pytest.raises(IndexStale):
        open_current(folder)
