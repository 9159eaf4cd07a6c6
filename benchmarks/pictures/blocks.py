"""What a bubble is stacked up from: text, quotations, names, the message that is replied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.lines import Line, Piece, cut, stretches, width, width_of, wrap, write
from benchmarks.pictures.look import BAR, BODY, QUOTE, SMALL, WHITE, Colour, Style
from benchmarks.pictures.records import Quoted, Words

#: Of an expandable quotation a reader first sees so many lines.
FOLDED_LINES = 3
_LEADING = 1.36
_BAR = 6
_INDENT = 20
_PAD = 8
_CHEVRON = [(0.06, 0.30), (0.16, 0.20), (0.50, 0.56), (0.84, 0.20), (0.94, 0.30), (0.50, 0.76)]


class Block(Protocol):
    """A part of a bubble, as wide and as high as it needs to be."""

    @property
    def width(self) -> int:
        """Pixels."""

    @property
    def height(self) -> int:
        """Pixels."""

    def draw(self, canvas: Canvas, x: int, y: int, room: int) -> None:
        """Draw it; ``room`` is the width that the bubble gives it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text."""

    lines: tuple[Line, ...]
    size: int = BODY

    @property
    def width(self) -> int:
        """Pixels."""
        return max(width_of(line) for line in self.lines)

    @property
    def height(self) -> int:
        """Pixels."""
        return len(self.lines) * self.leading

    @property
    def leading(self) -> int:
        """Pixels from a line to the next."""
        return round(self.size * _LEADING)

    @property
    def last(self) -> int:
        """The width of the last line: the time may stand behind it."""
        return width_of(self.lines[-1])

    def draw(self, canvas: Canvas, x: int, y: int, _room: int) -> None:
        """Draw it."""
        for number, line in enumerate(self.lines):
            write(canvas, x, y + number * self.leading + self.size, line)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation beside a coloured bar; ``folded`` if there is more to open."""

    text: Text
    bar: Colour
    folded: bool = False

    @property
    def width(self) -> int:
        """Pixels."""
        return self.text.width + _INDENT + 2 * _PAD

    @property
    def height(self) -> int:
        """Pixels."""
        return self.text.height + 2 * _PAD

    def draw(self, canvas: Canvas, x: int, y: int, room: int) -> None:
        """Draw it as wide as the bubble."""
        canvas.tint(x, y, (room, self.height), self.bar, radius=8)
        canvas.box(x, y, (_BAR, self.height), self.bar, radius=3)
        self.text.draw(canvas, x + _INDENT, y + _PAD, room)
        if self.folded:
            left, top = x + room - 44, y + self.height - 40
            canvas.box(left, top, (44, 40), WHITE)
            canvas.tint(left, top, (44, 40), self.bar, radius=0)
            canvas.shape(x + room - 30, y + self.height - 28, 22, _CHEVRON, self.bar)


@dataclass(frozen=True, slots=True)
class Reply:
    """The message that this one replies to: a name and one line."""

    quoted: Quoted
    bar: Colour
    room: int

    @property
    def width(self) -> int:
        """Pixels."""
        widest = max(width(self.quoted.who, self._name), width(self.quoted.text, Style(SMALL)))
        return min(self.room, widest + _INDENT + _PAD)

    @property
    def height(self) -> int:
        """Pixels."""
        return round(2 * SMALL * _LEADING) + 2 * _PAD

    @property
    def _name(self) -> Style:
        return Style(SMALL, self.bar, bold=True)

    def draw(self, canvas: Canvas, x: int, y: int, room: int) -> None:
        """Draw it as wide as the bubble."""
        canvas.tint(x, y, (room, self.height), self.bar, radius=8)
        canvas.box(x, y, (_BAR, self.height), self.bar, radius=3)
        line = round(SMALL * _LEADING)
        for at, (text, style) in enumerate(
            ((self.quoted.who, self._name), (self.quoted.text, Style(SMALL)))
        ):
            shown = cut(text, style, room - _INDENT - _PAD)
            write(canvas, x + _INDENT, y + _PAD + at * line + SMALL, (Piece(shown, style),))


def said(words: Words, room: int, bar: Colour = BAR) -> list[Block]:
    """Return the blocks of a text in a bubble that has so much room."""
    blocks: list[Block] = []
    for quote, pieces in stretches(words, Style()):
        if quote:
            blocks.append(_quotation(pieces, room, bar, expandable=quote.startswith("expandable")))
        else:
            blocks.append(Text(tuple(wrap(pieces, room))))
    return blocks


def _quotation(pieces: Line, room: int, bar: Colour, *, expandable: bool) -> Quotation:
    small = [
        Piece(p.text, Style(QUOTE, p.style.colour, p.style.bold, p.style.italic, p.style.mono))
        for p in pieces
    ]
    lines = wrap(small, room - _INDENT - 2 * _PAD)
    folded = expandable and len(lines) > FOLDED_LINES
    shown = lines[:FOLDED_LINES] if folded else lines
    return Quotation(Text(tuple(shown), QUOTE), bar, folded)
