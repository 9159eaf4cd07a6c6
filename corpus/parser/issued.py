"""When a briefing says it was issued: dates that stand apart, not those its text mentions."""

from __future__ import annotations

import datetime as dt
import re

from corpus.parser.dates import Found, find_dates
from corpus.parser.labels import label_of
from corpus.parser.words import ISSUE, SERIES_WORDS, words

EDGES = " \t\u00a0|·•–—-,;:/()[]"
DATE_LABEL = re.compile(
    r"(?:stand|datum|date|created|(?:last )?updated|erstellt(?: am)?"
    r"|aktualisiert(?: am)?|published(?: on)?|veröffentlicht(?: am)?|issued(?: on)?"
    r"|erschienen(?: am)?|as of|redaktionsschluss|publication date"
    r"|date de publication|fecha(?: de publicación)?)",
    re.IGNORECASE,
)
_CONNECTING = re.compile(
    r"(?:^|\s)(?:vom|of|from|dated|du|del|le|den|the|stand:?|as of)$", re.IGNORECASE
)
_MENTIONING = re.compile(
    r"\b(?:on|am|since|seit|until|bis|zum|nach|after|before|by|in|ab|from|for|für|im|el)\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:\(?[^\W\d_a-z][\w.’'/ -]{0,40}[,(/: ]+){0,2}[^\W\d_]{0,12}[.,]?\s*$")
_AFTER_DATELINE = re.compile(r"\)?\s*(?:\([^)]*\)\s*)?[-–—:]\s|\s*/[^/]{2,30}/")
_MOST_WORDS = 14


def issue_date(text: str) -> Found | None:
    """Return the date of a line that does little else than to give it."""
    for found in find_dates(text) if len(text) <= 160 else []:
        before, after = text[: found.start], text[found.end :]
        label = label_of(text)
        labelled = label is not None and DATE_LABEL.match(label)
        if found.ranged or (_MENTIONING.search(before) and not labelled):
            continue
        if _CONNECTING.search(before.rstrip()) and not _names_issue(before):
            continue
        if after.strip(EDGES) and before.strip(EDGES) and not _is_apart(before, after):
            continue
        if len(words(before)) + len(words(after)) <= _MOST_WORDS:
            return found
    return None


def without(text: str, found: Found | None) -> str:
    """Return the line without its date and what connects them."""
    if found is None:
        return text
    before = _CONNECTING.sub("", text[: found.start].strip(EDGES))
    after = text[found.end :].strip(EDGES)
    return (before or after).strip(EDGES)


def dateline(text: str) -> dt.date | None:
    """Return the date with which a press release opens (``Town, 9 May 2024 – ``)."""
    found = next(iter(find_dates(text[:120])), None)
    if found is None or not _PLACE.fullmatch(text[: found.start]):
        return None
    return found.date if _AFTER_DATELINE.match(text[found.end :]) else None


def _names_issue(before: str) -> bool:
    """Tell whether the words before ``of`` or ``vom`` end with what is issued, or are but a few."""
    named = _CONNECTING.sub("", before.rstrip())
    last = named.rsplit(" ", 1)[-1]
    numbered = ISSUE.search(named)
    return (
        bool(SERIES_WORDS.search(last))
        or (numbered is not None and numbered.end() == len(named))
        or len(words(named)) <= 1
    )


def _is_apart(before: str, after: str) -> bool:
    return before.rstrip()[-1:] in "|·•–—-,;(:" or after.lstrip()[:1] in "|·•–—-,;):"
