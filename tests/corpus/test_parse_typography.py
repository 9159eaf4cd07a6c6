"""Lines that are set larger or bolder than the text are its headings, where no mark-up says so."""

from __future__ import annotations

import pytest

from corpus.briefing import Briefing
from corpus.document import Document, Line, Style
from corpus.parser import parse

BODY = Style(11.0)
BOLD = Style(11.0, bold=True)
LARGE = Style(16.0, bold=True)
FIRST = "The port of Nordkai closed for three days because the ice came early this winter."
SECOND = "Pilots asked the ministry for a second tug before the season ends in March."


def styled(*parts: tuple[str, Style]) -> Briefing:
    """Return the briefing of paragraphs that differ only in how they are set."""
    lines = [line for text, style in parts for line in (Line(text, style=style), Line(""))]
    return parse(Document("x.docx", tuple(lines), marked_up=True), "x")


def paths(briefing: Briefing) -> list[tuple[str, ...]]:
    return [section.path for section in briefing.sections]


def test_bold_lines_head_what_follows() -> None:
    briefing = styled(
        ("Ferries, ice and a second tug", LARGE),
        ("Ice", BOLD),
        (FIRST, BODY),
        ("Pilots", BOLD),
        (SECOND, BODY),
    )
    assert briefing.head.title == "Ferries, ice and a second tug"
    assert paths(briefing) == [("Ice",), ("Pilots",)]


def test_larger_type_stands_above_bold_type() -> None:
    briefing = styled(
        ("North", LARGE), ("Ice", BOLD), (FIRST, BODY), ("South", LARGE), (SECOND, BODY)
    )
    assert paths(briefing) == [("North",), ("North", "Ice"), ("South",)]


def test_a_heading_of_several_lines_is_one() -> None:
    lines = (
        Line("Why the pilots of Nordkai ask the ministry", style=LARGE, page=1),
        Line("for a second tug", style=LARGE, page=1),
        Line("", page=1),
        Line(FIRST, style=BODY, page=1),
        Line("", page=1),
        Line("What the ministry says", style=LARGE, page=1),
        Line(SECOND, style=BODY, page=1),
    )
    briefing = parse(Document("x.pdf", lines), "x")
    assert paths(briefing) == [
        ("Why the pilots of Nordkai ask the ministry for a second tug",),
        ("What the ministry says",),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nobody was hurt, the port said on Monday.", "a bold sentence is text"),
        ("Die Fakten:", "a bold label opens the paragraph below"),
        ("• One bold bullet", "a bullet is a bullet"),
    ],
)
def test_what_is_bold_need_not_be_a_heading(text: str, kept: str) -> None:
    briefing = styled(
        ("Ice", BOLD), (FIRST, BODY), (text, BOLD), (SECOND, BODY), ("Pilots", BOLD), (FIRST, BODY)
    )
    assert paths(briefing) == [("Ice",), ("Pilots",)], kept


def test_a_document_that_is_all_bold_has_no_headings_by_that() -> None:
    briefing = styled((FIRST, BOLD), (SECOND, BOLD), ("A small remark", BODY))
    assert paths(briefing) == []


def test_marked_headings_leave_no_need_to_look_at_type() -> None:
    lines = (
        Line("Letter", heading=1),
        Line("Ice", heading=2),
        Line(FIRST, style=BODY),
        Line(""),
        Line("Bold but no heading", style=BOLD),
        Line(""),
        Line(SECOND, style=BODY),
    )
    briefing = parse(Document("x.html", lines, marked_up=True), "x")
    assert paths(briefing) == [("Ice",)]
    assert "Bold but no heading" in [p.text for p in briefing.paragraphs]


def test_capitals_head_parts_though_they_are_set_smaller() -> None:
    small = Style(9.0)
    briefing = styled(
        ("ICE", small), ("THE HARBOUR", small), (FIRST, BODY), ("Pilots", BOLD), (SECOND, BODY),
        ("THE COUNCIL", small), (FIRST, BODY),
    )  # fmt: skip
    assert paths(briefing) == [("THE HARBOUR",), ("THE HARBOUR", "Pilots"), ("THE COUNCIL",)]


def test_numbers_tell_how_deep_headings_of_one_face_stand() -> None:
    briefing = styled(
        ("1. Ice", BOLD), ("1.1 Harbour", BOLD), (FIRST, BODY), ("1.2 Canal", BOLD), (SECOND, BODY),
        ("2. Pilots", BOLD), (FIRST, BODY),
    )  # fmt: skip
    assert paths(briefing) == [
        ("1. Ice",), ("1. Ice", "1.1 Harbour"), ("1. Ice", "1.2 Canal"), ("2. Pilots",)
    ]  # fmt: skip


def test_below_marked_headings_bold_lines_head_the_text_right_below_them() -> None:
    lines = (
        *(Line("Letter", heading=1), Line("North", heading=2)),
        *(Line("Ice", style=BOLD), Line(FIRST, style=BODY), Line("")),
        *(Line("South", heading=2), Line("Dear readers,", style=BOLD), Line(SECOND, style=BODY)),
    )
    briefing = parse(Document("x.html", lines, marked_up=True), "x")
    assert paths(briefing) == [("North",), ("North", "Ice"), ("South",)]


def test_below_marked_headings_bold_or_linked_paragraphs_head_if_there_are_several() -> None:
    lines = []
    for part in ("North", "South"):
        headline = f"Why ferries wait in the {part.lower()}"
        lines += [Line("Letter" if part == "North" else "More", heading=1), Line(part, heading=2)]
        lines += [Line(f"Ice in the {part}", style=BOLD), Line(""), Line(FIRST, style=BODY)]
        link = ((headline, "https://news.example/1"),)
        lines += [Line(""), Line(f"{headline} (Nordkai Post)", style=BODY, links=link), Line("")]
        lines += [Line(SECOND, style=BODY), Line("")]
    found = [
        path[-1] for path in paths(parse(Document("x.html", tuple(lines), marked_up=True), "x"))
    ]
    assert [head for head in found if "North" in head] == ["North", "Ice in the North"]
    assert sum(head.startswith("Why ferries wait") for head in found) == 2


def test_the_first_of_equal_bold_lines_is_the_title_right_above_the_date() -> None:
    briefing = styled(
        *(("Harbour Review", BOLD), ("12 April 2024", BODY), ("Ice", BOLD), (FIRST, BODY)),
        *(("Pilots", BOLD), (SECOND, BODY)),
    )
    assert briefing.head.title == "Harbour Review"
    assert paths(briefing) == [("Ice",), ("Pilots",)]


def test_a_sponsor_above_the_title_does_not_make_it_the_heading_of_all() -> None:
    briefing = styled(
        *(("Presented by Klar Bank: what drives the sound.", BODY), ("Harbour Review", LARGE)),
        *(("12 April 2024", BODY), ("Ice", BOLD), (FIRST, BODY), ("Pilots", BOLD), (SECOND, BODY)),
    )
    assert briefing.head.title == "Harbour Review"
    assert paths(briefing) == [("Ice",), ("Pilots",)]
