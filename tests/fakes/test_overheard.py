"""The check that nothing private is logged does find what is."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.fakes.overheard import leaks, pieces

QUESTION = "Wie viele Fähren fahren im Herbst?"


@pytest.mark.parametrize(
    "log",
    [
        QUESTION,
        f"INFO bot: asked {QUESTION.upper()}",
        "ValueError: Fähren fahren im Herb",
        "broken\n  over wie viele\n  fähren fahren lines",
        repr({"text": QUESTION.encode("ascii", "backslashreplace").decode()}),
        json.dumps({"text": QUESTION}),
        f"GET /search?q={quote(QUESTION)}",
    ],
)
def test_finds_a_piece_in_any_form(log: str) -> None:
    assert leaks(log, {QUESTION})


@pytest.mark.parametrize("log", ["", "Serving as @briefing_bot", "viele", "Herbst und Fähren"])
def test_single_words_say_nothing(log: str) -> None:
    assert not leaks(log, {QUESTION, "/ask@briefing_bot ferry", "/start"})


def test_commands_are_no_secret() -> None:
    assert pieces("/ask ferry tickets please") == {"ferry tickets ", "tickets please"}
    assert pieces("2024-01-01 2024-02-02") == set()
