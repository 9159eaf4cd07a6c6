"""How paragraphs and runs are set: their own settings, those of their styles, the defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.docx.package import WORD, Element

_NAMED = re.compile(
    r"(?:heading|überschrift|berschrift|titre|título|titulo|titolo|kop|rubrik|nagłówek|otsikko)"
    r"\s*([1-9])$",
    re.IGNORECASE,
)
_TITLES = frozenset({"title", "titel", "titre", "título", "titolo"})
_CONTENTS = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis)\s*\d$", re.IGNORECASE)
_SIZE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?$")
#: Word's own sizes in half points where a file says nothing.
_DEFAULT_SIZE = 20.0
#: The tenth outline level is that of text.
_TEXT_LEVEL = 9
#: Styles on which styles are based; more are a ring.
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list a paragraph is an item of, and how deep in it (0 is the outermost)."""

    list: str
    level: int


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element found by going down the names; None where one is missing."""
    for name in names:
        element = element.find(WORD + name) if element is not None else None
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of an element that may be missing."""
    return element.get(WORD + name) if element is not None else None


def is_on(element: Element) -> bool:
    """Tell whether a switch such as ``w:b`` is on."""
    return value(element) not in {"0", "false", "off", "none"}


class Styles:
    """The styles of a document, each with all it takes over from those it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall(f"{WORD}style") if root is not None else []
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in styles}
        self._default = next(
            (
                style.get(f"{WORD}styleId", "")
                for style in styles
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}
            ),
            "",
        )
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._known: tuple[Element | None, list[Element]] = (None, [])

    def _chain(self, key: str | None) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(key or "")
            if style is None:
                return
            yield style
            key = value(child(style, "basedOn"))

    def _of(self, paragraph: Element) -> list[Element]:
        if paragraph is not self._known[0]:  # each run of a paragraph asks
            key = value(child(paragraph, "pPr", "pStyle"))
            chain = self._chain(key if key in self._styles else self._default)
            self._known = (paragraph, list(chain))
        return self._known[1]

    def _names(self, paragraph: Element) -> list[str]:
        return [(value(child(style, "name")) or "").strip() for style in self._of(paragraph)]

    def is_title(self, paragraph: Element) -> bool:
        """Tell whether the paragraph has the style of a document's title."""
        return any(name.casefold() in _TITLES for name in self._names(paragraph))

    def is_contents(self, paragraph: Element) -> bool:
        """Tell whether the paragraph is a line of a table of contents."""
        return any(_CONTENTS.match(name) for name in self._names(paragraph))

    def level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, 1 the outermost; None for text."""
        own = value(child(paragraph, "pPr", "outlineLvl"))
        if own is not None:
            return _outline(own)
        for style in self._of(paragraph):
            told = value(child(style, "pPr", "outlineLvl"))
            if told is not None:
                return _outline(told)
            named = _NAMED.match((value(child(style, "name")) or "").strip())
            if named:
                return int(named[1])
        return None

    def numbered(self, paragraph: Element) -> Numbered | None:
        """Return the list that the paragraph is an item of; None if it is none."""
        settings = [paragraph, *self._of(paragraph)]
        found = [child(element, "pPr", "numPr") for element in settings]
        key = next((k for numbers in found if (k := value(child(numbers, "numId")))), None)
        level = next((v for numbers in found if (v := value(child(numbers, "ilvl")))), "0")
        if key is None or key == "0":
            return None
        return Numbered(key, min(int(level[:9]), 8) if level.isdecimal() else 0)

    def size(self, run: Element, paragraph: Element) -> float:
        """Return the size of a run's letters in points."""
        for settings in self._settings(run, paragraph):
            told = value(child(settings, "sz")) or ""
            if _SIZE.match(told):
                return float(told) / 2
        return _DEFAULT_SIZE / 2

    def is_set(self, name: str, run: Element, paragraph: Element) -> bool:
        """Tell whether a switch (``b``, ``vanish``) is on for a run."""
        for settings in self._settings(run, paragraph):
            switch = child(settings, name)
            if switch is not None:
                return is_on(switch)
        return False

    def _settings(self, run: Element, paragraph: Element) -> Iterator[Element | None]:
        """Yield what sets the letters of a run, the nearest first."""
        own = child(run, "rPr")
        yield own
        for style in self._chain(value(child(own, "rStyle"))):
            yield child(style, "rPr")
        for style in self._of(paragraph):
            yield child(style, "rPr")
        yield self._defaults


def _outline(told: str) -> int | None:
    return int(told) + 1 if told.isdecimal() and int(told[:9]) < _TEXT_LEVEL else None
