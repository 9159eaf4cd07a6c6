"""Names in the lines above the first text: of the series, and of who publishes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.parser.blocks import Block
from corpus.parser.dates import find_dates
from corpus.parser.issued import DATE_LABEL, EDGES, issue_date
from corpus.parser.labels import label_of
from corpus.parser.lines import Line, is_month
from corpus.parser.words import INSTITUTION, ISSUE, SERIES_WORDS, words

SEPARATOR = re.compile(r"\s+[|·•–—-]\s+|\s+l\s+|\s*\|\s*|\s{2,}")
_IMPRINT = re.compile(
    r"(?:herausgegeben (?:vom|von(?: der)?)|herausgeber(?:in)?|hrsg\.?|published by|publisher"
    r"|compiled by(?: the)?|prepared by(?: the)?|zusammengestellt von"
    r"|issued by|publié par|éditeur|publicado por|editado por)\s*:?\s+",
    re.IGNORECASE,
)
#: The time of day, which stands beside the date.
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s*(?:Uhr|h|[ap]\.?m\.?|GMT|UTC|CES?T))*[\s,|–-]*")
#: A line about who wrote the issue.
_WRITTEN = re.compile(r"(?:by|von|par|por|text|autor(?:in)?|author)\b", re.IGNORECASE)
WEEKDAY = re.compile(
    r"(?i)(?:\w+tag|mittwoch|sonnabend|\w+day|lundi|mardi|mercredi|jeudi|vendredi)$"
)
_PERIOD = re.compile(r"(?i)(?:week|woche|semana|semaine|month|monat|mois|mes|year|jahr)\b")


def series_name(text: str) -> str:
    """Return the part of a line that names the series: not the issue, nor what stands beside."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + "|" + text[found.end :]
    parts = [_TIME.sub("", part.strip(EDGES)) for part in SEPARATOR.split(ISSUE.sub("", text))]
    named = [p for p in parts if sum(c.isalpha() for c in p) >= 2 and not is_month(p)]
    named = [p for p in named if not _WRITTEN.match(p)]
    return next((p for p in named if SERIES_WORDS.search(p)), named[0] if named else "")


def series_beside(marked: Sequence[Line]) -> str | None:
    """Return the name that stands in one line with the date or the number of the issue."""
    for line in marked:
        if not line.found and not ISSUE.search(line.text):
            continue
        rest = series_name(line.rest)
        before = line.text[: line.found.start].rstrip() if line.found else ""
        place = before.endswith((",", ", le", ", den", ", the")) and len(words(rest)) <= 2
        place = place and not SERIES_WORDS.search(rest)
        known = DATE_LABEL.fullmatch(rest) or (
            len(words(rest)) <= 2 and (WEEKDAY.match(rest) or _PERIOD.match(rest))
        )
        if rest and not place and not known and not (line.found and issue_date(rest)):
            return rest
    return None


def series_above(
    plain: Sequence[Line], marked: Line, blocks: Sequence[Block], *, titled: bool
) -> Line | None:
    """Return the name of the series above the first line with a date or number."""
    above = [line for line in plain if line.at < marked.at and not _IMPRINT.match(line.text)]
    above = [line for line in above if not _WRITTEN.match(line.text)]
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


def taglines_of(plain: Sequence[Line], marked: Sequence[Line], used: set[int]) -> frozenset[int]:
    """Return the lines between the name of the series and the date: they only say what it is."""
    if not marked or min(used) >= marked[0].at:
        return frozenset()
    between = {line.at for line in plain if min(used) < line.at < marked[-1].at}
    return frozenset(between - used)


def publisher_of(plain: Sequence[Line], headlines: Collection[int], *, alone: bool) -> str | None:
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
