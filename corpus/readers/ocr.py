"""Pages that are pictures of text, read by Tesseract where it is installed.

OCRmyPDF, which asks Tesseract too, would find the same words in the same time; so Tesseract alone
is asked, with pages drawn by the library that reads PDFs anyway. Pictures go to it and text comes
back through pipes: nothing is written to disk, and it gets none of this program's environment.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfPosConv

from corpus.limits import Limits

#: What to install where pages are not read, for a report.
INSTALL = "install Tesseract to have them read (Debian: tesseract-ocr and tesseract-ocr-deu)"
#: By Tesseract's names, the languages of briefings.
_LANGUAGES = ("deu", "eng")
_DPI = 300
#: Of one page; larger ones are drawn with less than 300 dpi.
_MOST_PIXELS = 30_000_000
#: Of the time that a file may take: the rest is for reading it.
_SHARE = 0.75
#: Seconds that one page may take.
_LONGEST = 45.0
#: A canvas of so many pixels a point, since the library gives whole pixels.
_FINE = 100


def available() -> bool:
    """Return whether pages can be read: the program is there, and knows one of the languages."""
    return bool(languages())


def languages() -> tuple[str, ...]:
    """Return which of the languages of briefings can be read, by their three letters."""
    program = shutil.which("tesseract")
    known = _known(program) if program else frozenset()
    return tuple(language for language in _LANGUAGES if language in known)


def ocr(data: bytes, pages: Sequence[int], limits: Limits) -> bytes | None:
    """Return a PDF with the text of some pages of a PDF, where it stands on them.

    pages: 1-based. The result has these pages in their order, without what they show: fewer where
    the time that ``limits`` give is over, an empty one where a page could not be read. A word has
    the place, in points, that it has in ``data``, also on pages that are turned or cropped. None
    where Tesseract is not installed.
    """
    program, spoken = shutil.which("tesseract"), languages()
    if program is None or not spoken:
        return None
    command = [program, "-", "-", "-l", "+".join(spoken)]
    if "osd" in _known(program):
        command += ["--psm", "1"]  # finds out which way the text runs
    end = time.monotonic() + _SHARE * limits.seconds
    with PdfDocument(data) as source, PdfDocument.new() as result:
        for number in pages:
            left = end - time.monotonic()
            if left <= 0:
                break
            _add(result, source[number - 1], command, min(left, _LONGEST))
        file = io.BytesIO()
        result.save(file)
        return file.getvalue()


@cache
def _known(program: str) -> frozenset[str]:
    """Return the languages that are installed, and ``osd`` if it can tell which way text runs."""
    try:
        done = subprocess.run(  # noqa: S603 (found on the path, and no input of anybody's)
            [program, "--list-langs"],
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())


def _add(result: PdfDocument, page: PdfPage, command: list[str], seconds: float) -> None:
    """Add a page with the text of ``page`` and its size, to which it is cropped and turned."""
    width, height = page.get_size()
    dpi = min(_DPI, int(72 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5))
    text = _recognise(page, command, dpi, seconds) if dpi else None
    count = len(result)
    if text is not None:
        try:
            with PdfDocument(text) as read:
                result.import_pages(read, [0])
        except PdfiumError:
            text = None
    if len(result) == count:
        result.new_page(width, height)
    else:
        _fit(result[count], page)


def _recognise(page: PdfPage, command: list[str], dpi: int, seconds: float) -> bytes | None:
    """Return a PDF of the text of a page as it is seen; None where that fails."""
    picture = io.BytesIO()
    page.render(scale=dpi / 72, grayscale=True).to_pil().save(picture, "PPM")
    try:
        done = subprocess.run(  # noqa: S603 (found on the path; a picture of our own goes in)
            [*command, "--dpi", str(dpi), "-c", "textonly_pdf=1", "pdf"],
            env={"OMP_THREAD_LIMIT": "1"},
            input=picture.getvalue(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"%PDF") else None


def _fit(text: PdfPage, page: PdfPage) -> None:
    """Move what stands on ``text``, which lies like ``page`` as it is seen, to its own places."""
    width, height = page.get_size()
    across, down = round(width * _FINE), round(height * _FINE)
    canvas = PdfPosConv(page, (0, 0, across, down, 0))
    origin, right, top = (canvas.to_page(x, y) for x, y in ((0, down), (across, down), (0, 0)))
    given_width, given_height = text.get_size()
    matrix = pdfium.FS_MATRIX(
        (right[0] - origin[0]) / given_width,
        (right[1] - origin[1]) / given_width,
        (top[0] - origin[0]) / given_height,
        (top[1] - origin[1]) / given_height,
        *origin,
    )
    corners = (origin, right, top, (right[0] + top[0] - origin[0], right[1] + top[1] - origin[1]))
    xs, ys = zip(*corners, strict=True)
    text.set_mediabox(min(xs), min(ys), max(xs), max(ys))
    text.set_rotation(page.get_rotation())
    clip = pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys))
    pdfium.FPDFPage_TransFormWithClip(text, matrix, clip)
    text.gen_content()
