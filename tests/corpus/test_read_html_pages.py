"""Of real kinds of pages the text is read in its order, and not what stands around it."""

from __future__ import annotations

import pytest

from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.pages import PAGES, Page


def _text(page: Page) -> str:
    [document] = read_bytes(page.html.encode(), "x.html", Limits())
    return " ".join(" ".join(line.text for line in document.lines).replace("\t", " ").split(" "))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_text_is_read_in_its_order(page: Page) -> None:
    text = " ".join(_text(page).split(" "))

    at = 0
    for stretch in page.kept:
        found = text.find(stretch, at)
        assert found >= 0, (stretch, text)
        at = found + len(stretch)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_stands_around_is_left_out(page: Page) -> None:
    text = _text(page)

    assert [stretch for stretch in page.gone if stretch in text] == []
