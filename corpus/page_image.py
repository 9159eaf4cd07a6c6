"""A page of a PDF as a picture, with the lines of a passage marked as with a highlighter.

Pictures are for Telegram, which refuses photos of more than 10 MB, of more than 10,000 pixels width
and height together, or twenty times as long as wide; those made here stay well below.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageStat

from corpus.briefing import Box
from corpus.errors import ReadError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

#: Pixels a point at 150 dpi, which is enough for the usual size of letters, and at most (600 dpi).
_SCALE = 150 / 72
_MAX_SCALE = 600 / 72
#: Pixels of the longer side (Telegram's own copies are not larger), and of a part of a page.
_MAX_SIDE, _PART_SIDE = 2560, 1600
#: Times as long as wide.
_MAX_RATIO = 10
#: Pixels of a marked line's height that can be read at ease, and just about.
_EASY, _LEGIBLE = 20, 14
_MAX_BYTES = 9_500_000
_YELLOW = (255, 229, 92)
#: What is added to dark ground, which a highlighter would not show on.
_GLOW = (110, 84, 0)
_DARK = 110
#: In heights of a line: padding of a mark to the left and right, and the gap between two lines
#: that is marked as well.
_PADDING = 0.2
_GAP = 1.0

#: Left, top, right, bottom in pixels.
_Rectangle: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _View:
    """What of a page is shown.

    scale: pixels a point. crop: points that are left out, from the left, below, right and above of
    the page as it is seen.
    """

    scale: float
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)


def render_page(data: bytes, page: int, boxes: Sequence[Box]) -> bytes:
    """Return a picture (PNG or JPEG) of a page of a PDF, the boxes that lie on it marked.

    page: 1-based. The whole page is shown, or where it is so large that its words could not be read
    then, what surrounds the boxes. Raises ReadError where it cannot be rendered.
    """
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return _encode(_render(pdf, page, [box for box in boxes if box.page == page]))
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as e:
        raise ReadError(f"page {page}", f"cannot be shown ({e}); open the file itself") from e


def _render(pdf: PdfDocument, number: int, boxes: Sequence[Box]) -> Image.Image:
    pdf.init_forms()
    page = pdf[number - 1]
    view = _view(page, boxes)
    bitmap = page.render(scale=view.scale, crop=view.crop)
    picture = bitmap.to_pil().convert("RGB")
    to_pixels = bitmap.get_posconv(page).to_bitmap
    rectangles = [
        _rectangle(to_pixels(box.left, box.bottom), to_pixels(box.right, box.top)) for box in boxes
    ]
    return _mark(picture, rectangles) if rectangles else picture


def _rectangle(one: tuple[int, int], other: tuple[int, int]) -> _Rectangle:
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left, top, right, bottom


# ---- what to show


def _view(page: PdfPage, boxes: Sequence[Box]) -> _View:
    """Return the whole page at a size that can be read, or the surroundings of the boxes."""
    width, height = page.get_size()
    if not (1 <= width < 1e6 and 1 <= height < 1e6):
        raise ValueError(f"it is {width:g} by {height:g} points large")
    line = median(_thickness(box) for box in boxes) if boxes else _EASY / _SCALE
    easy = min(_MAX_SCALE, max(_SCALE, _EASY / line))
    whole = min(easy, _MAX_SIDE / max(width, height))
    slim = max(width, height) > _MAX_RATIO * min(width, height)
    if not slim and (whole * line >= _LEGIBLE or not boxes):
        return _View(whole)
    seen = _seen(page, boxes)
    needed = max(seen[2] - seen[0], seen[3] - seen[1], 1)
    scale = min(easy, _MAX_SIDE / needed)
    side = min(max(_PART_SIDE / scale, needed), _MAX_RATIO * min(width, height))
    left, right = _window(seen[0], seen[2], side, width)
    bottom, top = _window(seen[1], seen[3], side, height)
    return _View(scale, (left, bottom, width - right, height - top))


def _thickness(box: Box) -> float:
    """Return the height of a line in points, whichever way it runs."""
    return max(1.0, min(abs(box.top - box.bottom), abs(box.right - box.left)))


def _seen(page: PdfPage, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of all boxes in points of the page as it is seen."""
    width, height = page.get_size()
    if not boxes:
        return 0, height, 0, height
    # A canvas of ten pixels a point, since it gives whole pixels.
    canvas = pypdfium2.PdfPosConv(page, (0, 0, round(width * 10), round(height * 10), 0))
    corners = [canvas.to_bitmap(box.left, box.bottom) for box in boxes]
    corners += [canvas.to_bitmap(box.right, box.top) for box in boxes]
    across = [min(max(x / 10, 0), width) for x, _ in corners]
    down = [min(max(y / 10, 0), height) for _, y in corners]
    return min(across), height - max(down), max(across), height - min(down)


def _window(low: float, high: float, side: float, length: float) -> tuple[float, float]:
    """Return a stretch of ``side`` within 0 … ``length`` that has low … high in its middle."""
    side = min(side, length)
    start = min(max((low + high - side) / 2, 0), length - side)
    return start, start + side


# ---- marking it


def _mark(picture: Image.Image, rectangles: Sequence[_Rectangle]) -> Image.Image:
    """Return the picture with the rectangles coloured; the words in them stay readable."""
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    padded = [_padded(rectangle) for rectangle in rectangles]
    for rectangle in [*padded, *_joints(padded)]:
        draw.rectangle(rectangle, fill=255)
    ground = ImageStat.Stat(picture.convert("L"), mask)
    if ground.count[0] and ground.median[0] < _DARK:
        coloured = ImageChops.screen(picture, Image.new("RGB", picture.size, _GLOW))
    else:
        coloured = ImageChops.multiply(picture, Image.new("RGB", picture.size, _YELLOW))
    return Image.composite(coloured, picture, mask)


def _padded(rectangle: _Rectangle) -> _Rectangle:
    left, top, right, bottom = rectangle
    padding = round(_PADDING * min(right - left, bottom - top))
    if right - left >= bottom - top:
        return left - padding, top - 1, right + padding, bottom + 1
    return left - 1, top - padding, right + 1, bottom + padding


def _joints(rectangles: Sequence[_Rectangle]) -> list[_Rectangle]:
    """Return what lies between lines that follow each other closely."""
    joints = []
    for one, other in pairwise(rectangles):
        across = max(one[0], other[0]), min(one[2], other[2])
        down = max(one[1], other[1]), min(one[3], other[3])
        room = _GAP * min(*(min(r[2] - r[0], r[3] - r[1]) for r in (one, other)))
        if across[0] < across[1] and 0 <= down[0] - down[1] <= room:
            joints.append((across[0], down[1], across[1], down[0]))
        elif down[0] < down[1] and 0 <= across[0] - across[1] <= room:
            joints.append((across[1], down[0], across[0], down[1]))
    return joints


# ---- the file


def _encode(picture: Image.Image) -> bytes:
    """Return the picture as PNG or JPEG, whichever is smaller; letters stay sharp in both."""
    png = _saved(picture, "PNG")
    jpeg = _saved(picture, "JPEG", quality=88, subsampling=0)
    if len(jpeg) > _MAX_BYTES:
        jpeg = _saved(picture, "JPEG", quality=60)
    return min(png, jpeg, key=len)


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
