"""Something to draw on: boxes with smooth round corners, text, pictures."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from benchmarks.pictures.look import BACKGROUND, Colour, Style, font

_SMOOTH = 4


class Canvas:
    """An image and the ways to draw on it; positions in pixels from the upper left."""

    def __init__(self, width: int, height: int, colour: Colour = BACKGROUND) -> None:
        self.image = Image.new("RGB", (width, height), colour)
        self.draw = ImageDraw.Draw(self.image)

    def box(
        self, x: int, y: int, size: tuple[int, int], colour: Colour, *, radius: int = 0
    ) -> None:
        """Fill a box."""
        self.image.paste(colour, (x, y), rounded(size, radius))

    def tint(self, x: int, y: int, size: tuple[int, int], colour: Colour, *, radius: int) -> None:
        """Lay a thin veil of a colour over a box."""
        veil = rounded(size, radius).point(lambda value: value // 9)
        self.image.paste(colour, (x, y), veil)

    def text(self, x: int, baseline: int, text: str, style: Style) -> None:
        """Write ``text``, its baseline at the given height."""
        self.draw.text((x, baseline), text, style.colour, font(style), anchor="ls")

    def picture(self, x: int, y: int, picture: Image.Image, *, radius: int = 0) -> None:
        """Draw a picture."""
        self.image.paste(picture, (x, y), rounded(picture.size, radius))

    def shape(
        self, x: int, y: int, size: int, points: list[tuple[float, float]], colour: Colour
    ) -> None:
        """Fill a polygon; its points are given within a square of side 1."""
        big = size * _SMOOTH
        mask = Image.new("L", (big, big))
        ImageDraw.Draw(mask).polygon([(px * big, py * big) for px, py in points], 255)
        self.image.paste(colour, (x, y), mask.resize((size, size), Image.Resampling.LANCZOS))


def rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """Return the mask of a box with round corners."""
    mask = Image.new("L", size, 255)
    radius = min(radius, size[0] // 2, size[1] // 2)
    if radius > 0:
        disc = _disc(radius)
        right, bottom = size[0] - radius, size[1] - radius
        mask.paste(disc.crop((0, 0, radius, radius)), (0, 0))
        mask.paste(disc.crop((radius, 0, 2 * radius, radius)), (right, 0))
        mask.paste(disc.crop((0, radius, radius, 2 * radius)), (0, bottom))
        mask.paste(disc.crop((radius, radius, 2 * radius, 2 * radius)), (right, bottom))
    return mask


@lru_cache
def _disc(radius: int) -> Image.Image:
    side = 2 * radius
    big = Image.new("L", (side * _SMOOTH, side * _SMOOTH))
    ImageDraw.Draw(big).ellipse((0, 0, side * _SMOOTH - 1, side * _SMOOTH - 1), 255)
    return big.resize((side, side), Image.Resampling.LANCZOS)
