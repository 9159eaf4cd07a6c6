"""Slips of the finger in the few words that tell how a short question goes on."""

from __future__ import annotations

import re
from difflib import get_close_matches

from index.question.periods import CALENDAR

#: The months whose names are long enough to be told from another word.
_MONTHS = sorted(
    name
    for name in CALENDAR
    if len(name) > 5 and not name.endswith(("tag", "day", "woch", "abend"))
)
#: How like a month a word is that means it.
_LIKE = 0.82
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_UND = re.compile(r"(?:udn|unf|un|nud)(?=[\s,]+\w)", re.IGNORECASE)
_AND = re.compile(r"(?:adn|nad|amd)(?=[\s,]+\w)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\A(?P<before>(?:(?:und|and|aber|but)\s+)?)(?:wat|waht|whta|hwat|what)\s+"
    r"(?:about|abuot|abut|bout|abotu)(?=\s)",
    re.IGNORECASE,
)
_WAS_MIT = re.compile(
    r"\A(?P<before>(?:(?:und|and|aber|but)\s+)?)was\s+(?:is|its|sit|ist)\s+(?:mit|mti)(?=\s)",
    re.IGNORECASE,
)

#: Places of two or three letters, which small letters make another word.
_SHORT_PLACE = re.compile(r"(?<=\bthe )(?:us|uk)\b|\b(?:usa|eu)\b")


def mended(text: str) -> str:
    """Return a short question with what joins it, its months and short places spelled right."""
    for pattern, word in ((_UND, "und"), (_AND, "and")):
        if match := pattern.match(text):
            text = word + text[match.end() :]
    text = _ABOUT.sub(r"\g<before>what about", text)
    text = _WAS_MIT.sub(r"\g<before>was ist mit", text)
    text = _SHORT_PLACE.sub(lambda match: match[0].upper(), text)
    return _LONG_WORD.sub(_month, text)


def _month(match: re.Match[str]) -> str:
    word = match[0].lower()
    if any(word.startswith(month) for month in _MONTHS):
        return match[0]
    close = get_close_matches(word, _MONTHS, n=1, cutoff=_LIKE)
    return close[0].capitalize() if close else match[0]
