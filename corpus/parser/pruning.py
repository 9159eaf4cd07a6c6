"""Lines that look like headings and are none: signatures, contacts, lists, the last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.parser.blocks import Block
from corpus.parser.words import SALUTATION, SIGNED, first_word

#: More lines than this on each other are a list even at the top of a document.
_MOST_TOP_LINES = 8
#: A line that tells how to reach somebody is no longer.
LONGEST_CONTACT = 80
_CONTACT = re.compile(r"\S@\S+\.\w|https?://|www\.|(?:\+|\b0)\d[\d /().–-]{6,}")
#: A signature has no more lines than this.
_LAST_LINES = 6
#: A letter at the top of a newsletter has no more paragraphs than this.
_LONGEST_LETTER = 8


def drop_signatures(blocks: Sequence[Block], flags: list[bool]) -> None:
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


def drop_small(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag lines that begin with a small letter, unless most headings of the document do."""
    found = [at for at, flag in enumerate(flags) if flag]
    small = [at for at in found if first_word(blocks[at].text).islower()]
    if 2 * len(small) <= len(found):
        for at in small:
            flags[at] = False


def drop_contacts(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag names above a telephone number or mail address, below a heading or a label."""
    for end, block in enumerate(blocks):
        if flags[end] or len(block.text) > LONGEST_CONTACT or not _CONTACT.search(block.text):
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


def drop_runs(blocks: Sequence[Block], flags: list[bool]) -> None:
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


def drop_childless(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Unflag headings at the end that only short lines (names, addresses) follow."""
    for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LAST_LINES), -1):
        if not flags[at] and not _is_tail(blocks[at]):
            return
        flags[at] = False


def _is_tail(block: Block) -> bool:
    if block.text[:1].isdigit():
        return False
    return len(block.text) < 40 and not block.mark and not block.text.endswith((".", "!", "?"))
