"""Going over to a new generation, holding one back, and going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import CorpusStore
from index.build import build, forget_vectors
from index.errors import IndexMissing
from index.generation import GENERATIONS, Generation, current_id
from index.switching import BEFORE, CANDIDATE, discard, named, promote, roll_back
from tests.fakes.briefings import make_briefing
from tests.fakes.encoder import FakeEncoder

RAIN, SNOW, SUN = (("Rain fell on the city.",), ("Snow is expected.",), ("The sun shone all day.",))


@pytest.fixture
def store() -> CorpusStore:
    store = CorpusStore(":memory:")
    store.put(make_briefing("a.txt", RAIN))
    return store


def grown(store: CorpusStore, name: str, texts: tuple[str, ...]) -> CorpusStore:
    store.put(make_briefing(name, texts))
    return store


def kept(folder: Path) -> set[str]:
    return {place.name for place in (folder / GENERATIONS).iterdir()}


def test_what_is_refused_is_kept_and_can_be_taken_into_use(
    tmp_path: Path, store: CorpusStore
) -> None:
    encoder = FakeEncoder()
    first = build(store, encoder, tmp_path)
    asked: list[tuple[str, int]] = []

    def refuses(current: Generation, new: Generation) -> bool:
        asked.append((current.id, len(new)))
        return False

    answering = build(grown(store, "b.txt", SNOW), encoder, tmp_path, accepts=refuses)
    assert asked == [(first.id, 2)]
    assert answering.id == current_id(tmp_path) == first.id
    candidate = named(tmp_path, CANDIDATE)
    assert candidate is not None
    assert len(candidate) == 2
    assert promote(tmp_path).id == current_id(tmp_path) == candidate.id
    assert named(tmp_path, CANDIDATE) is None
    assert roll_back(tmp_path).id == current_id(tmp_path) == first.id
    assert roll_back(tmp_path).id == candidate.id, "and forward again"


def test_only_what_can_still_be_wanted_is_kept(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    first = build(store, encoder, tmp_path)
    second = build(grown(store, "b.txt", SNOW), encoder, tmp_path)
    build(grown(store, "c.txt", SUN), encoder, tmp_path, accepts=lambda *_: False)
    candidate = named(tmp_path, CANDIDATE)
    assert candidate is not None
    assert kept(tmp_path) == {first.id, second.id, candidate.id}
    discard(tmp_path)
    assert kept(tmp_path) == {first.id, second.id}
    third = build(store, encoder, tmp_path)
    assert kept(tmp_path) == {second.id, third.id}
    before = named(tmp_path, BEFORE)
    assert before is not None
    assert before.id == second.id


def test_without_another_there_is_nothing_to_go_to(tmp_path: Path, store: CorpusStore) -> None:
    build(store, FakeEncoder(), tmp_path)
    with pytest.raises(IndexMissing, match="no earlier index"):
        roll_back(tmp_path)
    with pytest.raises(IndexMissing, match="held back"):
        promote(tmp_path)
    (tmp_path / CANDIDATE).write_text("0123456789abcdef\n")
    with pytest.raises(IndexMissing, match="held back"):
        promote(tmp_path)


def test_anew_is_another_generation_with_the_same_rows(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    first = build(store, encoder, tmp_path)
    assert build(store, encoder, tmp_path).id == first.id
    encoded = encoder.encoded()
    again = build(store, encoder, tmp_path, anew=True)
    assert encoder.encoded() == encoded, "what was encoded is known"
    assert again.id != first.id
    assert current_id(tmp_path) == again.id
    assert again.paragraph_ids(range(1)) == first.paragraph_ids(range(1))
    forget_vectors(encoder, tmp_path)
    build(store, encoder, tmp_path, anew=True)
    assert encoder.encoded() == 2 * encoded
