"""Words, stems and sentences of German and English."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import fold, gram_hashes, sentence_spans, stem, word_places, words


def sentences(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, language)]


def test_numbers_have_one_notation() -> None:
    assert words("1.000.000 EUR, 70,2 Mrd. and 70.2") == [
        "1000000", "EUR", "70.2", "Mrd", "and", "70.2",
    ]  # fmt: skip


def test_hyphens_part_and_possessives_go() -> None:
    assert words("China's US-Militär GPT-4 5G") == ["China", "US", "Militär", "GPT", "4", "5G"]


def test_umlauts_fold_and_inflection_stems() -> None:
    assert fold("Übergröße") == "ubergrosse"
    assert stem("Häuser", "de") == stem("Hauses", "de")
    assert stem("Muenchen", "de") == stem("München", "de")
    assert stem("exports", "en") == stem("exporting", "en")
    assert stem("exports", None) == "exports"


def test_compound_shares_grams_with_its_part() -> None:
    part, whole = gram_hashes("handels"), gram_hashes("Handelsvolumen")
    assert np.isin(part, whole).mean() > 0.7


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Die Sitzung am 9. November war kurz. Dr. Abel kam um ca. 3 Uhr.",
            ["Die Sitzung am 9. November war kurz.", "Dr. Abel kam um ca. 3 Uhr."],
        ),
        ("de", "Das war im 19. Jahrhundert so. Gut.", ["Das war im 19. Jahrhundert so.", "Gut."]),
        ("de", "Er sagte: „Es regnet. Wir gehen.“ Dann ging er.",
         ["Er sagte: „Es regnet.", "Wir gehen.“", "Dann ging er."]),
        ("de", "„Erstens ja\", sagt sie. „Zweitens nein.\"",
         ["„Erstens ja\", sagt sie.", "„Zweitens nein.\""]),
        ("en", "The U.S. Senate met. It rose 3.5% to $4.2bn.",
         ["The U.S. Senate met.", "It rose 3.5% to $4.2bn."]),
        ("en", "no stop at all", ["no stop at all"]),
        ("de", "12. Oktober: Vortrag in Kiel. Eintritt frei.",
         ["12. Oktober: Vortrag in Kiel.", "Eintritt frei."]),
        ("en", "1. The dam holds. 2. The lock leaks.", ["1. The dam holds.", "2. The lock leaks."]),
    ],
)  # fmt: skip
def test_sentences(language: str, text: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


@given(st.text(), st.sampled_from(["de", "en", "zh", None]))
def test_spans_hold_all_but_blanks(text: str, language: str | None) -> None:
    spans = sentence_spans(text, language)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text())
def test_places_are_where_the_words_are(text: str) -> None:
    assert [word for word, _ in word_places(text)] == words(text)
    assert all(0 <= offset < len(text) for _, offset in word_places(text))
