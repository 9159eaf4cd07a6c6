"""The lines above the first text: which is the title, which names series, publisher and date."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.parser.blocks import Block
from corpus.parser.dates import find_dates, months
from corpus.parser.lines import Line, heads_part, is_marked, is_month, is_only, leading
from corpus.parser.series import WEEKDAY, publisher_of, series_above, series_beside, taglines_of
from corpus.parser.titles import may_be_title, subtitles_of, title_of
from corpus.parser.words import (
    ISSUE,
    words,
)

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
    every = leading(blocks, flags, titled)
    lines = [*itertools.takewhile(lambda line: not heads_part(line, blocks, flags), every)]
    top = _Top(lines, blocks, flags, titled)
    named = _named_after(lines, blocks, sender) if titled else None
    if named:
        return replace(named, blocks=named.blocks | top.repeated)
    series = top.take_series()
    publisher = top.take_publisher()
    top.used |= top.repeated
    taglines = taglines_of(top.plain, top.marked, top.used)
    top.plain = [line for line in top.plain if line.at not in taglines]
    title = top.take_title()
    date = next((line.found.date for line in top.marked if line.found), None)
    date = date or _period_end(top.marked)
    left = [line for line in top.plain if line.at not in top.used]
    subtitles = subtitles_of(left, blocks, flags) if title else frozenset()
    above = {line.at for line in left if line.at < max(top.used, default=0)}
    known = {*words(f"{title.text if title else titled} {series} {publisher}")}
    telling = {line.at for line in top.marked if len(_said(line) - known) >= _MUCH}
    telling |= {line.at for line in top.marked if date is None and is_month(line.text)}
    return Masthead(
        title.text if title else None,
        series,
        publisher,
        date,
        frozenset(top.used - telling),
        subtitles | taglines | telling | above,
    )


class _Top:
    """The lines above the first text, as one after the other is told what it is.

    heading: what mark-up sets above all. repeated: lines that say a title known from elsewhere.
    marked: lines with date or number of the issue; plain: the others, but the heading.
    used: lines that said nothing but what was taken from them.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        blocks: Sequence[Block],
        flags: Sequence[bool],
        titled: str | None,
    ) -> None:
        self.lines, self.blocks, self.flags, self.titled = lines, blocks, flags, titled
        self.heading = _top_heading(lines, blocks)
        found = [self.heading] if self.heading and _repeats(self.heading.text, titled) else []
        self.repeated = {line.at for line in (*found, _same(lines, titled)) if line}
        self.marked = [line for line in lines if line.found or is_marked(line)]
        self.plain = [line for line in lines if line not in self.marked and line != self.heading]
        self.used = {line.at for line in self.marked}

    def take_series(self) -> str | None:
        series = series_beside(self.marked)
        if series is None and self.marked:
            heading = self.heading
            over = [line for line in self.plain if heading is None or line.at < heading.at]
            known = self.titled is not None or heading is not None
            name = series_above(over, self.marked[0], self.blocks, titled=known)
            series = name.text if name else None
            self.used |= {name.at} if name else set()
        self.used |= {line.at for line in self.plain if series and _is_running(line.text, series)}
        return series

    def take_publisher(self) -> str | None:
        last = self.lines[-1].at if self.lines else 0
        apart = bool(self.lines) and self.blocks[last].gap > 0 and not self.blocks[last].level
        headlines = {last} if apart and last and self.titled is None else set()
        unused = [line for line in self.plain if line.at not in self.used]
        publisher = publisher_of(unused, headlines, alone=bool(self.used))
        named = [line for line in self.plain if publisher and line.text.endswith(publisher)]
        self.used |= {line.at for line in named}
        return publisher

    def take_title(self) -> Line | None:
        """Return the line that is the title; None where it is known and not printed in part."""
        rest = [line for line in self.plain if line.at not in self.used]
        rest = [line for line in rest if may_be_title(line, self.flags)]
        title = self.heading or title_of(rest, self.blocks, self.flags, masthead=bool(self.used))
        if title is None and not self.used & {0} and self.marked and self.marked[0].at == 1:
            title = self.lines[0]
        if self.titled and not (self.heading and _is_part(self.heading.text, self.titled)):
            title = None
        self.used |= {title.at} if title else set()
        return title


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
    return {word for word in told if not WEEKDAY.fullmatch(word)}


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
