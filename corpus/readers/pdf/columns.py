"""Pieces of a page → stretches of text in reading order: columns found by the white between them.

The order in which a file draws its text is a hint at most. A column is known by its left edge, at
which many lines begin, and by the white before it that no line crosses; a line that does cross (a
title, a table as wide as the page) parts what stands above from what stands below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf.boxes import boxed, is_smaller, sets_aside
from corpus.readers.pdf.gutters import EDGE, LINES, NARROWEST, Gutter
from corpus.readers.pdf.pieces import Piece

#: In ems: white across the page that parts a line or two from the columns below them.
_PARTING = 1.6
#: Share of the pieces that may cross the white where columns are.
_CROSSED = 0.7
#: Edges that are tried, the likeliest first.
_TRIED = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to be read from top to bottom.

    follows: it goes on where the one before it ended. bound: where the column right of it begins.
    """

    pieces: tuple[Piece, ...]
    follows: bool = False
    bound: float | None = None


def stretches_of_pages(pages: Sequence[Sequence[Piece]], em: float) -> list[list[Stretch]]:
    """Return the stretches of each page in reading order. em: size of the text, in points.

    Where some pages have columns, little text is enough to tell them on the others.
    """
    found: set[float] = set()
    result = [list(_stretches(pieces, em, frozenset(), found)) for pieces in pages]
    if not found:
        return result
    known = frozenset(found)
    return [
        list(_stretches(pieces, em, known, found)) if _mixes(stretches, em, known) else stretches
        for pieces, stretches in zip(pages, result, strict=True)
    ]


def _mixes(stretches: Sequence[Stretch], em: float, known: frozenset[float]) -> bool:
    """Tell whether there is something in the midst of a stretch where columns begin elsewhere."""
    for stretch in stretches:
        least = min(piece.left for piece in stretch.pieces) + NARROWEST * em
        inner = {piece.left for piece in stretch.pieces if piece.left > least}
        if any(abs(left - edge) <= EDGE * em for left in inner for edge in known):
            return True
    return False


def _stretches(
    pieces: Sequence[Piece], em: float, known: frozenset[float], found: set[float]
) -> Iterator[Stretch]:
    """Yield the stretches of a page; ``found`` gets the edges of its columns."""
    gutter, bands = _best(pieces, em, known)
    if gutter is None:
        if pieces:
            yield Stretch(tuple(pieces))
        return
    found.add(gutter.edge)
    for band in bands:
        if not band.columns:
            yield Stretch(tuple(band.pieces))
            continue
        left, right = gutter.sides(band.pieces)
        if band.aside:
            for part in boxed(left, right, em):
                bound = gutter.edge if part[0].left < gutter.edge else None
                yield from _bounded(_stretches(part, em, known, found), bound)
            continue
        yield from _bounded(_stretches(left, em, known, found), gutter.edge)
        first, *rest = _stretches(right, em, known, found)
        yield replace(first, follows=True)
        yield from rest


def _bounded(stretches: Iterable[Stretch], bound: float | None) -> Iterator[Stretch]:
    for stretch in stretches:
        yield stretch if stretch.bound else replace(stretch, bound=bound)


@dataclass(slots=True)
class _Band:
    """Pieces between two heights. columns: they stand in two; aside: one of these is a box."""

    pieces: list[Piece]
    columns: bool = False
    aside: bool = False


def _best(
    pieces: Sequence[Piece], em: float, known: frozenset[float]
) -> tuple[Gutter | None, list[_Band]]:
    """Return the white that parts most text, and the bands that it makes of the pieces."""
    if len(pieces) < LINES + 1:
        return None, []
    ordered = sorted(pieces, key=lambda piece: -piece.base)
    best: tuple[int, Gutter | None, list[_Band]] = (0, None, [])
    for gutter in _gutters(ordered, em, known):
        if sum(map(gutter.is_crossed, ordered)) > _CROSSED * len(ordered):
            continue
        bands = _bands(ordered, gutter)
        worth = sum(len(band.pieces) for band in bands if band.columns)
        if worth > best[0]:
            best = (worth, gutter, bands)
    return best[1], best[2]


def _gutters(pieces: Sequence[Piece], em: float, known: frozenset[float]) -> list[Gutter]:
    """Return the white before where lines begin in the midst of the page, the likeliest first."""
    least = min(piece.left for piece in pieces) + NARROWEST * em
    slots: dict[int, list[float]] = {}
    for piece in pieces:
        if piece.left > least:
            slots.setdefault(round(piece.left / (EDGE * em)), []).append(piece.left)
    ranked = sorted(slots.values(), key=len, reverse=True)
    likely = [min(lefts) for lefts in ranked[:_TRIED] if len(lefts) >= LINES]
    others = [edge for edge in likely if edge not in known]
    tried = sorted(edge for edge in known if edge > least)
    return [Gutter(edge, em, known=True) for edge in tried] + [Gutter(edge, em) for edge in others]


def _bands(ordered: Sequence[Piece], gutter: Gutter) -> list[_Band]:
    """Part the pieces, from the top, where one of them crosses the white."""
    result: list[_Band] = []
    for crossing, group in _grouped(ordered, gutter):
        if crossing:
            _extend(result, group)
            continue
        above, below = _trimmed(group, gutter)
        if above:
            _extend(result, above)
        if gutter.parts(below):
            aside = is_smaller(*gutter.sides(below))
            result.append(_Band(below, columns=True, aside=aside))
        elif sets_aside(*gutter.sides(below), gutter.em):
            result.append(_Band(below, columns=True, aside=True))
        elif below:
            _extend(result, below)
    return result


def _extend(bands: list[_Band], pieces: Sequence[Piece]) -> None:
    if bands and not bands[-1].columns:
        bands[-1].pieces.extend(pieces)
    else:
        bands.append(_Band(list(pieces)))


def _grouped(ordered: Sequence[Piece], gutter: Gutter) -> list[tuple[bool, list[Piece]]]:
    """Return runs of pieces that cross the white, with what stands beside them, and of others."""
    heights = [piece.base for piece in ordered if gutter.is_crossed(piece)]
    near = 0.5 * gutter.em
    result: list[tuple[bool, list[Piece]]] = []
    at = passed = 0
    for piece in ordered:
        while at < len(heights) and heights[at] > piece.base + near:
            at += 1
        crossing = at < len(heights) and abs(heights[at] - piece.base) <= near
        if result and result[-1][0] == crossing and (crossing or at == passed):
            result[-1][1].append(piece)
        else:
            result.append((crossing, [piece]))
        passed = at
    return result


def _trimmed(group: list[Piece], gutter: Gutter) -> tuple[list[Piece], list[Piece]]:
    """Part off the lines above the columns: one or two, then white across the page.

    What begins where the lines of the right column do is the heading of that column.
    """
    for at in range(1, len(group)):
        white = group[at - 1].base - group[at].base - group[at].size
        if white >= _PARTING * gutter.em:
            beside = gutter.sides(group[:at])[1]
            heads = any(abs(piece.left - gutter.edge) <= EDGE * gutter.em for piece in beside)
            if heads or len({round(piece.base) for piece in beside}) >= LINES:
                return [], group
            return group[:at], group[at:]
    return [], group
