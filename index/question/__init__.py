"""Read a question: its language, the words that say something, what kind of answer it wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from index.bridge import Bridge
from index.lexical import LexicalIndex, QueryTerm
from index.lexical.postings import TermWeights
from index.question.periods import CALENDAR
from index.stopwords import AMBIGUOUS, ENGLISH, GERMAN, is_stop
from index.text import fold, words
from index.word_reader import stem_key

#: A question is cut here; what comes later is no question any more.
LONGEST = 1_000
#: More words than this are not looked up.
MOST_WORDS = 60
_UMLAUTS = frozenset("äöüßÄÖÜ")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the signals read it.

    text: as typed, cut to a sensible length. language: ``de``, ``en`` or None.
    content: its words that say something, as written. terms: what they may stand for, in order.
    names: which of them are names or numbers, and so have no synonym.
    """

    text: str
    language: str | None
    content: tuple[str, ...]
    terms: tuple[QueryTerm, ...]
    names: tuple[bool, ...]

    def without(self, aside: Collection[str]) -> Question:
        """Return the question with some folded words not counted as content."""
        kept = [n for n, word in enumerate(self.content) if fold(word) not in aside]
        return replace(
            self,
            content=tuple(self.content[n] for n in kept),
            terms=tuple(self.terms[n] for n in kept),
            names=tuple(self.names[n] for n in kept),
        )


def question_language(text: str, bridge: Bridge | None = None) -> str | None:
    """Return ``de`` or ``en``; None where neither is likelier.

    Function words of one language only, umlauts, and words that only one side of the dictionary
    knows are counted; a name counts for neither.
    """
    german = english = 0.0
    for word in words(text)[:MOST_WORDS]:
        folded = fold(word)
        if folded in AMBIGUOUS:
            continue
        german += folded in GERMAN and folded not in ENGLISH
        english += folded in ENGLISH and folded not in GERMAN
        german += bool(_UMLAUTS & set(word))
        if bridge is not None and word[0].isalpha() and len(word) > 2:
            as_german, as_english = bridge.knows(word, "de"), bridge.knows(word, "en")
            german += 0.5 * (as_german and not as_english)
            english += 0.5 * (as_english and not as_german)
    if german == english:
        return None
    return "de" if german > english else "en"


def read_question(
    text: str, index: LexicalIndex, bridge: Bridge | None, language: str | None
) -> Question:
    """Look up the words of a question.

    language: of the question; None leaves each word open to both languages.
    """
    text = text[:LONGEST]
    every = words(text)[:MOST_WORDS]
    places = [n for n, word in enumerate(every) if not is_stop(fold(word), language)]
    content = tuple(every[n] for n in places)
    reader = _Reader(index, bridge, language, careless=text == text.lower())
    terms = tuple(reader.term(word) for word in content)
    names = tuple(reader.is_name(every[n], opens=n == 0) for n in places)
    return Question(text, language, content, terms, names)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Looks up one word after another.

    careless: the question has no capitals, so they mean nothing.
    """

    index: LexicalIndex
    bridge: Bridge | None
    language: str | None
    careless: bool

    def term(self, word: str) -> QueryTerm:
        stems = self._stems(word)
        spelled: list[tuple[str, float]] = []
        if not any(self.index.stems.count(key) for key, _ in stems) and not self._known(word):
            spelled = self.index.vocabulary.neighbours(fold(word))
            more = [
                (key, weight * share)
                for name, share in spelled
                for key, weight in self._stems(name)
            ]
            stems = (*stems, *more)
        groups = self._groups(word)
        if spelled:
            groups = (_flatten([*groups, *self._groups(spelled[0][0])]),)
        return QueryTerm(stems, groups)

    def is_name(self, word: str, *, opens: bool) -> bool:
        """Tell whether a word is a number or, by its capital or for want of an entry, a name.

        opens: it is the first of the question, where a capital means nothing.
        """
        if not word.isalpha():
            return True
        if word.casefold() in CALENDAR:
            return False
        if self.language == "en" and word[0].isupper() and not opens:
            return True
        small = word[0].islower() and not self.careless
        if self.bridge is None or (self.language == "de" and small):
            return False
        if self.language == "de" and self.bridge.explains(word):
            return not self.careless and self.bridge.gloss(word)[0].isupper()
        return not self.bridge.explains(word) and not self.bridge.knows(word, "en")

    def _known(self, word: str) -> bool:
        """Tell whether the dictionary has a word, so that it is rare here rather than misspelt."""
        if self.bridge is None:
            return False
        return any(
            self.bridge.knows(word, code) for code in ("de", "en") if self.language in (code, None)
        )

    def _stems(self, word: str) -> TermWeights:
        return tuple((stem_key(word, code or None), 1.0) for code in self.index.languages)

    def _groups(self, word: str) -> tuple[TermWeights, ...]:
        if self.bridge is None:
            return ()
        if self.language is not None:
            return self.bridge.terms(word, self.language, any_case=self.careless)
        english = self.bridge.terms(word, "en")
        if not self.bridge.knows(word, "de") or self.bridge.knows(word, "en"):
            return english
        return self.bridge.terms(word, "de", any_case=self.careless)


def _flatten(groups: list[TermWeights]) -> TermWeights:
    best: dict[str, float] = {}
    for english, weight in (pair for group in groups for pair in group):
        best[english] = max(weight, best.get(english, 0.0))
    return tuple(best.items())
