"""A short question that leans on the one before (``und 2023?``), read in full.

What it names takes the place of what stood in the same role: a time that of the time, ``in Japan``
that of ``in China``; what finds no such place is added. Everything is told by words alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.question.asked_anew import ask_anew, ask_of_it
from index.question.fragments import Fragment, Kind, content_words, read_fragment
from index.question.merging import place
from index.question.named import Dictionary, is_place, names_a_place
from index.question.short_words import (
    ABOUT,
    ASKS,
    EMPTY,
    OWN,
    POINTING,
    PREPOSITIONS,
    PRONOUNS,
    TIME,
)
from index.question.small_talk import is_small_talk
from index.question.swapping import with_participle
from index.question.typos import mended
from index.stopwords import ASKING, is_stop
from index.text import fold, words

#: More words than this are a question of their own.
_LONGEST = 12
#: Words that say something: most in a phrase that is joined, in one that is not, in all of a
#: question whose subject is a pronoun.
_MOST_JOINED, _MOST_ALONE, _MOST_BESIDE = 4, 3, 2
_SENTENCE_WORD = re.compile(r"[^\W\d_]+")
_FINAL_THAT = re.compile(
    r"\b(?:das|this|that)(?=\W*\Z|\s+(?:denn|eigentlich|genau|alles|so|noch|ge\w+t|ge\w+en|be\w+en)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A short question as it is read: the full question."""

    text: str


def combine(
    previous: str,
    text: str,
    *,
    series: Collection[str] = (),
    dictionary: Dictionary | None = None,
    reply: bool = False,
) -> FollowUp | None:
    """Return how a question is read after ``previous``; None if it stands by itself.

    series: the names of the series there are. reply: it is written as a reply to the answer that
    ``previous`` got, so that a bare name leans on it as well.
    """
    if not previous.strip() or len(text.split()) > _LONGEST or is_small_talk(text):
        return None
    short = mended(text)
    fragment = read_fragment(short, series)
    if fragment is not None:
        if not _leans(fragment, reply=reply or _another_place(short, fragment, previous)):
            return None
        read = _in_full(previous, fragment, series, dictionary)
        if not fragment.asks and _has_its_own_subject(short, fragment, previous, read):
            return None
    elif _refers(short):
        read = ask_of_it(previous, short.strip())
    else:
        return None
    return FollowUp(read) if fold(read) != fold(text) else None


def _another_place(text: str, fragment: Fragment, previous: str) -> bool:
    """Tell whether ``Japan?`` follows a question that names a country."""
    alone = len(fragment.pieces) == 1 and is_place(fragment.pieces[0].head)
    return alone and text.rstrip().endswith("?") and names_a_place(previous)


def _has_its_own_subject(text: str, fragment: Fragment, previous: str, read: str) -> bool:
    """Tell whether phrases of a fragment belong together and to nothing that was asked before."""
    phrases = fragment.phrases
    if len(phrases) < 2:
        return False
    if read.startswith(previous.rstrip(" ?!.…")):
        return True
    first, second = phrases[:2]
    local = PREPOSITIONS.get(second.preposition) == PREPOSITIONS["in"]
    itself = not first.preposition and not is_place(first.head)
    return bool(ABOUT.match(text)) and local and itself


def _leans(fragment: Fragment, *, reply: bool) -> bool:
    """Tell whether a fragment is too little for a question of its own."""
    phrases = fragment.phrases
    bare = [piece for piece in phrases if not piece.preposition]
    size = sum(len(content_words(piece.head)) for piece in phrases)
    if fragment.asks and bare:
        counted = fragment.counts and fragment.pieces[0] == bare[0] and len(bare) == 1
        one = counted and len(content_words(bare[0].head)) == 1
        return one and (fragment.joined or len(fragment.pieces) == 1)
    if fragment.joined:
        return size <= _MOST_JOINED and len(fragment.pieces) <= 3
    if bare:
        return reply and len(fragment.pieces) == 1 and size <= _MOST_BESIDE
    named = any(p.kind is Kind.SERIES and not p.preposition for p in fragment.pieces)
    return size <= _MOST_ALONE and len(fragment.pieces) <= 2 and (reply or not named)


def _in_full(
    previous: str,
    fragment: Fragment,
    series: Iterable[str],
    dictionary: Dictionary | None,
) -> str:
    read, names, asks = previous, tuple(series), fragment.asks
    for piece in fragment.pieces:
        bare = piece.kind is Kind.PHRASE and not piece.preposition
        if asks and bare and not with_participle(piece.head, read.rstrip(" ?!.…")):
            asks = f"{asks} {piece.text}"
        else:
            read = place(read, piece, names, dictionary)
    return ask_anew(read, asks, circumstance=fragment.circumstance) if asks else read


def _refers(text: str) -> bool:
    """Tell whether a question has a pronoun for what it is about, and names nothing itself."""
    timeless = TIME.sub(" ", text)
    said = _SENTENCE_WORD.findall(timeless)
    if not said or not (ASKS.search(timeless) or text.rstrip().endswith("?")):
        return False
    pointing = bool(POINTING.search(timeless) or OWN.fullmatch(timeless.strip(" ?!.…")))
    named = [word for word in _after_first(timeless) if word[0].isupper() and fold(word) != "sie"]
    if len(named) > pointing:
        return False
    folded = [fold(word) for word in words(EMPTY.sub(" ", timeless))]
    pronoun = pointing or any(word in PRONOUNS for word in folded)
    pronoun = pronoun or bool(_FINAL_THAT.search(timeless))
    content = [w for w in folded if not is_stop(w, None) and w not in PRONOUNS]
    return pronoun and len(content) <= _MOST_BESIDE and not any(w in ASKING for w in content)


def _after_first(text: str) -> list[str]:
    """Return the words after the first that says more than that it goes on."""
    said = _SENTENCE_WORD.findall(text)
    opening = 2 if said[0].lower() in ("und", "and", "aber", "but", "oder", "or") else 1
    return said[opening:]
