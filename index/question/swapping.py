"""What one word of a short question takes the place of in the question before."""

from __future__ import annotations

import re

from index.question.named import Name
from index.question.short_words import ARTICLES, PREPOSITIONS, PRONOUNS, TIME, VERBS
from index.stopwords import is_stop
from index.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_ORDINAL = (
    r"(?:(?:erste|zweite|dritte|vierte|fünfte|sechste|letzte)[nrsm]?"
    r"|first|second|third|fourth|fifth|sixth)"
)
_ONLY_ORDINAL = re.compile(
    rf"(?:(?:the|der|die|das|den|dem)\s+)?(?P<word>{_ORDINAL})", re.IGNORECASE
)
_COUNTING = re.compile(rf"\b{_ORDINAL}(?=\s+\w)", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?:\w*ge\w{2,}|(?:ab|an|auf|aus|be|ein|ent|er|miss|ver|zer|zurück)\w{3,})(?:t|en)"
)
_ENGLISH_PAST = re.compile(r"[a-z]{2,}ed")
#: An English question whose last word is a participle.
_PASSIVE = re.compile(
    r"(?:(?:when|where|why|how|who|what|by\s+whom)\s+)?(?:was|were|is|are)\s+(?:(?!\b(?:in|on|at|by|of"
    r"|to|for|from|with|the|an?)\s+\w+\Z).)*\s(?:[a-z]{2,}(?:ed|t|n))\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
_LAST_WORD = re.compile(r"(?P<word>\w+)(?P<end>\W*)\Z")
_ENGLISH_SLOT = re.compile(
    r"\s*(?:what|how\s+much|how|why|when|where)\s+(?:do|does|did)\s+(?P<name>[\w-]+)(?=\s+\w)",
    re.IGNORECASE,
)
_GERMAN_SLOT = re.compile(
    r"\s*(?:was|wer|wen|wie\s?viel|wo|wann|warum)\s+(?P<verb>\w+)\s+(?P<name>[\w-]+)(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)


def after_counted(core: str, start: int) -> int | None:
    """Return where the noun ends that ``how many`` (up to ``start``) counts; None if unclear."""
    named = False
    for match in _TOKEN.finditer(core, start):
        small = match[0][0].islower()
        if fold(match[0]) in VERBS or (named and small):
            return match.start()
        named = named or not small
    return None


def with_ordinal(head: str, core: str) -> str | None:
    """Return a question about the third quarter for ``the third`` after the second."""
    new = _ONLY_ORDINAL.fullmatch(head)
    old = next(reversed(list(_COUNTING.finditer(core))), None)
    return core[: old.start()] + new["word"] + core[old.end() :] if new and old else None


def with_participle(head: str, core: str) -> str | None:
    """Return ``Wie viele wurden verkauft`` for ``verkauft`` after ``… gekauft``."""
    last = _LAST_WORD.search(core)
    if last and _ENGLISH_PAST.fullmatch(head) and _PASSIVE.match(core):
        return core[: last.start()] + head + last["end"]
    if not last or not _PARTICIPLE.fullmatch(head) or not _PARTICIPLE.fullmatch(last["word"]):
        return None
    return core[: last.start()] + head + last["end"]


def slot_for(head: str, question: str) -> Name | None:
    """Return the single word that ``what does … cost``, ``was kostet …`` ask about.

    None if there is none, or if ``head`` is more than one word.
    """
    if " " in head or head.endswith("ly"):
        return None
    match = _ENGLISH_SLOT.match(question) or _german_slot(question)
    if match is None:
        return None
    word = fold(match["name"])
    if is_stop(word, None) or word in PRONOUNS | ARTICLES | VERBS or word in PREPOSITIONS:
        return None
    return Name(match.start("name"), match.end("name"), match["name"])


def _german_slot(question: str) -> re.Match[str] | None:
    match = _GERMAN_SLOT.match(question)
    if match is None or fold(match["verb"]) not in VERBS:
        return None
    rest = match["rest"].strip(" \t\n?!.…")
    first = rest.split(maxsplit=1)[0].lower() if rest else ""
    return match if not rest or first in PREPOSITIONS or TIME.match(rest) else None
