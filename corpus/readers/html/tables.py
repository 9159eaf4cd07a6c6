"""Tables of data, told from those that only lay a page out."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from corpus.readers.html.tree import elements, tag_of, text_of

#: What a cell of a layout holds: nobody puts that into a cell of figures.
_STRUCTURE = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "article")
#: The only words of a cell that stands for the mark of a list item.
MARK_ONLY = re.compile(r"[•◦▪▫■□●○‣·►▶➤➢✓✔→»–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]")
#: Characters of a day or time in the first cell of a row.
_LONGEST_DAY = 20
_LONGEST_CELL, _LONGEST_MEAN, _SHORT_CELL = 250, 80, 40


def is_data(table: HtmlElement) -> bool:
    """Tell whether a table holds data, by what stands in its cells."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return False
    if next((e for e in elements(table, *_STRUCTURE) if e is not table), None) is not None:
        return False
    rows = [[text_of(cell) for cell in row] for row in cell_rows(table)]
    filled = [row for row in rows if sum(map(bool, row)) >= 2]
    if len(rows) < 2 or len(filled) < max(2, len(rows) / 2):
        return False
    if all(MARK_ONLY.fullmatch(row[0]) for row in filled):
        return False
    lengths = [len(text) for row in rows for text in row if text]
    if next(elements(table, "th", "caption", "thead"), None) is not None:
        return statistics.mean(lengths) <= _LONGEST_CELL
    if max(lengths) > _LONGEST_CELL or statistics.mean(lengths) > _LONGEST_MEAN:
        return False
    if all(len(row[0]) <= _LONGEST_DAY and any(map(str.isdigit, row[0])) for row in filled):
        return True
    return _has_figures(filled) or (len(rows) > 2 and statistics.median(lengths) <= _SHORT_CELL)


def cell_rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the cells of each row."""
    for row in elements(table, "tr"):
        yield [cell for cell in row if tag_of(cell) in {"td", "th"}]


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether most cells beside the first of each row hold a number."""
    beside = [text for row in rows for text in row[1:] if text]
    return sum(any(c.isdigit() for c in text) for text in beside) >= 0.5 * len(beside)
