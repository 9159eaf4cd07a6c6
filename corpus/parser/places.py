"""Where the pieces of a text stand, line by line; kept through joining and parting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Box

_WORD = re.compile(r"\S+")
#: Share of a line's height that the blank between two words takes.
_BLANK = 0.25


@dataclass(frozen=True, slots=True)
class Spot:
    """A line within a text.

    start: offset in the text. box: None where only the page is known.
    words: where each word of the line begins; empty where that is not known.
    """

    start: int
    page: int | None = None
    box: Box | None = None
    words: tuple[float, ...] = ()


def cut(spots: Sequence[Spot], text: str, start: int, end: int) -> tuple[Spot, ...]:
    """Return the spots of ``text[start:end]``; lines that the cut divides are divided at words."""
    return tuple(_cut(spots, text, start, end))


def _cut(spots: Sequence[Spot], text: str, start: int, end: int) -> Iterator[Spot]:
    for number, spot in enumerate(spots):
        stop = spots[number + 1].start if number + 1 < len(spots) else len(text)
        if stop <= start and number + 1 < len(spots):
            continue
        if spot.start >= end:
            return
        first, last = max(spot.start, start), min(stop, end)
        if text[first:last].strip() or number + 1 == len(spots):
            yield replace(_part(spot, text[spot.start : stop], first, last), start=first - start)


def _part(spot: Spot, line: str, first: int, last: int) -> Spot:
    """Return the part of a line between two offsets in the text."""
    box = spot.box
    if box is None or not spot.words:
        return replace(spot, words=())
    ends = [match.end() for match in _WORD.finditer(line)]
    if len(spot.words) != len(ends):
        return replace(spot, words=())
    start, stop = first - spot.start, last - spot.start
    begun = [match.start() for match in _WORD.finditer(line)]
    kept = [number for number, at in enumerate(ends) if start < at and begun[number] < stop]
    if not kept:
        return replace(spot, words=())
    left, right = kept[0], kept[-1]
    words = list(spot.words[left : right + 1])
    if start > 0:
        words[0] = _along(spot, box, left, (start - begun[left]) / (ends[left] - begun[left]))
        box = replace(box, left=words[0])
    if stop < ends[-1]:
        share = (stop - begun[right]) / (ends[right] - begun[right])
        box = replace(box, right=_along(spot, spot.box or box, right, share))
    return replace(spot, box=box, words=tuple(words))


def _along(spot: Spot, box: Box, word: int, share: float) -> float:
    """Return how far from the left a word has come after a share of its letters (0 to 1)."""
    start = spot.words[word]
    last = word + 1 == len(spot.words)
    end = box.right if last else spot.words[word + 1] - _BLANK * (box.top - box.bottom)
    return start + min(max(share, 0.0), 1.0) * (max(end, start) - start)


def shifted(spots: Sequence[Spot], offset: int) -> tuple[Spot, ...]:
    """Return the spots of a text before which ``offset`` characters were put."""
    return tuple(replace(spot, start=spot.start + offset) for spot in spots)


def boxes(spots: Sequence[Spot]) -> tuple[Box, ...]:
    """Return where the lines stand, as far as that is known."""
    return tuple(spot.box for spot in spots if spot.box is not None)
