"""A PDF of a few lines: turned, cropped, scanned; and where pdfium says that words stand on it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from corpus.briefing import Box

A4 = (595.0, 842.0)
LINES = (
    "The harbour council approved the new ferry line on Monday.",
    "Boats will run every hour, and every half hour in July.",
    "Critics say that the pier disturbs the seals of the bay.",
    "The council promised a study by autumn.",
    "Tickets will cost 4 euros; children travel free.",
)


def lines_pdf(
    lines: Sequence[str] = LINES,
    *,
    size: tuple[float, float] = A4,
    at: tuple[float, float] = (72.0, 700.0),
    font: float = 11.0,
    pages: int = 1,
    dark: bool = False,
) -> bytes:
    """Return a PDF with the lines on each page, the first one at ``at``."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for number in range(1, pages + 1):
        if dark:
            canvas.setFillColorRGB(0.05, 0.05, 0.2)
            canvas.rect(0, 0, *size, stroke=0, fill=1)
            canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont("Helvetica", font)
        canvas.drawString(at[0], at[1] + 2 * font, f"Page {number}")
        for row, line in enumerate(lines):
            canvas.drawString(at[0], at[1] - row * 1.3 * font, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(
    data: bytes, *, turn: int = 0, crop: tuple[float, float, float, float] | None = None
) -> bytes:
    """Return the PDF with every page turned (degrees, clockwise) and cut to a crop box."""
    with PdfDocument(data) as document:
        for page in document:
            page.set_rotation(turn)
            if crop:
                page.set_cropbox(*crop)
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def sideways(data: bytes) -> bytes:
    """Return the PDF as scanners and landscape pages are: drawn lying, shown upright.

    Its corner is not where the coordinates begin, either.
    """
    with PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            page.set_mediabox(30, 20, height + 30, width + 20)
            turned = pdfium.FS_MATRIX(0, 1, -1, 0, height + 30, 20)
            everything = pdfium.FS_RECTF(-9999, 9999, 9999, -9999)
            pdfium.FPDFPage_TransFormWithClip(page, turned, everything)
            page.set_rotation(90)
            page.gen_content()
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def boxes(data: bytes, words: Sequence[str], page: int = 1) -> list[Box]:
    """Return where pdfium says that the words stand, a box for each of the texts."""
    with PdfDocument(data) as document:
        text = document[page - 1].get_textpage()
        found = []
        for sought in words:
            match = text.search(sought).get_next()
            assert match, sought
            rectangles = [text.get_rect(n) for n in range(text.count_rects(*match))]
            left, bottom = (min(r[side] for r in rectangles) for side in (0, 1))
            right, top = (max(r[side] for r in rectangles) for side in (2, 3))
            found.append(Box(page, left, bottom, right, top))
        return found


def scan(data: bytes, *, dpi: int = 200) -> bytes:
    """Return the PDF with each page as a picture, as a scanner makes it."""
    with PdfDocument(data) as document:
        pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    return file.getvalue()


def joined(*files: bytes) -> bytes:
    """Return one PDF with the pages of all."""
    with PdfDocument.new() as result:
        for data in files:
            with PdfDocument(data) as document:
                result.import_pages(document)
        file = io.BytesIO()
        result.save(file)
    return file.getvalue()
