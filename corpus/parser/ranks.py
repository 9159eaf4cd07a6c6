"""How deep each heading stands.

Mark-up decides where a source has it. Elsewhere blocks in capitals stand above numbered ones, those
above plain ones, and of two that stand on each other the upper one is the rubric.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.parser.blocks import Block
from corpus.parser.items import is_item
from corpus.parser.words import is_capitals

_NUMBER = re.compile(r"\(?((?:\d{1,2}[.)]?)(?:\d{1,2}\.?)*|[IVXLC]+\.|[A-Za-z][.)])\s")
#: The number of a heading without full stop.
_BARE_NUMBER = re.compile(r"\d{1,2} [^\W\d_a-zß-öø-ÿ]")
_PLAIN = 2
#: Numbered headings from which on the document is taken to be numbered throughout.
_FEW_NUMBERS = 3
#: Typographic weight (0 is heaviest) and depth of numbering.
Style = tuple[int, int]


def levels(
    blocks: Sequence[Block], flags: Sequence[bool], months: frozenset[str]
) -> dict[int, int]:
    """Return the level of each heading (1 is the outermost) by the index of its block."""
    found = [at for at, flag in enumerate(flags) if flag]
    told = {at: level for at in found if (level := blocks[at].level)}
    if len(told) == len(found):
        return told
    styles = {at: style_of(blocks[at].text, months) for at in found}
    bare = [at for at in found if _BARE_NUMBER.match(blocks[at].text) and styles[at][0] == _PLAIN]
    if len(bare) >= 2:
        styles |= dict.fromkeys(bare, (1, 0))
    styles |= _after_numbers(blocks, styles, months)
    ranks = _ranks(found, styles)
    counts = Counter(blocks[at].text for at in found)
    stacked = {at for at in found if styles.get(at + 1) == styles[at]}
    deep = {styles[at] for at in stacked}
    depths = {}
    for at in found:
        style = styles[at]
        depths[at] = 3 * ranks[style] + (style in deep and at not in stacked)
        if counts[blocks[at].text] > 1 and at not in stacked:
            depths[at] = 3 * ranks[style] + 2
    order = {depth: number for number, depth in enumerate(sorted(set(depths.values())), start=1)}
    return {at: order[depth] for at, depth in depths.items()}


def _after_numbers(
    blocks: Sequence[Block], styles: Mapping[int, Style], months: frozenset[str]
) -> dict[int, Style]:
    """Return the plain headings after the last numbered one, if no other stands among those.

    They are given its style: they head parts as the numbered ones do.
    """
    numbered = [
        at for at in styles if is_item(blocks[at].text, months) and not depth_of(blocks[at].text)
    ]
    if len(numbered) < _FEW_NUMBERS:
        return {}
    plain = [at for at in styles if styles[at] == (_PLAIN, 0) and at > numbered[0]]
    within = any(at < numbered[-1] for at in plain)
    return {} if within else dict.fromkeys(plain, styles[numbered[-1]])


def _ranks(found: Sequence[int], styles: Mapping[int, Style]) -> dict[Style, int]:
    """Order the styles by weight, but a style that mostly stands right above another before it."""
    stacks = Counter((styles[at], styles[at + 1]) for at in found if at + 1 in styles)
    order = sorted(set(styles.values()))
    for _ in order:
        for at in range(len(order) - 1):
            upper, lower = order[at], order[at + 1]
            if stacks[lower, upper] > stacks[upper, lower]:
                order[at], order[at + 1] = lower, upper
    return {style: rank for rank, style in enumerate(order)}


def depth_of(text: str) -> int:
    """Return how many levels the number that opens the text is below the first."""
    number = _NUMBER.match(text)
    return number[1].rstrip(".)").count(".") if number else 0


def style_of(text: str, months: frozenset[str] = frozenset()) -> Style:
    """Return a rank of typographic weight (0 is heaviest) and the depth of numbering."""
    if is_item(text, months) and depth_of(text):
        return 1, depth_of(text)
    if is_capitals(text) and len(text) > 3:
        return 0, 0
    if is_item(text, months):
        return 1, depth_of(text)
    if text.endswith(":"):
        return 0, 1
    return 2, 0
