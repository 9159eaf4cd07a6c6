"""Emoji: the font has none, so that a few are drawn and the others get a neutral face."""

from __future__ import annotations

from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.look import GREY, WHITE, Colour, drawable

_YELLOW: Colour = (250, 190, 50)
_JOINERS = {0x200D, 0xFE0E, 0xFE0F}
_SKIN = range(0x1F3FB, 0x1F400)

Points = list[tuple[float, float]]
_THUMB: Points = [
    (0.08, 0.44), (0.26, 0.44), (0.46, 0.06), (0.56, 0.04), (0.62, 0.12), (0.57, 0.38),
    (0.90, 0.38), (0.95, 0.46), (0.86, 0.88), (0.78, 0.94), (0.34, 0.94), (0.26, 0.88),
    (0.08, 0.88),
]  # fmt: skip
_BELL: Points = [
    (0.50, 0.04), (0.58, 0.12), (0.74, 0.22), (0.80, 0.62), (0.94, 0.78), (0.62, 0.78),
    (0.50, 0.96), (0.38, 0.78), (0.06, 0.78), (0.20, 0.62), (0.26, 0.22), (0.42, 0.12),
]  # fmt: skip
_TICK: Points = [
    (0.06, 0.52), (0.20, 0.40), (0.40, 0.60), (0.80, 0.14), (0.94, 0.26), (0.42, 0.88),
]  # fmt: skip
_CROSS: Points = [
    (0.12, 0.24), (0.24, 0.12), (0.50, 0.38), (0.76, 0.12), (0.88, 0.24), (0.62, 0.50),
    (0.88, 0.76), (0.76, 0.88), (0.50, 0.62), (0.24, 0.88), (0.12, 0.76), (0.38, 0.50),
]  # fmt: skip
_SHEET: Points = [
    (0.18, 0.04), (0.62, 0.04), (0.84, 0.26), (0.84, 0.96), (0.18, 0.96),
]  # fmt: skip
_DRAWN: dict[str, tuple[Points, Colour]] = {
    "👍": (_THUMB, _YELLOW),
    "👎": ([(x, 1 - y) for x, y in _THUMB], _YELLOW),
    "🔔": (_BELL, _YELLOW),
    "✅": (_TICK, (70, 170, 80)),
    "❌": (_CROSS, (210, 60, 60)),
    "📄": (_SHEET, (150, 180, 215)),
}


def is_emoji(character: str) -> bool:
    """Return whether the font has no letter for it."""
    return not character.isspace() and ord(character) not in drawable()


def is_silent(character: str) -> bool:
    """Return whether a character only changes the one before it."""
    return ord(character) in _JOINERS or ord(character) in _SKIN


def width(size: int) -> int:
    """Return how wide an emoji is beside letters of that size."""
    return round(size * 1.2)


def draw(canvas: Canvas, x: int, baseline: int, character: str, size: int) -> None:
    """Draw an emoji as high as letters of that size."""
    side = round(size * 1.05)
    top = baseline - round(size * 0.86)
    left = x + (width(size) - side) // 2
    if character in _DRAWN:
        points, colour = _DRAWN[character]
        canvas.shape(left, top, side, points, colour)
    else:
        canvas.box(left, top, (side, side), GREY, radius=side // 3)
        dot = max(3, side // 8)
        for column in (0.3, 0.7):
            canvas.box(left + round(side * column) - dot // 2, top + side // 2 - dot, (dot, dot),
                       WHITE, radius=dot // 2)  # fmt: skip
