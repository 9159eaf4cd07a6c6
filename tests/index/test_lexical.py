"""The lexical index: BM25 in two term spaces, character 4-grams, and typing errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.bridge import Bridge
from index.lexical import LexicalEntry, LexicalIndex
from index.lexical.postings import K1, B
from index.question import read_question
from tests.fakes.ding import make_bridge

TEXTS = (
    LexicalEntry("Der Handel mit Kasachstan wuchs, die Häfen sind voll.", "Häfen", "de"),
    LexicalEntry("Trade with Kazakhstan grew while the ports were full.", "Ports", "en"),
    LexicalEntry("Strafzölle auf Autos: der Minister besuchte Veldmeer Optics.", "", "de"),
    LexicalEntry("A bridge over the river was closed by the minister.", "", "en"),
)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    return make_bridge(tmp_path_factory.mktemp("ding"))


@pytest.fixture(scope="module")
def index(bridge: Bridge) -> LexicalIndex:
    return LexicalIndex.build(TEXTS, bridge=bridge)


def bridged(index: LexicalIndex, bridge: Bridge, text: str, language: str) -> NDArray[np.float32]:
    return index.bridge_scores(read_question(text, index, bridge, language).terms)


def test_stems_score_as_the_formula_says() -> None:
    index = LexicalIndex.build(
        [LexicalEntry("apples apples pears", "", "en"), LexicalEntry("pears", "", "en")]
    )
    scores = index.stem_scores(read_question("apple", index, None, "en").terms)
    frequency, relative = 2.0, 3 / 2
    expected = frequency / (frequency + K1 * (1 - B + B * relative))
    assert scores[0] == pytest.approx(expected, abs=1 / 255)
    assert scores[1] == 0


def test_german_question_finds_english_paragraph_and_the_reverse(
    index: LexicalIndex, bridge: Bridge
) -> None:
    german = bridged(index, bridge, "Handel Häfen", "de")
    assert german[1] > 0.3
    english = bridged(index, bridge, "punitive tariffs", "en")
    assert int(english.argmax()) == 2


def test_scores_lie_between_0_and_1(index: LexicalIndex, bridge: Bridge) -> None:
    for text in ("Handel", "trade trade ports", "x", "Veldmeer Minister Brücke", ""):
        read = read_question(text, index, bridge, "de")
        rows = np.arange(len(index))
        for scores in (
            index.stem_scores(read.terms),
            index.bridge_scores(read.terms),
            index.gram_scores(text, rows),
        ):
            assert scores.shape == (len(TEXTS),)
            assert ((scores >= 0) & (scores <= 1)).all()


@pytest.mark.parametrize("typed", ["Veldmer", "veldmeeer", "Vedlmeer", "veldmeer"])
def test_misspelt_name_finds_its_paragraph(index: LexicalIndex, bridge: Bridge, typed: str) -> None:
    read = read_question(typed, index, bridge, "de")
    assert int(index.stem_scores(read.terms).argmax()) == 2
    assert index.stem_scores(read.terms)[2] > 0


def test_grams_find_the_part_of_a_compound(index: LexicalIndex) -> None:
    scores = index.gram_scores("zölle", np.arange(len(index)))
    assert int(scores.argmax()) == 2


def test_saved_index_answers_alike(index: LexicalIndex, bridge: Bridge, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    read = read_question("Handel Veldmer ports", loaded, bridge, "de")
    assert loaded.languages == index.languages
    assert np.array_equal(loaded.stem_scores(read.terms), index.stem_scores(read.terms))
    assert np.array_equal(loaded.bridge_scores(read.terms), index.bridge_scores(read.terms))
    rows = np.arange(len(index))
    assert np.array_equal(loaded.gram_scores("ports", rows), index.gram_scores("ports", rows))


def test_without_a_bridge_the_translated_terms_are_silent(tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    read = read_question("trade", loaded, None, "en")
    assert not loaded.bridge_scores(read.terms).any()
    assert int(loaded.stem_scores(read.terms).argmax()) == 1


def test_empty_index() -> None:
    index = LexicalIndex.build([])
    assert index.stem_scores(read_question("trade", index, None, "en").terms).shape == (0,)
