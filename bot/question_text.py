"""From what a person typed to what is asked: cleaned, or the reason why it cannot be asked."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

#: More than a person asks and still quick to search; counted in characters after cleaning.
MAX_QUESTION = 1000


class Unaskable(StrEnum):
    """Why a text is not searched for."""

    EMPTY = "empty"
    NO_WORDS = "no words"
    TOO_LONG = "too long"


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control and formatting characters, blanks collapsed."""
    kept = "".join(_keep(char) for char in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _keep(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else char


def why_unaskable(question: str) -> Unaskable | None:
    """Return why a cleaned question cannot be asked, None if it can."""
    if not question:
        return Unaskable.EMPTY
    if len(question) > MAX_QUESTION:
        return Unaskable.TOO_LONG
    if not any(char.isalnum() for char in question):
        return Unaskable.NO_WORDS
    return None
