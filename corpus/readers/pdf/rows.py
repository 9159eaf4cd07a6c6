"""Pieces of a stretch → rows of text: words in order, cells parted, sizes and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf.pieces import TOUCHING, Piece, is_mark
from corpus.readers.pdf.raised import is_number, is_power, is_raised
from corpus.readers.pdf.tables import Cell, find_tables

#: In ems: a gap that may part cells; one that may beside others; one that does whatever stands
#: beside it.
_CELL, _NARROW = 0.9, 0.6
_APART = 4.0
#: In ems: white between a word and the number of its note, at most.
_NEAR = 0.4
#: How much of the lower of two pieces must be level with the other for them to share a line.
_LEVEL = 0.5
#: In ems below and above the base line: what a line takes.
BELOW, ABOVE = 0.22, 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a stretch, in the reading frame.

    cells: its words, cell by cell; starts: where each word begins, cell by cell.
    base: of the lowest line, if its cells have several; rise: how far the highest is above it.
    size: of most of its letters. bold, italic: all of them are.
    """

    cells: tuple[tuple[str, ...], ...]
    starts: tuple[float, ...]
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool = False
    rise: float = 0.0

    @property
    def text(self) -> str:
        """Its cells with tabs between, their words with blanks."""
        return "\t".join(map(" ".join, self.cells))


def to_rows(pieces: Iterable[Piece]) -> list[Row]:
    """Return the rows that the pieces make, from the top."""
    ordered = sorted(pieces, key=lambda piece: (-piece.base, piece.left))
    tables, ordered = find_tables(ordered)
    rows = _lines(ordered)
    if tables:
        rows = sorted([*rows, *map(_tabled, tables)], key=lambda row: -row.base)
    return rows


def _tabled(cells: Sequence[Cell]) -> Row:
    """Return a row of a table by its cells."""
    pieces = [piece for cell in cells for piece in cell.pieces]
    told = [cell.words() for cell in cells]
    base = min(piece.base for piece in pieces)
    return Row(
        cells=tuple(tuple(words) for words, _ in told),
        starts=tuple(start for _, starts in told for start in starts),
        left=min(piece.left for piece in pieces),
        right=max(piece.right for piece in pieces),
        base=base,
        size=pieces[0].size,
        bold=all(piece.setting.bold for piece in pieces),
        italic=all(piece.setting.italic for piece in pieces),
        rise=max(piece.base for piece in pieces) - base,
    )


def _lines(ordered: Sequence[Piece]) -> list[Row]:
    """Return a row for each line of the pieces, which come from the top."""
    if not ordered:
        return []
    groups: list[list[Piece]] = []
    for piece in ordered:
        if groups and _is_level(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if max(map(len, groups), default=1) == 1:
        return [_single(piece) for [piece] in groups]
    lines = [_ordered(group) for group in groups]
    gaps = [_gaps(line) for line in lines]
    flush = _flush(lines)
    rows = []
    for at, line in enumerate(lines):
        if len(line) == 1:
            rows.append(_single(line[0]))
            continue
        beside = [gap for near in (at - 1, at + 1) if 0 <= near < len(lines) for gap in gaps[near]]
        words = line[1:] if is_mark(line[0].text) else line
        even = len(words) > 1 and _is_stretched(words, gaps[at], beside, flush=flush[at])
        cuts = [] if even else _cuts(line, gaps[at], beside)
        if cuts:
            cuts += [gap for gap in _gaps(line, _NARROW) if gap not in cuts and _meets(gap, beside)]
        rows.append(_row(line, cuts))
    return rows


def _single(piece: Piece) -> Row:
    return Row(
        cells=(tuple(piece.words),),
        starts=tuple(piece.starts),
        left=piece.left,
        right=piece.right,
        base=piece.base,
        size=piece.size,
        bold=piece.setting.bold,
        italic=piece.setting.italic,
    )


def _is_level(group: Sequence[Piece], piece: Piece) -> bool:
    main = group[0] if len(group) == 1 else max(group, key=lambda one: one.size)
    if main.base - piece.base > 1.5 * max(main.size, piece.size):
        return False
    if abs(main.base - piece.base) < 0.1 * piece.size:
        return True
    low, high = main.base - BELOW * main.size, main.base + ABOVE * main.size
    bottom, top = piece.base - BELOW * piece.size, piece.base + ABOVE * piece.size
    return min(high, top) - max(low, bottom) >= _LEVEL * min(high - low, top - bottom)


def _ordered(group: list[Piece]) -> list[Piece]:
    """Return the pieces from the left, those drawn twice (to look bold) once."""
    if len(group) == 1:
        return group
    result: list[Piece] = []
    for piece in sorted(group, key=lambda one: one.left):
        twin = result and result[-1].text == piece.text
        if not twin or abs(result[-1].left - piece.left) >= 0.3 * piece.size:
            result.append(piece)
    return result


_Gap = tuple[float, float]


def _gaps(line: Sequence[Piece], least: float = _CELL) -> list[_Gap]:
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
    line: Sequence[Piece], gaps: Sequence[_Gap], beside: Sequence[_Gap], *, flush: bool
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


def _meets(gap: _Gap, beside: Sequence[_Gap]) -> bool:
    """Tell whether the line above or below has white in the same place."""
    return any(
        min(gap[1], end) - max(gap[0], start) > 0.5 * min(gap[1] - gap[0], end - start)
        for start, end in beside
    )


def _cuts(line: Sequence[Piece], gaps: Sequence[_Gap], beside: Sequence[_Gap]) -> list[_Gap]:
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


def _is_parted(line: Sequence[Piece], gaps: Sequence[_Gap]) -> bool:
    """Tell whether all other blanks of a line are far narrower than the white in it."""
    blanks = {(before.right, after.left) for before, after in pairwise(line)} - set(gaps)
    widest = max((end - start for start, end in blanks), default=0.0)
    return 2 * widest <= min(end - start for start, end in gaps)


def _is_note(piece: Piece, beside: Piece) -> bool:
    """Tell whether a piece is the raised number of a note close to the other."""
    gap = max(piece.left - beside.right, beside.left - piece.right)
    return (
        gap < _NEAR * beside.size
        and is_number(piece.text)
        and is_raised(piece.size, piece.base, (beside.size, beside.base))
        and not is_power(beside.words[-1])
    )


def _row(line: Sequence[Piece], cuts: Sequence[_Gap]) -> Row:
    cells: list[list[str]] = [[]]
    starts: list[float] = []
    sizes: Counter[float] = Counter()
    before: Piece | None = None
    for piece in line:
        words, begins = piece.words, piece.starts
        if before is not None:
            gap = piece.left - before.right
            if _is_note(piece, before):
                continue
            opens = before is line[0] and _is_note(before, piece)
            if -0.3 * piece.size < gap < TOUCHING * max(piece.size, before.size) and not opens:
                cells[-1][-1] += words[0]
                words, begins = words[1:], begins[1:]
            elif (before.right, piece.left) in cuts:
                cells.append([])
        cells[-1].extend(words)
        starts.extend(begins)
        sizes[piece.size] += len(piece.text)
        before = piece
    main = max(line, key=lambda one: sizes[one.size])
    return Row(
        cells=tuple(map(tuple, cells)),
        starts=tuple(starts),
        left=line[0].left,
        right=max(piece.right for piece in line),
        base=main.base,
        size=main.size,
        bold=all(piece.setting.bold for piece in line),
        italic=all(piece.setting.italic for piece in line),
    )
