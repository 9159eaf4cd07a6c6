"""What is the same passage, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive.marks import marks, whole_mark

TEXT = "The mayor opened the bridge: 12 percent more traffic. It cost 40 million euros."


def values(text: str) -> list[int]:
    return [mark.value for mark in marks(text)]


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace(" 12 ", "\u00a012\u00a0").replace(". ", ".  "),
        TEXT.replace("The mayor", "“The mayor").replace("percent", "per\u00adcent"),
        "THE MAYOR opened the bridge: 12 percent more traffic. It cost 40 million euros!",
    ],
)
def test_known_again_however_it_is_set(same: str) -> None:
    assert values(same) == values(TEXT)
    assert whole_mark(same) == whole_mark(TEXT)


def test_known_again_in_other_paragraphs() -> None:
    first, second = TEXT[:53], TEXT[54:]
    assert [*values(first), *values(second)] == values(TEXT)


@pytest.mark.parametrize(("old", "new"), [("12", "21"), ("euros", "dollars"), ("more", "less")])
def test_another_figure_or_word_is_new(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    assert len(set(values(changed)) - set(values(TEXT))) == 1
    assert whole_mark(changed) != whole_mark(TEXT)


def test_a_mark_says_where_its_sentence_stands() -> None:
    texts = [TEXT[mark.start : mark.end] for mark in marks(TEXT)]
    assert texts == [
        "The mayor opened the bridge:",
        "12 percent more traffic.",
        "It cost 40 million euros.",
    ]


@given(st.text())
def test_any_text(text: str) -> None:
    for mark in marks(text):
        assert 0 <= mark.start < mark.end <= len(text)
        assert -(2**63) <= mark.value < 2**63
