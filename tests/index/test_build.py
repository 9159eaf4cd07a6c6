"""A build leaves a generation that holds what the store holds, at the least cost."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import numpy as np
import pytest

from corpus.store import CorpusStore
from index.build import build, is_current
from index.errors import IndexMissing
from index.generation import GENERATIONS, Generation, current_id, open_current
from tests.fakes.briefings import make_briefing
from tests.fakes.encoder import FakeEncoder

WEATHER = ("Rain fell on the city. The river rose.", "Snow is expected in the hills.")
TRAINS = ("The train to Vienna is late. It stops in Linz.",)


@pytest.fixture
def store() -> CorpusStore:
    store = CorpusStore(":memory:")
    store.put(make_briefing("a.txt", WEATHER, date=dt.date(2024, 3, 1)))
    store.put(make_briefing("b.txt", TRAINS, series=None, language="de"))
    return store


def _digests(generation: Generation, folder: Path) -> dict[str, str]:
    place = folder / GENERATIONS / generation.id
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != "manifest.json"  # which says when it was built
    }


def test_every_paragraph_is_a_row_that_its_words_find(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    generation = build(store, encoder, tmp_path)
    paragraphs = list(store.paragraphs())
    assert generation.paragraph_ids(range(len(generation))) == [p.id for p in paragraphs]
    for row, paragraph in enumerate(paragraphs):
        vector = encoder.encode_queries([paragraph.text])[0]
        rows, cosines = generation.search(vector, 2)
        assert rows[0] == row
        assert cosines[0] > cosines[1]


def test_each_sentence_has_its_vector(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    generation = build(store, encoder, tmp_path)
    vectors, bounds = generation.sentence_vectors(np.array([2, 1, 0]))
    assert bounds.tolist() == [0, 2, 3, 5]
    texts = ["The train to Vienna is late.", "It stops in Linz.", WEATHER[1], "Rain fell on the"]
    expected = encoder.encode_passages([*texts[:3], "Rain fell on the city.", "The river rose."])
    np.testing.assert_allclose(vectors, expected, atol=1e-3)
    assert generation.sentence_vectors(np.array([], dtype=np.int64))[0].shape == (0, 32)


def test_the_filter_columns_say_what_the_briefings_say(tmp_path: Path, store: CorpusStore) -> None:
    table = build(store, FakeEncoder(), tmp_path).table
    assert table.dates.tolist() == [dt.date(2024, 3, 1).toordinal()] * 2 + [0]
    assert [table.series_names[n] if n >= 0 else None for n in table.series] == [
        "Example Weekly",
        "Example Weekly",
        None,
    ]
    assert [table.language_names[n] for n in table.languages] == ["en", "en", "de"]
    assert table.briefings[0] == table.briefings[1] != table.briefings[2]


def test_a_second_build_finds_nothing_to_do(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    assert not is_current(store, encoder, tmp_path, None)
    first = build(store, encoder, tmp_path)
    assert is_current(store, encoder, tmp_path, None)
    calls = len(encoder.calls)
    assert build(store, encoder, tmp_path).id == first.id
    assert len(encoder.calls) == calls


def test_only_new_text_is_encoded_and_the_result_is_that_of_a_fresh_build(
    tmp_path: Path, store: CorpusStore
) -> None:
    encoder = FakeEncoder()
    build(store, encoder, tmp_path / "one")
    before = len(encoder.encoded())
    store.put(make_briefing("a.txt", (WEATHER[0], "Fog hides the harbour."), series="Daily"))
    changed = build(store, encoder, tmp_path / "one")
    assert [text for text in encoder.encoded()[before:] if "Fog" not in text] == []
    fresh = build(store, FakeEncoder(), tmp_path / "two")
    assert changed.id == fresh.id
    assert _digests(changed, tmp_path / "one") == _digests(fresh, tmp_path / "two")


def test_text_that_comes_back_is_not_encoded_again(tmp_path: Path, store: CorpusStore) -> None:
    encoder = FakeEncoder()
    build(store, encoder, tmp_path)
    gone = make_briefing("b.txt", TRAINS, series=None, language="de")
    store.remove(gone.head.id)
    assert len(build(store, encoder, tmp_path)) == 2
    before = len(encoder.encoded())
    store.put(gone)
    assert len(build(store, encoder, tmp_path)) == 3
    assert encoder.encoded()[before:] == []


def test_progress_counts_the_texts_to_encode(tmp_path: Path, store: CorpusStore) -> None:
    told: list[tuple[int, int]] = []
    encoder = FakeEncoder()
    build(store, encoder, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(encoder.encoded()), len(encoder.encoded()))


def test_a_build_that_broke_off_in_encoding_goes_on_where_it_was(
    tmp_path: Path, store: CorpusStore
) -> None:
    store.put(make_briefing("c.txt", [f"Item {n} of the list." for n in range(200)]))

    class Killed(BaseException):
        pass

    def kill(done: int, total: int) -> None:
        if done < total:
            raise Killed

    encoder = FakeEncoder()
    with pytest.raises(Killed):
        build(store, encoder, tmp_path / "one", progress=kill)
    assert current_id(tmp_path / "one") is None
    disturbed = build(store, encoder, tmp_path / "one")
    assert len(encoder.encoded()) == len(set(encoder.encoded()))
    fresh = build(store, FakeEncoder(), tmp_path / "two")
    assert _digests(disturbed, tmp_path / "one") == _digests(fresh, tmp_path / "two")


def test_a_half_written_folder_is_never_taken_for_a_generation(
    tmp_path: Path, store: CorpusStore
) -> None:
    wanted = build(store, FakeEncoder(), tmp_path / "one")
    for name in (wanted.id, f"{wanted.id}.part", "0000000000000000.part"):
        half = tmp_path / "two" / GENERATIONS / name
        half.mkdir(parents=True)
        (half / "passages.faiss").write_bytes(b"half")
    made = build(store, FakeEncoder(), tmp_path / "two")
    assert _digests(made, tmp_path / "two") == _digests(wanted, tmp_path / "one")
    assert [path.name for path in (tmp_path / "two" / GENERATIONS).iterdir()] == [made.id]


def test_readers_keep_their_generation_and_only_the_last_two_stay(
    tmp_path: Path, store: CorpusStore
) -> None:
    encoder = FakeEncoder()
    first = build(store, encoder, tmp_path)
    ids = [first.id]
    for n in range(3):
        store.put(make_briefing("n.txt", [f"Edition {n}."]))
        ids.append(build(store, encoder, tmp_path).id)
    assert {path.name for path in (tmp_path / GENERATIONS).iterdir()} == set(ids[-2:])
    assert open_current(tmp_path).id == current_id(tmp_path) == ids[-1]
    row = first.search(encoder.encode_queries([TRAINS[0]])[0], 1)[0]
    assert row.tolist() == [2]
    assert first.sentence_vectors(row)[0].shape == (2, 32)


def test_an_earlier_state_of_the_corpus_is_switched_back_to(
    tmp_path: Path, store: CorpusStore
) -> None:
    first = build(store, FakeEncoder(), tmp_path)
    extra = make_briefing("n.txt", ["Something else."])
    store.put(extra)
    build(store, FakeEncoder(), tmp_path)
    store.remove(extra.head.id)
    assert build(store, FakeEncoder(), tmp_path).id == first.id == current_id(tmp_path)


def test_another_model_makes_another_generation(tmp_path: Path, store: CorpusStore) -> None:
    first = build(store, FakeEncoder(), tmp_path)
    other = FakeEncoder(16, fingerprint="another")
    second = build(store, other, tmp_path)
    assert first.id != second.id
    assert second.passage_vectors(np.array([0])).shape == (1, 16)
    assert other.encoded() != []


def test_a_damaged_cache_is_replaced(tmp_path: Path, store: CorpusStore) -> None:
    (tmp_path / "vectors.db").write_bytes(b"no database at all" * 100)
    assert len(build(store, FakeEncoder(), tmp_path)) == 3


def test_an_empty_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="briefing-bot ingest"):
        build(CorpusStore(":memory:"), FakeEncoder(), tmp_path)
