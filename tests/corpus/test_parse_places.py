"""Paragraphs know the pages and the boxes of their lines, whatever becomes of those lines."""

from __future__ import annotations

import pytest

from corpus.briefing import Box, Paragraph
from corpus.document import Document, Line, Style
from corpus.parser import parse

TEXT = Style(10.0)
BOLD = Style(10.0, bold=True)
#: Points that a character takes in these documents, and that its column is wide.
CHARACTER, WIDTH = 5.0, 300.0


def line(text: str, row: int, *, page: int = 1, left: float = 50.0, style: Style = TEXT) -> Line:
    """Return a line of type of one width, ``row`` lines below the top of its page."""
    starts, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        starts.append(left + CHARACTER * at)
        at += len(word)
    top = 800.0 - 12 * row
    box = Box(page, left, top - 10, left + CHARACTER * len(text), top)
    return Line(text, page, style=style, box=box, words=tuple(starts))


def paragraphs(*lines: Line, marked_up: bool = False) -> list[Paragraph]:
    return list(parse(Document("x.pdf", lines, marked_up=marked_up), "x").paragraphs)


LONG = "The harbour board of Nordkai met for two hours on the ferries"  # 61 characters: full


def test_a_paragraph_has_the_boxes_of_its_lines() -> None:
    first = line(LONG, 1)
    second = line("and decided to run the last one of the day until spring.", 2)
    (paragraph,) = paragraphs(first, second)
    assert paragraph.text == f"{LONG} and decided to run the last one of the day until spring."
    assert paragraph.boxes == (first.box, second.box)
    assert (paragraph.page, paragraph.last_page) == (1, 1)


def test_a_paragraph_that_crosses_a_page_has_boxes_on_both() -> None:
    first = line(LONG, 50)
    second = line("and decided to run the last one of the day until spring.", 1, page=2)
    (paragraph,) = paragraphs(first, second)
    assert [box.page for box in paragraph.boxes] == [1, 2]
    assert (paragraph.page, paragraph.last_page) == (1, 2)


def test_a_word_divided_at_a_line_end_keeps_both_its_places() -> None:
    first = line("The harbour board of Nordkai met and after two hours it appro-", 1)
    second = line("ved the ferry that everybody on the island had asked for.", 2)
    (paragraph,) = paragraphs(first, second)
    assert "approved the ferry" in paragraph.text
    assert paragraph.boxes == (first.box, second.box)


@pytest.mark.parametrize("blank", [" ", ""])
def test_a_line_that_two_paragraphs_share_is_divided_between_them(blank: str) -> None:
    text = f"The ferry sails again in May.{blank}Why it Matters: It carries 40 cars and a lorry."
    whole = line(text, 1)
    others = [
        line("Why it Matters: There are two ports and only one road to both of them.", 4),
        line("Why it Matters: The bridge is closed until autumn, the council said.", 7),
    ]
    before, after, *_ = paragraphs(whole, Line("", 1), others[0], Line("", 1), others[1])
    assert before.text == "The ferry sails again in May."
    assert after.text == "Why it Matters: It carries 40 cars and a lorry."
    assert whole.box is not None
    start = whole.box.left + CHARACTER * text.index("Why")
    (box,) = after.boxes
    assert box == Box(1, box.left, whole.box.bottom, whole.box.right, whole.box.top)
    assert abs(box.left - start) < CHARACTER  # within a word, letters are taken to be alike
    assert before.boxes[0].left == whole.box.left
    assert start - 2 * CHARACTER <= before.boxes[0].right <= start + CHARACTER


def test_every_row_of_a_table_has_its_box() -> None:
    intro = line("The table shows what the ferries carried in the two months.", 1)
    rows = [
        line("Port\tMay\tJune", 3),
        line("Nordkai\t1,200\t1,310", 4),
        line("Ostersiel\t640\t702", 5),
    ]
    found = paragraphs(intro, Line("", 1), *rows)
    assert found[-1].boxes == tuple(row.box for row in rows)


def test_room_in_points_tells_wraps_from_ends() -> None:
    """The second line is shorter in characters than the first, yet no word had room in it."""
    narrow = line("Weekly ferries were counted by mayors in Munich and Wismar MMM", 1)
    wide = Line(
        "WWWW MMMM WWWW MMMM WWWW MMMM WWWW MMMM was said.",
        1,
        style=TEXT,
        box=Box(1, 50.0, 766.0, 360.0, 776.0),
        words=(50.0, 85.0, 120.0, 155.0, 190.0, 225.0, 255.0, 290.0, 325.0, 340.0),
    )
    last = line("Nobody knew what that was about.", 3)
    assert len(paragraphs(narrow, wide, last)) == 1


def test_lines_in_the_margin_are_no_text_but_may_name_the_series() -> None:
    head = Line("Harbour Letter · 4 May 2026", 1, style=TEXT, margin=True)
    foot = Line("17", 1, style=TEXT, margin=True)
    briefing = parse(Document("x.pdf", (head, line(f"{LONG} again.", 3), foot)), "x")
    assert [p.text for p in briefing.paragraphs] == [f"{LONG} again."]
    assert briefing.head.series == "Harbour Letter"
    assert str(briefing.head.date) == "2026-05-04"


def test_small_notes_at_the_foot_of_a_page_leave_the_sentence_whole() -> None:
    first = line(LONG, 40)
    note = line("1 Minutes of the board, volume 4.", 45, style=Style(7.5))
    second = line("and decided to run the last one of the day until spring.", 1, page=2)
    found = paragraphs(first, note, second)
    assert [p.text for p in found] == [
        f"{LONG} and decided to run the last one of the day until spring."
    ]


def test_a_table_of_contents_with_dots_between_blanks_is_left_out() -> None:
    rows = [
        line("1\tIce  . . . . . . . . . . . .  2", 1),
        line("2\tPilots  . . . . . . . . . .  14", 2),
    ]
    text = line("The harbour board of Nordkai met for two hours.", 6)
    assert [p.text for p in paragraphs(*rows, Line("", 1), text)] == [text.text]


def test_a_line_alone_on_its_page_between_head_and_foot_is_told() -> None:
    def margin(text: str, page: int) -> Line:
        return Line(text, page, style=TEXT, margin=True)

    texts = [line(f"The board of Nordkai met for {n} hours and left.", 4 * n) for n in range(6)]
    last = line("Bramdorf 5.02 m 4.66 m", 1, page=2)
    above = [part for text in texts for part in (text, Line("", 1))]
    edge = (margin("Letter\t1", 1), margin("Letter, 4 May 2026", 2))
    found = paragraphs(*above, *edge, last, margin("Letter\t2", 2))
    assert [p.text for p in found] == [text.text for text in (*texts, last)]


def test_a_figure_at_the_top_of_a_page_is_no_page_number() -> None:
    first = line("The harbour board of Nordkai met for two hours and went home.", 5)
    figure = line("61", 1, page=2, style=Style(24.0))
    text = line("percent of the ferries were on time, as many as never before.", 4, page=2)
    found = parse(Document("x.pdf", (first, figure, Line("", 2), text)), "x")
    told = [p.text for p in found.paragraphs] + [s.path[-1] for s in found.sections]
    assert any("61" in words.split() for words in told)
