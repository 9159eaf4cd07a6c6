"""Put a piece of a short question into the question before it, in the place of its like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.question import question_language
from index.question.fitting import fitted, translated
from index.question.fragments import Kind, Piece, time_piece
from index.question.named import (
    Dictionary,
    is_place,
    phrases_in,
    replaceable,
)
from index.question.opened import Opened, opened
from index.question.periods import CALENDAR
from index.question.short_words import (
    PREPOSITIONS,
    TIME,
    issue_of,
)
from index.question.swapping import slot_for, with_ordinal, with_participle
from index.text import fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE = re.compile(r"(?P<year>\d{4})|[^\W\d_]+\.?(?:\s\d{4})?")
#: Prepositions before what something is said about.
_TOPIC = ("zu", "zum", "zur", "über", "about")
#: What stands behind a preposition and is neither place nor thing: ``im Jahr``, ``on average``.
_UNITS = re.compile(
    r"(?:\w+\s+)?(?:jahr|monat|woche|tag|schnitt|mittel|durchschnitt|year|month|week|day|average|all)",
    re.IGNORECASE,
)
_RESTRICTING = re.compile(r"\A(?:(?:nur|only)\s+)+", re.IGNORECASE)
_NATIONAL = re.compile(r"(?P<stem>\w+isch)(?P<ending>e[nrms]?)?", re.IGNORECASE)


def place(question: str, piece: Piece, series: Sequence[str], dictionary: Dictionary | None) -> str:
    """Return a question with a piece in the place of its like, or else at its end."""
    apart = opened(question)
    if piece.kind is Kind.TIME:
        return _timed(apart, piece)
    if piece.kind is Kind.LANGUAGE:
        return f"{apart.core}, {piece.text}{apart.mark}"
    if piece.kind is Kind.SERIES:
        return _in_series(apart, piece, series)
    if turned := with_ordinal(piece.head, apart.core) or with_participle(piece.head, apart.core):
        return apart.with_core(turned)
    if piece.preposition:
        return _beside(apart, piece)
    return _named(apart, piece, dictionary)


def _cut(text: str, start: int, end: int, new: str) -> str:
    return re.sub(r"\s+", " ", f"{text[:start]}{new}{text[end:]}").strip()


# ---- times


def _timed(question: Opened, piece: Piece) -> str:
    old = next(reversed(list(TIME.finditer(question.core))), None)
    new = TIME.match(piece.text)
    if new is None:
        return question.adding(piece.text)
    if new["then"] or new["beside"]:
        return _relative_to(question, old, new)
    if old is None:
        return question.adding(_standing_alone(piece, question.core))
    text = piece.text
    early = time_piece(old).preposition
    calendar = piece.head[:1].isdigit() or _is_month(piece.head)
    if not piece.preposition and new["period"] and calendar:
        fits = early and not (early in ("im", "am", "vom") and piece.head[:1].isdigit())
        text = f"{early} {piece.head}" if fits else _standing_alone(piece, question.core)
    year = _YEAR.search(old[0])
    if year and _is_month(piece.head) and not _YEAR.search(text):
        text = f"{text} {year[0]}"
    return question.with_core(_cut(question.core, old.start(), old.end(), text))


def _is_month(head: str) -> bool:
    """Tell whether a time is a month by its name, or one of its days or parts."""
    names = [word for word in re.findall(r"[^\W\d_]+", head.casefold()) if len(word) > 2]
    return bool(names) and names[-1] in CALENDAR and not names[-1].endswith(("tag", "day"))


def _standing_alone(piece: Piece, question: str) -> str:
    """Return a time with the preposition that a sentence wants before it."""
    bare = _BARE.fullmatch(piece.head)
    if piece.preposition or bare is None or not (bare["year"] or _is_month(piece.head)):
        return piece.text
    german = question_language(f"{question} {piece.text}") != "en"
    if bare["year"]:
        return piece.text if german else f"in {piece.text}"
    return f"{'im' if german else 'in'} {piece.text}"


def _relative_to(question: Opened, old: re.Match[str] | None, new: re.Match[str]) -> str:
    """Return the question for the time before or after the one it names."""
    word = fold((new["then"] or new["beside"]).split()[0])
    earlier = word in ("davor", "zuvor", "vorher", "before")
    if old is None or not old["period"]:
        return question.adding(f"– {new[0].strip()}")
    if new["beside"]:
        step = -1 if earlier else 1
        shifted = _YEAR.sub(lambda year: str(int(year[0]) + step), old[0])
        return question.with_core(_cut(question.core, old.start(), old.end(), shifted))
    english = question_language(question.core) == "en"
    words = ("before", "after") if english else ("vor", "nach")
    bound = f"{words[0] if earlier else words[1]} {old['period']}"
    return question.with_core(_cut(question.core, old.start(), old.end(), bound))


# ---- series


def _in_series(question: Opened, piece: Piece, series: Sequence[str]) -> str:
    text = _RESTRICTING.sub("", piece.text)
    if not _RESTRICTING.sub("", f"{piece.preposition} ").strip():
        text = f"{'in' if question_language(question.core) == 'en' else 'im'} {piece.head}"
    for name in series:
        placed = (
            rf"\b(?:(?:in|im|from|aus|laut)\s+)?(?:(?:the|den|dem|der|die|das)\s+)?{issue_of(name)}"
        )
        if match := re.search(placed, question.core, re.IGNORECASE):
            return question.with_core(_cut(question.core, match.start(), match.end(), text))
    return question.adding(text)


# ---- names


def _beside(question: Opened, piece: Piece) -> str:
    """Put a phrase with a preposition in the place of one with a like preposition."""
    wanted = PREPOSITIONS[piece.preposition]
    text = translated(piece.text, piece.preposition, piece.head, question.core)
    found = [name for name in phrases_in(question.core) if PREPOSITIONS[name.preposition] == wanted]
    found = [name for name in found if not _UNITS.fullmatch(name.text)]
    placed = is_place(piece.head)
    alike = [name for name in found if is_place(name.text) == placed]
    chosen = next(reversed(alike or found), None)
    if chosen is None:
        return question.adding(text)
    end = _end_of_topic(question.core, chosen.end) if piece.preposition in _TOPIC else chosen.end
    return question.with_core(_cut(question.core, chosen.start, end, text))


def _end_of_topic(core: str, end: int) -> int:
    """Return where a topic ends that a place belongs to: ``zum Gipfel in Oslo``."""
    behind = next((name for name in phrases_in(core) if name.start == end + 1), None)
    local = behind and PREPOSITIONS[behind.preposition] == PREPOSITIONS["in"]
    return behind.end if behind and local and not core[behind.end :].strip() else end


def _named(question: Opened, piece: Piece, dictionary: Dictionary | None) -> str:
    """Put a phrase without preposition in the place of a name of its kind."""
    head = _RESTRICTING.sub("", piece.head)
    new, old = _NATIONAL.fullmatch(head), _NATIONAL.search(question.core)
    if new and old:
        swapped = new["stem"] + (old["ending"] or "")
        return question.with_core(_cut(question.core, old.start(), old.end(), swapped))
    chosen = replaceable(head, question.core, dictionary)
    if chosen is None and not is_place(head):
        chosen = slot_for(head, question.core)
    if chosen is None:
        return question.adding(f"– {head}")
    fit = fitted(head, chosen, question.core)
    return question.with_core(_cut(question.core, chosen.start, chosen.end, fit))
