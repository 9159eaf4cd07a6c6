"""The lines above the first text, with the dates that they give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parser.blocks import Block
from corpus.parser.dates import Found, find_dates, months
from corpus.parser.issued import EDGES, issue_date, without
from corpus.parser.words import INSTITUTION, ISSUE, is_terminated, words

_MONTH = re.compile(r"([^\W\d_]{3,})\.? (?:de )?(?:19|20)\d\d$")
_MOST_LINES = 7
#: Characters of what may stand above the title.
_LONGEST_ABOVE = 120
#: Characters of a line that names a body, although a full stop may end it (``e. V.``).
_LONGEST_BODY = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the text. rest: what it says beside the date."""

    at: int
    text: str
    found: Found | None
    rest: str


def heads_part(line: Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line with a date and more after it has its like further down."""
    if line.found is None or not line.text[line.found.end :].strip(EDGES):
        return False
    later = [blocks[at].text for at in range(line.at + 1, len(blocks)) if flags[at]]
    dated = [(text, found) for text in later if (found := issue_date(text))]
    return any(found.start and text[found.end :].strip(EDGES) for text, found in dated)


def leading(blocks: Sequence[Block], flags: Sequence[bool], title: str | None = None) -> list[Line]:
    """Return the lines before the first text: headings, and what else stands above a date.

    title: known from elsewhere; a line that repeats it is none of the text.
    """
    lines: list[Line] = []
    end = 0
    for at, block in enumerate(blocks[:_MOST_LINES]):
        body = len(block.text) < _LONGEST_BODY and bool(INSTITUTION.search(block.text))
        heads = block.text.endswith(("?", "!")) and any(flags[at + 1 : at + 2])
        heads = heads or flags[at] or (title is not None and words(block.text) == words(title))
        ended = is_terminated(block.text) and not (heads or body)
        if ended and _is_above_title(blocks, flags, at):
            continue
        if block.mark or len(block.text) > 200 or ended:
            break
        if block.level and not _may_lead(blocks, flags, at):
            break
        found = issue_date(block.text)
        lines.append(Line(at, block.text, found, without(block.text, found)))
        below = body and block.gap == 0 and end == at > 0
        if found or is_marked(lines[-1]) or heads or below:
            end = at + 1
    return lines[:end]


def _is_above_title(blocks: Sequence[Block], flags: Sequence[bool], at: int) -> bool:
    """Tell whether a short text stands above the title, as set, and heads nothing (a sponsor)."""
    if at or len(blocks[0].text) > _LONGEST_ABOVE or not any(flags[1:2]) or not blocks[1].styled:
        return False
    return _may_lead(blocks, flags, 1)


def _may_lead(blocks: Sequence[Block], flags: Sequence[bool], at: int) -> bool:
    """Tell whether a line with a level can stand above the text without heading a part of it.

    The first line does, one that is heavier than all that comes again (of mark-up: with headings
    of parts below it), and, by how it is set, one with the date or right above it.
    """
    block = blocks[at]
    if not block.styled and (at == 0 or not any(flags[at + 1 :])):
        return at == 0
    if block.styled and (issue_date(block.text) or (at == 0 and _is_dated(blocks, flags))):
        return True
    again = [b.level for b in blocks if b.level and b.level != block.level]
    repeated = {level for level in again if again.count(level) > 1}
    return is_only(blocks, at) and all(block.level < level for level in repeated if block.level)


def _is_dated(blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether the second line, which heads nothing, is a date and nothing else."""
    if len(blocks) < 2 or flags[1]:
        return False
    found = issue_date(blocks[1].text)
    return found is not None and not without(blocks[1].text, found)


def is_only(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether no other heading has the level of the one at ``at``."""
    return sum(block.level == blocks[at].level for block in blocks) == 1


def is_marked(line: Line) -> bool:
    """Tell whether a line numbers the issue or names the period that it covers."""
    if ISSUE.search(line.text):
        return True
    period = any(found.ranged for found in find_dates(line.text)) or is_month(line.text)
    return line.at > 0 and period and len(words(line.text)) <= 10


def is_month(text: str) -> bool:
    """Tell whether the text ends with a month and its year."""
    match = _MONTH.search(text)
    return match is not None and match[1].lower() in months()
