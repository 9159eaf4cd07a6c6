"""The forms by which a single line is known as page furniture."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.parser.rows import Row

_PAGE_WORD = r"(?:seite|page|blatt|s\.|p\.|pg\.|pág(?:ina)?\.?|pagina|str(?:ona|ana)?\.?|sid[ae]n?)"
_OF = r"(?:von|of|de|sur|di|van|z|av|/|\|)"
_NUMBERED = re.compile(
    rf"[-–—|\[(•· ]*(?:{_PAGE_WORD}\s*\d{{1,4}}(?:\s*{_OF}\s*\d{{1,4}})?"
    rf"|\d{{1,4}}\s*(?:von|of|de|sur|/)\s*\d{{1,4}}|[-–—|\[(]\s*\d{{1,4}}\s*[-–—|\])])"
    r"[-–—|\])•· ]*",
    re.IGNORECASE,
)
BARE = re.compile(r"\d{1,4}")
_HEAD_NUMBER = re.compile(
    rf"(?P<head>.{{2,110}}?)\s*(?:[|·•–—/,]|\sl\s|\s-\s|\s{{2,}}|\s)\s*"
    rf"(?:(?P<word>{_PAGE_WORD})\s*)?(?P<number>\d{{1,4}})(?:\s*{_OF}\s*\d{{1,4}})?[-–—|\])•· ]*",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r".{2,100}\s(?:[|·•]|l)\s+\d{1,4}|\d{1,4}\s+[|·•]\s.{2,100}")
_AT_MARGIN = re.compile(r"[^\t]{3,100}\t\d{1,3}|\d{1,3}\t[^\t]{3,100}")
_ADDRESS = re.compile(
    r"(?:[\[(<]?\d{1,3}[\]).:]?\s+)?(?:[<(]?(?:https?://|www\.)\S+[>)]?[\s,;]*)+", re.IGNORECASE
)
ONE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
ADDRESS_REST = re.compile(r"[\w%&=?#./~+:,;@!-]*[%&=?#/_.-][\w%&=?#./~+:,;@!-]*")
_RULE = re.compile(r"([-=_*~–—.·•#+])(?:\s*\1){2,}")
LONGEST = 130


class Tag(StrEnum):
    """What a row is as furniture."""

    NONE = ""
    BLANK = "blank"
    ADDRESS = "address"
    NUMBER = "number"
    HEAD = "head"
    RULE = "rule"


def form_of(row: Row) -> Tag:
    """Return what the form of the row alone makes it."""
    text = row.text
    if not text:
        return Tag.BLANK
    if row.margin:
        return _in_margin(text)
    if row.level or len(text) > 2_000:
        return Tag.NONE
    if _ADDRESS.fullmatch(text) and not row.links:
        return Tag.ADDRESS
    if row.mark:
        return Tag.NUMBER if re.fullmatch(r"\d{1,4}\s*[-–—•·]", text) else Tag.NONE
    if _RULE.fullmatch(text):
        return Tag.RULE
    if len(text) < 40 and _NUMBERED.fullmatch(text):
        return Tag.NUMBER
    return Tag.NONE


def _in_margin(text: str) -> Tag:
    if _ADDRESS.fullmatch(text):
        return Tag.ADDRESS
    return (
        Tag.HEAD if any(c.isalpha() for c in text) and not _NUMBERED.fullmatch(text) else Tag.NUMBER
    )


def is_address(text: str) -> bool:
    """Tell whether the text is nothing but addresses, with or without a number."""
    return _ADDRESS.fullmatch(text) is not None


def has_page_number(row: Row) -> bool:
    """Tell whether a line ends with a page number that is set off by a sign or called so."""
    match = _HEAD_NUMBER.fullmatch(row.text)
    return match is not None and bool(match["word"] or _SEPARATED.fullmatch(row.text))


def calls_page(row: Row) -> bool:
    """Tell whether a line ends with a number that is called a page."""
    match = _HEAD_NUMBER.fullmatch(row.text)
    return match is not None and bool(match["word"])


def has_margin_number(row: Row) -> bool:
    """Tell whether a line has a number at its margin, as a page number or that of a heading."""
    return _AT_MARGIN.fullmatch(row.cells) is not None
