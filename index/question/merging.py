"""Put a piece of a short question into the question before it, in the place of its like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.question import question_language
from index.question.fragments import Kind, Piece, time_piece
from index.question.named import (
    Dictionary,
    fitted,
    is_place,
    phrases_in,
    replaceable,
    translated,
)
from index.question.periods import CALENDAR
from index.question.short_words import (
    ARTICLES,
    ASKS,
    ENGLISH_ASKING,
    LANGUAGE,
    PREPOSITIONS,
    TIME,
    VERBS,
    issue_of,
)
from index.stopwords import ENGLISH, is_stop
from index.text import fold

_END = re.compile(r"[\s?!.…]*\Z")
_TAIL = re.compile(rf",?\s*{LANGUAGE.pattern}\s*\Z", re.IGNORECASE)
#: What ``ask_anew`` puts behind the words that a question is about.
_ASKED = re.compile(rf"\s+–\s+(?:{ASKS.pattern})[^–]*\Z", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE = re.compile(r"(?P<year>\d{4})|[^\W\d_]+\.?(?:\s\d{4})?")
_RESTRICTING = re.compile(r"\A(?:(?:nur|only)\s+)+", re.IGNORECASE)
_NATIONAL = re.compile(r"(?P<stem>\w+isch)(?P<ending>e[nrms]?)?", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:wie|how)\s+(?P<degree>\w+)\s+(?P<verb>\w+)\s+(?P<rest>.+)\Z", re.IGNORECASE | re.DOTALL
)
_LASTING = re.compile(r"warum|wieso|weshalb|why|seit\s+wann|since\s+when", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Question:
    """A question taken apart: its words, the language it asks passages in, its last mark."""

    core: str
    tail: str
    mark: str

    def with_core(self, core: str) -> str:
        return core + self.tail + self.mark

    def adding(self, text: str) -> str:
        return self.with_core(f"{self.core} {text}")


def _opened(question: str) -> _Question:
    end = _END.search(question)
    core = question[: end.start()] if end else question
    mark = "?" if "?" in question[len(core) :] else ""
    tail = _ASKED.search(core) or _TAIL.search(core)
    if tail and tail.start():
        return _Question(core[: tail.start()], tail[0].rstrip(), mark)
    return _Question(core, "", mark)


def place(question: str, piece: Piece, series: Sequence[str], dictionary: Dictionary | None) -> str:
    """Return a question with a piece in the place of its like, or else at its end."""
    opened = _opened(question)
    if piece.kind is Kind.TIME:
        return _timed(opened, piece)
    if piece.kind is Kind.LANGUAGE:
        return f"{opened.core}, {piece.text}{opened.mark}"
    if piece.kind is Kind.SERIES:
        return _in_series(opened, piece, series)
    if piece.preposition:
        return _beside(opened, piece)
    return _named(opened, piece, dictionary)


def _cut(text: str, start: int, end: int, new: str) -> str:
    return re.sub(r"\s+", " ", f"{text[:start]}{new}{text[end:]}").strip()


# ---- times


def _timed(question: _Question, piece: Piece) -> str:
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


def _relative_to(question: _Question, old: re.Match[str] | None, new: re.Match[str]) -> str:
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


def _in_series(question: _Question, piece: Piece, series: Sequence[str]) -> str:
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


def _beside(question: _Question, piece: Piece) -> str:
    """Put a phrase with a preposition in the place of one with a like preposition."""
    wanted = PREPOSITIONS[piece.preposition]
    text = translated(piece.text, piece.preposition, piece.head, question.core)
    found = [name for name in phrases_in(question.core) if PREPOSITIONS[name.preposition] == wanted]
    placed = is_place(piece.head)
    alike = [name for name in found if is_place(name.text) == placed]
    chosen = next(reversed(alike or found), None)
    if chosen is None:
        return question.adding(text)
    return question.with_core(_cut(question.core, chosen.start, chosen.end, text))


def _named(question: _Question, piece: Piece, dictionary: Dictionary | None) -> str:
    """Put a phrase without preposition in the place of a name of its kind."""
    head = _RESTRICTING.sub("", piece.head)
    new, old = _NATIONAL.fullmatch(head), _NATIONAL.search(question.core)
    if new and old:
        swapped = new["stem"] + (old["ending"] or "")
        return question.with_core(_cut(question.core, old.start(), old.end(), swapped))
    chosen = replaceable(head, question.core, dictionary)
    if chosen is None:
        return question.adding(f"– {head}")
    fit = fitted(head, chosen, question.core)
    return question.with_core(_cut(question.core, chosen.start, chosen.end, fit))


# ---- question words


def ask_anew(previous: str, asks: str, *, circumstance: bool) -> str:
    """Return a question that asks something else of what the one before was about."""
    question = _opened(previous)
    core = question.core
    old, new = ASKS.match(core), ASKS.match(asks)
    same_language = old is None or new is None or _is_english(old[0]) == _is_english(new[0])
    alike = old and new and (fold(old[0]) == fold(new[0]) or (old["kind"] and circumstance))
    if old and alike and same_language:
        return question.with_core(_capital(asks) + core[old.end() :])
    if new and circumstance and same_language and (turned := _turned(core, asks, old)):
        return question.with_core(turned)
    subject = _subject(core[old.end() :] if old else core)
    tail = "" if _ASKED.match(question.tail) else question.tail
    return f"{subject} – {asks.rstrip(' ?')}{tail}?" if subject else asks


def _turned(core: str, asks: str, old: re.Match[str] | None) -> str | None:
    """Return ``Why is it so high?`` for ``How high is it?``, ``Why is it?`` for ``Is it?``."""
    degree = _DEGREE.match(core)
    if degree and fold(degree["verb"]) in VERBS and _LASTING.match(asks):
        return f"{_capital(asks)} {degree['verb']} {degree['rest']} so {degree['degree']}"
    first = fold(core.split()[0]) if core.split() else ""
    if old is None and first in VERBS and (first in ENGLISH) == _is_english(asks):
        return f"{_capital(asks)} {core[:1].lower()}{core[1:]}"
    return None


def _is_english(asks: str) -> bool:
    return fold(asks.split()[0]) in ENGLISH_ASKING


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _subject(core: str) -> str:
    """Return the words that a question is about; a comma stands for what is left out between."""
    said: list[str] = []
    linked: list[str] = []
    last: re.Match[str] | None = None
    for match in _TOKEN.finditer(core):
        folded, lowered = fold(match[0]), match[0].lower()
        shouted = match[0].isupper() and len(match[0]) > 1
        if lowered in PREPOSITIONS or (linked and folded in ARTICLES):
            linked.append(match[0])
            continue
        if folded in ARTICLES or folded in VERBS or (is_stop(folded, None) and not shouted):
            last, linked = None, []
            continue
        verbal = last and not linked and match[0][0].islower() and last[0][0].isupper()
        if said and (last is None or verbal):
            said[-1] += ","
        said += [*linked, match[0]]
        last, linked = match, []
    return " ".join(said)
