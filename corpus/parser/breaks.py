"""Where a row stands among text and furniture: beside it, cut off from it, at a page's edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parser.marks import Tag
from corpus.parser.rows import Row
from corpus.parser.words import is_dangling, is_terminated, starts_lower

#: No page has more rows than this, blank ones included.
PAGE_ROWS = 150


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: what is around it, blank rows aside."""

    beside: int
    isolated: bool
    cut: bool
    edge: bool


def place_of(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> Place:
    """Return where a row stands."""
    before, after = near(tags, at, -1), near(tags, at, 1)
    beside = sum(is_break(tags, other) for other in (before, after))
    isolated = all(other is None or abs(other - at) > 1 or tags[other] for other in (before, after))
    page = rows[at].page
    ends = [other is None or rows[other].page != page for other in (before, after)]
    return Place(beside, isolated, is_cut(rows, tags, at), page is not None and any(ends))


def near(tags: Sequence[Tag], at: int, step: int) -> int | None:
    """Return the next row that is not blank, in steps of 1 or -1; None at either end."""
    at += step
    while 0 <= at < len(tags) and tags[at] is Tag.BLANK:
        at += step
    return at if 0 <= at < len(tags) else None


def is_break(tags: Sequence[Tag], at: int | None) -> bool:
    """Tell whether a row is furniture that stands where pages break."""
    return at is not None and tags[at] in {Tag.ADDRESS, Tag.NUMBER, Tag.HEAD}


def is_cut(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> bool:
    """Tell whether a sentence goes on across the row and what furniture is around it."""
    before, after = at - 1, at + 1
    while before >= max(0, at - PAGE_ROWS) and tags[before] is not Tag.NONE:
        before -= 1
    while after < min(len(tags), at + PAGE_ROWS) and tags[after] is not Tag.NONE:
        after += 1
    if before < 0 or after >= len(tags):
        return False
    start, end = rows[before], rows[after]
    if is_terminated(start.text) or end.mark or len(start.text) < 30:
        return False
    text = rows[at].text
    if starts_lower(text) or is_dangling(text):
        return False
    if len(text) > 0.75 * max(len(start.text), len(end.text)):
        return False
    return starts_lower(end.text) or is_dangling(start.text)
