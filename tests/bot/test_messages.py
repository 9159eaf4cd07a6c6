from __future__ import annotations

import string
from dataclasses import fields

import pytest

from bot.messages.catalogue import Messages, Plural
from bot.messages.choose import MESSAGES, messages_for
from bot.messages.english import ENGLISH
from bot.messages.german import GERMAN
from bot.richtext import MAX_UNITS, units


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(value: object) -> list[str]:
    if isinstance(value, Plural):
        return [value.one, value.other]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("field", [field.name for field in fields(Messages)])
def test_languages_say_the_same_with_the_same_values(field: str) -> None:
    every = [texts(getattr(messages, field)) for messages in MESSAGES.values()]
    for forms in zip(*every, strict=True):
        assert all(form.strip() for form in forms)
        assert len({frozenset(placeholders(form)) for form in forms}) == 1
        assert all(form.count("**") % 2 == 0 for form in forms)
        assert all(units(form) < MAX_UNITS for form in forms)


def test_no_text_was_left_untranslated() -> None:
    same = {"paragraph", "button_original_of"}
    for field in fields(Messages):
        if field.name not in same:
            assert getattr(ENGLISH, field.name) != getattr(GERMAN, field.name), field.name


@pytest.mark.parametrize(
    ("code", "messages"),
    [("de", GERMAN), ("de-AT", GERMAN), ("de_DE.UTF-8", GERMAN), ("en", ENGLISH), ("fr", ENGLISH),
     (None, ENGLISH), ("", ENGLISH), ("C", ENGLISH)],
)  # fmt: skip
def test_language_of_a_person(code: str | None, messages: Messages) -> None:
    assert messages_for(code) is messages


def test_plural() -> None:
    assert ENGLISH.similar.for_number(1).format(count=1) == "1 similar passage elsewhere"
    assert GERMAN.similar.for_number(0).format(count=0) == "0 ähnliche Stellen anderswo"
