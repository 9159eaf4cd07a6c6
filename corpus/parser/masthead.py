"""Title, series, publisher and date of a briefing: from its own words, never invented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from corpus.parser.blocks import Block
from corpus.parser.dates import date_in_name, find_dates
from corpus.parser.furniture import Printed
from corpus.parser.issued import DATE_LABEL, EDGES, dateline, issue_date, without
from corpus.parser.labels import label_of
from corpus.parser.lines import is_month
from corpus.parser.marks import Tag
from corpus.parser.series import SEPARATOR, series_name
from corpus.parser.titles import AGENCY
from corpus.parser.topline import Masthead, read_lines
from corpus.parser.words import INSTITUTION, ISSUE, SERIES_WORDS

_PAGE = re.compile(
    r"\s*(?:\b(?:seite|page|p\.|s\.)\s*)?\b\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?\s*$", re.IGNORECASE
)


def read_masthead(
    blocks: Sequence[Block],
    flags: Sequence[bool],
    furniture: Sequence[Printed],
    metadata: Mapping[str, str],
    path: str,
) -> Masthead:
    """Return the masthead of a briefing.

    flags: which blocks are headings. metadata: what mark-up or a mail header says.
    """
    head = _from_metadata(metadata)
    printed = read_lines(blocks, flags, titled=head.title, sender=head.publisher)
    head = _fill(replace(head, title=printed.title or head.title), printed)
    running = _from_running(furniture)
    head = _fill(head, replace(running, title=None if head.series else running.title))
    if head.date is None:
        head = replace(head, date=_printed_date(blocks) or date_in_name(path))
    if head.series is None and metadata:
        found = issue_date(head.title or "")
        head = replace(
            head, series=series_name(without(head.title or "", found)) or None if found else None
        )
    if head.publisher is None:
        head = replace(head, publisher=_agency_publisher(head.title, blocks))
    if head.title is None:
        first = next((block.text for block, flag in zip(blocks, flags, strict=True) if flag), None)
        head = replace(head, title=head.series or first or name_of(path))
    return head


def name_of(path: str) -> str:
    """Return a file's name as a title."""
    return PurePosixPath(path).stem.replace("_", " ").strip() or path


def _fill(head: Masthead, other: Masthead) -> Masthead:
    """Return ``head`` with what only ``other`` knows."""
    return Masthead(
        head.title or other.title,
        head.series or other.series,
        head.publisher or other.publisher,
        head.date or other.date,
        head.blocks | other.blocks,
        head.subtitles | other.subtitles,
    )


def _from_metadata(metadata: Mapping[str, str]) -> Masthead:
    def first(*keys: str) -> str | None:
        return next((metadata[key] for key in keys if metadata.get(key)), None)

    found = find_dates(first("date", "datum", "published", "issued") or "")
    return Masthead(
        first("title", "titel", "subject"),
        first("series", "reihe", "newsletter"),
        first("publisher", "herausgeber", "organisation", "organization", "author", "autor"),
        found[0].date if found else None,
    )


def _from_running(furniture: Sequence[Printed]) -> Masthead:
    """Read running heads: the dated one names the series, one in parts the publisher."""
    title = series = publisher = alone = None
    date = None
    for text in dict.fromkeys(p.row.cells for p in furniture if p.tag is Tag.HEAD):
        found = next(iter(find_dates(text)), None)
        split = [part for part in SEPARATOR.split(text.replace("\t", "  ")) if not is_month(part)]
        parts = [_PAGE.sub("", part).strip(EDGES) for part in split]
        parts = [part for part in parts if any(c.isalpha() for c in part)]
        if found and not found.ranged:
            date = date or found.date
            named = series_name(without(text, found)) or None
            series = series or named
            others = [part for part in parts if part != named and not find_dates(part)]
            title = title or (named if others else text if named else None)
            if others and SERIES_WORDS.search(named or ""):
                publisher = publisher or others[0]
        elif ISSUE.search(text) and series_name(text):
            series = series or series_name(text)
            title = title or text
        elif len(parts) > 1:
            publisher = publisher or max(parts, key=len)
        elif parts and SERIES_WORDS.search(parts[0]):
            series = series or parts[0]
        elif parts:
            body = INSTITUTION.search(parts[0])
            publisher = publisher or (parts[0] if body else None)
            alone = alone or (None if body else parts[0])
    if title and alone and alone != series:
        publisher = publisher or alone
    return Masthead(title or alone, series, publisher, date)


def _printed_date(blocks: Sequence[Block]) -> dt.date | None:
    """Return a date that a labelled line, a dateline or a date alone gives at either end."""
    for block in (*blocks[:8], *blocks[-4:]):
        text = block.text
        found = next(iter(find_dates(text[:160])), None)
        if found is None or found.ranged or block.table or block.mark:
            continue
        label = label_of(text)
        if label and DATE_LABEL.fullmatch(label) and found.start <= len(label) + 16:
            return found.date
        if len(text) < 60 and issue_date(text) and label is None:
            return found.date
    return next((date for block in blocks[:6] if (date := dateline(block.text))), None)


def _agency_publisher(title: str | None, blocks: Sequence[Block]) -> str | None:
    """Return who speaks in a release spread by an agency: the name before the title's colon."""
    if title is None or not any(AGENCY.search(block.text[:80]) for block in blocks[:4]):
        return None
    return label_of(title)
