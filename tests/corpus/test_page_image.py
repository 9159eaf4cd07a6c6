"""Pictures of pages: what is marked is where pdfium itself says that the words stand."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image
from pypdfium2 import PdfDocument

from corpus.briefing import Box
from corpus.errors import ReadError
from corpus.page_image import render_page
from tests.corpus.formats.lines_pdf import A4, LINES, boxes, changed
from tests.corpus.formats.lines_pdf import lines_pdf as pdf


def picture(data: bytes, page: int, marks: Sequence[Box]) -> Image.Image:
    return Image.open(io.BytesIO(render_page(data, page, marks))).convert("RGB")


def marked(image: Image.Image) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of the yellow pixels, as a highlighter leaves them on white paper."""
    red, green, blue = np.moveaxis(np.asarray(image), 2, 0)
    rows, columns = np.nonzero((red > 235) & (green > 205) & (green < 245) & (blue < 110))
    return rows, columns


def words_under(data: bytes, page: int, image: Image.Image) -> str:
    """Return the text that pdfium has where the picture is yellow."""
    rows, columns = marked(image)
    with PdfDocument(data) as document:
        sheet = document[page - 1]
        canvas = pypdfium2.PdfPosConv(sheet, (0, 0, image.width, image.height, 0))
        one = canvas.to_page(int(columns.min()), int(rows.min()))
        other = canvas.to_page(int(columns.max()), int(rows.max()))
        (x1, x2), (y1, y2) = (sorted((one[n], other[n])) for n in (0, 1))
        return " ".join(sheet.get_textpage().get_text_bounded(x1, y1, x2, y2).split())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 600, 500, 800)])
def test_what_is_marked_is_the_passage(
    turn: int, crop: tuple[float, float, float, float] | None
) -> None:
    data = changed(pdf(), turn=turn, crop=crop)
    image = picture(data, 1, boxes(data, LINES[1:3]))
    found = words_under(data, 1, image)
    # on a page that is turned, pdfium begins with another line
    assert sorted(found.split()) == sorted(" ".join(LINES[1:3]).split())


def test_a_part_of_a_line_is_marked_alone() -> None:
    data = pdf()
    image = picture(data, 1, boxes(data, ["every half hour in July."]))
    assert words_under(data, 1, image) == "every half hour in July."


def test_neighbouring_lines_are_marked_as_one() -> None:
    data = pdf()
    image = picture(data, 1, boxes(data, LINES[1:4]))
    rows, columns = marked(image)
    column = rows[columns == columns.min() + 1]
    assert len(column) == column.max() - column.min() + 1, "no gaps left of the letters"


def test_the_words_under_the_mark_stay_as_dark_as_before() -> None:
    data = pdf()
    marks = boxes(data, LINES[1:2])
    plain, with_mark = (np.asarray(picture(data, 1, m).convert("L")) for m in ([], marks))
    assert (with_mark <= plain).all(), "no letter is covered"
    assert (with_mark[plain == 255] > 200).all(), "and the ground stays light"


def test_only_the_boxes_of_the_page_are_marked() -> None:
    data = pdf(pages=2)
    marks = [*boxes(data, LINES[4:], 1), *boxes(data, LINES[:1], 2)]
    assert words_under(data, 1, picture(data, 1, marks)) == LINES[4]
    assert words_under(data, 2, picture(data, 2, marks)) == LINES[0]


def test_a_page_without_marks_is_shown_as_it_is() -> None:
    assert marked(picture(pdf(), 1, []))[0].size == 0


def test_a_mark_shows_on_dark_ground() -> None:
    data = pdf(dark=True)
    marks = boxes(data, LINES[1:2])
    plain, with_mark = (np.asarray(picture(data, 1, m)).astype(int) for m in ([], marks))
    rows, columns = np.nonzero(np.abs(with_mark - plain).max(axis=2) > 60)
    assert np.ptp(rows) > 15
    assert np.ptp(columns) > 400


@pytest.mark.parametrize(
    ("size", "at", "font"),
    [
        ((8000.0, 6000.0), (3900.0, 2500.0), 9.0),  # a poster with a small note
        ((595.0, 14_000.0), (72.0, 7000.0), 11.0),  # a web page printed on one sheet
        ((14_000.0, 300.0), (9000.0, 200.0), 11.0),
        (A4, (72.0, 700.0), 3.5),  # small print
        ((120.0, 60.0), (5.0, 40.0), 4.0),
    ],
)
def test_any_size_can_be_sent_and_read(
    size: tuple[float, float], at: tuple[float, float], font: float
) -> None:
    data = pdf(size=size, at=at, font=font)
    image = picture(data, 1, boxes(data, LINES[1:3]))
    assert image.width + image.height <= 10_000
    assert max(image.size) <= 20 * min(image.size)
    rows, _ = marked(image)
    assert np.ptp(rows) >= 28, "two lines to be read"


def test_a_photo_without_white_is_not_too_large() -> None:
    noise = Image.effect_noise((1700, 1700), 120).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "PDF", resolution=150)
    assert len(render_page(file.getvalue(), 1, [])) <= 10_000_000


@pytest.mark.parametrize(
    ("data", "page"),
    [(b"", 1), (b"%PDF-1.7 and no more", 1), (pdf(), 2), (pdf(), 0), (pdf()[:300], 1)],
)
def test_what_cannot_be_shown_says_so(data: bytes, page: int) -> None:
    with pytest.raises(ReadError, match="open the file itself"):
        render_page(data, page, [])


@pytest.mark.parametrize(
    "box",
    [
        Box(1, -500, -500, -400, -400),
        Box(1, 0, 0, 0, 0),
        Box(1, -1e9, -1e9, 1e9, 1e9),
        Box(1, 300, 500, 200, 400),
    ],
)
def test_boxes_off_the_page_do_no_harm(box: Box) -> None:
    assert picture(pdf(), 1, [box]).width > 1000
