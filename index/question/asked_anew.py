"""Ask something else of what a question was about."""

from __future__ import annotations

import re

from index.question.opened import ASKED, opened
from index.question.short_words import ARTICLES, ASKS, ENGLISH_ASKING, FILLERS, PREPOSITIONS, VERBS
from index.question.swapping import after_counted
from index.stopwords import ENGLISH, is_stop
from index.text import fold

_DEGREE = re.compile(
    r"(?:wie|how)\s+(?P<degree>\w+)\s+(?P<verb>\w+)\s+(?P<rest>.+)\Z", re.IGNORECASE | re.DOTALL
)
_LASTING = re.compile(r"warum|wieso|weshalb|why|seit\s+wann|since\s+when", re.IGNORECASE)
#: What joins the parts of a name.
_PARTICLES = ("van", "de", "da", "di", "du", "bin", "al", "ter")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def ask_anew(previous: str, asks: str, *, circumstance: bool) -> str:
    """Return a question that asks something else of what the one before was about."""
    question = opened(previous)
    core = question.core
    old, new = ASKS.match(core), ASKS.match(asks)
    same_language = old is None or new is None or _is_english(old[0]) == _is_english(new[0])
    alike = old and new and (fold(old[0]) == fold(new[0]) or (old["kind"] and circumstance))
    if old and new and alike and same_language:
        kept = _kept_from(core, old, new, asks)
        if kept is not None:
            return question.with_core(f"{_capital(asks)} {core[kept:].lstrip()}")
    if new and circumstance and same_language and (turned := _turned(core, asks, old)):
        return question.with_core(turned)
    return ask_of_it(previous, asks)


def ask_of_it(previous: str, asks: str) -> str:
    """Return a question behind the words that the one before was about."""
    question = opened(previous)
    old = ASKS.match(question.core)
    subject = _subject(question.core[old.end() :] if old else question.core)
    tail = "" if ASKED.match(question.tail) else question.tail
    return f"{subject} – {asks.rstrip(' ?')}{tail}?" if subject else asks


def _kept_from(core: str, old: re.Match[str], new: re.Match[str], asks: str) -> int | None:
    """Return where that begins in a question which another beginning leaves; None if unclear."""
    filled = FILLERS.match(asks, new.end())
    named = asks[filled.end() if filled else new.end() :].strip()
    if not named:
        return old.end()
    return after_counted(core, old.end()) if old["count"] else None


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
    said = [fold(word) for word in asks.split()[:2]]
    return said[0] in ENGLISH_ASKING or said[-1] in ("which", "what")


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
        particle = lowered in _PARTICLES
        verbal = last and not linked and match[0][0].islower() and last[0][0].isupper()
        if said and (last is None or (verbal and not particle)):
            said[-1] += ","
        said += [*linked, match[0]]
        last, linked = match, []
    return " ".join(said)
