"""Pieces of a page → stretches of text in reading order: columns found by the white between them.

The order in which a file draws its text is a hint at most. A column is known by its left edge, at
which many lines begin, and by the white before it that no line crosses; a line that does cross (a
title, a table as wide as the page) parts what stands above from what stands below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.pieces import Piece, is_mark

#: In ems of the text: the least white between columns; how far apart edges of lines may be to
#: count as one; how far marks of items stand out to the left of an edge that many lines share.
_GUTTER = 0.6
_EDGE = 0.4
_OUTDENT = 2.6
#: Lines and words that each of two columns has at least; words and letters of its lines, most of
#: them; how wide they are in ems.
_LINES = 3
_WORDS = 14
_WORDS_A_LINE, _LETTERS_A_LINE = 2, 14
_NARROWEST = 7.0
#: In ems: white across the page that parts a line or two from the columns below them.
_PARTING = 1.6
#: Points that rows of cells beside each other begin apart at most; how much more than usual the
#: white above a paragraph or a row of cells is.
_SHIFT = 2.0
_LOOSE = 1.3
#: Edges that are tried, the likeliest first.
_TRIED = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to be read from top to bottom. follows: it goes on where the one before it ended."""

    pieces: tuple[Piece, ...]
    follows: bool = False


def stretches(pieces: Sequence[Piece], em: float) -> list[Stretch]:
    """Return the stretches of a page in reading order. em: size of the text, in points."""
    edge, bands = _best(pieces, em)
    if edge is None:
        return [Stretch(tuple(pieces))] if pieces else []
    result: list[Stretch] = []
    for band in bands:
        if not band.columns:
            result.append(Stretch(tuple(band.pieces)))
            continue
        left, right = _sides(band.pieces, edge, em)
        result.extend(stretches(left, em))
        first, *rest = stretches(right, em)
        result += [Stretch(first.pieces, follows=True), *rest]
    return result


def _sides(pieces: Sequence[Piece], edge: float, em: float) -> tuple[list[Piece], list[Piece]]:
    """Part pieces that do not cross the white before ``edge``."""
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in pieces:
        beyond = piece.right > edge - _GUTTER * em or _stands_out(piece, edge, em)
        (right if beyond else left).append(piece)
    return left, right


def _stands_out(piece: Piece, edge: float, em: float) -> bool:
    """Tell whether a piece begins with the mark of an item whose lines begin at ``edge``."""
    return 0 <= edge - piece.left <= _OUTDENT * em and is_mark(piece.words[0])


@dataclass(slots=True)
class _Band:
    """Pieces between two heights. columns: they stand in two columns."""

    pieces: list[Piece]
    columns: bool = False


def _best(pieces: Sequence[Piece], em: float) -> tuple[float | None, list[_Band]]:
    """Return the left edge that parts most text, and the bands that it makes of the pieces."""
    if len(pieces) < 2 * _LINES:
        return None, []
    ordered = sorted(pieces, key=lambda piece: -piece.base)
    best: tuple[int, float | None, list[_Band]] = (0, None, [])
    for edge in _edges(ordered, em):
        bands = _bands(ordered, edge, em)
        worth = sum(len(band.pieces) for band in bands if band.columns)
        if worth > best[0]:
            best = (worth, edge, bands)
    return best[1], best[2]


def _edges(pieces: Sequence[Piece], em: float) -> list[float]:
    """Return where lines begin in the midst of the page, the likeliest first."""
    least = min(piece.left for piece in pieces) + _NARROWEST * em
    slots: dict[int, list[float]] = {}
    for piece in pieces:
        if piece.left > least:
            slots.setdefault(round(piece.left / (_EDGE * em)), []).append(piece.left)
    ranked = sorted(slots.values(), key=len, reverse=True)
    return [min(lefts) for lefts in ranked[:_TRIED] if len(lefts) >= _LINES]


