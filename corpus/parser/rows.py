"""Lines → rows: blanks, quotation marks of mails and bullet marks are told from the words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Box
from corpus.document import Document, Line, Style
from corpus.parser.words import is_capitals


@dataclass(frozen=True, slots=True)
class Row:
    """One line with words, single-spaced.

    cells: the same with columns kept apart by two blanks (equal to text where there are none).
    gap: blank lines before it. cut: a page break or what stood there was taken out before it.
    mark: its bullet mark; empty without. quote: how many ``>`` stood before it.
    indent: columns of blank before the words.
    style, box, words, margin, bound: as the reader gives them (see ``corpus.document.Line``); words
    begin with the first that is no mark.
    free: points that are left between its end and the right edge of its column.
    """

    text: str
    cells: str = ""
    gap: int = 0
    cut: bool = False
    mark: str = ""
    quote: int = 0
    indent: int = 0
    page: int | None = None
    level: int | None = None
    links: tuple[tuple[str, str], ...] = ()
    style: Style | None = None
    box: Box | None = None
    words: tuple[float, ...] = ()
    margin: bool = False
    bound: float | None = None
    free: float | None = None


_BLANKS = re.compile(r"[ \t\u2000-\u200a\u3000]+")
_WIDE = re.compile(r"(?:[ \u2000-\u200a]{3,}|\t[ \t]*)(?=\S)")
_QUOTE = re.compile(r"\s*((?:>\s?)+)(?=\s*\S|\s*$)")
#: Signs that are bullets whatever follows; and those that are only before a blank.
_MARK = re.compile(
    "(?P<sure>[•◦▪▫■□●○‣⁃∙·►▶➤➢✓✔❖◆◇★☆\ue000-\uf8ff])[ \t\u00a0]*|(?P<dash>[-–—*+»→])[ \t\u00a0]+"
)
_ONLY_MARK = re.compile("[•◦▪▫■□●○‣⁃∙·►▶➤➢✓✔❖◆◇\ue000-\uf8ff-]$")
_PAGED = re.compile(r"\t\d{1,3}$")
_LETTER = re.compile(r"o [^\W_a-zß-öø-ÿ]")
_STRIP = " \t\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"


def to_rows(document: Document) -> list[Row]:
    """Return a row for every line of the document, blank ones included (with empty text)."""
    rows = _letter_marks(list(_attach_marks(_row(line) for line in document.lines)))
    return [_unquoted(rows, at) if row.quote else row for at, row in enumerate(rows)]


def _letter_marks(rows: list[Row]) -> list[Row]:
    """Take the letter o for a bullet where it opens two lines at least, below other bullets."""
    found = [at for at, row in enumerate(rows) if not row.mark and _LETTER.match(row.text)]
    if len(found) >= 2 and any(row.mark for row in rows[: found[0]]):
        for at in found:
            text = rows[at].text[1:].lstrip()
            rows[at] = replace(rows[at], text=text, cells=text, mark="o")
    return rows


def _unquoted(rows: Sequence[Row], at: int) -> Row:
    """Take ``>>`` before a line in capitals as an ornament: no line beside it is quoted."""
    beside = [rows[near] for near in (at - 1, at + 1) if 0 <= near < len(rows)]
    if is_capitals(rows[at].text) and not any(row.quote for row in beside):
        return replace(rows[at], quote=0)
    return rows[at]


def part_columns(rows: Sequence[Row], top: int = 6) -> list[Row]:
    """Return the rows with those at the top that are set at both margins as two rows each."""
    result: list[Row] = []
    for at, row in enumerate(rows):
        run = [*itertools.takewhile(lambda r: "\t" in r.cells, rows[at : at + 3])]
        alone = len(run) == 1 or (len(run) == 2 and (at == 0 or "\t" in rows[at - 1].cells))
        if at < top and row.cells.count("\t") == 1 and alone and not row.mark:
            left, right = row.cells.split("\t")
            paged = any(_PAGED.search(r.cells) for r in rows[max(0, at - 2) : at + 4] if r != row)
            if left.strip().isdigit() or (paged and right.strip().isdigit()):
                result.append(row)
                continue
            ends, begins = _halves(row, len(left.split()))
            result.append(replace(ends, text=squeeze(left), cells=left))
            result.append(replace(begins, text=squeeze(right), cells=right, gap=0, cut=False))
        else:
            result.append(row)
    return result


def _halves(row: Row, count: int) -> tuple[Row, Row]:
    """Return the row twice: its place up to the word number ``count``, and from there on."""
    if row.box is None or not 0 < count < len(row.words):
        return row, row
    middle = row.words[count]
    return (
        replace(row, box=replace(row.box, right=middle), words=row.words[:count]),
        replace(row, box=replace(row.box, left=middle), words=row.words[count:]),
    )


def squeeze(text: str) -> str:
    """Return the text with runs of blanks as one blank and none at its ends."""
    return _BLANKS.sub(" ", text).strip(_STRIP)


def _row(line: Line) -> Row:
    text = line.text.replace("\n", " ").replace("\f", " ")
    quote = _QUOTE.match(text) if text.lstrip()[:1] == ">" else None
    depth = quote[1].count(">") if quote else 0
    text = text[quote.end() :] if quote else text
    body = text.lstrip(_STRIP)
    mark = "" if line.heading else _mark(body)
    rest = squeeze(body[len(mark) :])
    count = len(rest.split())
    return Row(
        text=rest,
        cells=_WIDE.sub("\t", body[len(mark) :].strip(_STRIP)),
        mark=mark.strip(_STRIP),
        quote=depth,
        indent=len(text.expandtabs()) - len(text.expandtabs().lstrip(_STRIP)),
        page=line.page,
        level=line.heading,
        links=line.links,
        style=line.style,
        box=line.box,
        words=line.words[-count:] if count and len(line.words) >= count else (),
        margin=line.margin,
        bound=line.bound,
    )


def _mark(text: str) -> str:
    match = _MARK.match(text)
    if not match or match.end() == len(text):
        return ""
    return match[0]


def _attach_marks(rows: Iterator[Row]) -> Iterator[Row]:
    """Give a bullet mark that stands alone in its line to the next line with words."""
    held: Row | None = None
    for row in rows:
        if held is not None and row.text:
            if row.mark or row.level or row.quote != held.quote:
                yield held
                yield row
            else:
                yield Row("")
                yield replace(row, mark=held.text, indent=held.indent)
            held = None
        elif held is None and not row.mark and _ONLY_MARK.match(row.text):
            held = row
        elif held is None or row.text:
            yield row
    if held is not None:
        yield held
