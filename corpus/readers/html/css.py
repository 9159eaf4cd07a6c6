"""The little of CSS that tells text from what is hidden, and headings from text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from corpus.readers.html.tree import tag_of

Declarations = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([{}])")
#: Selectors that are understood: a tag, a class, an id, or a tag with one of these.
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?$", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|vw|in|cm|mm|pc)?$")
_FONT = re.compile(r"(?<![\w.])(\d*\.?\d+(?:px|pt|em|rem|%))(?:\s*/\s*[\w.%]+)?\s+\S")
#: Points that a unit is worth; those in _RELATIVE are of the size around.
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "rem": 12.0}
_RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5}
#: Letters of a metre: larger ones are a trick or a mistake, and may be no number.
_LARGEST = 3_000.0
_NAMED = {
    "xx-small": 6.75,
    "x-small": 7.5,
    "small": 9.75,
    "medium": 12.0,
    "large": 13.5,
    "x-large": 18.0,
    "xx-large": 24.0,
    "xxx-large": 36.0,
}
#: Points of ``<font size="1">`` to ``7``, as browsers set them.
_FONT_SIZES = (7.5, 9.75, 12.0, 13.5, 18.0, 24.0, 36.0)
_HEADING_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0}
_BOLD_TAGS = frozenset({"b", "strong", *_HEADING_SIZES})
_STEP = 1.2
#: Points below which nobody reads what is set so: preheaders are hidden like this.
_UNREADABLE = 1.6
_MOST_RULES = 5_000


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set. size: points; bold; pre: blanks and line ends count; hidden: not shown."""

    size: float = 12.0
    bold: bool = False
    pre: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """The simple rules of a page's own style sheets, by selector."""

    rules: dict[str, Declarations] = field(default_factory=lambda: defaultdict(dict))

    def of(self, element: HtmlElement) -> Declarations:
        """Return what the sheets say of an element (not what its own ``style`` says)."""
        tag = tag_of(element)
        names = [f".{name}" for name in (element.get("class") or "").lower().split()]
        if element.get("id"):
            names.append(f"#{element.get('id', '').lower()}")
        found: Declarations = {}
        for key in (tag, *names, *(tag + name for name in names)):
            if key in self.rules:
                found.update(self.rules[key])
        return found


def read_sheets(sheets: Iterable[str]) -> Sheet:
    """Return the rules of style sheets that hold on a screen of any size."""
    result = Sheet()
    for text in sheets:
        for selectors, body in _rules(_COMMENT.sub("", text)):
            for selector in selectors.lower().split(","):
                if selector.strip() and _SELECTOR.match(selector.strip()):
                    result.rules[selector.strip()].update(declarations(body))
            if len(result.rules) > _MOST_RULES:
                return result
    return result


def _rules(text: str) -> Iterable[tuple[str, str]]:
    """Yield selectors and declarations of the rules that stand in no block (``@media``)."""
    depth, selectors = 0, ""
    pieces = _BRACE.split(text)
    for piece, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            selectors = piece.rpartition(";")[2] if depth == 0 else selectors
            depth += 1
        else:
            if depth == 1 and "@" not in selectors:
                yield selectors, piece
            depth = max(0, depth - 1)


def declarations(style: str | None) -> Declarations:
    """Return the declarations of a ``style`` attribute, names and values in small letters."""
    found: Declarations = {}
    for piece in (style or "").lower().split(";"):
        name, colon, value = piece.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def look(element: HtmlElement, around: Look, style: Mapping[str, str]) -> Look:
    """Return how an element's words are set. around: those of its parent; style: its own."""
    tag = tag_of(element)
    size = min(max(_size(element, tag, around.size, style), 0.0), _LARGEST)
    if size == around.size and _is_bold(tag, style) is None and "white-space" not in style:
        return around if tag != "pre" else replace(around, pre=True)
    bold = _is_bold(tag, style)
    pre = tag == "pre" or around.pre
    if "white-space" in style:
        pre = style["white-space"] in {"pre", "pre-wrap", "pre-line", "break-spaces"}
    return Look(size, around.bold if bold is None else bold, pre, around.hidden)


def _size(element: HtmlElement, tag: str, around: float, style: Mapping[str, str]) -> float:
    size = _HEADING_SIZES.get(tag, around)
    if tag == "font" and element.get("size"):
        size = _font_size(element.get("size", ""), around)
    elif tag in {"big", "small"}:
        size = around * _STEP if tag == "big" else around / _STEP
    if "font" in style:
        match = _FONT.search(style["font"])
        size = _length(match[1], around, size) if match else size
    return _length(style["font-size"], around, size) if "font-size" in style else size


def _font_size(value: str, around: float) -> float:
    try:
        number = int(value)
    except ValueError:
        return around
    step = number + 3 if value.strip()[0] in "+-" else number
    return _FONT_SIZES[min(max(step, 1), len(_FONT_SIZES)) - 1]


def _length(value: str, around: float, fallback: float) -> float:
    """Return a length in points; ``fallback`` for what is not understood."""
    if value in _NAMED:
        return _NAMED[value]
    if value in {"larger", "smaller"}:
        return around * _STEP if value == "larger" else around / _STEP
    match = _LENGTH.match(value)
    if not match:
        return fallback
    number, unit = float(match[1]), match[2]
    if unit in _RELATIVE:
        return number * _RELATIVE[unit] * around
    if unit is None:
        return 0.0 if number == 0 else fallback
    return round(number * _POINTS[unit], 3) if unit in _POINTS else fallback


def _is_bold(tag: str, style: Mapping[str, str]) -> bool | None:
    weight = style.get("font-weight") or _weight_of(style.get("font", ""))
    if weight:
        if weight.isdecimal() and len(weight) < 5:
            return int(weight) >= 600
        return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)
    return True if tag in _BOLD_TAGS else None


def _weight_of(font: str) -> str:
    match = re.match(r"(?:(?:italic|oblique|small-caps|normal)\s+)*(bold|bolder|[1-9]00)\b", font)
    return match[1] if match else ""


def is_hidden(element: HtmlElement, style: Mapping[str, str]) -> bool:
    """Tell whether an element's own declarations hide it and all within it."""
    if element.get("hidden") is not None and element.get("hidden", "").lower() != "until-found":
        return True
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    if style.get("mso-hide") == "all" or _is_zero(style.get("opacity")):
        return True
    clipped = style.get("overflow") == "hidden" or style.get("overflow-y") == "hidden"
    flat = _is_zero(style.get("max-height")) or (clipped and _is_zero(style.get("height")))
    return flat or (clipped and _is_zero(style.get("max-width")))


def is_unreadable(size: float) -> bool:
    """Tell whether words of this size (points) are not meant to be read."""
    return size < _UNREADABLE


def _is_zero(value: str | None) -> bool:
    match = _LENGTH.match(value) if value else None
    return match is not None and float(match[1]) == 0
