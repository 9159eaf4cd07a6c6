"""Which blocks are headings.

Mark-up decides where a source has it, and how lines are set where several are set apart. Elsewhere
a heading is a short block with an open end before text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from corpus.briefing import Kind
from corpus.parser.blocks import Block
from corpus.parser.items import follows, is_item, is_time, opens
from corpus.parser.labels import label_of
from corpus.parser.pruning import (
    LONGEST_CONTACT,
    drop_childless,
    drop_contacts,
    drop_runs,
    drop_signatures,
    drop_small,
)
from corpus.parser.ranks import depth_of
from corpus.parser.words import (
    BYLINE,
    CLOSING,
    SALUTATION,
    is_capitals,
    is_dangling,
    is_open,
    is_terminated,
    words,
)

#: Lines set as headings from which on the document sets all its headings so: a title and one.
_FEW_STYLED = 1
_LONGEST = 170
_MOST_WORDS = 26
_LONGEST_NUMBERED = 130
#: A line of a letter's head that refers to others (``REF: 23 TOWN 112, 23 TOWN 98``).
_REFERENCE = re.compile(r"[^\W\d_]{2,12}: [^a-z]*\d[^a-z]*\b\d[^a-z]*$")
_TOP_ROWS = 12
_FIGURE = re.compile(
    r"[^\W\d_]{0,4}\s?[\d.,\u00a0 ]*\d\s?(?:%|Prozent|percent|per cent|[^\W\d_]{1,12})?\.?$"
)
#: A figure and, from the line below it, what it counts (``2.4M`` / ``people without shelter``).
_CAPTIONED = re.compile(
    r"[^\W\d_]{0,4}\s?\d[\d.,\u00a0]*"
    r"(?:\s?%|[^\W\d_]{1,3}|\s(?:Prozent|per ?cent|[^\W\d_]{1,3}\.))?\s[^\W\d_A-ZÄÖÜ]"
)
_ISSUED = re.compile(r"\S+@\S+|https?://|www\.|\bISSN\b|\bTel\.|©|\bCopyright\b")
_CREDITED = re.compile(r"[^()]{10,}\s\([^\W\d_][^()]{1,60}\)$")

_NO_HEADINGS = (
    *(BYLINE, CLOSING, SALUTATION, _ISSUED),
    *(re.compile(r"[-–—]"), re.compile(r"\([^()]+\)$")),
)
_SENTENCE_WITHIN = re.compile(r"(?:[a-zß-öø-ÿ]{5,}|\))\. [^\W\d_a-zß-öø-ÿ]")


def candidates(
    blocks: Sequence[Block], months: frozenset[str], taken: frozenset[int], *, marked_up: bool
) -> list[bool]:
    """Tell for each block whether it is a heading; those at ``taken`` are known not to be."""
    levelled = [block.level is not None and at not in taken for at, block in enumerate(blocks)]
    styled = sum(block.styled for block, flag in zip(blocks, levelled, strict=True) if flag)
    if (marked_up and any(levelled)) or styled > _FEW_STYLED:
        return levelled
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
            and not (at > 0 and not below and _goes_on(blocks[at - 1], block))
            and (
                levelled[at]
                or at in topics
                or _may_be(block, following, months, airy=airy)
                or (below and _is_below_rubric(block, following, airy=airy))
            )
        )
    drop_small(blocks, flags)
    drop_contacts(blocks, flags)
    drop_signatures(blocks, flags)
    drop_runs(blocks, flags)
    drop_childless(blocks, flags)
    return [flag or level for flag, level in zip(flags, levelled, strict=True)]


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
    long = following.rows >= 2 or len(following.text) > 2 * len(block.text) + LONGEST_CONTACT
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
        and len(block.text) <= LONGEST_CONTACT
        and label_of(block.text) is not None
        and label_of(text.text) is None
        and is_terminated(text.text)
        and len(text.text) > max(LONGEST_CONTACT, len(block.text))
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


def _goes_on(above: Block, block: Block) -> bool:
    """Tell whether a block is the next item of the list that the line above belongs to."""
    return block.gap == 0 and follows(block.text, above.text)


def _may_be_numbered(text: str, following: Block, months: frozenset[str], *, apart: bool) -> bool:
    if len(text) > _LONGEST_NUMBERED or text[-1] in ".;,":
        return False
    if not is_item(following.text, months) or depth_of(following.text) > depth_of(text):
        return True
    if apart and opens(following.text):
        return True
    return apart and text[0].isdigit() and following.text.lstrip("(")[0].isalpha()


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Tell whether headings stand right on their text: more than one surely does."""
    found = [
        block
        for block, text in itertools.pairwise(blocks)
        if block.gap > 0 and text.gap == 0 and text.rows >= 2 and block.rows == 1
        if not is_terminated(block.text) and not block.mark and label_of(block.text) is None
    ]
    return len(found) >= 2
