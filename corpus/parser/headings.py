"""Which blocks are headings, and how deep each stands.

Mark-up decides where a source has it. Elsewhere a heading is a short block with an open end before
text; blocks in capitals stand above numbered ones, those above plain ones, and of two that stand
on each other the upper one is the rubric.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.briefing import Kind
from corpus.parser.blocks import Block
from corpus.parser.labels import label_of
from corpus.parser.seams import is_item, is_time
from corpus.parser.words import (
    BYLINE,
    CLOSING,
    SALUTATION,
    SIGNED,
    first_word,
    is_capitals,
    is_dangling,
    is_open,
    is_terminated,
    words,
)

_LONGEST = 170
_MOST_WORDS = 26
_LONGEST_NUMBERED = 130
#: More lines than this on each other are a list even at the top of a document.
_MOST_TOP_LINES = 8
#: A line of a letter's head that refers to others (``REF: 23 TOWN 112, 23 TOWN 98``).
_REFERENCE = re.compile(r"[^\W\d_]{2,12}: [^a-z]*\d[^a-z]*\b\d[^a-z]*$")
_TOP_ROWS = 12
#: A line that tells how to reach somebody is no longer.
_LONGEST_CONTACT = 80
_CONTACT = re.compile(r"\S@\S+\.\w|https?://|www\.|(?:\+|\b0)\d[\d /().–-]{6,}")
#: A signature has no more lines than this.
_LAST_LINES = 6
#: A letter at the top of a newsletter has no more paragraphs than this.
_LONGEST_LETTER = 8
_FIGURE = re.compile(
    r"[^\W\d_]{0,4}\s?[\d.,\u00a0 ]*\d\s?(?:%|Prozent|percent|per cent|[^\W\d_]{1,12})?\.?$"
)
#: A figure and, from the line below it, what it counts (``2.4M`` / ``people without shelter``).
_CAPTIONED = re.compile(
    r"[^\W\d_]{0,4}\s?\d[\d.,\u00a0]*"
    r"(?:\s?%|[^\W\d_]{1,3}|\s(?:Prozent|per ?cent|[^\W\d_]{1,3}\.))?\s[^\W\d_A-ZÄÖÜ]"
)
_NUMBER = re.compile(r"\(?((?:\d{1,2}[.)]?)(?:\d{1,2}\.?)*|[IVXLC]+\.|[A-Za-z][.)])\s")
_ISSUED = re.compile(r"\S+@\S+|https?://|www\.|\bISSN\b|\bTel\.|©|\bCopyright\b")
_CREDITED = re.compile(r"[^()]{10,}\s\([^\W\d_][^()]{1,60}\)$")

_NO_HEADINGS = (
    *(BYLINE, CLOSING, SALUTATION, _ISSUED),
    *(re.compile(r"[-–—]"), re.compile(r"\([^()]+\)$")),
)
_SENTENCE_WITHIN = re.compile(r"(?:[a-zß-öø-ÿ]{5,}|\))\. [^\W\d_a-zß-öø-ÿ]")
#: The number of a heading without full stop.
_BARE_NUMBER = re.compile(r"\d{1,2} [^\W\d_a-zß-öø-ÿ]")
_PLAIN = 2
#: Numbered headings from which on the document is taken to be numbered throughout.
_FEW_NUMBERS = 3

#: Typographic weight (0 is heaviest) and depth of numbering.
Style = tuple[int, int]


def candidates(
    blocks: Sequence[Block], months: frozenset[str], taken: frozenset[int], *, marked_up: bool
) -> list[bool]:
    """Tell for each block whether it is a heading; those at ``taken`` are known not to be."""
    if marked_up and any(block.level for block in blocks):
        return [block.level is not None and at not in taken for at, block in enumerate(blocks)]
    flags: list[bool] = []
    topics = _topics(blocks)
    airy = sum(block.gap > 0 for block in blocks) >= 0.15 * len(blocks) and not _is_tight(blocks)
    for at, block in enumerate(blocks):
        following = next((b for b in blocks[at + 1 :][:1]), None)
        below = at > 0 and flags[-1]
        flags.append(
            at not in taken
            and following is not None
            and not (below and _is_caption(blocks[at - 1], block, following))
            and (
                at in topics
                or _may_be(block, following, months, airy=airy)
                or (below and _is_below_rubric(block, following, airy=airy))
            )
        )
    _drop_small(blocks, flags)
    _drop_contacts(blocks, flags)
    _drop_signatures(blocks, flags)
    _drop_runs(blocks, flags)
    _drop_childless(blocks, flags)
    return flags


def levels(
    blocks: Sequence[Block], flags: Sequence[bool], months: frozenset[str]
) -> dict[int, int]:
    """Return the level of each heading (1 is the outermost) by the index of its block."""
    found = [at for at, flag in enumerate(flags) if flag]
    if any(blocks[at].level for at in found):
        return {at: blocks[at].level or 1 for at in found}
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
        at for at in styles if is_item(blocks[at].text, months) and not _depth(blocks[at].text)
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


def is_credited(text: str) -> bool:
    """Tell whether the text ends with a name in brackets, as digest headlines do."""
    return bool(_CREDITED.match(text))


def _may_be(block: Block, following: Block, months: frozenset[str], *, airy: bool) -> bool:
    text, size = block.text, len(following.text)
    if block.kind is not Kind.TEXT or block.table or block.glued or len(text) > _LONGEST:
        return False
    if any(form.match(text) for form in _NO_HEADINGS) or _SENTENCE_WITHIN.search(text):
        return False
    if (block.rows > 1 and _CAPTIONED.match(text)) or _is_listed(block, following):
        return False
    if is_item(text, months):
        apart = block.gap > 0 and following.gap > 0
        return _may_be_numbered(text, following, months, apart=apart)
    if _is_figure(text):
        return size > len(text) and not is_time(text)
    if is_time(text) or not any(c.isalpha() for c in text) or len(words(text)) > _MOST_WORDS:
        return False
    if text.endswith(":"):
        listed = is_item(following.text, months) and not is_terminated(following.text)
        return is_capitals(text) or listed
    if _is_unfinished(text) or (block.first < _TOP_ROWS and _REFERENCE.match(text)):
        return False
    if label_of(text) and not is_credited(text) and not is_capitals(text.split(":")[0]):
        return _is_headline(block, following, airy=airy)
    return not text.endswith(("!", "?")) or size > len(text)


def _is_listed(block: Block, following: Block) -> bool:
    """Tell whether two short lines with labels stand on each other, or a question above both."""
    if label_of(block.text) is None or label_of(following.text) is None:
        return False
    if following.gap:
        return block.text.endswith("?")
    return not is_terminated(following.text) and len(following.text) < 2 * len(block.text)


def _is_unfinished(text: str) -> bool:
    """Tell whether the text breaks off, or ends as a sentence does (a question or call aside)."""
    ended = is_terminated(text) and not text.rstrip("\"'”’“»›").endswith(("!", "?"))
    return ended or is_dangling(text) or is_open(text)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and any(c.isdigit() for c in text)


def _is_caption(above: Block, block: Block, following: Block) -> bool:
    """Tell whether a line says what the figure above it counts, and no text goes on from it."""
    apart = block.gap == 0 and following.gap > 0
    return _is_figure(above.text) and (apart or _is_figure(following.text))


def _is_below_rubric(block: Block, following: Block, *, airy: bool) -> bool:
    """Tell whether a line with a label's form stands between a rubric and its text."""
    labelled = block.kind is Kind.TEXT and not block.glued and label_of(block.text) is not None
    open_end = not is_terminated(block.text) and not is_dangling(block.text)
    return labelled and open_end and (block.gap > 0 or not airy) and _is_said(block, following)


