from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive.links import is_web_address, link, text_directive
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span

HEAD = BriefingHead("b", "2024/march.html", "A title", url="https://news.example/march")
PARAGRAPH = Paragraph(
    "p", "b", 3, "The pier closes. Boats stop, too; ferry-goers wait & see.", page=4
)
LONG = (
    "The harbour council approved the new ferry line on Monday, after years of dispute, and"
    " boats will run every hour from spring on."
)
BASE = "https://files.example/briefings"


def sentence(text: str, of: Paragraph = PARAGRAPH) -> Span:
    start = of.text.index(text)
    return Span(start, start + len(text))


def test_a_web_page_is_opened_at_the_sentence() -> None:
    found = link(HEAD, PARAGRAPH, sentence("Boats stop, too; ferry-goers wait & see."), None)
    assert found == (
        "https://news.example/march"
        "#:~:text=Boats%20stop%2C%20too%3B%20ferry%2Dgoers%20wait%20%26%20see."
    )


def test_without_a_highlight_the_paragraph_is_sought() -> None:
    assert link(HEAD, replace(PARAGRAPH, text="Boats stop in winter."), None, None) == (
        "https://news.example/march#:~:text=Boats%20stop%20in%20winter."
    )


def test_of_a_long_sentence_both_ends_are_sought() -> None:
    directive = text_directive(LONG, Span(0, len(LONG)))
    assert (
        directive
        == "text=The%20harbour%20council%20approved%20the,every%20hour%20from%20spring%20on."
    )


def test_a_short_sentence_is_told_by_what_stands_around_it() -> None:
    text = "It is late. Nothing moves. The night ferry waits."
    assert text_directive(text, sentence("Nothing moves.", replace(PARAGRAPH, text=text))) == (
        "text=It%20is%20late.-,Nothing%20moves."
    )
    assert text_directive("Nothing moves. The night ferry waits.", Span(0, 14)) == (
        "text=Nothing%20moves.,-The%20night%20ferry"
    )


def test_marks_of_lists_are_not_sought_since_browsers_make_them() -> None:
    assert (
        text_directive("• Boats stop in winter.", Span(0, 23)) == "text=Boats%20stop%20in%20winter."
    )
    assert text_directive("12. Boats stop in winter.", Span(0, 25)) == (
        "text=Boats%20stop%20in%20winter."
    )


def test_cells_and_lines_are_blocks() -> None:
    for between in ("\t", "\n", "  "):
        text = between.join(("Ferry", "300 seats", "4 euros"))
        assert text_directive(text, Span(0, len(text))) == "text=Ferry-,300%20seats,4%20euros"


def test_a_fragment_of_the_address_is_kept_and_an_older_directive_is_not() -> None:
    boats = replace(PARAGRAPH, text="Boats stop in winter.")
    expected = "https://news.example/march#sec-2:~:text=Boats%20stop%20in%20winter."
    for url in ("https://news.example/march#sec-2", "https://news.example/march#sec-2:~:text=old"):
        assert link(replace(HEAD, url=url), boats, None, None) == expected


@pytest.mark.parametrize(
    ("path", "url"),
    [("march.pdf", "https://news.example/get?id=3"), ("march.html", "https://news.example/m.PDF")],
)
def test_a_pdf_is_opened_at_the_page(path: str, url: str) -> None:
    head = replace(HEAD, path=path, url=url + "#view=fit")
    assert link(head, PARAGRAPH, None, None) == f"{url}#page=4"
    assert link(head, replace(PARAGRAPH, page=None), None, None) == f"{url}#view=fit"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2024/März & more.pdf", f"{BASE}/2024/M%C3%A4rz%20%26%20more.pdf#page=4"),
        ("a#b?.html", f"{BASE}/a%23b%3F.html#:~:text=The%20pier%20closes."),
        ("note.txt", f"{BASE}/note.txt"),
        ("mail.eml", f"{BASE}/mail.eml"),
        ("mail.eml/briefing.pdf", None),
        ("old/box.mbox/2/briefing.html", None),
    ],
)
def test_a_published_folder_gives_its_files_addresses(path: str, expected: str | None) -> None:
    head = replace(HEAD, path=path, url=None)
    span = sentence("The pier closes.")
    found = link(head, PARAGRAPH, span, BASE)
    assert (found and found.replace(",-Boats%20stop%2C%20too%3B", "")) == expected
    assert link(head, PARAGRAPH, span, None) is None


def test_the_address_that_a_briefing_gives_itself_goes_first() -> None:
    assert str(link(HEAD, PARAGRAPH, None, BASE)).startswith("https://news.example/")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://nodots/",
        "http://[broken",
        "https://a.example/ b",
        "https://a.example/\u202eb",
        "//a.example/x",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert not is_web_address(url)
    assert link(replace(HEAD, url=url), PARAGRAPH, None, None) is None


def test_an_address_without_end_is_no_link() -> None:
    long = "https://news.example/" + "a" * 1490
    assert link(replace(HEAD, url=long), PARAGRAPH, None, None) is None
    fits = long[:1490]
    assert link(replace(HEAD, url=fits), PARAGRAPH, None, None) == fits


@given(st.text(min_size=1, max_size=300), st.data())
def test_whatever_is_sought_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    directive = text_directive(text, span)
    assert directive.isascii()
    assert not set(directive) & set(" #&\"<>'\n\t")
    words = " ".join(text.split())
    for part in directive.removeprefix("text=").split(","):
        assert " ".join(unquote(part.strip("-")).split()) in words
    assert urlsplit(f"https://a.example/#:~:{directive}").fragment == f":~:{directive}"
