"""Lines that open with the number of an item, a time of day or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.parser.dates import find_dates
from corpus.parser.rows import Row

_ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[IVX]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+(?=\S)")
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
#: A time of day with a full stop, from the morning on (``14.30 Riga``).
_HOUR = re.compile(r"(?:0?[7-9]|1\d|2[0-3])\.[0-5][05]\s")
_ORDINAL = re.compile(r"\d{1,2}\.\s+([^\W\d_]+)")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.h][0-5]\d\b(?![.,]\d)(?=\s|[-–—])")


def is_item(text: str, months: frozenset[str]) -> bool:
    """Tell whether the text opens with the number of a list or heading (not with a date)."""
    if not _ITEM.match(text) or _HOUR.match(text):
        return False
    ordinal = _ORDINAL.match(text)
    return not (ordinal and ordinal[1].lower() in months)


def counts_on(rows: Sequence[Row], start: int, at: int, months: frozenset[str]) -> bool:
    """Tell whether a row's number is the one after that with which the block began."""
    if not is_item(rows[start].text, months):
        return False
    before, after = (_ITEM_NUMBER.match(rows[n].text) for n in (start, at))
    if before is None or after is None:
        return at - start == 1
    old, new = ([int(part) for part in m[1].split(".")] for m in (before, after))
    return new in ([*old, 1], [*old[:-1], old[-1] + 1]) or new == [old[0] + 1]


def follows(text: str, before: str) -> bool:
    """Tell whether an item has the number after that of another (``3. …`` after ``2. …``)."""
    numbers = [_ITEM_NUMBER.match(item) for item in (before, text)]
    old, new = ([int(n) for n in m[1].split(".")] if m else [] for m in numbers)
    return bool(old and new) and new == [*old[:-1], old[-1] + 1]


def opens(text: str) -> bool:
    """Tell whether the text opens with the first number of a list."""
    match = _ITEM_NUMBER.match(text)
    return match is not None and match[1] == "1"


def is_time(text: str) -> bool:
    """Tell whether the text opens with a time of day."""
    return bool(_TIME.match(text))


def is_dated(text: str) -> bool:
    """Tell whether the text opens with a date, as entries of a calendar do."""
    return text[:1].isdigit() and any(found.start == 0 for found in find_dates(text[:40]))