def _is_headline(block: Block, following: Block, *, airy: bool) -> bool:
    """Tell whether a line with a label's form is a heading: text set apart from it follows.

    airy: blank lines set the document's blocks apart; elsewhere the text has several lines.
    """
    if block.first == 0:
        return block.rows <= 3 and len(block.text) <= 150
    apart = block.gap > 0 and following.gap > 0
    long = following.rows >= 2 or len(following.text) > 2 * len(block.text) + _LONGEST_CONTACT
    above = block.gap > 0 and block.rows == 1 and following.rows >= 2
    apart = apart or ((above or (not airy and long)) and following.gap == 0)
    return apart and _is_said(block, following)


def _topics(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the lines with a label's form that stand right above a text, if several do.

    Blank lines are above them and none below, so they head their texts (``Debate: Fisheries``).
    """
    found = [
        at
        for at, (block, text) in enumerate(itertools.pairwise(blocks))
        if block.kind is text.kind is Kind.TEXT
        and block.gap > 0
        and text.gap == 0
        and not (block.glued or block.table or is_terminated(block.text))
        and len(block.text) <= _LONGEST_CONTACT
        and label_of(block.text) is not None
        and label_of(text.text) is None
        and is_terminated(text.text)
        and len(text.text) > max(_LONGEST_CONTACT, len(block.text))
        and not BYLINE.match(block.text.replace(":", "", 1))
    ]
    return frozenset(found if len(found) > 1 else ())


def _is_said(block: Block, following: Block) -> bool:
    """Tell whether the words after a label say something, above a longer text that is ended."""
    if block.rows > 2 or " · " in block.text or " | " in block.text:
        return False
    rest = block.text.split(":", 1)[1].split()
    small = max((len(word) for word in rest if word.islower()), default=0)
    said = (len(rest) >= 3 and small > 1) or (len(rest) == 2 and small > 3)
    longer = len(following.text) > len(block.text) or following.text.endswith(":")
    ended = is_terminated(following.text) and longer
    return said and ended and not BYLINE.match(block.text.replace(":", "", 1))


def _may_be_numbered(text: str, following: Block, months: frozenset[str], *, apart: bool) -> bool:
    if len(text) > _LONGEST_NUMBERED or text[-1] in ".;,":
        return False
    if not is_item(following.text, months) or _depth(following.text) > _depth(text):
        return True
    return apart and text[0].isdigit() and following.text.lstrip("(")[0].isalpha()


def _drop_signatures(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag the lines that sign a letter: short ones after its text, before the first heading."""
    opened = next((at for at, b in enumerate(blocks) if SALUTATION.match(b.text)), None)
    if opened is None:
        return
    for at in range(opened + 1, min(opened + _LONGEST_LETTER, len(blocks))):
        if not flags[at]:
            continue
        signed = SIGNED.match(blocks[at].text) or (
            at + 1 < len(blocks) and flags[at + 1] and _is_name(blocks[at].text)
        )
        if at == opened + 1 or not signed:
            return
        flags[at] = False


def _drop_small(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag lines that begin with a small letter, unless most headings of the document do."""
    found = [at for at, flag in enumerate(flags) if flag]
    small = [at for at in found if first_word(blocks[at].text).islower()]
    if 2 * len(small) <= len(found):
        for at in small:
            flags[at] = False


def _drop_contacts(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag names above a telephone number or mail address, below a heading or a label."""
    for end, block in enumerate(blocks):
        if flags[end] or len(block.text) > _LONGEST_CONTACT or not _CONTACT.search(block.text):
            continue
        start = end
        while start > 0 and flags[start - 1]:
            start -= 1
        labelled = start > 0 and blocks[start - 1].text.endswith(":")
        for at in range(start if labelled else start + 1, end):
            flags[at] = False


def _is_name(text: str) -> bool:
    parts = text.split()
    return 2 <= len(parts) <= 3 and all(part[0].isupper() and part[1:].islower() for part in parts)


def _depth(text: str) -> int:
    number = _NUMBER.match(text)
    return number[1].rstrip(".)").count(".") if number else 0


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Tell whether headings stand right on their text: more than one surely does."""
    found = [
        block
        for block, text in itertools.pairwise(blocks)
        if block.gap > 0 and text.gap == 0 and text.rows >= 2 and block.rows == 1
        if not is_terminated(block.text) and not block.mark and label_of(block.text) is None
    ]
    return len(found) >= 2


def _drop_runs(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag lines of a list: three or more short lines on each other, past the document's head."""
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and flags[end] and (end == at or blocks[end].gap == 0):
            end += 1
        if end - at >= (3 if at else _MOST_TOP_LINES):
            keep = end - 1 if blocks[end].gap == 0 and blocks[end - 1].gap > 0 else end
            flags[at + 1 : keep] = [False] * (keep - at - 1)
        at = max(end, at + 1)


def _drop_childless(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag headings at the end that only short lines (names, addresses) follow."""
    for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LAST_LINES), -1):
        if not flags[at] and not _is_tail(blocks[at]):
            return
        flags[at] = False


def _is_tail(block: Block) -> bool:
    if block.text[:1].isdigit():
        return False
    return len(block.text) < 40 and not block.mark and not block.text.endswith((".", "!", "?"))


def style_of(text: str, months: frozenset[str] = frozenset()) -> Style:
    """Return a rank of typographic weight (0 is heaviest) and the depth of numbering."""
    if is_item(text, months) and _depth(text):
        return 1, _depth(text)
    if is_capitals(text) and len(text) > 3:
        return 0, 0
    if is_item(text, months):
        return 1, _depth(text)
    if text.endswith(":"):
        return 0, 1
    return 2, 0
