"""Turning the pages of a briefing around a passage. Pure.

A briefing is a row of pieces: its paragraphs, an overlong one cut. A page is a window over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.richtext import cut, units
from corpus.briefing import Paragraph

#: Most of a message; the rest is for headings and paragraph numbers.
PAGE_UNITS = 1800
PIECE_UNITS = 1200
#: What is first shown around a passage: of its own section, and at least, even beyond it.
AROUND_UNITS, LEAST_UNITS = 1200, 600
#: Pieces before the passage that lead up to it.
LEAD_UP = 2
#: Each piece costs up to three of Telegram's 100 entities.
PAGE_PIECES = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """``paragraph.text[start:end]``.

    cost: UTF-16 code units that it takes on a page, with its headings where they change.
    """

    paragraph: Paragraph
    start: int
    end: int
    cost: int


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open range of pieces, and whether there are more before and after it."""

    first: int
    end: int
    before: bool
    after: bool


def pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Return the pieces of a briefing, in order."""
    result = []
    headings: tuple[str, ...] = ()
    for paragraph in paragraphs:
        text, start = paragraph.text, 0
        extra = 0 if paragraph.section_path == headings else units("".join(paragraph.section_path))
        headings = paragraph.section_path
        while start < len(text):
            # Only so much text can fit, so only so much is looked at.
            end = start + cut(text[start : start + 2 * PIECE_UNITS], PIECE_UNITS)
            result.append(Piece(paragraph, start, end, units(text[start:end]) + extra))
            start, extra = end, 0
    return result


def around(row: Sequence[Piece], centre: int) -> Window:
    """Return the page with piece ``centre`` in it: its own section, little of which before it.

    Of other sections only as much as a very short one needs to be understood.
    """
    if sum(piece.cost for piece in row) <= AROUND_UNITS:
        return _window(row, 0, len(row))
    path = row[centre].paragraph.section_path
    own = [n for n, piece in enumerate(row) if piece.paragraph.section_path == path]
    near = _grown(row, (centre, centre + 1), centre, AROUND_UNITS, (own[0], own[-1] + 1))
    first, end = _grown(row, near, centre, LEAST_UNITS, (0, len(row)))
    return _window(row, first, end)


def _grown(
    row: Sequence[Piece], near: tuple[int, int], centre: int, room: int, within: tuple[int, int]
) -> tuple[int, int]:
    """Return a range of pieces grown on both sides by what there is room for."""
    first, end = near
    lowest, highest = max(within[0], centre - LEAD_UP), min(within[1], centre + PAGE_PIECES // 2)
    room -= sum(piece.cost for piece in row[first:end])
    grown = True
    while grown:
        grown = False
        if end < highest and row[end].cost <= room:
            room -= row[end].cost
            end, grown = end + 1, True
        if first > lowest and row[first - 1].cost <= room:
            first, grown = first - 1, True
            room -= row[first].cost
    return first, end


def after(row: Sequence[Piece], first: int) -> Window:
    """Return the page that begins with piece ``first``."""
    first = max(0, min(first, len(row) - 1))
    end, room = first + 1, PAGE_UNITS - row[first].cost
    while end < len(row) and end - first < PAGE_PIECES and row[end].cost <= room:
        room -= row[end].cost
        end += 1
    return _window(row, first, end)


def before(row: Sequence[Piece], end: int) -> Window:
    """Return the page that ends before piece ``end``."""
    end = max(1, min(end, len(row)))
    first, room = end - 1, PAGE_UNITS - row[end - 1].cost
    while first > 0 and end - first < PAGE_PIECES and row[first - 1].cost <= room:
        first -= 1
        room -= row[first].cost
    return _window(row, first, end)


def _window(row: Sequence[Piece], first: int, end: int) -> Window:
    return Window(first, end, before=first > 0, after=end < len(row))
