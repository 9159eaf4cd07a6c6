"""Pieces of a stretch → rows of text: words in order, cells parted, sizes and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.cells import Gap, part_cells
from corpus.readers.pdf.pieces import TOUCHING, Piece
from corpus.readers.pdf.raised import is_number, is_power, is_raised
from corpus.readers.pdf.tables import Cell, find_tables

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
    cuts = part_cells(lines)
    return [
        _single(line[0]) if len(line) == 1 else _row(line, cut)
        for line, cut in zip(lines, cuts, strict=True)
    ]


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


def _is_note(piece: Piece, beside: Piece) -> bool:
    """Tell whether a piece is the raised number of a note close to the other."""
    gap = max(piece.left - beside.right, beside.left - piece.right)
    return (
        gap < _NEAR * beside.size
        and is_number(piece.text)
        and is_raised(piece.size, piece.base, (beside.size, beside.base))
        and not is_power(beside.words[-1])
    )


def _row(line: Sequence[Piece], cuts: Sequence[Gap]) -> Row:
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
