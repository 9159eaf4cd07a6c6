"""The names and places in a question, with the words before them that hang on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.question import question_language
from index.question.periods import CALENDAR
from index.question.place_names import (
    PLACE_ARTICLES,
    PLURAL_PLACES,
    place_code,
    place_name,
    places,
)
from index.question.short_words import ARTICLES, PAIRED, PREPOSITIONS, TIME, VERBS
from index.stopwords import is_stop
from index.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_CONTRACTED = {"im": "in", "am": "an", "vom": "von", "beim": "bei", "zum": "zu", "zur": "zu"}
_CONTRACTIONS = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
}
_DATIVE = frozenset(("in", "aus", "von", "mit", "bei", "nach", "zu", "auf", "an", "unter"))
_WITH_THE = frozenset(("EU", "US", "GB", "NL", "PH", "AE"))
_CASES = {"die": "der", "der": "dem", "das": "dem"}


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
    if not said or not all(word[0].isupper() or word[0].isdigit() for word in said):
        return False
    if english or len(said) > 1 or any(char.isupper() for char in said[0][1:]):
        return True
    return dictionary is not None and not dictionary.knows(said[0], "de")


def is_place(head: str) -> bool:
    """Tell whether a phrase is the name of a country or continent, in either language."""
    return place_code(_without_article(head)[1]) is not None


def _without_article(head: str) -> tuple[str, str]:
    """Return the article of a phrase, empty if it has none, and the rest."""
    article, _, name = head.partition(" ")
    return (article, name) if fold(article) in ARTICLES and name else ("", head)


def _locale(question: str) -> str:
    return "en" if question_language(question) == "en" else "de"


def replaceable(head: str, question: str, dictionary: Dictionary | None) -> Name | None:
    """Return what a bare name stands for in a question; None if there is nothing of its kind.

    A place stands for a place, a name for a name; a German noun for the only other that has no
    preposition, if both have an article or none.
    """
    if is_place(head):
        return _likeliest(_places_in(question))
    english = _locale(question) == "en"
    rows = _rows(question)
    if is_name(head, dictionary, english=english):
        return _likeliest([row for row in rows if is_name(row.text, dictionary, english=english)])
    if english or not _without_article(head)[1][:1].isupper():
        return None
    nouns = [
        row
        for row in rows
        if not row.preposition and not is_name(row.text, dictionary, english=False)
    ]
    article = bool(_without_article(head)[0])
    return nouns[0] if len(nouns) == 1 and bool(nouns[0].article) == article else None


def _likeliest(names: list[Name]) -> Name | None:
    """Return the name that a bare one stands for: the first without preposition, or the last."""
    bare = next((name for name in names if not name.preposition), None)
    return bare or next(reversed(names), None)


def _places_in(question: str) -> list[Name]:
    """Return the countries and continents that a question names, in order."""
    return [
        _with_its_words(question, match.start(), match.end(), match[0])
        for match in places(_locale(question)).finditer(question)
    ]


def _rows(question: str) -> list[Name]:
    """Return the rows of capitalised words in a question, but places, times and its opening."""
    named = places(_locale(question)).finditer(question)
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
    place = places(_locale(question)).match(question, first.start())
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


def translated(text: str, preposition: str, head: str, question: str) -> str:
    """Return a phrase with a place in the language of a question; any other as it is."""
    locale = _locale(question)
    article, name = _without_article(head)
    pair = PAIRED.get(PREPOSITIONS[preposition])
    if pair is None or not is_place(head) or name == place_name(name, locale):
        return text
    german, english = pair
    name = place_name(name, locale)
    if locale == "en":
        the = "the " if place_code(name) in _WITH_THE else ""
        return f"{english} {the}{name}"
    article = PLACE_ARTICLES.get(place_code(name) or "", "")
    return _in_case(german, article, name)


def fitted(head: str, old: Name, question: str) -> str:
    """Return a name as it stands in the place of another: with its preposition, in its case."""
    locale = _locale(question)
    article, name = _without_article(head)
    if is_place(name):
        foreign = name != place_name(name, locale)
        name = place_name(name, locale)
        if locale == "de":
            article = PLACE_ARTICLES.get(place_code(name) or "", "")
        elif foreign:
            article = "the" if place_code(name) in _WITH_THE else ""
    if not old.preposition:
        return f"{article} {name}".strip()
    return _in_case(old.preposition, article, name)


def _in_case(preposition: str, article: str, name: str) -> str:
    """Return a German name after a preposition in its case; an English one as it is."""
    plain = _CONTRACTED.get(preposition, preposition)
    if article.lower() in _CASES and plain in _DATIVE:
        plural = place_code(name) in PLURAL_PLACES
        article = "den" if plural else _CASES[article.lower()]
        if contracted := _CONTRACTIONS.get((plain, article)):
            return f"{contracted} {name}"
    return " ".join(part for part in (plain, article, name) if part)
