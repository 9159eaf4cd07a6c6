"""Running heads and feet and page numbers: known by form, repetition and where they stand."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import quantiles

from corpus.parser.breaks import PAGE_ROWS, Place, near, place_of
from corpus.parser.dates import find_dates
from corpus.parser.marks import (
    BARE,
    LONGEST,
    Tag,
    calls_page,
    has_margin_number,
    has_page_number,
)
from corpus.parser.references import NOTE_NUMBER
from corpus.parser.rows import Row
from corpus.parser.words import is_open, is_terminated

#: No page ends before so many lines: what stands above them is the head of the document.
_FIRST_LINES = 3


def _normal(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold()).replace(" ", "")


def tag_repeated(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Tag lines that repeat and stand where pages break."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if tags[at] is Tag.NONE and _may_be_head(row):
            groups[_normal(row.text)].append(at)
    trial = list(tags)
    for group in groups.values():
        for at in group if len(group) >= 2 else ():
            trial[at] = Tag.RULE
    for group in groups.values():
        if len(group) >= 2 and _stands_at_breaks(rows, tags, trial, group):
            for at in group:
                tags[at] = Tag.HEAD


def _may_be_head(row: Row) -> bool:
    if row.mark or row.level or not 2 < len(row.text) <= LONGEST:
        return False
    noted = row.text.endswith(".") and NOTE_NUMBER.match(row.text)
    return not noted and row.text[-1] not in ":,;" and any(c.isalpha() for c in row.text)


def _stands_at_breaks(
    rows: Sequence[Row], tags: Sequence[Tag], trial: Sequence[Tag], group: Sequence[int]
) -> bool:
    """Tell whether enough lines of a group stand where pages break.

    trial: the tags if all that repeats were furniture, so that a head of two lines is one break.
    Where places are known, only those at the edges of pages count.
    """
    places = [replace(place_of(rows, tags, at), **_around(rows, trial, at)) for at in group]
    if all(rows[at].box for at in group):
        return sum(place.edge for place in places) > max(1, 0.5 * len(group))
    at_break = sum(
        place.cut
        or (place.isolated and (place.beside > 0 or _follows_open_line(rows, trial, at)))
        or place.edge
        for at, place in zip(group, places, strict=True)
    )
    if _counts_up([rows[at].text for at in group]) and len(group) >= 3:
        return all(place.isolated or place.cut for place in places)
    return at_break >= max(1, 0.33 * len(group))


def _around(rows: Sequence[Row], trial: Sequence[Tag], at: int) -> dict[str, bool]:
    place = place_of(rows, trial, at)
    return {"isolated": place.isolated, "cut": place.cut}


def _follows_open_line(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> bool:
    """Tell whether the line with words before the row is a long one that ends no sentence."""
    before = at - 1
    while before >= max(0, at - PAGE_ROWS) and tags[before] is not Tag.NONE:
        before -= 1
    if before < 1 or is_terminated(rows[before].text):
        return False
    longest = max(len(row.text) for row in rows[max(0, before - 5) : before + 1])
    above = rows[before - 1].text
    return bool(above) and len(rows[before].text) >= max(50, 0.75 * longest)


def _counts_up(texts: Sequence[str]) -> bool:
    """Tell whether the lines differ in one number at an end, and it grows."""
    numbers = []
    for text in texts:
        match = re.search(r"(?:^|[|·•–—/,-]\s*|\sl\s|\s)(\d{1,4})$|^(\d{1,4})\s*[|·•]", text)
        if not match:
            return False
        numbers.append(int(match[1] or match[2]))
    return all(a < b for a, b in itertools.pairwise(numbers))


def tag_numbers(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Tag bare numbers that stand at page breaks, or count the pages through the document."""
    width = _usual_width(rows, tags)
    bare = [at for at, row in enumerate(rows) if _is_bare(row, tags[at])]
    places = {at: place_of(rows, tags, at) for at in bare}
    numbers = [int(rows[at].text) for at in bare if places[at].isolated]
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    counting = len(steps) >= 1 and steps.count(1) >= 0.6 * len(steps)
    for at, place in places.items():
        between = place.isolated and place.beside > 0
        counted = place.isolated and (counting or _ends_first_page(rows, tags, at))
        within = place.cut and (place.isolated or _is_long(rows, tags, at, width))
        # Where places are known, the reader has told by them what stands in the margin.
        guessed = rows[at].box is None and (between or within or place.edge)
        if guessed or counted:
            tags[at] = Tag.NUMBER


