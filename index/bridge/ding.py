"""Read the Ding list (``German :: English`` lines) as pairs of short parallel texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_GRAMMAR = re.compile(r"\{[^}]*\}|\[[^\]]*\]|<[^>]*>|\([^)]*\)")
_PLACEHOLDER = re.compile(
    r"(?:\b(?:jdn|jdm|jds|jd|etw|sb|sth|so|smb)\.(?:/\w+\.)*|\b(?:sb|sth)\.?’s\b)", re.IGNORECASE
)
_INFINITIVE = re.compile(r"\Ato ")
#: Alternatives of one segment beyond these are rare words; they only dilute the common ones.
MOST_ALTERNATIVES = 4


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" .,!?…/")


def _alternatives(segment: str) -> list[str]:
    cleaned = (_INFINITIVE.sub("", _clean(part)) for part in segment.split(";"))
    return [part for part in cleaned if part][:MOST_ALTERNATIVES]


def read_pairs(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield, for each aligned segment, its German and its English alternatives, likeliest first.

    Lines whose two sides have different numbers of segments are aligned in their first segment.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            bare = _PLACEHOLDER.sub(" ", _GRAMMAR.sub(" ", line))
            german, separator, english = bare.partition(" :: ")
            if not separator:
                continue
            left, right = german.split("|"), english.split("|")
            if len(left) != len(right):
                left, right = left[:1], right[:1]
            for german_part, english_part in zip(left, right, strict=True):
                pair = _alternatives(german_part), _alternatives(english_part)
                if pair[0] and pair[1]:
                    yield pair
