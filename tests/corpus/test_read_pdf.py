"""What of a typeset briefing arrives as lines: order, places, indents, hyphens, links, tables."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pypdfium2
import pytest

from corpus.document import Document, Line
from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus.formats.make_pdf import Look, make_pdf
from tests.corpus.formats.source import Bullets, Content, Heading, Table, Text

NOTE = "1 Hafenverband, Jahresbericht 2025, Seite 12."
PARAGRAPH = (
    "Die Werften an der Küste haben im vergangenen Quartal mehr Aufträge erhalten als erwartet. "
    "Sie rechnen weiterhin mit steigenden Preisen für Stahl und Energie, sagen Beobachter im "
    "Ministerium. Zulieferer aus dem Binnenland verhandeln über die Versorgung der Baustellen, "
    "doch die Verhandlungen über eine neue Infrastruktur ziehen sich bis in den Sommer hin."
)
LOOKS = [
    Look(columns=columns, justified=justified, indents=indents, hyphens=justified, note=NOTE)
    for columns, justified, indents in itertools.product((1, 2, 3), (False, True), (False, True))
]


def _content(parts: int = 9) -> Content:
    blocks: list[Heading | Text | Bullets | Table] = []
    for number in range(1, parts + 1):
        blocks += [
            Heading(f"Abschnitt {number}: Häfen und Werften"),
            Text(f"Nummer {number} beginnt. {PARAGRAPH}", label="Die Fakten"),
            Text(f"{PARAGRAPH} Das war Nummer {number}."),
            Bullets((f"Erstens {number}: {PARAGRAPH[:91]}", "Zweitens."), numbered=number % 2 == 0),
        ]
        if number % 3 == 0:
            blocks.append(Table((("Land", "2023", "2024"), ("Estland", "1,5", "2,75"))))
    return Content("Häfen im Umbruch", "Nordkai Wochenschau", dt.date(2026, 5, 6), "de", (*blocks,))


def _words(content: Content) -> list[str]:
    """The words that the typeset briefing has, in reading order."""
    parts = [f"{content.series} · {content.printed_date}", content.title]
    for block in content.blocks:
        if isinstance(block, Heading):
            parts.append(block.text)
        elif isinstance(block, Text):
            parts.append(block.full)
        elif isinstance(block, Bullets):
            marks = (f"{at}." if block.numbered else "•" for at in itertools.count(1))
            parts += [f"{mark} {item}" for mark, item in zip(marks, block.items, strict=False)]
        else:
            parts += [cell for row in block.rows for cell in row]
    return " ".join(parts).split()


def _read(data: bytes) -> Document:
    [document] = read_pdf(data, "briefing.pdf", Limits())
    return document


def _text(lines: list[Line]) -> list[str]:
    """The words of lines, those divided at line ends put together."""
    text = " ".join(line.text.strip() for line in lines if line.text)
    return re.sub(r"(?<=\w)- (?=[a-zäöüß])", "", text).split()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_words_come_in_reading_order_whatever_the_layout(look: Look) -> None:
    content = _content()
    document = _read(make_pdf(content, look))
    body = [line for line in document.lines if not line.margin and line.text != NOTE]
    assert _text(body) == _words(content)
    assert document.remarks == ()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_heads_feet_and_notes_are_known_on_every_page(look: Look) -> None:
    document = _read(make_pdf(_content(), look))
    pages = max(line.page or 0 for line in document.lines)
    margins = [(line.page, line.text) for line in document.lines if line.margin]
    expected = []
    for page in range(1, pages + 1):
        expected.append((page, "Nordkai Wochenschau · 6. Mai 2026"))
        expected.append((page, f"Nordkai Wochenschau\t{page}"))
    assert margins == expected
    first = [line for line in document.lines if line.page == 1 and line.text and not line.margin]
    assert first[-1].text == NOTE
    assert first[-1].style is not None
    assert first[-1].style.size == 7.5


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_what_stands_in_a_box_is_the_text_of_its_line(look: Look) -> None:
    data = make_pdf(_content(3), look)
    assert_boxes(data, _read(data))


def assert_boxes(data: bytes, document: Document) -> None:
    """Compare each line with what the library finds in its box."""
    pdf = pypdfium2.PdfDocument(data)
    for line in filter(lambda line: line.text and line.words, document.lines):
        assert line.box is not None
        box = line.box
        page = pdf[box.page - 1].get_textpage()
        found = page.get_text_bounded(box.left, box.bottom, box.right, box.top)
        assert re.sub(r"[\ufffe\x02]", "-", found).split() == line.text.split()
        assert len(line.words) == len(line.text.split())
        assert line.words[0] == pytest.approx(box.left, abs=0.5)
        assert list(line.words) == sorted(line.words)
        assert line.words[-1] < box.right


def test_each_word_begins_where_it_is_said_to() -> None:
    data = make_pdf(_content(2), Look(justified=True))
    pdf = pypdfium2.PdfDocument(data)
    for line in filter(lambda line: line.text and line.page == 1, _read(data).lines):
        assert line.box is not None
        page = pdf[0].get_textpage()
        for left, word in zip(line.words, line.text.split(), strict=True):
            found = page.get_text_bounded(left + 0.1, line.box.bottom, line.box.right, line.box.top)
            assert found.split()[0] == word


def test_white_between_paragraphs_is_an_empty_line() -> None:
    texts = [line.text for line in _read(make_pdf(_content(1), Look(furniture=False))).lines]
    blocks = [list(group) for full, group in itertools.groupby(texts, bool) if full]
    assert [block[0].split()[0] for block in blocks] == [
        *("Nordkai", "Häfen", "Abschnitt", "Die", "Die", "•", "•"),
    ]


def test_first_lines_are_set_in_and_nothing_stands_between() -> None:
    lines = [line.text for line in _read(make_pdf(_content(1), Look(indents=True))).lines]
    at = next(at for at, line in enumerate(lines) if line.lstrip().startswith("Die Werften"))
    assert lines[at].startswith("   Die Werften")
    assert lines[at - 1].strip()
    assert not lines[at - 1].startswith(" ")
    assert not lines[at + 1].startswith(" ")


def test_items_stand_in_their_column_with_their_marks() -> None:
    lines = [line.text for line in _read(make_pdf(_content(1), Look(columns=2))).lines]
    at = next(at for at, line in enumerate(lines) if "Erstens" in line)
    assert lines[at].lstrip().startswith("• Erstens 1: ")
    indent = len(lines[at]) - len(lines[at].lstrip())
    assert lines[at + 1].startswith(" " * (indent + 1))


def test_table_rows_have_their_cells_parted() -> None:
    texts = [line.text.strip() for line in _read(make_pdf(_content(3))).lines]
    at = texts.index("Land\t2023\t2024")
    assert texts[at + 1] == "Estland\t1,5\t2,75"


def test_type_is_told_by_size_and_weight() -> None:
    lines = {line.text: line.style for line in _read(make_pdf(_content(1))).lines if line.style}
    title, heading = lines["Häfen im Umbruch"], lines["Abschnitt 1: Häfen und Werften"]
    assert (title.size, title.bold) == (19.95, True)
    assert (heading.size, heading.bold) == (14.7, True)
    label = next(style for text, style in lines.items() if text.startswith("Die Fakten:"))
    assert (label.size, label.bold) == (10.5, False)


@pytest.mark.parametrize("embedded", [False, True])
def test_divided_words_keep_their_hyphen_at_the_line_end(*, embedded: bool) -> None:
    look = Look(columns=2, justified=True, hyphens=True, embedded=embedded)
    texts = [line.text for line in _read(make_pdf(_content(), look)).lines]
    assert sum(text.endswith("-") for text in texts) > 5
    assert not any(mark in text for text in texts for mark in "\x02\ufffe\u00ad")


def test_a_link_stands_with_the_words_that_it_covers() -> None:
    address = "https://hafen.example/bericht?jahr=2025&teil=2"
    text = f"{PARAGRAPH} Näheres im Jahresbericht des Hafenverbands."
    links = (("Jahresbericht", address), ("Küste", "https://kueste.example/"))
    content = Content("Häfen", "Nordkai", dt.date(2026, 5, 6), "de", (Text(text, links=links),))
    found = [line for line in _read(make_pdf(content)).lines if line.links]
    assert [line.links for line in found] == [
        (("Küste", "https://kueste.example/"),),
        (("Jahresbericht", address),),
    ]
    assert "Küste" in found[0].text


def test_the_title_that_the_file_gives_counts_if_it_stands_on_the_first_page() -> None:
    assert dict(_read(make_pdf(_content(1))).metadata) == {"title": "Häfen im Umbruch"}
