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


_LONG = "Der neue Deich von Norderhusen hat seine erste Sturmflut überstanden, sagt das Amt. " * 3
_MENU = "<div><a href='/t'>Themen</a><a href='/p'>Publikationen</a><a href='/u'>Über uns</a></div>"


@pytest.mark.parametrize(
    "around",
    [
        _MENU,
        "<div>Startseite / Publikationen / Deiche</div>",
        "<div>Sie sind hier: <a href='/'>Start</a> &gt; Deiche</div>",
        "<div><p>Inhalt</p><ul><li><a href='#a'>Rechnung</a><li><a href='#b'>B</a></ul></div>",
        "<div><b>Newsletter</b><div>Bleiben Sie auf dem Laufenden!</div><form><input></form></div>",
        "<div>Anzeige</div>",
    ],
)
def test_boxes_around_a_text_are_known_without_names_of_classes(around: str) -> None:
    html = f"{around}<h1>Der Deich</h1><p>{_LONG}</p><h2>Kosten</h2><p>{_LONG}</p>"
    [document] = read_bytes(html.encode(), "x.html", Limits())

    assert [line.text for line in document.lines if line.text] == [
        *("Der Deich", _LONG.strip(), "Kosten", _LONG.strip())
    ]


def test_a_list_of_linked_names_within_the_text_stays() -> None:
    html = f"<h1>Der Deich</h1><p>{_LONG}</p>{_MENU}<p>{_LONG}</p>"
    [document] = read_bytes(html.encode(), "x.html", Limits())

    assert "Themen Publikationen Über uns" in [line.text for line in document.lines]
