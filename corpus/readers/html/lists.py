"""The lists that are open, and the marks of their items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from corpus.readers.html.css import Declarations
from corpus.readers.html.tree import number_of, tag_of

_INDENT = 2
#: Lists whose marks an export draws before the items.
_DRAWN = re.compile(r"\blst-kix_")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


@dataclass(slots=True)
class _List:
    """number: of the next item, None for bullets; form: of its numbers; marked: they are shown."""

    number: int | None
    step: int
    form: str
    marked: bool
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """mark: what stands before its words, blanks included. indent: of what goes on below them.

    first: nothing of its list, nor of one around it, stands before it.
    """

    mark: str
    indent: int
    first: bool


class Lists:
    """The lists around the place where a walk is."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    @property
    def indent(self) -> int:
        """Blanks before what goes on in the item around."""
        return _INDENT * len(self._open)

    def begin(self, element: HtmlElement, style: Declarations) -> None:
        """Open a list."""
        first = number_of(element.get("start"))
        step = 1
        if element.get("reversed") is not None:
            step = -1
            first = sum(tag_of(e) == "li" for e in element) if first is None else first
        ordered = tag_of(element) == "ol"
        number = (1 if first is None else first) if ordered else None
        bare = style.get("list-style-type", style.get("list-style", "")).split()
        marked = "none" not in bare or _DRAWN.search(element.get("class") or "") is not None
        self._open.append(_List(number, step, element.get("type") or "1", marked))

    def end(self) -> None:
        """Close the innermost list."""
        if self._open:
            self._open.pop()

    def item(self, element: HtmlElement, style: Declarations) -> Item:
        """Return how an item of the innermost list begins; outside of one it has a bullet."""
        current = self._open[-1] if self._open else _List(None, 1, "1", marked=True, begun=True)
        mark = ""
        if current.number is not None:
            value = number_of(element.get("value"))
            number = current.number if value is None else value
            mark = _numeral(number, current.form)
            current.number = number + current.step
        elif current.marked and style.get("list-style-type") != "none":
            mark = "•"
        first = not current.begun and len(self._open) <= 1
        current.begun = True
        if not mark:
            return Item("", 0, first)
        lead = " " * _INDENT * max(0, len(self._open) - 1)
        return Item(f"{lead}{mark} ", len(lead) + _INDENT, first)


def _numeral(number: int, form: str) -> str:
    if form in {"a", "A"} and 1 <= number <= 26:
        return chr(ord(form) + number - 1) + "."
    if form in {"i", "I"} and 1 <= number < 40:
        roman = "x" * (number // 10) + _ROMAN[number % 10]
        return (roman if form == "i" else roman.upper()) + "."
    return f"{number}."
