"""Layouts that other programs make: cells of several lines, boxes, initials, notes, italics."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Line
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.agreement import read_briefing
from tests.corpus.formats.draw_pdf import Draw, draw

ONE = (
    "Die Fähren nach Ostersiel fahren",
    "im Winter nur noch zweimal am Tag.",
    "Das hat der Hafen gestern nach der",
    "Sitzung des Rates mitgeteilt, und",
    "die Inseln wollen dagegen klagen.",
)
OTHER = (
    "Anders sieht es der Landkreis, der",
    "auf leere Schiffe im November und",
    "auf teuren Treibstoff verweist. Er",
    "rechnet mit zwei Fahrten am Tag bis",
    "in den März und mit weniger Lärm.",
)
WIDE = tuple(f"{one} {other}" for one, other in zip(ONE, OTHER, strict=True))


def _lines(*pages: Draw) -> list[Line]:
    [document] = read_bytes(draw(*pages), "briefing.pdf", Limits())
    return [line for line in document.lines if line.text.strip()]


def _texts(*pages: Draw) -> list[str]:
    return [line.text.strip() for line in _lines(*pages)]


def _set(
    canvas: Canvas, texts: tuple[str, ...], x: float, y: float, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, 10)
    for at, text in enumerate(texts):
        canvas.drawString(x, y - 12.5 * at, text)


def test_headings_at_the_tops_of_two_columns_are_two() -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE[:1], 70, 780)
        for x, head, text in ((70, "Die Lage", ONE), (320, "Die Zahlen", OTHER)):
            _set(canvas, (head,), x, 720, "Helvetica-Bold")
            _set(canvas, text * 2, x, 685)

    assert _texts(page) == [WIDE[0], "Die Lage", *ONE * 2, "Die Zahlen", *OTHER * 2]


def test_cells_of_several_lines_are_put_together() -> None:
    rows = [
        (("Hafen",), ("Septem-", "ber"), ("Änderung",)),
        (("Ostersiel",), ("31,0", "Stunden"), ("+118 %",)),
        (("Krabben-", "hörn"), ("7,4",), ("+4 %",)),
        (("Neuwarden",), ("17,5",), ("+79 %",)),
    ]

    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE, 70, 780)
        y = 700.0
        for row in rows:
            height = 12.5 * max(map(len, row))
            for x, cell in zip((75, 140, 210), row, strict=True):
                _set(canvas, cell, x, y - (height - 12.5 * len(cell)) / 2)
            y -= height + 6
        _set(canvas, WIDE, 70, y - 20)

    found = ["Hafen\tSeptember\tÄnderung", "Ostersiel\t31,0 Stunden\t+118 %"]
    found += ["Krabbenhörn\t7,4\t+4 %", "Neuwarden\t17,5\t+79 %"]
    assert _texts(page) == [*WIDE, *found, *WIDE]


def test_the_box_of_a_row_of_several_lines_holds_them_all() -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE, 70, 780)
        for y, name in ((700, "Hafen"), (655, "Brücke")):
            _set(canvas, (name, "am", "Kanal"), 75, y)
            _set(canvas, ("31,0",), 140, y - 12.5)
            _set(canvas, ("+118 %",), 210, y - 12.5)

    row = _lines(page)[-1]
    assert row.text.strip() == "Brücke am Kanal\t31,0\t+118 %"
    assert row.box is not None
    assert row.box.bottom < 655 - 25
    assert row.box.top > 655 + 5


def test_an_address_beside_the_text_does_not_cut_its_lines() -> None:
    address = ("Kontakt", "Pressestelle", "Am Wehr 4", "Ostersiel", "Telefon 0555 12")

    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE * 2, 70, 700)
        _set(canvas, WIDE, 70, 540)
        canvas.setFont("Helvetica", 8)
        for at, text in enumerate(address):
            canvas.drawString(470, 694 - 9 * at, text)

    assert _texts(page) == [*WIDE * 2, *address, *WIDE]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 34)
        canvas.drawString(70, 700 - 12.5, "D")
        _set(canvas, tuple(text.removeprefix("D") for text in WIDE[:2]), 98, 700)
        _set(canvas, WIDE[2:], 70, 675)

    assert _texts(page) == list(WIDE)


def test_bullets_that_are_drawn_mark_items() -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE, 70, 780)
        for at, text in enumerate(ONE):
            canvas.circle(83, 693.5 - 20 * at, 1.8, stroke=0, fill=1)
            _set(canvas, (text,), 92, 690 - 20 * at)
        canvas.rect(60, 400, 200, 100)
        _set(canvas, WIDE, 70, 480)

    assert _texts(page) == [*WIDE, *(f"• {text}" for text in ONE), *WIDE]


def test_letters_set_apart_are_words() -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE, 70, 760)
        for y, space in ((650, 1.2), (630, 2.0), (610, 4.0)):
            text = canvas.beginText(70, y)
            text.setFont("Helvetica", 10)
            text.setCharSpace(space)
            text.textOut("WAS ZU TUN IST UND WAS NICHT")
            canvas.drawText(text)

    assert _texts(page)[len(WIDE) :] == ["WAS ZU TUN IST UND WAS NICHT"] * 3


@pytest.mark.parametrize(
    ("word", "raised", "found"),
    [("Hafen", "3", "Hafen"), ("klagen.", "12", "klagen."), ("18 km", "2", "18 km2")],
)
def test_raised_numbers_are_left_out_where_they_are_those_of_notes(
    word: str, raised: str, found: str
) -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, (*WIDE, f"Gemessen wurde der {word}"), 70, 760)
        x, y = 70 + stringWidth(f"Gemessen wurde der {word}", "Helvetica", 10), 760 - 12.5 * 5
        canvas.setFont("Helvetica", 6)
        canvas.drawString(x, y + 4, raised)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x + 8, y, "am Abend.")

    assert _texts(page)[-1] == f"Gemessen wurde der {found} am Abend."


def test_a_single_page_has_a_head_and_a_foot() -> None:
    def page(canvas: Canvas) -> None:
        _set(canvas, WIDE, 70, 760)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(70, 815, "Deichbrief, gedruckt am Morgen")
        canvas.drawString(70, 30, "deichbrief.example/43")

    margins = [line.text.strip() for line in _lines(page) if line.margin]
    assert margins == ["Deichbrief, gedruckt am Morgen", "deichbrief.example/43"]


def test_short_lines_in_italics_head_parts_if_there_are_several() -> None:
    def page(canvas: Canvas) -> None:
        y = 780.0
        for font, texts in (
            ("Helvetica-Bold", ("Der Winter",)),
            ("Helvetica-Oblique", ("Fähren",)),
            ("Helvetica", WIDE),
            ("Helvetica-Oblique", ("Von Alke Brodersund",)),
            ("Helvetica", WIDE),
            ("Helvetica-Oblique", ("Brücken",)),
            ("Helvetica", WIDE),
        ):
            _set(canvas, texts, 70, y, font)
            y -= 12.5 * len(texts) + 12

    briefing = read_briefing(draw(page), "briefing.pdf")
    paths = [section.path for section in briefing.sections]
    assert [path[-1] for path in paths][-2:] == ["Fähren", "Brücken"]


def test_the_head_of_a_table_that_goes_over_pages_comes_once() -> None:
    head = ("Pegel", "Fluss", "Stand")
    rows = [(f"Wehr {at}", "Lohne", f"{100 + at}") for at in range(40)]

    def page(first: int, last: int) -> Draw:
        def drawn(canvas: Canvas) -> None:
            y = 780.0
            if not first:
                _set(canvas, WIDE, 70, y)
                y -= 90
            canvas.setFont("Helvetica", 10)
            for at, row in enumerate([head, *rows[first:last]]):
                for x, cell in zip((70, 170, 270), row, strict=True):
                    canvas.drawString(x, y - 16 * at, cell)
            if last == len(rows):
                _set(canvas, WIDE, 70, y - 16 * (last - first) - 50)

        return drawn

    briefing = read_briefing(draw(page(0, 22), page(22, 40)), "briefing.pdf")
    table = next(p.text for p in briefing.paragraphs if p.text.startswith("Pegel"))
    assert table.split("\n") == ["  ".join(row) for row in (head, *rows)]


def test_lines_that_come_again_within_pages_are_text() -> None:
    def page(first: int) -> Draw:
        def drawn(canvas: Canvas) -> None:
            for at in range(8):
                item = (f"Meldung {WIDE[(first + at) % 5]}, sagt", "der Rat der Stadt.")
                _set(canvas, item, 70, 780 - 45 * at)

        return drawn

    briefing = read_briefing(draw(page(0), page(1)), "briefing.pdf")
    found = [paragraph.text for paragraph in briefing.paragraphs]
    assert len(found) == 16
    assert all(text.endswith("sagt der Rat der Stadt.") for text in found)
