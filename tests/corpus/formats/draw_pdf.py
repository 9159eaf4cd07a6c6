"""Single PDF pages drawn by hand, for what no typesetting makes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]
SIZE = (595.0, 842.0)


def draw(*pages: Draw, size: tuple[float, float] = SIZE, password: str | None = None) -> bytes:
    """Return a PDF of pages, each drawn by a function. password: needed to open it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True, encrypt=password)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(texts: Iterable[str], x: float = 70, y: float = 760, leading: float = 14) -> Draw:
    """Return what draws lines of text below each other."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, text in enumerate(texts):
            canvas.drawString(x, y - number * leading, text)

    return page


def picture(canvas: Canvas) -> None:
    """Draw a picture that fills the page, as a scanner does."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *SIZE)