def _bands(ordered: Sequence[Piece], edge: float, em: float) -> list[_Band]:
    """Part the pieces, from the top, where one of them crosses the white before ``edge``."""
    result: list[_Band] = []
    for crossing, group in _grouped(ordered, edge, em):
        if crossing:
            _extend(result, group)
            continue
        above, below = _trimmed(group, edge, em)
        if above:
            _extend(result, above)
        if _are_columns(below, edge, em):
            result.append(_Band(below, columns=True))
        elif below:
            _extend(result, below)
    return result


def _extend(bands: list[_Band], pieces: Sequence[Piece]) -> None:
    if bands and not bands[-1].columns:
        bands[-1].pieces.extend(pieces)
    else:
        bands.append(_Band(list(pieces)))


def _grouped(ordered: Sequence[Piece], edge: float, em: float) -> list[tuple[bool, list[Piece]]]:
    """Return runs of pieces that cross the white, with what stands beside them, and of others."""
    lines = [
        piece.base
        for piece in ordered
        if piece.left < edge - _EDGE * em
        and piece.right > edge - _GUTTER * em
        and not _stands_out(piece, edge, em)
    ]
    result: list[tuple[bool, list[Piece]]] = []
    at = 0
    for piece in ordered:
        while at < len(lines) and lines[at] > piece.base + 0.5 * em:
            at += 1
        crossing = at < len(lines) and abs(lines[at] - piece.base) <= 0.5 * em
        if (
            result
            and result[-1][0] == crossing
            and not (not crossing and _parted(result[-1][1][-1], piece, lines))
        ):
            result[-1][1].append(piece)
        else:
            result.append((crossing, [piece]))
    return result


def _parted(above: Piece, below: Piece, lines: Sequence[float]) -> bool:
    return any(below.base < line < above.base for line in lines)


def _trimmed(group: list[Piece], edge: float, em: float) -> tuple[list[Piece], list[Piece]]:
    """Part off the lines above the columns: one or two, then white across the page."""
    for at in range(1, len(group)):
        if group[at - 1].base - group[at].base - group[at].size < _PARTING * em:
            continue
        rows = {round(piece.base) for piece in _sides(group[:at], edge, em)[1]}
        return (group[:at], group[at:]) if len(rows) < _LINES else ([], group)
    return [], group


def _are_columns(pieces: Sequence[Piece], edge: float, em: float) -> bool:
    left, right = _sides(pieces, edge, em)
    return _reads(left, em) and _reads(right, em) and not _is_table(left, right)


def _reads(side: Sequence[Piece], em: float) -> bool:
    """Tell whether the pieces of a side are lines of text rather than cells of a table."""
    rows: dict[int, list[Piece]] = {}
    for piece in side:
        rows.setdefault(round(piece.base / 2), []).append(piece)
    words = [sum(len(piece.words) for piece in row) for row in rows.values()]
    if len(rows) < _LINES or sum(words) < _WORDS or median(words) < _WORDS_A_LINE:
        return False
    letters = [sum(len(piece.text) for piece in row) for row in rows.values()]
    if median(letters) < _LETTERS_A_LINE:
        return False
    wide = [max(p.right for p in row) - min(p.left for p in row) for row in rows.values()]
    return median(wide) >= _NARROWEST * em


def _is_table(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Tell whether cells stand beside each other: begun together, and drawn row by row."""
    starts = _starts(left), _starts(right)
    together = sum(any(abs(one - other) < _SHIFT for other in starts[1]) for one in starts[0])
    if together < 0.8 * max(map(len, starts)):
        return False
    drawn = sorted([(piece.order, 0) for piece in left] + [(piece.order, 1) for piece in right])
    changes = sum(one[1] != other[1] for one, other in pairwise(drawn))
    return changes > max(2, together)


def _starts(side: Sequence[Piece]) -> list[float]:
    """Return the heights at which something begins, below more white than between lines."""
    bases = sorted({round(piece.base, 1) for piece in side}, reverse=True)
    drops = [above - below for above, below in pairwise(bases)]
    usual = median(drops) if drops else 0
    below = zip(drops, bases[1:], strict=True)
    return bases[:1] + [base for drop, base in below if drop > _LOOSE * usual]
