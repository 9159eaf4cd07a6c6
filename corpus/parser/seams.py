"""Seams: does a line go on with the paragraph of the line before, or does it begin a new one?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parser.issued import issue_date
from corpus.parser.items import counts_on, is_dated, is_item, is_time
from corpus.parser.labels import known_labels, label_of
from corpus.parser.marks import ADDRESS_REST, is_address
from corpus.parser.rows import Row
from corpus.parser.shape import Shape
from corpus.parser.tables import goes_over, tables_of
from corpus.parser.words import (
    BYLINE,
    CLOSING,
    SALUTATION,
    is_capitals,
    is_dangling,
    is_open,
    is_terminated,
    starts_lower,
)

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?] ([^\W\d_])")
#: How an item ends that others follow.
_LISTING = re.compile(r"(?:[,;]|\b(?:und|oder|and|or|et|ou|y|o))$")
#: The first letter of an abbreviation at a line end, and the second in the next line (``d. h.``).
_ABBREVIATED, _ABBREVIATED_ON = re.compile(r"(?<![^\s(])[a-z]\.$"), re.compile(r"[a-zA-Z]\.(?=\s)")
#: A line that ends with a colon is none that only announces a list if it is longer.
_LONGEST_LEAD = 25
#: How much larger the type of another text is, as a factor.
_OTHER_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Layout:
    """What the seams are judged by.

    labels: how often each label opens a line where a paragraph plausibly begins.
    months: names of months, small letters (``31. Oktober`` opens no numbered item).
    tables: for each row, whether it is a row of a table.
    lower: whether sentences begin with small letters.
    """

    shape: Shape
    labels: Counter[str]
    months: frozenset[str]
    tables: tuple[bool, ...]
    lower: bool


def study(rows: Sequence[Row], shape: Shape, months: frozenset[str]) -> Layout:
    """Return the layout of the rows."""
    starts = [
        row.text
        for before, row in zip([None, *rows], rows, strict=False)
        if before is None or row.gap > shape.stretch or not shape.is_full(before, row)
    ]
    begun = [match[1].islower() for row in rows[:400] for match in _SENTENCE.finditer(row.text)]
    lower = len(begun) >= 3 and sum(begun) > 0.7 * len(begun)
    return Layout(shape, known_labels(starts), months, tables_of(rows), lower)


def continues(rows: Sequence[Row], start: int, at: int, layout: Layout) -> bool:
    """Tell whether row ``at`` goes on with the block that began at row ``start``."""
    before, row = rows[at - 1], rows[at]
    if before.level or row.level:
        return _heads_on(before, row)
    if row.mark or row.quote != before.quote:
        return False
    if is_address(row.text):
        return False
    if is_address(before.text):
        return " " not in row.text and ADDRESS_REST.fullmatch(row.text) is not None
    if layout.tables[at] or layout.tables[at - 1]:
        both = layout.tables[at] and layout.tables[at - 1]
        return both and (row.gap <= layout.shape.stretch or goes_over(before, row))
    if at - 1 == start and any(f.match(before.text) for f in (SALUTATION, CLOSING, BYLINE)):
        return False
    if row.gap > layout.shape.stretch or row.cut:
        return _across(rows, start, at, layout)
    return _adjacent(rows, start, at, layout)


def _heads_on(before: Row, row: Row) -> bool:
    """Tell whether a row goes on with a heading of several lines that is one by how it is set."""
    styled = before.style is not None and row.style is not None
    return styled and before.level == row.level and row.gap == 0 and not row.cut


def _adjacent(rows: Sequence[Row], start: int, at: int, layout: Layout) -> bool:
    before, row = rows[at - 1], rows[at]
    shape, ended = layout.shape, is_terminated(before.text)
    full = shape.is_full(before, row)
    if rows[start].mark and row.indent > rows[start].indent and label_of(row.text) is None:
        return full or not ended or row.free is None
    opens = _opens(rows, start, at, layout, full=full)
    if opens is not None:
        return not opens
    if not ended and (is_dangling(before.text) or is_open(before.text)):
        return True
    if shape.marked_up:
        return True
    if before.text.endswith(":") and starts_lower(row.text) and not layout.lower:
        return full or len(before.text) > _LONGEST_LEAD
    if ended:
        flush = not _is_indented(rows, start, at)
        return full and flush and (shape.spaced or not _heads(rows, at, layout))
    if starts_lower(row.text):
        dated = at - 1 == start and issue_date(before.text) is not None
        return full or not (layout.lower or dated)
    if is_capitals(before.text) != is_capitals(row.text) and at - start <= 2:
        return False
    return full or (at - start >= 3 and shape.spaced and shape.width is not None)


def _is_indented(rows: Sequence[Row], start: int, at: int) -> bool:
    """Tell whether row ``at`` is set in, as first lines of paragraphs are."""
    row, before = rows[at], rows[at - 1]
    measured = row.free is not None
    if rows[start].mark or row.indent < 2:
        return False
    below = at + 1 < len(rows) and rows[at + 1].gap == 0 and rows[at + 1].indent < row.indent
    if measured and at - 1 == start and row.indent == before.indent:
        return below  # a paragraph of one line stands above
    if row.indent < before.indent + 2:
        return False
    alike = at - start > 1 or measured
    return below or (alike and rows[start].indent == row.indent)


def _heads(rows: Sequence[Row], at: int, layout: Layout) -> bool:
    """Tell whether row ``at`` begins a heading that text follows without a blank line.

    Within a paragraph only the last line has room left, and that one ends a sentence.
    """
    for last in range(at, min(at + 2, len(rows) - 1)):
        row, following = rows[last], rows[last + 1]
        if is_terminated(row.text) or is_dangling(row.text) or row.text[0] in "([":
            return False
        if not layout.shape.is_full(row, following):
            return not following.mark and not starts_lower(following.text)
    return False


def _opens(rows: Sequence[Row], start: int, at: int, layout: Layout, *, full: bool) -> bool | None:
    """Tell whether an opening label, number or time decides; None if the row has none that does."""
    before, row = rows[at - 1], rows[at]
    ended = is_terminated(before.text)
    if _ABBREVIATED.search(before.text) and _ABBREVIATED_ON.match(row.text):
        return False
    label = label_of(row.text)
    if label:
        known = layout.labels[label] >= 2 or (layout.labels[label] == 1 and not layout.shape.spaced)
        if ended and (known or not full or label_of(rows[start].text)):
            return True
        if not ended and not is_dangling(before.text) and not is_open(before.text):
            headed = at - start == 1 and before.gap > layout.shape.stretch and not before.mark
            listed = at - start == 1 and _is_listed(rows, start, label)
            by_hand = headed or listed or (known and at - start <= 2)
            return not full or (by_hand and row.free is None)
    if is_item(row.text, layout.months):
        counts = counts_on(rows, start, at, layout.months)
        if counts and _LISTING.search(before.text):
            return True
        if ended or not full or counts:
            return not (is_dangling(before.text) and not ended)
    elif is_time(row.text) and (ended or not full):
        return True
    elif is_dated(row.text):
        return ended or not full or is_dated(before.text) or None
    return None


def _is_listed(rows: Sequence[Row], start: int, label: str) -> bool:
    """Tell whether a label stands below a line with one, in a list of such lines.

    Where no such line stands above that one, the label must have several words, all capitalised.
    """
    if label_of(rows[start].text) is None:
        return False
    if start and rows[start].gap == 0 and label_of(rows[start - 1].text):
        return True
    parts = label.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def _across(rows: Sequence[Row], start: int, at: int, layout: Layout) -> bool:
    """Judge a seam with blank lines or a page break in it."""
    before, row = rows[at - 1], rows[at]
    if is_item(row.text, layout.months) or is_time(row.text) or _is_other_size(before, row):
        return False
    if is_terminated(before.text):
        return row.cut and at - start >= 2 and _runs_over(rows, at, layout)
    if is_open(before.text) or is_dangling(before.text):
        return True
    if label_of(row.text):
        return False
    if starts_lower(row.text):
        figure = at - 1 == start and not any(c.isalpha() for c in before.text) and not row.cut
        return not figure and (not layout.lower or row.cut)
    if not layout.shape.is_full(before, row, share=0.9) or _is_alone(rows, at, layout.shape):
        return False
    if is_capitals(before.text):
        return False
    return row.cut or at - start >= 2


def _is_other_size(before: Row, row: Row) -> bool:
    """Tell whether two rows are set in type of clearly different sizes."""
    if before.style is None or row.style is None:
        return False
    sizes = before.style.size, row.style.size
    return max(sizes) > _OTHER_SIZE * min(sizes)


def _runs_over(rows: Sequence[Row], at: int, layout: Layout) -> bool:
    """Tell whether a paragraph goes on across a page break that stands between two sentences.

    Only where lines are wrapped at an exact width: a last line without room is then the exception.
    """
    before, row = rows[at - 1], rows[at]
    if not layout.shape.exact or not layout.shape.is_full(before, row):
        return False
    opens = label_of(row.text) is not None or _is_alone(rows, at, layout.shape)
    return not opens and not is_capitals(row.text) and row.indent == before.indent


def _is_alone(rows: Sequence[Row], at: int, shape: Shape) -> bool:
    """Tell whether a row looks like a heading: short, open-ended, with blank lines around."""
    row = rows[at]
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or is_terminated(row.text):
        return False
    return following.gap > shape.stretch and len(row.text) < 0.75 * (shape.width or 80)
