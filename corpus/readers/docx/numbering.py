"""Numbers and marks of lists, which a Word file does not hold but counts while it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.docx.package import WORD, Element
from corpus.readers.docx.styles import Numbered, child, value

BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
#: Formats of numbers that are written with the letters of other alphabets are counted in figures.
_SILENT = frozenset({"none"})


@dataclass(slots=True)
class _Level:
    """How the numbers of one level look. text: with ``%1`` for the number of the first level."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None


class Numbering:
    """The lists of a document; asked for the mark of each item in order, it counts along."""

    def __init__(self, root: Element | None) -> None:
        found = root if root is not None else ()
        abstract = {
            value(e, "abstractNumId"): e for e in found if e.tag == f"{WORD}abstractNum"
        }  # fmt: skip
        self._lists: dict[str, list[_Level]] = {}
        self._shared: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._starts: dict[str, dict[int, int]] = {}
        for number in found:
            key = value(number, "numId")
            if number.tag != f"{WORD}num" or key is None:
                continue
            base = value(child(number, "abstractNumId")) or ""
            self._lists[key] = _levels(abstract.get(base), number)
            self._shared[key] = base
            self._starts[key] = _overrides(number)

    def mark(self, item: Numbered) -> str:
        """Return what stands before the item: a bullet, its number, or nothing."""
        levels = self._lists.get(item.list)
        if levels is None:
            return ""
        counts = self._count(item, levels)
        level = levels[item.level]
        if level.form == "bullet":
            return BULLET
        if level.form in _SILENT:
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts[at]
            form = levels[at].form
            return written(levels[at].start if count is None else count, form)

        return _PLACE.sub(number, level.text).strip()

    def _count(self, item: Numbered, levels: Sequence[_Level]) -> list[int | None]:
        """Count the item and return the numbers of all levels of its list."""
        counts = self._counts.setdefault(self._shared[item.list], [None] * _LEVELS)
        if item.list not in self._begun:
            self._begun.add(item.list)
            for at in self._starts[item.list]:
                counts[at] = None
        before = counts[item.level]
        counts[item.level] = levels[item.level].start if before is None else before + 1
        for deeper in range(item.level + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or (restart and item.level < restart):
                counts[deeper] = None
        return counts


def _levels(abstract: Element | None, number: Element) -> list[_Level]:
    levels = [_Level() for _ in range(_LEVELS)]
    replaced = [
        element
        for override in number.iterfind(f"{WORD}lvlOverride")
        for element in override.iterfind(f"{WORD}lvl")
    ]
    own = abstract.findall(f"{WORD}lvl") if abstract is not None else []
    for element in [*own, *replaced]:
        at = _figure(value(element, "ilvl"), -1)
        if 0 <= at < _LEVELS:
            restart = value(child(element, "lvlRestart"))
            levels[at] = _Level(
                _figure(value(child(element, "start")), 1),
                value(child(element, "numFmt")) or "decimal",
                value(child(element, "lvlText")) or "",
                None if restart is None else _figure(restart, 0),
            )
    for at, start in _overrides(number).items():
        levels[at].start = start
    return levels


def _overrides(number: Element) -> dict[int, int]:
    """Return the levels that a list begins anew, with their first numbers."""
    found = {
        _figure(value(override, "ilvl"), -1): value(child(override, "startOverride"))
        for override in number.iterfind(f"{WORD}lvlOverride")
    }
    return {
        at: _figure(start, 1) for at, start in found.items() if 0 <= at < _LEVELS and start
    }  # fmt: skip


def _figure(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else otherwise


def written(number: int, form: str) -> str:
    """Return a number in one of Word's formats."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        rest, roman = number, ""
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)
