"""A message: a bubble of blocks, its time, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.pictures.blocks import Block, Reply, Text, said
from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.lines import Piece, cut, width, write
from benchmarks.pictures.look import (
    BAR,
    BAR_MINE,
    BUBBLE,
    BUBBLE_OF_GROUP,
    BUTTON,
    BUTTON_FACE,
    BUTTON_PRESSED,
    FACE,
    GREY,
    GREY_MINE,
    MARGIN,
    MINE,
    PAD_X,
    PAD_Y,
    SMALL,
    TINY,
    WHITE,
    WIDTH,
    Style,
    colour_of,
)
from benchmarks.pictures.media import File, Photos
from benchmarks.pictures.records import Button, Message

_SEAM = 8
_BUTTON_HEIGHT = 76
_BUTTON_SEAM = 6
#: Between a label and the edges of its button.
_BUTTON_PAD = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message that knows its size; it is drawn at the side where it belongs."""

    message: Message
    blocks: tuple[Block, ...]
    inner: int
    time_beside: bool

    @property
    def height(self) -> int:
        """Pixels, buttons included."""
        rows = len(self.message.keyboard)
        return self._bubble + rows * (_BUTTON_HEIGHT + _BUTTON_SEAM)

    @property
    def _bubble(self) -> int:
        if not self.blocks:
            return 0
        blocks = sum(block.height for block in self.blocks) + _SEAM * (len(self.blocks) - 1)
        return blocks + 2 * PAD_Y + (0 if self.time_beside else TINY + 6)

    def draw(self, canvas: Canvas, y: int) -> None:
        """Draw it."""
        wide = self.inner + 2 * PAD_X
        message = self.message
        x = WIDTH - MARGIN - wide if message.mine else MARGIN
        if message.name and not message.mine:
            x += FACE
        if self.blocks:
            self._draw_bubble(canvas, x, y, wide)
        for number, row in enumerate(message.keyboard):
            top = y + self._bubble + _BUTTON_SEAM + number * (_BUTTON_HEIGHT + _BUTTON_SEAM)
            _row(canvas, (x, top), wide, row)

    def _draw_bubble(self, canvas: Canvas, x: int, y: int, wide: int) -> None:
        message = self.message
        if message.name and not message.mine:
            _face(canvas, y + self._bubble - 68, message.name)
        canvas.box(x, y, (wide, self._bubble), MINE if message.mine else WHITE, radius=30)
        top = y + PAD_Y
        for block in self.blocks:
            block.draw(canvas, x + PAD_X, top, self.inner)
            top += block.height + _SEAM
        style = _stamp_style(message)
        stamp = _stamp(message)
        left = x + wide - PAD_X + 4 - width(stamp, style)
        write(canvas, left, y + self._bubble - 13, (Piece(stamp, style),))


def measured(message: Message) -> Drawn:
    """Return the message laid out."""
    widest = BUBBLE_OF_GROUP if message.name and not message.mine else BUBBLE
    room = widest - 2 * PAD_X
    blocks = _blocks(message, room)
    stamp = width(_stamp(message), _stamp_style(message)) + 16
    last = blocks[-1] if blocks else None
    beside = isinstance(last, Text) and last.last + stamp <= room
    needed = [block.width for block in blocks] + [stamp]
    if beside and isinstance(last, Text):
        needed.append(last.last + stamp)
    needed.append(_wanted(message) - 2 * PAD_X)
    inner = min(room, max(needed)) if blocks else room
    return Drawn(message, tuple(blocks), inner, beside)


def _blocks(message: Message, room: int) -> list[Block]:
    bar = BAR_MINE if message.mine else BAR
    blocks: list[Block] = []
    if message.name and not message.mine:
        style = Style(SMALL + 1, colour_of(message.name), bold=True)
        blocks.append(Text(((Piece(message.name, style),),), SMALL + 1))
    if message.via:
        blocks.append(Text(((Piece(f"via {message.via}", Style(SMALL, bar)),),), SMALL))
    if message.reply:
        blocks.append(Reply(message.reply, bar, room))
    if message.photos:
        photos = Photos(message.photos, room)
        blocks.append(photos)
        room = photos.width if len(message.photos) > 1 else max(photos.width, room // 2)
    if message.file:
        blocks.append(File(*message.file, room, bar))
    if message.words.text:
        blocks += said(message.words, room, bar)
    return blocks


def _stamp(message: Message) -> str:
    ticks = " ✓✓" if message.mine else ""
    return f"{message.edited} {message.time}{ticks}".strip()


def _stamp_style(message: Message) -> Style:
    return Style(TINY, GREY_MINE if message.mine else GREY)


def _wanted(message: Message) -> int:
    """Return how wide the bubble would have to be to show every label whole."""
    style = Style(BUTTON)
    return max(
        (
            len(row) * (max(width(b.label, style) for b in row) + 2 * _BUTTON_PAD)
            + (len(row) - 1) * _BUTTON_SEAM
            for row in message.keyboard
        ),
        default=0,
    )


def _row(canvas: Canvas, corner: tuple[int, int], room: int, row: tuple[Button, ...]) -> None:
    """Draw the buttons of a row, each as wide as the others, labels cut as a phone cuts them."""
    style = Style(BUTTON, WHITE, bold=False)
    wide = (room - (len(row) - 1) * _BUTTON_SEAM) // len(row)
    x, y = corner
    for button in row:
        face = BUTTON_PRESSED if button.pressed else BUTTON_FACE
        canvas.box(x, y, (wide, _BUTTON_HEIGHT), face, radius=18)
        label = cut(button.label, style, wide - 2 * _BUTTON_PAD)
        left = x + (wide - width(label, style)) // 2
        write(canvas, left, y + _BUTTON_HEIGHT // 2 + 9, (Piece(label, style),))
        x += wide + _BUTTON_SEAM


def _face(canvas: Canvas, y: int, name: str) -> None:
    canvas.box(MARGIN, y, (68, 68), colour_of(name), radius=34)
    style = Style(30, WHITE)
    left = MARGIN + (68 - width(name[0], style)) // 2
    write(canvas, left, y + 45, (Piece(name[0], style),))
