from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.callback import Action, Press, decode
from bot.questions.question_text import MAX_QUESTION, Unaskable, clean, is_foreign, why_unaskable


@given(st.text())
def test_cleaning_any_text(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in cleaned)
    why_unaskable(cleaned)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("What about gallium?", None),
        ("2023", None),
        ("\n\t\x00", Unaskable.EMPTY),
        ("🙂 👨‍👩‍👧 !?", Unaskable.NO_WORDS),
        ("a" * MAX_QUESTION, None),
        ("a" * 5000, Unaskable.TOO_LONG),
    ],
)
def test_what_can_be_asked(text: str, why: Unaskable | None) -> None:
    assert why_unaskable(clean(text)) is why


def test_invisible_characters_do_not_part_words() -> None:
    assert clean("Mi\u00adli\u200btär\x00und\r\n\u202eRecht") == "Militär und Recht"


NUMBERS = st.integers(0, 10**15)


@given(st.builds(Press, st.sampled_from(Action), NUMBERS, NUMBERS, NUMBERS))
def test_a_press_fits_a_button(press: Press) -> None:
    data = press.encode()
    assert len(data.encode()) <= 64
    assert decode(data) == press


@given(st.text(max_size=64))
def test_any_callback_data_is_a_press_or_nothing(data: str) -> None:
    press = decode(data)
    assert press is None or press.encode() == data


def test_question_in_another_language_is_told() -> None:
    assert is_foreign("¿Cuántos barcos quiere la empresa?", None)
    assert is_foreign("Сколько стоит галлий?", None)
    assert not is_foreign("Tianlu Szolnok", None)
    assert not is_foreign("how many ships", "en")
    assert not is_foreign("wie viele Schiffe", "de")
