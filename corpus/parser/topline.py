"""The lines above the first text: which is the title, which names series, publisher and date."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.parser.blocks import Block
from corpus.parser.dates import find_dates, months
from corpus.parser.issued import DATE_LABEL, EDGES, issue_date
from corpus.parser.labels import label_of
from corpus.parser.lines import Line, heads_part, is_marked, is_month, is_only, leading
from corpus.parser.titles import may_be_title, subtitles_of, title_of
from corpus.parser.words import (
    INSTITUTION,
    ISSUE,
    SERIES_WORDS,
    words,
)

SEPARATOR = re.compile(r"\s+[|·•–—-]\s+|\s+l\s+|\s*\|\s*|\s{2,}")
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
#: Words that a line with the date says beyond the head, from which on it is told as text as well.
_MUCH = 2


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


def read_lines(
    blocks: Sequence[Block], flags: Sequence[bool], *, titled: str | None, sender: str | None = None
) -> Masthead:
    """Read the lines above the first text.

    flags: which blocks are headings. titled, sender: title and publisher known from elsewhere.
    """
    top = leading(blocks, flags, titled)
    lines = [*itertools.takewhile(lambda line: not heads_part(line, blocks, flags), top)]
    top_heading = _top_heading(lines, blocks)
    named = _named_after(lines, blocks, sender) if titled else None
    repeated = {line.at for line in (top_heading,) if line and _repeats(line.text, titled)}
    repeated |= {line.at for line in (_same(lines, titled),) if line}
    if named:
        return replace(named, blocks=named.blocks | repeated)
    marked = [line for line in lines if line.found or is_marked(line)]
    plain = [line for line in lines if line not in marked and line != top_heading]
    used = {line.at for line in marked}
    series = _series_beside(marked)
    if series is None and marked:
        over = [line for line in plain if top_heading is None or line.at < top_heading.at]
        known_title = titled is not None or top_heading is not None
        name = _series_above(over, marked[0], blocks, titled=known_title)
        series = name.text if name else None
        used |= {name.at} if name else set()
    used |= {line.at for line in plain if series and _is_running(line.text, series)}
    last = lines[-1].at if lines else 0
    apart = bool(lines) and blocks[last].gap > 0 and not blocks[last].level
    headlines = {last} if apart and last and titled is None else set()
    unused = [line for line in plain if line.at not in used]
    publisher = _publisher(unused, headlines, alone=bool(used))
    used |= {line.at for line in plain if publisher and line.text.endswith(publisher)}
    used |= repeated
    taglines = _taglines(plain, marked, used)
    plain = [line for line in plain if line.at not in taglines]
    rest = [line for line in plain if line.at not in used and may_be_title(line, flags)]
    title = top_heading or title_of(rest, blocks, flags, masthead=bool(used))
    if title is None and not used & {0} and marked and marked[0].at == 1:
        title = lines[0]
    if titled and not (top_heading and _is_part(top_heading.text, titled)):
        title = None
    used |= {title.at} if title else set()
    date = next((line.found.date for line in marked if line.found), None) or _period_end(marked)
    subtitles = subtitles_of([line for line in plain if line.at not in used], blocks, flags)
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


def _top_heading(lines: Sequence[Line], blocks: Sequence[Block]) -> Line | None:
    """Return the heading that mark-up sets above all others."""
    levels = [line for line in lines if blocks[line.at].level and not blocks[line.at].styled]
    return next((line for line in levels[:1] if is_only(blocks, line.at)), None)


def _named_after(
    lines: Sequence[Line], blocks: Sequence[Block], sender: str | None
) -> Masthead | None:
    """Return what the top says if its first line is but the name of who sent the mail."""
    if not lines or sender is None or words(lines[0].text) != words(sender):
        return None
    tagline = {line.at for line in lines[1:2] if blocks[line.at].gap == 0 and not line.found}
    date = next((line.found.date for line in lines[1:] if line.found), None)
    used = {0, *(line.at for line in lines[1:] if line.found)}
    return Masthead(None, sender, None, date, frozenset(used), frozenset(tagline))


def _period_end(marked: Sequence[Line]) -> dt.date | None:
    """Return the last day of the period that the issue says it covers."""
    days = [found.date for line in marked for found in find_dates(line.text) if found.ranged]
    return max(days, default=None)


def _said(line: Line) -> set[str]:
    """Return the words of a line beside date, month and issue; a place is but one or two."""
    named = {*months()}
    start, end = (line.found.start, line.found.end) if line.found else (0, 0)
    rest = words(ISSUE.sub("", line.text[:start] + " " + line.text[end:]))
    told = {word for word in rest if len(word) > 3 and word.isalpha() and word not in named}
    return {word for word in told if not _WEEKDAY.fullmatch(word)}


def _is_part(heading: str, title: str) -> bool:
    """Tell whether a heading is what a longer title says beside the name of the series."""
    part, whole = words(heading), words(title)
    return 2 < len(part) < len(whole) and part in (whole[: len(part)], whole[-len(part) :])


def _is_running(text: str, series: str) -> bool:
    """Tell whether a line is but the name of the series, with or without the page's number."""
    said = words(text)
    return [word for word in said if not word.isdigit()] == words(series)


def _same(lines: Sequence[Line], title: str | None) -> Line | None:
    """Return the line that is the title which is told elsewhere."""
    return next((line for line in lines if title and words(line.text) == words(title)), None)


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


def _series_beside(marked: Sequence[Line]) -> str | None:
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
    plain: Sequence[Line], marked: Line, blocks: Sequence[Block], *, titled: bool
) -> Line | None:
    """Return the name of the series above the first line with a date or number."""
    above = [line for line in plain if line.at < marked.at and not _IMPRINT.match(line.text)]
    if above and blocks[above[0].at].styled and ISSUE.search(marked.text):
        return above[0]
    if not above or (blocks[above[0].at].level and not blocks[above[0].at].styled):
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


def _is_named(line: Line) -> bool:
    return bool(SERIES_WORDS.search(line.text))


def _taglines(plain: Sequence[Line], marked: Sequence[Line], used: set[int]) -> frozenset[int]:
    """Return the lines between the name of the series and the date: they only say what it is."""
    if not marked or min(used) >= marked[0].at:
        return frozenset()
    between = {line.at for line in plain if min(used) < line.at < marked[-1].at}
    return frozenset(between - used)


def _publisher(plain: Sequence[Line], headlines: Collection[int], *, alone: bool) -> str | None:
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
