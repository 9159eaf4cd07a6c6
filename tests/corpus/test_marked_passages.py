"""Passages of PDFs with heads, feet, columns and page breaks: their pages, and what is marked."""

from __future__ import annotations

import io
import re
from functools import cache

import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from corpus.briefing import Box, Paragraph
from corpus.limits import Limits
from corpus.page_image import render_page
from corpus.parser import parse
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.lines_pdf import sideways
from tests.corpus.formats.make_pdf import Look, make_pdf

#: Large type, so that paragraphs run over columns and pages.
LOOKS = {
    "one": Look(size=17.0, note="See also the issue before this one."),
    "large": Look(size=25.0),
    "two": Look(columns=2, size=14.0, hyphens=True, justified=True),
    "narrow": Look(columns=2, size=12.5),
}
NAMES = ("kuestenbrief", "harbour_ledger", "bergbahn", "grain_dispatch")
CASES = [(name, look) for name in NAMES for look in (*LOOKS, "lying")]


@cache
def printed(name: str, look: str) -> bytes:
    if look == "lying":
        return sideways(make_pdf(CONTENTS[name], Look(columns=2)))
    return make_pdf(CONTENTS[name], LOOKS[look])


@cache
def passages(name: str, look: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of running text, without tables."""
    document = read_bytes(printed(name, look), f"{name}.pdf", Limits())[0]
    return tuple(p for p in parse(document, "b").paragraphs if "  " not in p.text)


def letters(text: str) -> str:
    """Return the letters and digits alone: lines are divided and joined in other places."""
    return re.sub(r"[\W_]", "", text.replace("\ufffe", "-"))


def under(page: PdfPage, box: Box) -> str:
    """Return the text that pdfium has within a box, which letters may overhang a little."""
    text = page.get_textpage()
    across, up = (1, 0) if box.right - box.left > box.top - box.bottom else (0, 1)
    found = text.get_text_bounded(
        box.left - across, box.bottom - up, box.right + across, box.top + up
    )
    return str(found)


@pytest.mark.parametrize(("name", "look"), CASES)
def test_the_text_under_the_boxes_is_the_passage(name: str, look: str) -> None:
    with PdfDocument(printed(name, look)) as document:
        for passage in passages(name, look):
            marked = "".join(under(document[box.page - 1], box) for box in passage.boxes)
            found, wanted = letters(marked), letters(passage.text)
            # the number of an item stands apart from it, and is marked with it
            assert found.removeprefix(found[: len(found) - len(wanted)]) == wanted, passage.text
            assert len(found) - len(wanted) <= 2


@pytest.mark.parametrize(("name", "look"), CASES)
def test_the_pages_of_the_citation_are_those_of_the_boxes(name: str, look: str) -> None:
    with PdfDocument(printed(name, look)) as document:
        texts = [letters(page.get_textpage().get_text_range()) for page in document]
    for passage in passages(name, look):
        assert passage.page is not None
        assert passage.last_page is not None
        assert {box.page for box in passage.boxes} == set(
            range(passage.page, passage.last_page + 1)
        )
        first, last = letters(passage.text)[:12], letters(passage.text)[-12:]
        if passage.page == passage.last_page:
            assert letters(passage.text) in texts[passage.page - 1]
        else:
            assert first in texts[passage.page - 1]
            assert last in texts[passage.last_page - 1]


def test_there_are_enough_of_them_and_some_run_over_pages_and_columns() -> None:
    every = [passage for case in CASES for passage in passages(*case)]
    assert len(every) >= 150
    assert sum(passage.page != passage.last_page for passage in every) >= 5
    lefts = [{round(box.left) // 100 for box in passage.boxes} for passage in every]
    assert sum(len(columns) > 1 for columns in lefts) >= 3


@pytest.mark.parametrize(("name", "look"), CASES[:2])
def test_pictures_are_yellow_where_the_boxes_are_and_nowhere_else(name: str, look: str) -> None:
    data = printed(name, look)
    for passage in passages(name, look)[:4]:
        for number in {box.page for box in passage.boxes}:
            image = Image.open(io.BytesIO(render_page(data, number, passage.boxes)))
            pixels = np.asarray(image.convert("RGB")).astype(int)
            yellow = (pixels[..., 0] > 235) & (pixels[..., 2] < 130)
            inside = np.zeros_like(yellow)
            with PdfDocument(data) as document:
                scale = image.height / document[number - 1].get_height()
                height = document[number - 1].get_height()
            for box in passage.boxes:
                if box.page == number:
                    around = 0.3 * (box.top - box.bottom)
                    rows = slice(
                        round((height - box.top - 2 * around) * scale),
                        round((height - box.bottom + 2 * around) * scale),
                    )
                    left, right = (box.left - around) * scale, (box.right + around) * scale
                    inside[rows, round(left) : round(right)] = True
            assert yellow[inside].mean() > 0.3
            assert not yellow[~inside].any()
