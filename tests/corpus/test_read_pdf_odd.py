"""Pages that are turned, cropped, drawn by letters, twice, out of order or over each other."""

from __future__ import annotations

import random
import re

import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, Line
from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus.formats.draw_pdf import Draw, draw, lines
from tests.corpus.formats.make_pdf import register_fonts

LEFT = [
    "Die Werften an der Küste haben im",
    "vergangenen Quartal mehr Aufträge als",
    "erwartet erhalten. Sie rechnen weiter",
    "mit steigenden Preisen für Stahl und",
    "Energie, sagen Beobachter in Emden,",
    "doch die Verhandlungen ziehen sich hin.",
]
RIGHT = [
    "Zulieferer aus dem Binnenland sehen",
    "die Versorgung ihrer Baustellen bis in",
    "den Sommer hinein gesichert. Offen ist,",
    "wer die neue Leitung bezahlen soll, die",
    "von Rotterdam bis an die Elbe reicht.",
    "Darüber wird im Herbst entschieden.",
]


def _read(data: bytes) -> Document:
    [document] = read_pdf(data, "briefing.pdf", Limits())
    return document


def _texts(document: Document) -> list[str]:
    return [line.text.strip() for line in document.lines if line.text and not line.margin]


def _both(*pages: Draw) -> Draw:
    def page(canvas: Canvas) -> None:
        for one in pages:
            one(canvas)

    return page


def _under(data: bytes, line: Line) -> str:
    assert line.box is not None
    box = line.box
    page = pypdfium2.PdfDocument(data)[box.page - 1].get_textpage()
    return " ".join(page.get_text_bounded(box.left, box.bottom, box.right, box.top).split())


