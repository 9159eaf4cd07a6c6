"""Sizes, colours and fonts: a phone 390 points wide, two pixels to the point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font
from PIL import ImageFont

#: Pixels.
WIDTH = 780
MARGIN = 16
PAD_X = 22
PAD_Y = 14
GAP = 12
#: The widest bubble, and the widest beside the faces of a group.
BUBBLE = 668
BUBBLE_OF_GROUP = 608
FACE = 76

# DejaVu is wider than the phones' fonts: at 14 points a line holds as many letters as theirs do
# at 16, so that lines and buttons break where they would.
BODY = 28
QUOTE = 25
SMALL = 23
TINY = 20
BUTTON = 25
TITLE = 29

Colour = tuple[int, int, int]
INK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
MINE: Colour = (225, 255, 199)
BACKGROUND: Colour = (205, 217, 196)
PILL: Colour = (138, 158, 124)
LINK: Colour = (22, 125, 200)
BAR: Colour = (58, 149, 213)
BAR_MINE: Colour = (79, 174, 78)
GREY: Colour = (140, 147, 153)
GREY_MINE: Colour = (98, 172, 85)
LINE: Colour = (222, 224, 226)
BUTTON_FACE: Colour = (150, 169, 137)
BUTTON_PRESSED: Colour = (96, 118, 80)
TOAST: Colour = (46, 50, 54)
FACES: tuple[Colour, ...] = (
    (214, 88, 78), (226, 140, 51), (137, 104, 214), (79, 158, 78), (56, 152, 196), (214, 92, 146),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How letters are drawn; ``size`` in pixels."""

    size: int = BODY
    colour: Colour = INK
    bold: bool = False
    italic: bool = False
    mono: bool = False


@lru_cache
def font(style: Style) -> ImageFont.FreeTypeFont:
    """Return the font of a style, from those that come with matplotlib."""
    slant = {(True, True): "-BoldOblique", (True, False): "-Bold", (False, True): "-Oblique"}
    name = f"DejaVuSans{'Mono' * style.mono}{slant.get((style.bold, style.italic), '')}.ttf"
    return ImageFont.truetype(_folder() / name, style.size)


@lru_cache
def drawable() -> frozenset[int]:
    """Return the code points that the font has letters for."""
    return frozenset(FT2Font(str(_folder() / "DejaVuSans.ttf")).get_charmap())


def _folder() -> Path:
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def colour_of(name: str) -> Colour:
    """Return the colour in which a name is written and a face is drawn, always the same."""
    return FACES[sum(name.encode()) % len(FACES)]
