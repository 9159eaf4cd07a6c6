"""Take a short question apart that is no sentence: what joins it, what it asks, its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.question.short_words import (
    ABOUT,
    ASKS,
    FILLERS,
    JOINING,
    LANGUAGE,
    LOOSE,
    PREPOSITIONS,
    TIME,
    VERBS,
    issue_of,
)
from index.stopwords import is_stop
from index.text import fold

_EDGES = " \t\n?!.…,;:-–"
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_PREPOSITION = re.compile(
    rf"\b(?:{'|'.join(sorted(PREPOSITIONS, key=len, reverse=True))})\b(?=\s)", re.IGNORECASE
)
_PLACED = r"(?:(?:in|im|from|aus|laut|nur|only)\s+)*(?:(?:the|den|dem|der|die|das)\s+)?"
_ARTICLE = re.compile(r"(?:the|der|die|das)\s+", re.IGNORECASE)
_FINAL_AUS = re.compile(r"\s+aus\Z", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:auch|too|as well|dann|bitte|please|genau|exactly|so))+\Z", re.IGNORECASE
)
#: A part of a series' name stands for it if it is at least this long.
_TELLING = 6
#: How a German verb ends that no list has, behind the noun that it belongs to.
_FINITE = re.compile(r".*(?:[^aeiou]te?n?|en)\Z")


class Kind(StrEnum):
    """What a piece of a short question says."""

    TIME = "time"
    LANGUAGE = "language"
    SERIES = "series"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a short question.

    text: as typed; of a series, with its whole name. head: the text without its preposition,
    which is in lower case and may be empty.
    """

    kind: Kind
    text: str
    preposition: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A short question that is no sentence.

    joined: a word or form joins it to something said before. asks: its question words.
    circumstance: they ask when, where, why or how. counts: they ask how many or which.
    """

    joined: bool
    asks: str
    circumstance: bool
    counts: bool
    pieces: tuple[Piece, ...]

    @property
    def phrases(self) -> tuple[Piece, ...]:
        """Return the pieces that name something."""
        return tuple(piece for piece in self.pieces if piece.kind is Kind.PHRASE)


def read_fragment(text: str, series: Iterable[str]) -> Fragment | None:
    """Return the pieces of a short question; None if there is more to it: a verb, a pronoun."""
    rest = text.strip(_EDGES)
    about = ABOUT.match(rest)
    joining = about or JOINING.match(rest)
    if joining:
        rest = rest[joining.end() :]
    if about:
        rest = _FINAL_AUS.sub("", rest)
    asks = None if about else ASKS.match(rest)
    asked = ""
    if asks:
        filled = FILLERS.match(rest, asks.end())
        end = filled.end() if filled else asks.end()
        asked, rest = rest[:end].strip(_EDGES), rest[end:]
    pieces = _pieces(_TRAILING.sub("", rest.strip(_EDGES)), tuple(series))
    if pieces is None or not (asked or pieces):
        return None
    return Fragment(
        bool(joining),
        asked,
        bool(asks and asks["kind"]),
        bool(asks and asks["count"]),
        pieces,
    )


def _pieces(rest: str, series: Sequence[str]) -> tuple[Piece, ...] | None:
    pieces: list[Piece] = []
    while rest:
        piece, length = _fixed(rest, series) or _phrase(rest, series)
        if piece is None:
            return None
        pieces.append(piece)
        rest = rest[length:].lstrip(_EDGES)
    return tuple(pieces)


def _fixed(rest: str, series: Sequence[str]) -> tuple[Piece, int] | None:
    """Return the time, language or series that a text begins with, and how long that is."""
    if match := LANGUAGE.match(rest):
        return Piece(Kind.LANGUAGE, match[0]), match.end()
    if match := TIME.match(rest):
        return time_piece(match), match.end()
    for name, pattern in _series_patterns(series):
        if match := re.match(_PLACED + pattern, rest, re.IGNORECASE):
            placed, plain = match[0][: match.start("name")], _ARTICLE.sub("", name)
            return Piece(Kind.SERIES, placed + plain, placed.strip(), plain), match.end()
    return None


def time_piece(match: re.Match[str]) -> Piece:
    """Return the piece that a match of TIME is."""
    early = (match["early"] or "").strip()
    return Piece(Kind.TIME, match[0].strip(), early.lower(), match["period"] or match[0])


def _series_patterns(series: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what the series are called: by their whole names, or by a word of one name only."""
    for name in series:
        yield name, rf"(?P<name>{issue_of(_ARTICLE.sub('', name))})"
    parts = [(name, part) for name in series for part in _WORD.findall(name.replace("-", " "))]
    for name, part in parts:
        if len(part) >= _TELLING and sum(part == other for _, other in parts) == 1:
            yield name, rf"(?P<name>{issue_of(part)})"


def _phrase(rest: str, series: Sequence[str]) -> tuple[Piece | None, int]:
    """Return the phrase that a text begins with, up to the next piece; None if it is none."""
    preposition = _PREPOSITION.match(rest)
    start = preposition.end() if preposition else 0
    end = len(rest)
    first = _WORD.search(rest, start)
    for word in _WORD.finditer(rest, first.end() if first else start):
        begins = rest[word.start() :]
        if _PREPOSITION.match(begins) or _fixed(begins, series):
            end = word.start()
            break
    head = rest[start:end].strip(_EDGES)
    if not names_something(head):
        return None, 0
    typed = preposition[0].lower() if preposition else ""
    return Piece(Kind.PHRASE, rest[:end].strip(_EDGES), typed, head), end


def content_words(text: str) -> list[str]:
    """Return the words of a phrase that say something, as written."""
    return [word for word in _WORD.findall(text) if fold(word) not in LOOSE]


def names_something(head: str) -> bool:
    """Tell whether words are a phrase without a verb: articles, adjectives, nouns, names."""
    content = content_words(head)
    if not content:
        return False
    named = behind = 0
    for word in content:
        folded = fold(word)
        shouted = word.isupper() and len(word) > 1
        if folded in VERBS or (is_stop(folded, None) and not shouted):
            return False
        behind += bool(named) and word[0].islower()
        if named and _FINITE.match(word) and word[0].islower():
            return False
        named += not word[0].islower()
    return behind <= 1
