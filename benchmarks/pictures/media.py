"""Photos, albums and files in a bubble."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageOps

from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.lines import Piece, cut, width, write
from benchmarks.pictures.look import BODY, GREY, SMALL, WHITE, Colour, Style

#: The widest and the highest that a photo is shown in a chat.
_WIDEST = 600
_HIGHEST = 720
_SEAM = 4
_DISC = 84
_SHEET = [(0.25, 0.12), (0.58, 0.12), (0.78, 0.32), (0.78, 0.88), (0.25, 0.88)]


@dataclass(frozen=True, slots=True)
class Photos:
    """One photo, or an album in rows of two (an odd one first)."""

    contents: tuple[bytes, ...]
    room: int

    @property
    def width(self) -> int:
        """Pixels."""
        if len(self.contents) > 1:
            return min(self.room, _WIDEST)
        return self._one().width

    @property
    def height(self) -> int:
        """Pixels."""
        if len(self.contents) == 1:
            return self._one().height
        return len(self._rows()) * (self._row + _SEAM) - _SEAM

    @property
    def _row(self) -> int:
        return round(min(self.room, _WIDEST) * 0.6)

    def draw(self, canvas: Canvas, x: int, y: int, _room: int) -> None:
        """Draw it."""
        if len(self.contents) == 1:
            canvas.picture(x, y, self._one(), radius=14)
            return
        for number, row in enumerate(self._rows()):
            wide = (self.width - _SEAM * (len(row) - 1)) // len(row)
            for column, content in enumerate(row):
                # What does not fit is cut off, as in an album on a phone.
                photo = ImageOps.fit(_open(content), (wide, self._row), centering=(0.5, 0.0))
                left = x + column * (wide + _SEAM)
                canvas.picture(left, y + number * (self._row + _SEAM), photo, radius=8)

    def _rows(self) -> list[tuple[bytes, ...]]:
        odd = len(self.contents) % 2
        edges = sorted({0, *range(odd, len(self.contents) + 1, 2)})
        return [self.contents[start:end] for start, end in pairwise(edges)]

    def _one(self) -> Image.Image:
        photo = _open(self.contents[0])
        return ImageOps.contain(photo, (min(self.room, _WIDEST), _HIGHEST))


def _open(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as photo:
        flat = Image.new("RGB", photo.size, WHITE)
        if "A" in photo.getbands():
            flat.paste(photo, mask=photo.getchannel("A"))
        else:
            flat.paste(photo)
        return flat


@dataclass(frozen=True, slots=True)
class File:
    """A file: a disc, its name and its size."""

    name: str
    size: int
    room: int
    colour: Colour

    @property
    def width(self) -> int:
        """Pixels."""
        return min(self.room, _DISC + 40 + width(self.name, self._name))

    @property
    def height(self) -> int:
        """Pixels."""
        return _DISC + 8

    @property
    def _name(self) -> Style:
        return Style(BODY - 1, self.colour, bold=True)

    def draw(self, canvas: Canvas, x: int, y: int, room: int) -> None:
        """Draw it."""
        canvas.box(x, y, (_DISC, _DISC), self.colour, radius=_DISC // 2)
        canvas.shape(x + 20, y + 18, 46, _SHEET, WHITE)
        left = x + _DISC + 18
        name = cut(self.name, self._name, room - _DISC - 22)
        write(canvas, left, y + 34, (Piece(name, self._name),))
        write(canvas, left, y + 68, (Piece(_amount(self.size), Style(SMALL, GREY)),))


def _amount(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
