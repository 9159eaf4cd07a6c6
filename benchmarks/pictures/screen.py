"""One chat under its header, and a conversation: its chats one below the other."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from benchmarks.pictures.blocks import Text
from benchmarks.pictures.bubble import measured
from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.lines import Piece, cut, width, wrap, write
from benchmarks.pictures.look import (
    BAR,
    GAP,
    GREY,
    INK,
    LINE,
    LINK,
    MARGIN,
    PILL,
    SMALL,
    TITLE,
    TOAST,
    WHITE,
    WIDTH,
    Style,
    colour_of,
)
from benchmarks.pictures.records import Item, Message, Note, Picture, Result, Results, Screen, Toast

_HEADER = 108
_PAD = 24
_RESULT = 124


class Row(Protocol):
    """Something as wide as the phone."""

    @property
    def height(self) -> int:
        """Pixels."""

    def draw(self, canvas: Canvas, y: int) -> None:
        """Draw it."""


class Pill:
    """A few words in the middle of the chat."""

    def __init__(self, text: str) -> None:
        pieces = (Piece(text, Style(SMALL, WHITE)),)
        self._text = Text(tuple(wrap(pieces, WIDTH - 160)), SMALL)
        self.height = self._text.height + 16

    def draw(self, canvas: Canvas, y: int) -> None:
        """Draw it."""
        wide = self._text.width + 36
        x = (WIDTH - wide) // 2
        canvas.box(x, y, (wide, self.height), PILL, radius=24)
        self._text.draw(canvas, x + 18, y + 6, wide)


class Dark:
    """The dark box that answers a pressed button; an alert has a button of its own."""

    def __init__(self, toast: Toast) -> None:
        pieces = (Piece(toast.text, Style(SMALL + 2, WHITE)),)
        self._alert = toast.alert
        self._text = Text(tuple(wrap(pieces, WIDTH - 8 * MARGIN)), SMALL + 2)
        self.height = self._text.height + 40 + (52 if toast.alert else 0)

    def draw(self, canvas: Canvas, y: int) -> None:
        """Draw it."""
        x = 2 * MARGIN
        canvas.box(x, y, (WIDTH - 2 * x, self.height), TOAST, radius=20)
        self._text.draw(canvas, 4 * MARGIN, y + 16, WIDTH)
        if self._alert:
            style = Style(SMALL + 2, (120, 190, 240), bold=True)
            left = WIDTH - 4 * MARGIN - width("OK", style)
            write(canvas, left, y + self.height - 24, (Piece("OK", style),))


class Panel:
    """The results of an inline query over the field in which it is typed."""

    def __init__(self, panel: Results) -> None:
        self._panel = panel
        self._top = 68 if panel.button else 0
        rows = max(1, len(panel.results))
        self.height = self._top + rows * _RESULT + 92

    def draw(self, canvas: Canvas, y: int) -> None:
        """Draw it."""
        canvas.box(0, y, (WIDTH, self.height), WHITE)
        if self._panel.button:
            label = cut(self._panel.button, Style(SMALL + 2, LINK), WIDTH - 2 * _PAD)
            left = (WIDTH - width(label, Style(SMALL + 2))) // 2
            write(canvas, left, y + 44, (Piece(label, Style(SMALL + 2, LINK)),))
        top = y + self._top
        for result in self._panel.results or (Result("—", ""),):
            _result(canvas, top, result)
            top += _RESULT
        canvas.box(0, top, (WIDTH, 2), LINE)
        canvas.box(MARGIN, top + 14, (WIDTH - 2 * MARGIN, 66), (240, 241, 243), radius=33)
        query = cut(self._panel.query, Style(), WIDTH - 4 * MARGIN - 20)
        write(canvas, 2 * MARGIN + 10, top + 57, (Piece(query, Style()),))


def _result(canvas: Canvas, y: int, result: Result) -> None:
    """Draw one result: a title in one line, a description in two, as phones show them."""
    canvas.box(_PAD, y + 18, (84, 84), colour_of(result.title[:12]), radius=14)
    letter = Style(38, WHITE)
    write(canvas, _PAD + 42 - width(result.title[:1], letter) // 2, y + 74,
          (Piece(result.title[:1], letter),))  # fmt: skip
    x, room = _PAD + 106, WIDTH - 2 * _PAD - 106
    bold = Style(SMALL + 1, INK, bold=True)
    write(canvas, x, y + 38, (Piece(cut(result.title, bold, room), bold),))
    grey = Style(SMALL, GREY)
    lines = wrap((Piece(result.description.replace("\n", " "), grey),), room)
    for number, line in enumerate(lines[:2]):
        rest = "".join(piece.text for row in lines[number:] for piece in row)
        shown = cut(rest, grey, room) if number == 1 else "".join(p.text for p in line)
        write(canvas, x, y + 70 + number * 31, (Piece(shown, grey),))
    canvas.box(x, y + _RESULT - 2, (room + _PAD, 2), LINE)


def _row(item: Item) -> Row:
    if isinstance(item, Message):
        return measured(item)
    if isinstance(item, Note):
        return Pill(item.text)
    return Dark(item) if isinstance(item, Toast) else Panel(item)


def draw_screen(screen: Screen) -> Image.Image:
    """Return a chat under its header, as high as it is long."""
    rows = [_row(item) for item in screen.items]
    height = _HEADER + 2 * GAP + sum(row.height + GAP for row in rows)
    canvas = Canvas(WIDTH, height)
    _header(canvas, screen)
    y = _HEADER + 2 * GAP
    for row in rows:
        row.draw(canvas, y)
        y += row.height + GAP
    return canvas.image


def _header(canvas: Canvas, screen: Screen) -> None:
    canvas.box(0, 0, (WIDTH, _HEADER), WHITE)
    canvas.box(0, _HEADER - 2, (WIDTH, 2), LINE)
    title = Style(TITLE, INK, bold=True)
    grey = Style(SMALL, GREY)
    for y, text, style in ((47, screen.title, title), (82, screen.subtitle, grey)):
        shown = cut(text, style, WIDTH - 220)
        write(canvas, (WIDTH - width(shown, style)) // 2, y, (Piece(shown, style),))
    write(canvas, MARGIN + 8, 66, (Piece("‹", Style(56, LINK)),))
    canvas.box(WIDTH - MARGIN - 76, 16, (76, 76), BAR, radius=38)
    letter = screen.title[:1]
    left = WIDTH - MARGIN - 38 - width(letter, Style(34)) // 2
    write(canvas, left, 67, (Piece(letter, Style(34, WHITE)),))


def draw(picture: Picture) -> Image.Image:
    """Return the whole conversation, chat below chat."""
    screens = [draw_screen(screen) for screen in picture.screens]
    canvas = Canvas(WIDTH, sum(image.height for image in screens))
    y = 0
    for image in screens:
        canvas.picture(0, y, image)
        y += image.height
    return canvas.image