def _is_long(rows: Sequence[Row], tags: Sequence[Tag], at: int, width: float) -> bool:
    """Tell whether the line with words before the row is about as long as the text is wide."""
    before = near(tags, at, -1)
    while before is not None and tags[before] is not Tag.NONE:
        before = near(tags, before, -1)
    return before is not None and len(rows[before].text) >= 0.7 * width


def _is_bare(row: Row, tag: Tag) -> bool:
    if row.mark or row.level or tag not in {Tag.NONE, Tag.NUMBER}:
        return False
    return BARE.fullmatch(row.text) is not None


def _ends_first_page(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> bool:
    """Tell whether a bare 1 or 2 stands after a good many lines and a sentence that is over."""
    before = near(tags, at, -1)
    if before is None or rows[at].text not in {"1", "2"}:
        return False
    over = bool(rows[before].mark) or is_terminated(rows[before].text)
    return over and tags[max(0, at - 60) : at].count(Tag.NONE) >= 10


def tag_single(rows: Sequence[Row], tags: list[Tag]) -> None:
    """Tag heads that occur once: their form or a sentence around them tells."""
    width = _usual_width(rows, tags)
    above = 0
    for at, row in enumerate(rows):
        above += tags[at] is Tag.NONE
        if tags[at] is not Tag.NONE or not _may_be_head(row) or is_terminated(row.text):
            continue
        place = place_of(rows, tags, at)
        sure = has_page_number(row) and not _cites(row, place)
        if not place.isolated or (above <= _FIRST_LINES and not sure):
            continue
        numbered = sure or (has_margin_number(row) and _is_at_break(rows, tags, at, place))
        between = place.beside == 2 and _ends_page(tags, at)
        within = place.cut and len(row.text) <= 100 and _breaks_in(rows, tags, at, width)
        dated = place.beside > 0 and len(row.text) < 80 and bool(find_dates(row.text))
        # Where places are known, the reader has told by them what stands in the margin.
        guessed = row.box is None and (between or within or dated)
        if guessed or numbered or _touches_number(rows, tags, at):
            tags[at] = Tag.HEAD


def _cites(row: Row, place: Place) -> bool:
    """Tell whether a line with date and page names where a text was printed: no page breaks."""
    dated = calls_page(row) and bool(find_dates(row.text))
    return dated and not (place.beside or place.cut or place.edge)


def _is_at_break(rows: Sequence[Row], tags: Sequence[Tag], at: int, place: Place) -> bool:
    """Tell whether pages break at the row, or a line with its letters stands elsewhere too."""
    if place.beside or place.cut or place.edge or _follows_open_line(rows, tags, at):
        return True
    mine = max(rows[at].cells.split("\t"), key=len).strip()
    near = range(max(0, at - PAGE_ROWS), min(len(rows), at + PAGE_ROWS))
    places = {*range(min(len(rows), PAGE_ROWS)), *near} - {at}
    return any(rows[other].text.startswith(mine) for other in places)


def _usual_width(rows: Sequence[Row], tags: Sequence[Tag]) -> float:
    """Return the characters that nine lines with words in ten do not exceed."""
    lines = [len(row.text) for row, tag in zip(rows, tags, strict=True) if tag is Tag.NONE]
    return quantiles(lines, n=10)[-1] if len(lines) > 1 else 0.0


def _breaks_in(rows: Sequence[Row], tags: Sequence[Tag], at: int, width: float) -> bool:
    """Tell whether the line with words before the row is one of a text, and as long as any."""
    before = at - 1
    while before >= max(0, at - PAGE_ROWS) and tags[before] is not Tag.NONE:
        before -= 1
    start = rows[before]
    if start.mark or len(start.text) < 0.8 * width:
        return False
    return not (is_open(start.text) and ")" in rows[at].text)


def _touches_number(rows: Sequence[Row], tags: Sequence[Tag], at: int) -> bool:
    """Tell whether a page number stands in the next line, or ends the page before the row's."""
    if any(0 <= near < len(tags) and tags[near] is Tag.NUMBER for near in (at - 1, at + 1)):
        return True
    before = near(tags, at, -1)
    return before is not None and tags[before] is Tag.NUMBER and rows[before].page != rows[at].page


def _ends_page(tags: Sequence[Tag], at: int) -> bool:
    """Tell whether a page number or a head stands next to the row."""
    return any(
        near is not None and tags[near] in {Tag.NUMBER, Tag.HEAD}
        for near in (near(tags, at, -1), near(tags, at, 1))
    )
