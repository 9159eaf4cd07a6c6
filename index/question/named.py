"""The names and places in a question, with the words before them that hang on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.question import question_language
from index.question.periods import CALENDAR
from index.question.place_names import (
    place_code,
    places,
)
from index.question.short_words import ARTICLES, PREPOSITIONS, TIME, VERBS
from index.stopwords import is_stop
from index.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


class Dictionary(Protocol):
    """What tells a German noun from a name: ``index.bridge.Bridge``."""

    def knows(self, word: str, language: str) -> bool:
        """Tell whether a word is in the dictionary, as ``de`` or ``en``."""
        ...


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: from its preposition or article on (``start``) to its end.

    text: without them. preposition: in lower case, empty if there is none.
    """

    start: int
    end: int
    text: str
    preposition: str = ""
    article: str = ""


def is_name(head: str, dictionary: Dictionary | None, *, english: bool) -> bool:
    """Tell whether a phrase is a name and no common noun, which German capitalises as well."""
    said = [word for word in _WORD.findall(head) if fold(word) not in ARTICLES]
    if len(said) == 1 and said[0] != head and _is_compound(said[0], dictionary):
        return False
    if not said or not all(word[0].isupper() or word[0].isdigit() for word in said):
        return False
    if english or len(said) > 1 or any(char.isupper() for char in said[0][1:]):
        return len(said) > 1 or dictionary is None or _is_english_name(said[0], dictionary)
    return dictionary is not None and not dictionary.knows(said[0], "de")


def _is_english_name(word: str, dictionary: Dictionary) -> bool:
    """Tell whether a capitalised word is none that is only a German noun."""
    return not dictionary.knows(word, "de") or dictionary.knows(word, "en")


def _is_compound(word: str, dictionary: Dictionary | None) -> bool:
    """Tell whether a word ends in a German noun, as the article before it lets suppose."""
    return dictionary is not None and any(
        dictionary.knows(word[start:].capitalize(), "de") for start in range(3, len(word) - 3)
    )


def names_a_place(question: str) -> bool:
    """Tell whether a question names a country or continent."""
    return bool(_places_in(question))


def is_place(head: str) -> bool:
    """Tell whether a phrase is the name of a country or continent, in either language."""
    return place_code(without_article(head)[1]) is not None


def without_article(head: str) -> tuple[str, str]:
    """Return the article of a phrase, empty if it has none, and the rest."""
    article, _, name = head.partition(" ")
    return (article, name) if fold(article) in ARTICLES and name else ("", head)


def locale_of(question: str) -> str:
    """Return the language in which places stand in a question."""
    return "en" if question_language(question) == "en" else "de"


def replaceable(head: str, question: str, dictionary: Dictionary | None) -> Name | None:
    """Return what a bare name stands for in a question; None if there is nothing of its kind.

    A place stands for a place, a name for a name; a German noun for the only other that has no
    preposition, if both have an article or none.
    """
    if is_place(head):
        return _likeliest(_places_in(question))
    english = locale_of(question) == "en"
    rows = _rows(question)
    if is_name(head, dictionary, english=english):
        return _likeliest([row for row in rows if is_name(row.text, dictionary, english=english)])
    if english or not without_article(head)[1][:1].isupper():
        return None
    nouns = [
        row
        for row in rows
        if not row.preposition and not is_name(row.text, dictionary, english=False)
    ]
    article = bool(without_article(head)[0])
    return nouns[0] if len(nouns) == 1 and bool(nouns[0].article) == article else None


def _likeliest(names: list[Name]) -> Name | None:
    """Return the name that a bare one stands for: the first without preposition, or the last."""
    bare = next((name for name in names if not name.preposition), None)
    return bare or next(reversed(names), None)


def _places_in(question: str) -> list[Name]:
    """Return the countries and continents that a question names, in order."""
    return [
        _with_its_words(question, match.start(), match.end(), match[0])
        for match in places(locale_of(question)).finditer(question)
    ]


def _rows(question: str) -> list[Name]:
    """Return the rows of capitalised words in a question, but places, times and its opening."""
    named = places(locale_of(question)).finditer(question)
    taken = [match.span() for match in (*named, *TIME.finditer(question))]
    return [
        _with_its_words(question, start, end, question[start:end])
        for start, end in _capitalised(question)
        if all(end <= other_start or start >= other_end for other_start, other_end in taken)
    ]


def _capitalised(question: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for match in _WORD.finditer(question):
        folded = fold(match[0])
        named = match[0][0].isupper() and not is_stop(folded, None) and folded not in VERBS
        if named and start >= 0 and question[end : match.start()] == " ":
            end = match.end()
            continue
        if start >= 0:
            yield start, end
            start = -1
        if named:
            start, end = match.span()
    if start >= 0:
        yield start, end


def _with_its_words(question: str, start: int, end: int, text: str) -> Name:
    """Return a name together with the preposition and article that stand before it."""
    before = list(_WORD.finditer(question, 0, start))
    article = preposition = ""
    if before and fold(before[-1][0]) in ARTICLES:
        article, start = before[-1][0], before[-1].start()
        before.pop()
    if before and before[-1][0].lower() in PREPOSITIONS:
        preposition, start = before[-1][0].lower(), before[-1].start()
    return Name(start, end, text, preposition, article)


def phrases_in(question: str) -> list[Name]:
    """Return the phrases with a preposition in a question, but those that are a time."""
    times = [match.span() for match in TIME.finditer(question)]
    found: list[Name] = []
    said = list(_WORD.finditer(question))
    for number, word in enumerate(said):
        timed = any(start <= word.start() < end for start, end in times)
        if timed or word[0].lower() not in PREPOSITIONS:
            continue
        end = _end_of_phrase(question, said[number + 1 :])
        if end is not None:
            start = word.start()
            found.append(Name(start, end, question[word.end() : end].strip(), word[0].lower()))
    return found


def _end_of_phrase(question: str, following: list[re.Match[str]]) -> int | None:
    """Return where the phrase ends that begins with some words; None if it says nothing."""
    while following and fold(following[0][0]) in ARTICLES:
        following = following[1:]
    if not following:
        return None
    first = following[0]
    place = places(locale_of(question)).match(question, first.start())
    if place:
        return place.end()
    end: int | None = None
    named = False
    for number, word in enumerate(following[:3]):
        folded = fold(word[0])
        shouted = word[0].isupper() and len(word[0]) > 1
        apart = number and question[following[number - 1].end() : word.start()] != " "
        stops = (is_stop(folded, None) and not shouted) or folded in VERBS or folded in CALENDAR
        if stops or apart or (named and not word[0][0].isupper()):
            break
        end = word.end()
        named = named or word[0][0].isupper()
    return end
