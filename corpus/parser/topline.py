"""The lines above the first text: which is the title, which names series, publisher and date."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.parser.blocks import Block
from corpus.parser.dates import Found, find_dates, months
from corpus.parser.issued import DATE_LABEL, EDGES, dateline, issue_date, without
from corpus.parser.labels import label_of
from corpus.parser.ranks import style_of
from corpus.parser.words import (
    INSTITUTION,
    ISSUE,
    SERIES_WORDS,
    is_capitals,
    is_terminated,
    words,
)

SEPARATOR = re.compile(r"\s+[|·•–—-]\s+|\s+l\s+|\s*\|\s*|\s{2,}")
AGENCY = re.compile(r"\((?:ots|[^()]*(?:newswire|presse|press|ots|wire)[^()]*)\)", re.IGNORECASE)
_IMPRINT = re.compile(
    r"(?:herausgegeben (?:vom|von(?: der)?)|herausgeber(?:in)?|hrsg\.?|published by|publisher"
    r"|compiled by(?: the)?|prepared by(?: the)?|zusammengestellt von"
    r"|issued by|publié par|éditeur|publicado por|editado por)\s*:?\s+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?i)(?:\w+tag|mittwoch|sonnabend|\w+day|lundi|mardi|mercredi|jeudi|vendredi)$"
)
_PERIOD = re.compile(r"(?i)(?:week|woche|semana|semaine|month|monat|mois|mes|year|jahr)\b")
_MONTH = re.compile(r"([^\W\d_]{3,})\.? (?:de )?(?:19|20)\d\d$")
_MOST_LINES = 7
#: Characters of a line that names a body, although a full stop may end it (``e. V.``).
_LONGEST_BODY = 60
#: Words that a line with the date says beyond the head, from which on it is told as text as well.
_MUCH = 2
#: Style of a heading that is neither numbered nor in capitals.
_PLAIN = (2, 0)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is known of the briefing, and the blocks (by index) that said nothing else.

    subtitles: blocks that look like headings but only go on with the title or say what the
        series is; they are told as text.
    """

    title: str | None = None
    series: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    blocks: frozenset[int] = frozenset()
    subtitles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line above the text. rest: what it says beside the date."""

    at: int
    text: str
    found: Found | None
    rest: str


def read_lines(
    blocks: Sequence[Block], flags: Sequence[bool], *, titled: str | None, sender: str | None = None
) -> Masthead:
    """Read the lines above the first text.

    flags: which blocks are headings. titled, sender: title and publisher known from elsewhere.
    """
    leading = _leading(blocks, flags)
    lines = [*itertools.takewhile(lambda line: not _heads_part(line, blocks, flags), leading)]
    named = _named_after(lines, blocks, sender) if titled else None
    if named:
        return named
    marked = [line for line in lines if line.found or _is_marked(line)]
    plain = [line for line in lines if line not in marked]
    used = {line.at for line in marked}
    series = _series_beside(marked)
    if series is None and marked:
        name = _series_above(plain, marked[0], blocks, titled=titled is not None)
        series = name.text if name else None
        used |= {name.at} if name else set()
    last = lines[-1].at if lines else 0
    apart = bool(lines) and blocks[last].gap > 0 and not blocks[last].level
    headlines = {last} if apart and last and titled is None else set()
    unused = [line for line in plain if line.at not in used]
    publisher = _publisher(unused, headlines, alone=bool(used))
    used |= {line.at for line in plain if publisher and line.text.endswith(publisher)}
    topped = bool(lines) and blocks[0].level is not None and _is_only(blocks, 0)
    used |= {0} if topped and _repeats(blocks[0].text, titled) else set()
    taglines = _taglines(plain, marked, used)
    plain = [line for line in plain if line.at not in taglines]
    rest = [line for line in plain if line.at not in used and _may_be_title(line, flags)]
    title = lines[0] if topped else _title(rest, blocks, flags, masthead=bool(used))
    if title is None and not used & {0} and marked and marked[0].at == 1:
        title = lines[0]
    title = None if titled else title
    used |= {title.at} if title else set()
    date = next((line.found.date for line in marked if line.found), None) or _period_end(marked)
    subtitles = _subtitles([line for line in plain if line.at not in used], blocks, flags)
    above = {line.at for line in plain if line.at not in used and line.at < max(used, default=0)}
    known = {*words(f"{title.text if title else titled} {series} {publisher}")}
    telling = {line.at for line in marked if len(_said(line) - known) >= _MUCH}
    telling |= {line.at for line in marked if date is None and is_month(line.text)}
    return Masthead(
        title.text if title else None,
        series,
        publisher,
        date,
        frozenset(used - telling),
        (subtitles if title else frozenset()) | taglines | telling | above,
    )


def _named_after(
    lines: Sequence[_Line], blocks: Sequence[Block], sender: str | None
) -> Masthead | None:
    """Return what the top says if its first line is but the name of who sent the mail."""
    if not lines or sender is None or words(lines[0].text) != words(sender):
        return None
    tagline = {line.at for line in lines[1:2] if blocks[line.at].gap == 0 and not line.found}
    date = next((line.found.date for line in lines[1:] if line.found), None)
    used = {0, *(line.at for line in lines[1:] if line.found)}
    return Masthead(None, sender, None, date, frozenset(used), frozenset(tagline))


def _heads_part(line: _Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line with a date and more after it has its like further down."""
    if line.found is None or not line.text[line.found.end :].strip(EDGES):
        return False
    later = [blocks[at].text for at in range(line.at + 1, len(blocks)) if flags[at]]
    dated = [(text, found) for text in later if (found := issue_date(text))]
    return any(found.start and text[found.end :].strip(EDGES) for text, found in dated)


