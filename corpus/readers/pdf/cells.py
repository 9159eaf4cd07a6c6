"""Lines of pieces → where the white in them parts cells of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.pdf.pieces import Piece, is_mark

#: In ems: a gap that may part cells; one that may beside others; one that does whatever stands
#: beside it.
_CELL, _NARROW = 0.9, 0.6
_APART = 4.0

Gap = tuple[float, float]


def part_cells(lines: Sequence[Sequence[Piece]]) -> Iterator[list[Gap]]:
    """Yield the white that parts cells, line by line. The pieces of a line stand from the left."""
    gaps = [_gaps(line) for line in lines]
    flush = _flush(lines)
    for at, line in enumerate(lines):
        if len(line) == 1:
            yield []
            continue
        beside = [gap for near in (at - 1, at + 1) if 0 <= near < len(lines) for gap in gaps[near]]
        words = line[1:] if is_mark(line[0].text) else line
        even = len(words) > 1 and _is_stretched(words, gaps[at], beside, flush=flush[at])
        cuts = [] if even else _cuts(line, gaps[at], beside)
        if cuts:
            cuts += [gap for gap in _gaps(line, _NARROW) if gap not in cuts and _meets(gap, beside)]
        yield cuts


def _gaps(line: Sequence[Piece], least: float = _CELL) -> list[Gap]:
    """Return the white between the pieces that may part cells. least: its width in ems."""
    if len(line) == 1:
        return []
    return [
        (before.right, after.left)
        for before, after in pairwise(line)
        if after.left - before.right >= least * max(before.size, after.size)
        and not (before is line[0] and is_mark(before.text))
    ]


def _flush(lines: Sequence[Sequence[Piece]]) -> list[bool]:
    """Tell for each line whether it reaches from edge to edge."""
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    return [line[0].left - left + right - line[-1].right < line[0].size for line in lines]


def _is_stretched(
    line: Sequence[Piece], gaps: Sequence[Gap], beside: Sequence[Gap], *, flush: bool
) -> bool:
    """Tell whether the white is that of a line stretched to the edges of its column.

    A program that stretches a line mostly draws it at once, with even blanks between the words.
    """
    blanks = [after.left - before.right for before, after in pairwise(line)]
    if min(blanks) <= 0.75 * max(blanks):
        return False
    drawn = {piece.drawn for piece in line}
    if len(drawn) == 1:
        return True
    if len(drawn) < len(line):
        return max(blanks) < _APART * line[0].size
    return flush and len(line) > 2 and not all(_meets(gap, beside) for gap in gaps)


def _meets(gap: Gap, beside: Sequence[Gap]) -> bool:
    """Tell whether the line above or below has white in the same place."""
    return any(
        min(gap[1], end) - max(gap[0], start) > 0.5 * min(gap[1] - gap[0], end - start)
        for start, end in beside
    )


def _cuts(line: Sequence[Piece], gaps: Sequence[Gap], beside: Sequence[Gap]) -> list[Gap]:
    """Return the white that parts cells: where its like stands beside it, or much wider."""
    if not gaps:
        return []
    widths = [end - start for start, end in gaps]
    em = max(piece.size for piece in line)
    lone = len(widths) == 1 or max(widths) > 2 * min(widths)
    if len(gaps) > 1 and _is_parted(line, gaps):
        return list(gaps)
    return [
        gap
        for gap, width in zip(gaps, widths, strict=True)
        if _meets(gap, beside) or (lone and width >= _APART * em)
    ]


def _is_parted(line: Sequence[Piece], gaps: Sequence[Gap]) -> bool:
    """Tell whether all other blanks of a line are far narrower than the white in it."""
    blanks = {(before.right, after.left) for before, after in pairwise(line)} - set(gaps)
    widest = max((end - start for start, end in blanks), default=0.0)
    return 2 * widest <= min(end - start for start, end in gaps)
