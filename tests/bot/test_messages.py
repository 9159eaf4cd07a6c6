from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from bot.messages.catalogue import Messages
from bot.messages.choose import MESSAGES, messages_for
from bot.messages.english import ENGLISH
from bot.messages.german import GERMAN
from bot.richtext import MAX_UNITS, units


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a record of texts, with the dotted name of its field."""
    if isinstance(value, str):
        yield name, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{name}.{field.name}".strip("."))


def values_of(language: str) -> dict[str, str]:
    return dict(texts(MESSAGES[language]))


@pytest.mark.parametrize("name", sorted(values_of("en")))
def test_languages_say_the_same_with_the_same_values(name: str) -> None:
    forms = [values_of(language)[name] for language in MESSAGES]
    assert all(form.strip() for form in forms)
    assert len({frozenset(placeholders(form)) for form in forms}) == 1
    assert all(form.count("**") % 2 == 0 for form in forms)
    assert all(units(form) < MAX_UNITS for form in forms)


#: What is the same word in both languages.
SAME = {
    *("paragraph", "button_original_of", "chart_alt", "other_on"),
    *("briefings", "index", "digests"),
}


def test_no_text_was_left_untranslated() -> None:
    english, german = values_of("en"), values_of("de")
    assert english.keys() == german.keys()
    same = {name for name, text in english.items() if german[name] == text}
    assert {name.rpartition(".")[2] for name in same} <= SAME


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
