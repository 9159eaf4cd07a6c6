"""Page furniture: running heads and feet, page numbers, blocks of addresses, rules.

It is known by form, by repetition and by where it stands, never by its words. A line that repeats
is only furniture if it also stands where pages break: between addresses or page numbers, at the
edge of a page, or in the midst of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.parser.heads import tag_numbers, tag_repeated, tag_single
from corpus.parser.labels import label_of
from corpus.parser.marks import (
    ADDRESS_REST,
    ONE_ADDRESS,
    Tag,
    form_of,
)
from corpus.parser.references import announces, says_only_sources
from corpus.parser.rows import Row

#: Lines below the addresses of a page among which the first of a list of sources stands.
_FIRST_LINES = 3
_LISTED = re.compile(r"[\[(]?(\d{1,3})[\]).:]\s+")
#: Rows that the foot of one page and the head of the next have at most.
_PAGE_FOOT = 12


@dataclass(frozen=True, slots=True)
class Printed:
    """A row that was taken out, and how many rows with words stood before it."""

    row: Row
    tag: Tag
    after: int


@dataclass(frozen=True, slots=True)
class Cleared:
    """The rows with words, and what was taken out from between them."""

    rows: tuple[Row, ...]
    furniture: tuple[Printed, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that stood apart from the text, in order."""
        return tuple(
            match[0]
            for entry in self.furniture
            if entry.tag is Tag.ADDRESS
            for match in ONE_ADDRESS.finditer(entry.row.text)
        )


def clear(rows: Sequence[Row]) -> Cleared:
    """Take the page furniture and blank rows out of ``rows``."""
    tags = [form_of(row) for row in rows]
    _continue_addresses(rows, tags)
    _keep_sources(rows, tags)
    _drop_lists(rows, tags)
    for _ in range(2):
        tag_repeated(rows, tags)
        tag_numbers(rows, tags)
        tag_single(rows, tags)
    return _compress(rows, tags)


def _continue_addresses(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Tag the second line of an address that was wrapped."""
    for at in range(1, len(rows)):
        text = rows[at].text
        if tags[at] is not Tag.NONE or tags[at - 1] is not Tag.ADDRESS or " " in text:
            continue
        long = len(rows[at - 1].text) >= 40 or rows[at - 1].text[-1] in "/-=&?"
        if long and not rows[at].mark and ADDRESS_REST.fullmatch(text):
            tags[at] = Tag.ADDRESS


def _keep_sources(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Untag addresses that are the list of sources itself: titles neither precede nor follow.

    An address that has the next number in a list of sources is an item of that list.
    """
    for at, row in enumerate(rows):
        if tags[at] is Tag.ADDRESS and at and tags[at - 1] is Tag.NONE and _counts(rows, at):
            tags[at] = Tag.NONE
        if tags[at] is not Tag.NONE or not row.text or not _heads_sources(row):
            continue
        end = at + 1
        while end < len(rows) and tags[end] in {Tag.ADDRESS, Tag.BLANK}:
            end += 1
        if _titles_follow(rows, tags, end):
            continue
        for near in range(at + 1, end):
            if tags[near] is Tag.ADDRESS:
                tags[near] = Tag.NONE


def _titles_follow(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> bool:
    """Tell whether sources are named from row ``at`` on, a running head or two aside."""
    below = [near for near in range(at, min(at + _PAGE_FOOT, len(rows))) if tags[near] is Tag.NONE]
    for near in below[:_FIRST_LINES]:
        after = rows[near + 1].text if near + 1 < len(rows) else ""
        alone = not after or label_of(after) is not None or len(rows[near].text) < len(after)
        if rows[near].mark or (label_of(rows[near].text) is not None and alone):
            return True
    return False


def _counts(rows: Sequence[Row], at: int) -> bool:
    """Tell whether the row has the number after that of the row before."""
    old, new = (_LISTED.match(rows[near].text) for near in (at - 1, at))
    return old is not None and new is not None and int(new[1]) == int(old[1]) + 1


def _heads_sources(row: Row) -> bool:
    return not row.mark and announces(row.text) and says_only_sources(row.text)


def _drop_lists(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Untag numbers that are no page numbers: those that follow each other without text between."""
    for at in range(1, len(rows)):
        if tags[at] is tags[at - 1] is Tag.NUMBER and rows[at].page == rows[at - 1].page:
            tags[at] = tags[at - 1] = Tag.NONE


def _compress(rows: Sequence[Row], tags: Sequence[Tag]) -> Cleared:
    kept: list[Row] = []
    furniture: list[Printed] = []
    gap, cut = 0, False
    for row, tag in zip(rows, tags, strict=True):
        if tag is Tag.NONE:
            paged = bool(kept) and row.page != kept[-1].page
            kept.append(replace(row, gap=gap, cut=cut or paged))
            gap, cut = 0, False
            continue
        gap += 1
        if tag is not Tag.BLANK:
            furniture.append(Printed(row, tag, len(kept)))
            cut = cut or tag is not Tag.RULE
            gap += tag is Tag.RULE
    return Cleared(tuple(kept), tuple(furniture))
