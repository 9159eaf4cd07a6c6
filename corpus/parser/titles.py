"""Which of the lines above the first text is the title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from corpus.parser.blocks import Block
from corpus.parser.dates import months
from corpus.parser.issued import dateline
from corpus.parser.labels import label_of
from corpus.parser.lines import Line, is_only
from corpus.parser.ranks import style_of
from corpus.parser.words import is_capitals, words

#: Words of a title that stands above the headings of its parts: more than these.
_MUCH = 2
AGENCY = re.compile(r"\((?:ots|[^()]*(?:newswire|presse|press|ots|wire)[^()]*)\)", re.IGNORECASE)
#: Style of a heading that is neither numbered nor in capitals.
_PLAIN = (2, 0)


def may_be_title(line: Line, flags: Sequence[bool]) -> bool:
    """Tell whether a line is no list of contents after a label."""
    listed = any(mark in line.text for mark in (" · ", " | ", " • "))
    return flags[line.at] or not listed or label_of(line.text) is None


def title_of(
    plain: Sequence[Line], blocks: Sequence[Block], flags: Sequence[bool], *, masthead: bool
) -> Line | None:
    """Return the line that is the title, unless it heads one part among equals."""
    if not plain:
        return None
    line = plain[0]
    styled = [candidate for candidate in plain if blocks[candidate.at].styled]
    if styled:
        return _heaviest(styled, blocks)
    if blocks[line.at].level:
        return line if is_only(blocks, line.at) else None
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


def _heaviest(styled: Sequence[Line], blocks: Sequence[Block]) -> Line | None:
    """Return the line that is set as no other one is, the heaviest of them."""
    alone = [line for line in styled if blocks[line.at].level and is_only(blocks, line.at)]
    return min(alone, key=lambda line: blocks[line.at].level or 0, default=None)


def _is_over_parts(line: Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line of some words stands apart above a heading, as no other one does."""
    below = line.at + 1
    if below >= len(blocks) or not flags[below] or len(words(line.text)) <= _MUCH:
        return False
    apart = blocks[line.at].gap > 0 and blocks[below].gap > 0
    return apart and not any(a and b for a, b in itertools.pairwise(flags[below:]))


def _is_first_number(line: Line, blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Tell whether a line with a bare 1 before it is the first of numbered headings."""
    later = [blocks[at].text for at in range(line.at + 1, len(blocks)) if flags[at]]
    return line.text.startswith("1 ") and any(text.startswith(("2 ", "2.")) for text in later)


def subtitles_of(
    plain: Sequence[Line], blocks: Sequence[Block], flags: Sequence[bool]
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
