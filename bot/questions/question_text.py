"""From what a person typed to what is asked: cleaned, or the reason why it cannot be asked."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from corpus.language import detect

#: More than a person asks and still quick to search; counted in characters after cleaning.
MAX_QUESTION = 1000
#: So few words do not tell a language, unless by their letters.
_FEW = 3
#: What stands between a question and words that its grammar has no place for.
_BEHIND = " – "
_MARKS = " ?!.…"
_UMLAUTS = frozenset("äöüßÄÖÜẞ")


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


def is_foreign(question: str, language: str | None) -> bool:
    """Return whether a question seems to be in a language that is not read.

    language: what the index took it for; None where it is neither German nor English.
    A few bare names may be of any language.
    """
    telling = len(question.split()) > _FEW or any(
        char.isalpha() and not char.isascii() and char not in _UMLAUTS for char in question
    )
    return telling and language is None and detect(question) not in (None, "de", "en")


def in_full(earlier: str, text: str, read: str) -> str:
    """Return how to show a question that is read as ``read``, leaning on an earlier one.

    Where its words were only put behind what the earlier one is about, that one is shown whole.
    """
    _, dash, asked = read.rpartition(_BEHIND)
    if not dash or _BEHIND in earlier or not _bare(text).endswith(_bare(asked)):
        return read
    return f"{earlier.rstrip(_MARKS)}{_BEHIND}{text}"


def _bare(text: str) -> str:
    return text.rstrip(_MARKS).casefold()


def why_unaskable(question: str) -> Unaskable | None:
    """Return why a cleaned question cannot be asked, None if it can."""
    if not question:
        return Unaskable.EMPTY
    if len(question) > MAX_QUESTION:
        return Unaskable.TOO_LONG
    if not any(char.isalnum() for char in question):
        return Unaskable.NO_WORDS
    return None
