"""Labels that open a paragraph (``Die Fakten:``, ``Why it Matters:``), known by their form.

A label is one to eight words before a colon and a blank: it begins with a capital or a figure, has
no verb of saying, no sentence mark and no quotation inside. Words in capitals may have a dash
instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.parser.words import ASKING, BEING, DANGLING, SAYING

_LABEL = re.compile(
    r"([^\W_a-zß-öø-ÿ][^:.!?;„“”\"«»…\n]{0,79}?(?:\.[^:.!?;„“”\"«»…\n]{0,60}?){0,2})"
    r"[ \u00a0]?:(?=[ \u00a0]|$)"
)
#: Words in capitals before a dash (``WHY IT MATTERS — ``); one word alone may be a place.
_DASHED = re.compile(
    r"([^\W\d_a-zß-öø-ÿ]+[’']?[^\W\d_a-zß-öø-ÿ]*(?: [^\W\d_a-zß-öø-ÿ’']+){1,5}) [—–] ?(?=\S)"
)
#: After a place it names who reports (``Berlin: (dpa/xy)``).
_AGENCY = re.compile(r"\s*\([^()\s]{2,12}/[^()\s]{2,12}\)")
#: What numbers a picture or table, before its caption.
_NUMBERED = re.compile(
    r"(?:abb(?:ildung|\.)?|figure|fig\.?|tab(?:elle|\.)?|table|grafik|karte|map|chart)\s*\d[\w.]*",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}$")
_MOST_WORDS = 6
_MOST_TITLE_WORDS = 8
#: A sentence mark and, with no blank, a capital: there a paragraph was glued to the one before.
_GLUED = re.compile(
    r"(?<=[^\W\d_A-ZÄÖÜ]|\d|[)\]%”“\"’»])(?:[.!?…]|(?<=[.!?…])[”“\"’»)])"
    r"(?=[^\W\d_a-zß-öø-ÿ])"
)
_SPACED = re.compile(r"[.!?…][”“\"’»)]? (?=[^\W\d_a-zß-öø-ÿ])")


def label_of(text: str) -> str | None:
    """Return the label that opens the text, without its colon; None if there is none."""
    match = _LABEL.match(text)
    if not match:
        match = _DASHED.match(text)
        return match[1] if match else None
    label = match[1].strip()
    if _AGENCY.match(text, match.end()) or _NUMBERED.fullmatch(label):
        return None
    if label.count("(") != label.count(")") or "©" in label:
        return None
    parts = label.split()
    if len(parts) > _MOST_TITLE_WORDS or (_TIME.search(label) and len(parts) < 2):
        return None
    if len(parts) > _MOST_WORDS and not _is_title_case(parts):
        return None
    verbs = SAYING - BEING if parts[0].lower() in ASKING else SAYING
    if any(part.strip("(),") in verbs for part in parts) or _has_stop(label):
        return None
    if parts[-1] in DANGLING or (len(parts) > 3 and "," in label and not _is_title_case(parts)):
        return None
    return label


def _has_stop(label: str) -> bool:
    """Tell whether a full stop inside the words ends a sentence rather than an abbreviation."""
    return bool(re.search(r"[^\W\d_]{4,}\.\s", label))


def _is_title_case(parts: list[str]) -> bool:
    long = [part for part in parts if len(part) > 3]
    return sum(part[0].isupper() or part[0].isdigit() for part in long) >= 0.8 * len(long)


def known_labels(openings: Iterable[str]) -> Counter[str]:
    """Count the labels that open the given paragraphs."""
    found = (label_of(text[:200]) for text in openings)
    return Counter(label for label in found if label)


def split_points(text: str, labels: Counter[str]) -> list[int]:
    """Return where a label that was run into the sentence before begins, in order."""
    points: list[int] = []
    if ":" not in text:
        return points
    for match in _GLUED.finditer(text):
        label = label_of(text[match.end() : match.end() + 120])
        if label and _is_plausible(text, match.end()):
            points.append(match.end())
    for match in _SPACED.finditer(text):
        label = label_of(text[match.end() : match.end() + 120])
        if label and " " in label and labels[label] >= 2:
            points.append(match.end())
    return sorted(set(points))


def _is_plausible(text: str, at: int) -> bool:
    """Tell a glued label from an address or an abbreviation (``e.V.``, ``U.S.``)."""
    word = text[max(0, at - 40) : at].rsplit(" ", 1)[-1]
    return len(word) > 3 and "://" not in word and "www." not in word and "@" not in word
