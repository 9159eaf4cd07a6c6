"""Title, series, publisher and date of a briefing: from its own words, never invented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from corpus.parser.blocks import Block
from corpus.parser.dates import Found, date_in_name, find_dates
from corpus.parser.furniture import Printed, Tag
from corpus.parser.headings import style_of
from corpus.parser.labels import label_of
from corpus.parser.words import INSTITUTION, ISSUE, SERIES_WORDS, is_capitals, words

_SEPARATOR = re.compile(r"\s+[|·•–—-]\s+|\s+l\s+|\s*\|\s*|\s{2,}")
_EDGES = " \u00a0|·•–—-,;:/()[]"
_CONNECTING = re.compile(
    r"(?:^|\s)(?:vom|of|from|dated|du|del|den|the|stand:?|as of)$", re.IGNORECASE
)
_MENTIONING = re.compile(
    r"\b(?:on|am|since|seit|until|bis|zum|nach|after|before|by|in|ab|from|for|für|im|le|el)\s*$",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:stand|datum|date|published|veröffentlicht(?: am)?|issued(?: on)?|erschienen(?: am)?|as of"
    r"|redaktionsschluss|publication date|date de publication|fecha)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:\(?[^\W\d_a-z][\w.’'/ -]{0,40}[,(/: ]+){0,2}[^\W\d_]{0,12}[.,]?\s*$")
_PAGE = re.compile(
    r"\s*(?:\b(?:seite|page|p\.|s\.)\s*)?\b\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?\s*$", re.IGNORECASE
)
_AGENCY = re.compile(r"\((?:ots|[^()]*(?:newswire|presse|press|ots|wire)[^()]*)\)", re.IGNORECASE)
_MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is known of the briefing, and the blocks (by index) that said nothing else."""

    title: str | None = None
    series: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    blocks: frozenset[int] = frozenset()


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
    head = _fill(head, _from_lines(blocks, flags))
    running = _from_running(furniture)
    head = _fill(head, running)
    if head.date is None:
        head = replace(head, date=_printed_date(blocks) or date_in_name(path))
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


@dataclass(frozen=True, slots=True)
class _Line:
    at: int
    text: str
    found: Found | None
    rest: str


def _from_lines(blocks: Sequence[Block], flags: Sequence[bool]) -> Masthead:
    """Read the lines above the first text."""
    lines = _leading(blocks, flags)
    dated = [line for line in lines if line.found]
    date = dated[0].found.date if dated and dated[0].found else None
    issued = [line for line in lines if not line.found and ISSUE.search(line.text)]
    plain = [line for line in lines if line not in dated and line not in issued]
    used = {line.at for line in (*dated, *issued)}
    series = _series(plain, [*dated, *issued], blocks)
    if series in [line.text for line in plain]:
        line = next(line for line in plain if line.text == series)
        plain.remove(line)
        used.add(line.at)
    publisher = next((p for p in plain if INSTITUTION.search(p.text) and len(plain) > 1), None)
    if publisher and len(words(publisher.text)) <= 9:
        plain.remove(publisher)
        used.add(publisher.at)
    title = _title(plain, blocks, flags, masthead=bool(series or used))
    if title:
        used.add(title.at)
    return Masthead(
        title.text if title else None,
        series,
        publisher.text if publisher else None,
        date,
        frozenset(used),
    )


def _leading(blocks: Sequence[Block], flags: Sequence[bool]) -> list[_Line]:
    lines = []
    for at, block in enumerate(blocks[:_MOST_LINES]):
        found = issue_date(block.text)
        if not flags[at] and not found and not (ISSUE.search(block.text) and len(block.text) < 80):
            break
        if block.mark or len(block.text) > 200:
            break
        lines.append(_Line(at, block.text, found, _without(block.text, found)))
    return lines


def issue_date(text: str) -> Found | None:
    """Return the date of a line that does little else than to give it."""
    for found in find_dates(text) if len(text) <= 160 else []:
        before, after = text[: found.start], text[found.end :]
        label = label_of(text)
        if found.ranged or _MENTIONING.search(before) and not (label and _DATE_LABEL.match(label)):
            continue
        if _CONNECTING.search(before.rstrip()) and not _names_issue(before):
            continue
        if after.strip(_EDGES) and before.strip(_EDGES) and not _is_apart(before, after):
            continue
        if len(words(before)) + len(words(after)) <= 14:
            return found
    return None


def _names_issue(before: str) -> bool:
    return bool(SERIES_WORDS.search(before) or ISSUE.search(before)) or len(words(before)) <= 2


