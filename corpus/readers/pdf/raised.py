"""Raised numbers: those of notes, which are layout, and exponents, which are text."""

from __future__ import annotations

import re

#: In sizes of the type beside it: how small a raised number is at most, how high at least.
_SMALL, _RAISED = 0.85, 0.12
_QUOTES = "\"'”“’»«›‹"
_NUMBER = r"(?:\d{1,3}(?:[,–-]\d{1,3})*|[*†‡]{1,3})"
_AFTER = re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]%{_QUOTES}]){_NUMBER}(?=[.,;:!?)\]{_QUOTES}–—]*$)")
_AFTER_DIGIT = re.compile(r"(?<=\d)\d{1,2}$")
_BEFORE = re.compile(r"\d{1,3}(?=[^\W\d_]|[\"„“«])")
_ALONE = re.compile(_NUMBER)
#: What a number above it is the power of: a unit, a letter, ten.
_BASE = re.compile(r"(?:^|[\W\d_])(?:[kcdmµn]?m|[^\W\d_]|10|sec|min)$")


def noted(word: str) -> tuple[int, int] | None:
    """Return from where to where a word has what may be the number of a note after it."""
    match = _AFTER.search(word) or _AFTER_DIGIT.search(word)
    return match.span() if match and not is_power(word[: match.start()]) else None


def numbered(word: str) -> int:
    """Return how many characters before a word may be the number of a note; 0 for none."""
    match = _BEFORE.match(word)
    return match.end() if match else 0


def is_number(text: str) -> bool:
    """Tell whether a text has the form of a note's number."""
    return _ALONE.fullmatch(text) is not None


def is_power(base: str) -> bool:
    """Tell whether a number raised after ``base`` belongs to it."""
    return _BASE.search(base) is not None


def is_raised(size: float, base: float, beside: tuple[float, float]) -> bool:
    """Tell whether type is raised above what stands beside it, given by size and base line."""
    return size <= _SMALL * beside[0] and base - beside[1] >= _RAISED * beside[0]
