"""What a word of a text means to the lexical signals; looked up once and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.bridge import Bridge, Terms
from index.stopwords import is_stop
from index.text import fold, stem

#: Words remembered; a running bot meets the same ones again and again.
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class WordReading:
    """A word's folded form, its key in the stem space, its English terms and its 4-grams.

    keys: stem, terms and 4-grams together; most words share none of them with a question.
    """

    folded: str
    stem: str
    terms: Terms
    grams: tuple[str, ...]
    keys: frozenset[str]


def stem_key(word: str, language: str | None) -> str:
    """Return the key of a word in the stem space of a language."""
    return f"{language or ''}:{stem(word, language)}"


def word_grams(folded: str) -> tuple[str, ...]:
    """Return the character 4-grams of a folded word with a blank on both sides, each once."""
    padded = f" {folded} "
    return tuple({padded[i : i + 4] for i in range(max(len(padded) - 3, 1))})


class WordReader:
    """Reads words with one bridge, or without."""

    def __init__(self, bridge: Bridge | None) -> None:
        self._bridge = bridge
        #: Returns what a word (as written, and its language) means; None if it says nothing.
        self.read = lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, word: str, language: str | None) -> WordReading | None:
        folded = fold(word)
        if is_stop(folded, language):
            return None
        terms = self._bridge.terms(word, language) if self._bridge is not None else ()
        key, grams = stem_key(word, language), word_grams(folded)
        english = {term for group in terms for term, _ in group}
        return WordReading(folded, key, terms, grams, frozenset({key, *english, *grams}))