def _period_end(marked: Sequence[_Line]) -> dt.date | None:
    """Return the last day of the period that the issue says it covers."""
    days = [found.date for line in marked for found in find_dates(line.text) if found.ranged]
    return max(days, default=None)


def _said(line: _Line) -> set[str]:
    """Return the words of a line beside date, month and issue; a place is but one or two."""
    named = {*months()}
    start, end = (line.found.start, line.found.end) if line.found else (0, 0)
    rest = words(ISSUE.sub("", line.text[:start] + " " + line.text[end:]))
    told = {word for word in rest if len(word) > 3 and word.isalpha() and word not in named}
    return {word for word in told if not _WEEKDAY.fullmatch(word)}


def _repeats(heading: str, title: str | None) -> bool:
    """Tell whether a heading at the top is the title, and not one beside a title told elsewhere."""
    return title is None or not {*words(title)} - {*words(heading)}


def series_name(text: str) -> str:
    """Return the part of a line that names the series: not the issue, nor what stands beside."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + "|" + text[found.end :]
    parts = [part.strip(EDGES) for part in SEPARATOR.split(ISSUE.sub("", text))]
    named = [p for p in parts if sum(c.isalpha() for c in p) >= 2 and not is_month(p)]
    return next((p for p in named if SERIES_WORDS.search(p)), named[0] if named else "")


def _leading(blocks: Sequence[Block], flags: Sequence[bool]) -> list[_Line]:
    """Return the lines before the first text: headings, and what else stands above a date."""
    lines: list[_Line] = []
    end = 0
    for at, block in enumerate(blocks[:_MOST_LINES]):
        body = len(block.text) < _LONGEST_BODY and bool(INSTITUTION.search(block.text))
        ended = is_terminated(block.text) and not flags[at] and not body
        if block.mark or len(block.text) > 200 or ended:
            break
        if block.level and at:
            break
        found = issue_date(block.text)
        lines.append(_Line(at, block.text, found, without(block.text, found)))
        below = body and block.gap == 0 and end == at > 0
        if found or _is_marked(lines[-1]) or flags[at] or below:
            end = at + 1
    return lines[:end]


def _is_marked(line: _Line) -> bool:
    """Tell whether a line numbers the issue or names the period that it covers."""
    if ISSUE.search(line.text):
        return True
    period = any(found.ranged for found in find_dates(line.text)) or is_month(line.text)
    return line.at > 0 and period and len(words(line.text)) <= 10


def is_month(text: str) -> bool:
    """Tell whether the text ends with a month and its year."""
    match = _MONTH.search(text)
    return match is not None and match[1].lower() in months()


def _series_beside(marked: Sequence[_Line]) -> str | None:
    """Return the name that stands in one line with the date or the number of the issue."""
    for line in marked:
        if not line.found and not ISSUE.search(line.text):
            continue
        rest = series_name(line.rest)
        before = line.text[: line.found.start].rstrip() if line.found else ""
        place = before.endswith((",", ", le", ", den", ", the")) and len(words(rest)) <= 2
        place = place and not SERIES_WORDS.search(rest)
        known = DATE_LABEL.fullmatch(rest) or (
            len(words(rest)) <= 2 and (_WEEKDAY.match(rest) or _PERIOD.match(rest))
        )
        if rest and not place and not known and not (line.found and issue_date(rest)):
            return rest
    return None


def _series_above(
    plain: Sequence[_Line], marked: _Line, blocks: Sequence[Block], *, titled: bool
) -> _Line | None:
    """Return the name of the series above the first line with a date or number."""
    above = [line for line in plain if line.at < marked.at]
    if not above or blocks[above[0].at].level:
        return None
    if len(plain) == 1 and not titled and not _is_named(above[0]):
        return None
    label = label_of(marked.text)
    if label and DATE_LABEL.fullmatch(label) and not any(map(_is_named, above)):
        return None
    if len(above) > 1 and all(blocks[line.at + 1].gap == 0 for line in above):
        named = [line for line in above if _is_named(line)]
        others = [line for line in above if not INSTITUTION.search(line.text)]
        return next(iter([*others, *named]), above[0])
    named = [line for line in above if _is_named(line)]
    if named:
        return named[-1]
    return None if INSTITUTION.search(above[-1].text) else above[-1]


def _is_named(line: _Line) -> bool:
    return bool(SERIES_WORDS.search(line.text))


def _taglines(plain: Sequence[_Line], marked: Sequence[_Line], used: set[int]) -> frozenset[int]:
    """Return the lines between the name of the series and the date: they only say what it is."""
    if not marked or min(used) >= marked[0].at:
        return frozenset()
    between = {line.at for line in plain if min(used) < line.at < marked[-1].at}
    return frozenset(between - used)


def _publisher(plain: Sequence[_Line], headlines: Collection[int], *, alone: bool) -> str | None:
    """Return the body that a line names as publisher, where another line can be the title.

    headlines: lines that stand apart from the others, right above text.
    """
    for line in plain:
        imprint = _IMPRINT.match(line.text)
        if imprint:
            return line.text[imprint.end() :]
    if len(plain) < 2 and not alone:
        return None
    for line in plain:
        if INSTITUTION.search(line.text) and len(words(line.text)) <= 9 and line.at <= 2:
            return None if line.at in headlines else line.text
    return None


def _may_be_title(line: _Line, flags: Sequence[bool]) -> bool:
    """Tell whether a line is no list of contents after a label."""
    listed = any(mark in line.text for mark in (" · ", " | ", " • "))
    return flags[line.at] or not listed or label_of(line.text) is None


def _title(
    plain: Sequence[_Line], blocks: Sequence[Block], flags: Sequence[bool], *, masthead: bool
) -> _Line | None:
    """Return the line that is the title, unless it heads one part among equals."""
    if not plain:
        return None
    line = plain[0]
    if blocks[line.at].level:
        return line if _is_only(blocks, line.at) else None
    style = style_of(line.text, frozenset(months()))
    rest = range(line.at + 1, len(blocks))
    equals = [blocks[at] for at in rest if flags[at] and style_of(blocks[at].text) == style]
    if line.text.endswith(":") or style[0] == 1 or _is_first_number(line, blocks, flags):
        return None
    if is_capitals(line.text):
        return None if equals else line
    body = line.at + 1 < len(blocks) and not flags[line.at + 1]
    if not (masthead and equals and (len(plain) == 1 or not body)):
        return line
    if _is_over_parts(line, blocks, flags):
        return line
    usual = sum(len(block.text) for block in equals) / len(equals)
    long = len(line.text) >= max(40, 1.5 * usual)
    return line if long or _opens_release(blocks[line.at + 1]) else None


def _is_over_parts(line: _Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line of some words stands apart above a heading, as no other one does."""
    below = line.at + 1
    if below >= len(blocks) or not flags[below] or len(words(line.text)) <= _MUCH:
        return False
    apart = blocks[line.at].gap > 0 and blocks[below].gap > 0
    return apart and not any(a and b for a, b in itertools.pairwise(flags[below:]))


def _is_first_number(line: _Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line with a bare 1 before it is the first of numbered headings."""
    later = [blocks[at].text for at in range(line.at + 1, len(blocks)) if flags[at]]
    return line.text.startswith("1 ") and any(text.startswith(("2 ", "2.")) for text in later)


def _is_only(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether no other heading has the level of the one at ``at``."""
    return sum(block.level == blocks[at].level for block in blocks) == 1


def _subtitles(
    plain: Sequence[_Line], blocks: Sequence[Block], flags: Sequence[bool]
) -> frozenset[int]:
    """Return the lines under the title that head nothing: no heading of their style follows."""
    end = max((line.at for line in plain), default=0) + 1
    later = {style_of(blocks[at].text) for at in range(end, len(blocks)) if flags[at]}
    return frozenset(
        line.at
        for line in plain
        if style_of(line.text) == _PLAIN and _PLAIN not in later and not blocks[line.at].level
    )


def _opens_release(block: Block) -> bool:
    """Tell whether the text opens with place and date, as a press release does."""
    return dateline(block.text) is not None or bool(AGENCY.search(block.text[:80]))
