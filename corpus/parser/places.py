"""Where the pieces of a text stand, line by line; kept through joining and parting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Box

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
    box, words = spot.box, spot.words
    if box is None or len(words) != len(line.split()):
        return replace(spot, words=())
    before = len(line[: first - spot.start].split())
    count = len(line[first - spot.start : last - spot.start].split())
    kept = words[before : before + count]
    if before and kept:
        box = replace(box, left=kept[0])
    if before + count < len(words):
        box = replace(box, right=words[before + count] - _BLANK * (box.top - box.bottom))
    return replace(spot, box=box, words=kept)


def shifted(spots: Sequence[Spot], offset: int) -> tuple[Spot, ...]:
    """Return the spots of a text before which ``offset`` characters were put."""
    return tuple(replace(spot, start=spot.start + offset) for spot in spots)


def boxes(spots: Sequence[Spot]) -> tuple[Box, ...]:
    """Return where the lines stand, as far as that is known."""
    return tuple(spot.box for spot in spots if spot.box is not None)