def test_columns_drawn_in_any_order_are_read_one_after_the_other() -> None:
    order = [(70, text, 700 - 14 * at) for at, text in enumerate(LEFT)]
    order += [(320, text, 700 - 14 * at) for at, text in enumerate(RIGHT)]

    def shuffled(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for x, text, y in random.Random(3).sample(order, len(order)):
            canvas.drawString(x, y, text)

    assert _texts(_read(draw(shuffled))) == [*LEFT, *RIGHT]


def test_a_title_and_a_table_across_both_columns_part_them() -> None:
    title = "Ein Titel, der über beide Spalten der Seite hinweg reicht und sie teilt"
    cells = [("Hafen", "Umschlag", "Wachstum"), ("Emden", "1,5", "2,0"), ("Kiel", "12", "0,4")]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(70, 760, title)
        lines(LEFT, 70, 720)(canvas)
        lines(RIGHT, 320, 720)(canvas)
        for row, (name, one, other) in enumerate(cells):
            canvas.drawString(70, 600 - 16 * row, name)
            canvas.drawString(290, 600 - 16 * row, one)
            canvas.drawString(470, 600 - 16 * row, other)
        lines(LEFT, 70, 530)(canvas)
        lines(RIGHT, 320, 530)(canvas)

    rows = ["\t".join(row) for row in cells]
    assert _texts(_read(draw(page))) == [title, *LEFT, *RIGHT, *rows, *LEFT, *RIGHT]


def test_a_line_with_a_date_at_the_right_edge_is_one_line() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 760, "Nordkai Wochenschau")
        canvas.drawRightString(525, 760, "6. Mai 2026")
        lines([f"{one} {other}" for one, other in zip(LEFT, RIGHT, strict=True)], 70, 720)(canvas)

    assert _texts(_read(draw(page)))[0] == "Nordkai Wochenschau\t6. Mai 2026"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_shows(turn: int) -> None:
    """The page is turned by its own entry; its text is drawn so that it shows level."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        canvas.rotate(turn)
        lines(LEFT)(canvas)
        lines(RIGHT, 320)(canvas)

    data = draw(page)
    document = _read(data)
    assert _texts(document) == [*LEFT, *RIGHT]
    for line in document.lines:
        if line.text:
            assert _under(data, line) == line.text


def test_the_places_on_a_cropped_page_are_those_of_the_page_itself() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((60, 400, 560, 800))
        lines(LEFT)(canvas)
        lines(["Beschnitt: Bogen 3"], 70, 820)(canvas)

    data = draw(page)
    document = _read(data)
    assert _texts(document) == LEFT
    assert [_under(data, line) for line in document.lines if line.text] == LEFT
    box = document.lines[0].box
    assert box is not None
    assert (box.left, box.top) == pytest.approx((70, 768), abs=2)


@pytest.mark.parametrize("spread", [0.0, 3.0])
def test_letters_drawn_one_by_one_make_words(spread: float) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        x = 70.0
        for letter in "Buchstaben einzeln gesetzt":
            canvas.drawString(x, 700, letter)
            x += stringWidth(letter, "Helvetica", 12) + spread
        lines(LEFT, 70, 660)(canvas)

    document = _read(draw(page))
    assert _texts(document) == ["Buchstaben einzeln gesetzt", *LEFT]
    assert len(document.lines[0].words) == 3


def test_words_drawn_one_by_one_across_the_line_make_lines() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for row, text in enumerate(LEFT):
            x = 70.0
            for word in text.split():
                canvas.drawString(x, 700 - 14 * row, word)
                # Stretched, as in a narrow column with even edges.
                x += stringWidth(word, "Helvetica", 11) + 3 + 3.1 * (row % 3)

    assert _texts(_read(draw(page))) == LEFT


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    data = draw(_both(lines(LEFT), lines(LEFT, 70.4), lines(LEFT, 70.4, 760.2)))
    assert _texts(_read(data)) == LEFT


def test_a_water_mark_and_a_stamp_along_the_edge_are_apart_from_the_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(50)
        canvas.setFont("Helvetica", 70)
        canvas.drawString(0, 0, "ENTWURF")
        canvas.restoreState()
        lines(LEFT)(canvas)
        canvas.saveState()
        canvas.translate(20, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Bestand des Archivs")
        canvas.restoreState()

    document = _read(draw(page))
    assert _texts(document) == LEFT
    assert {line.text for line in document.lines if line.margin} == {
        *("ENTWURF", "Bestand des Archivs"),
    }


def test_the_hidden_text_of_a_scan_is_read() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(70, 700)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        for line in LEFT:
            text.textLine(line)
        canvas.drawText(text)

    assert _texts(_read(draw(page))) == LEFT


def test_ligatures_are_letters_and_nothing_invisible_stays() -> None:
    def page(canvas: Canvas) -> None:
        register_fonts()
        canvas.setFont("Vera", 11)
        canvas.drawString(70, 700, "Die ﬁnanzielle Lage der Aﬀäre")
        canvas.drawString(70, 680, "zwei\u200bte Zeile\u00a0hier")

    texts = _texts(_read(draw(page)))
    assert "Die finanzielle Lage" in texts[0]
    assert not re.search("[\ufb00-\ufb06\u200b]", "".join(texts))


def test_raised_numbers_of_notes_are_left_out() -> None:
    def page(canvas: Canvas) -> None:
        lines(LEFT)(canvas)
        x = 70 + stringWidth(LEFT[2], "Helvetica", 11)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(x + 0.5, 760 - 28 + 4, "12")

    assert _texts(_read(draw(page))) == LEFT


def test_a_table_of_texts_is_read_row_by_row() -> None:
    rows = [
        ("Land", "Lage", "Ausblick"),
        ("Estland", "Die Häfen wachsen weiter,", "Zwei Eisbrecher werden"),
        ("und Inseln", "vor allem Tallinn.", "verkauft, so der Plan."),
        ("Finnland", "Der Umschlag sinkt leicht", "Besserung ab Herbst,"),
        ("mit Åland", "wegen der Streiks.", "sagt der Verband."),
    ]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate(rows):
            for x, cell in zip((70, 180, 350), row, strict=True):
                canvas.drawString(x, 740 - 14 * at, cell)
        lines([f"{one} {other}" for one, other in zip(LEFT, RIGHT, strict=True)], 70, 620)(canvas)

    assert _texts(_read(draw(page)))[: len(rows)] == ["\t".join(row) for row in rows]


def test_a_box_beside_the_text_is_read_apart_from_it() -> None:
    wide = [f"{one} {other}" for one, other in zip(LEFT, RIGHT, strict=True)]
    box = [
        "ZAHL DES MONATS",
        "48 Prozent ihres Stroms",
        "haben die Terminals im",
        "April selbst erzeugt, im",
    ]

    def page(canvas: Canvas) -> None:
        lines(wide, 70, 760)(canvas)
        lines(box, 350, 760 - 14 * 6)(canvas)
        lines(LEFT, 70, 760 - 14 * 6)(canvas)
        lines(wide, 70, 760 - 14 * 12)(canvas)

    assert _texts(_read(draw(page))) == [*wide, *LEFT, *box, *wide]