def _is_apart(before: str, after: str) -> bool:
    return before.rstrip()[-1:] in "|·•–—-,;(:" or after.lstrip()[:1] in "|·•–—-,;):"


def _without(text: str, found: Found | None) -> str:
    if found is None:
        return text
    before = _CONNECTING.sub("", text[: found.start].strip(_EDGES))
    after = text[found.end :].strip(_EDGES)
    return (before or after).strip(_EDGES)


def _series(plain: Sequence[_Line], marked: Sequence[_Line], blocks: Sequence[Block]) -> str | None:
    """Return the name of the series: beside the date or issue, or the line right above them."""
    for line in marked:
        rest = _SEPARATOR.split(ISSUE.sub("", line.rest).strip(_EDGES))[0].strip(_EDGES)
        place = line.found and line.text[: line.found.start].rstrip().endswith(",")
        if rest and not (place and len(words(rest)) <= 2) and not _DATE_LABEL.fullmatch(rest):
            if any(character.isalpha() for character in rest) and not _is_weekday(rest):
                return rest
    for line in plain:
        follows = any(m.at == line.at + 1 and blocks[m.at].gap == 0 for m in marked)
        if len(plain) > 1 and (follows or SERIES_WORDS.search(line.text)) and line.at <= 1:
            return line.text
    return None


def _is_weekday(text: str) -> bool:
    return len(words(text)) == 1 and bool(
        re.match(
            r"(?i)(?:\w+tag|mittwoch|sonnabend|\w+day|lundi|mardi|mercredi|jeudi|vendredi)$", text
        )
    )


def _title(
    plain: Sequence[_Line], blocks: Sequence[Block], flags: Sequence[bool], *, masthead: bool
) -> _Line | None:
    """Return the line that is the title, unless it heads one part among equals."""
    if not plain:
        return None
    line = plain[0]
    if blocks[line.at].level:
        levels = [block.level for block in blocks if block.level]
        return line if levels.count(blocks[line.at].level) == 1 else None
    style = style_of(line.text)
    rest = range(line.at + 1, len(blocks))
    equals = [at for at in rest if flags[at] and style_of(blocks[at].text) == style]
    if line.text.endswith(":") or style[0] == 1:
        return None
    body = line.at + 1 < len(blocks) and not flags[line.at + 1]
    if is_capitals(line.text):
        return None if equals else line
    return None if masthead and equals and body and len(plain) == 1 else line


def _from_running(furniture: Sequence[Printed]) -> Masthead:
    """Read running heads: the dated one names the series, one in parts the publisher."""
    title = series = publisher = None
    date = None
    for text in dict.fromkeys(p.row.text for p in furniture if p.tag is Tag.HEAD):
        found = next(iter(find_dates(text)), None)
        parts = [_PAGE.sub("", part).strip(_EDGES) for part in _SEPARATOR.split(text)]
        parts = [part for part in parts if any(c.isalpha() for c in part)]
        if found and not found.ranged:
            date = date or found.date
            series = series or _without(text, found) or None
            title = title or text
        elif len(parts) > 1:
            publisher = publisher or max(parts, key=len)
        elif parts and SERIES_WORDS.search(parts[0]):
            series = series or parts[0]
        elif parts:
            publisher = publisher or (parts[0] if INSTITUTION.search(parts[0]) else None)
            title = title or parts[0]
    return Masthead(title, series, publisher, date)


def _printed_date(blocks: Sequence[Block]) -> dt.date | None:
    """Return a date that a labelled line, a dateline or a date alone gives at either end."""
    for block in (*blocks[:8], *blocks[-4:]):
        text = block.text
        label = label_of(text)
        found = next(iter(find_dates(text[:160])), None)
        if found is None or found.ranged:
            continue
        if label and _DATE_LABEL.fullmatch(label) and found.start <= len(label) + 16:
            return found.date
        if len(text) < 60 and issue_date(text) and block.table is False and not block.mark:
            return found.date
    for block in blocks[:3]:
        found = next(iter(find_dates(block.text[:120])), None)
        if (
            found
            and _DATELINE.fullmatch(block.text[: found.start])
            and re.match(
                r"\)?\s*(?:\([^)]*\)\s*)?[-–—:]\s|\s*/[^/]{2,30}/", block.text[found.end :]
            )
        ):
            return found.date
    return None


def _agency_publisher(title: str | None, blocks: Sequence[Block]) -> str | None:
    """Return who speaks in a release spread by an agency: the name before the title's colon."""
    if title is None or not any(_AGENCY.search(block.text[:80]) for block in blocks[:4]):
        return None
    return label_of(title)
