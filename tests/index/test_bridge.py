"""The bridge from German to English."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.bridge import Bridge, load_bridge
from tests.fakes.ding import LINES, make_bridge


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    return make_bridge(tmp_path_factory.mktemp("ding"))


def english(bridge: Bridge, word: str) -> set[str]:
    return {stem for group in bridge.terms(word, "de") for stem, _ in group}


def test_word_stands_for_its_translations_likeliest_first(bridge: Bridge) -> None:
    ((first, *_),) = bridge.terms("Handel", "de")
    assert first == ("trade", 1.0)


def test_noun_and_verb_are_told_apart_unless_capitals_mean_nothing(bridge: Bridge) -> None:
    assert "act" not in english(bridge, "Handel")
    careless = {stem for group in bridge.terms("handel", "de", any_case=True) for stem, _ in group}
    assert "trade" in careless


def test_inflected_form_is_found_by_its_stem(bridge: Bridge) -> None:
    assert "port" in english(bridge, "Hafens")


def test_compound_of_the_dictionary_stands_for_all_its_words(bridge: Bridge) -> None:
    assert {"outbreak", "war"} <= english(bridge, "Kriegsausbruch")


def test_unknown_compound_is_split(bridge: Bridge) -> None:
    assert bridge.terms("Exportvolumen", "de") == (
        bridge.terms("Export", "de")[0],
        bridge.terms("Volumen", "de")[0],
    )


def test_name_stays_a_name(bridge: Bridge) -> None:
    assert english(bridge, "Veldmeer") == {"veldmeer"}
    assert bridge.terms("Exports", "en") == ((("export", 1.0),),)


def test_gloss_keeps_names_numbers_and_marks(bridge: Bridge) -> None:
    assert bridge.gloss("Exporte: 70,2 Mrd. (Veldmeer)") == "exports: 70,2 Mrd. (Veldmeer)"


def test_is_compiled_once_and_again_when_the_file_changes(tmp_path: Path) -> None:
    first = make_bridge(tmp_path)
    place = next((tmp_path / "compiled").iterdir())
    before = (place / "hashes.npy").stat().st_mtime_ns
    assert make_again(tmp_path) == first.fingerprint
    assert (place / "hashes.npy").stat().st_mtime_ns == before
    assert make_bridge(tmp_path, LINES + "Apfel {m} :: apple\n").fingerprint != first.fingerprint


def make_again(folder: Path) -> str:
    bridge = load_bridge(folder / "de-en", folder / "compiled")
    assert bridge is not None
    return bridge.fingerprint


def test_without_a_dictionary_there_is_no_bridge(tmp_path: Path) -> None:
    assert load_bridge(None, tmp_path) is None
    assert load_bridge(tmp_path / "missing", tmp_path) is None


def test_compound_typed_in_lower_case_is_split(bridge: Bridge) -> None:
    careless = bridge.terms("exportvolumen", "de", any_case=True)
    assert careless == bridge.terms("Exportvolumen", "de")
    assert bridge.gloss("exportvolumen", any_case=True) == "export volume"
