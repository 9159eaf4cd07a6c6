"""What a person sees in Word is what is read: no more, no less, in the same order."""

from __future__ import annotations

import pytest

from corpus.document import Document, Line, Style
from corpus.limits import Limits
from corpus.readers.docx import read_docx
from tests.corpus.formats.contents import BERGBAHN
from tests.corpus.formats.make_docx import Look, make_docx
from tests.corpus.formats.raw_docx import paragraph, part, raw_docx, run

STYLES = part(
    "styles",
    """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Rubrik des Hauses"/>
<w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/>
</w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Fett"><w:name w:val="Fett"/><w:rPr><w:b/><w:sz w:val="28"/>
</w:rPr></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>
</w:style>
""",
)


def _level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


NUMBERING = part(
    "numbering",
    f"""<w:abstractNum w:abstractNumId="1">{_level(0, "decimal", "%1.")}
{_level(1, "lowerLetter", "%1.%2)")}{_level(2, "upperRoman", "%3.")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{_level(0, "bullet", "&#xF0B7;")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>""",
)


def _read(body: str, **parts: str) -> Document:
    links = {"r1": "https://example.org/a"}
    given = {"styles": STYLES, "numbering": NUMBERING, **parts}
    return read_docx(raw_docx(body, given, links), "x.docx", Limits())[0]


def _lines(document: Document) -> list[Line]:
    return [line for line in document.lines if line.text]


def _texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in _lines(_read(body, **parts))]


def _styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def _item(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_headings_are_known_by_outline_name_and_what_a_style_is_based_on() -> None:
    body = "".join(
        paragraph(text, _styled(style))
        for text, style in [
            ("A", "berschrift1"),
            ("B", "berschrift2"),
            ("C", "Rubrik"),
            ("D", "Ring"),
            ("E", "missing"),
        ]
    ) + paragraph("F", '<w:outlineLvl w:val="2"/>')

    found = {line.text: line.heading for line in _lines(_read(body))}
    assert found == {"A": 1, "B": 2, "C": 1, "D": None, "E": None, "F": 3}


def test_a_title_stands_above_the_headings() -> None:
    body = paragraph("T", _styled("Titel")) + paragraph("A", _styled("berschrift1"))

    assert [(line.text, line.heading) for line in _lines(_read(body))] == [("T", 1), ("A", 2)]


def test_lists_are_counted_as_word_counts_them() -> None:
    body = "".join(
        paragraph(text, _item(level, number))
        for text, level, number in [
            *(("a", 0, 1), ("b", 1, 1), ("c", 1, 1), ("d", 2, 1), ("e", 0, 1), ("f", 1, 1)),
            *(("g", 0, 3), ("h", 0, 3), ("i", 0, 2), ("j", 0, 99)),
        ]
    )

    assert _texts(body) == [
        *("1. a", "  1.a) b", "  1.b) c", "    I. d", "2. e", "  2.a) f"),
        *("4. g", "5. h", "• i", "j"),
    ]


def test_split_runs_are_joined_exactly() -> None:
    body = paragraph(
        run("Schleu") + run("senwär") + "<w:r><w:softHyphen/></w:r>" + run("ter\u00adin")
        + "<w:r><w:tab/></w:r>" + run("Nord") + "<w:r><w:noBreakHyphen/></w:r>" + run("Süd ")
        + "<w:r><w:br/></w:r>" + run("zwei") + "<w:r><w:t> drei </w:t></w:r>"
    )  # fmt: skip

    assert _texts(body) == ["Schleusenwärterin\tNord-Süd", "zweidrei"]


def test_links_keep_words_and_address() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("der Bericht")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(
        run("Siehe ") + f'<w:hyperlink r:id="r1">{run("die ")}{run("Studie")}</w:hyperlink>'
        + f'<w:hyperlink w:anchor="x">{run(" oben")}</w:hyperlink>' + run(" und ") + field
        + f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>' + run(".")
    )  # fmt: skip

    [line] = _lines(_read(body))
    assert line.text == "Siehe die Studie oben und der Bericht."
    assert line.links == (
        ("die Studie", "https://example.org/a"),
        ("der Bericht", "https://example.org/b"),
    )


def test_changes_are_read_as_accepted_and_comments_left_out() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = paragraph(
        run("Der ")
        + f"<w:del><w:r><w:delText>alte </w:delText></w:r></w:del><w:ins>{run('neue ')}</w:ins>"
        + f"<w:moveFrom>{run('weg ')}</w:moveFrom><w:moveTo>{run('da ')}</w:moveTo>"
        + "<w:r><w:commentReference w:id='1'/></w:r>"
        + run("geheim", "<w:vanish/>")
        + run("Deich ", "<w:vanish w:val='0'/>"),
        gone,
    ) + paragraph("hält.")

    assert _texts(body, comments=part("comments", paragraph("Nein!"))) == [
        "Der neue da Deich hält."
    ]


def test_text_boxes_are_read_once_below_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Im Kasten.')}</w:txbxContent>"
    body = paragraph(
        run("Davor.")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ) + paragraph("Danach.")

    assert _texts(body) == ["Davor.", "Im Kasten.", "Danach."]


def test_controls_are_read_but_not_what_asks_to_be_replaced() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Echt.')}</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{paragraph('Hier klicken')}</w:sdtContent></w:sdt>"
    )

    assert _texts(body) == ["Echt."]


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _cell(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def test_tables_have_a_line_for_each_row_and_merged_cells_once() -> None:
    table = _table(
        _cell("Hafen", "<w:vMerge w:val='restart'/>") + _cell("Schiffe", "<w:gridSpan w:val='2'/>"),
        _cell("", "<w:vMerge/>") + _cell("Mai") + _cell("Juni"),
        _cell("Siel") + _cell("12") + _cell("14"),
    )

    document = _read(paragraph("Zahlen:") + table + paragraph("Ende."))
    assert [line.text for line in document.lines] == [
        *("Zahlen:", "", "Hafen\tSchiffe", "Mai\tJuni", "Siel\t12\t14", "", "Ende.", ""),
    ]


def test_tables_that_only_arrange_are_text() -> None:
    inner = paragraph("Rubrik", _styled("berschrift1")) + paragraph("Ein Satz.")
    frame = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"

    lines = _lines(_read(frame))
    assert [(line.text, line.heading) for line in lines] == [("Rubrik", 1), ("Ein Satz.", None)]


def test_a_table_that_sets_texts_beside_their_rubrics_is_text() -> None:
    text = "Die Länder verdoppeln die Mittel für den Deich, sagt das Amt. " * 5
    rows = _cell("Länder") + _cell(text), _cell("Zahlen") + _cell("Es sind 22 Kilometer.")

    assert _texts(_table(*rows)) == ["Länder", text.strip(), "Zahlen", "Es sind 22 Kilometer."]
    assert len(_texts(_table(_cell("Thema") + _cell("Stand"), *rows))) == 3


def test_paragraphs_with_columns_parted_by_tabs_are_rows_of_one_table() -> None:
    rows = [
        paragraph(run(first) + "<w:r><w:tab/></w:r>" + run(second))
        for first, second in (("Kreis", "2026"), ("Siel", "12"))
    ]

    document = _read(paragraph("Zahlen.") + "".join(rows) + paragraph("Ende."))
    assert [line.text for line in document.lines] == [
        *("Zahlen.", "", "Kreis\t2026", "Siel\t12", "", "Ende.", ""),
    ]


def test_notes_follow_what_refers_to_them() -> None:
    notes = part(
        "footnotes",
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Amt für Deiche, 2026.")}</w:footnote>',
    )
    body = (
        paragraph(run("Ein Satz.") + "<w:r><w:footnoteReference w:id='2'/></w:r>")
        + paragraph("Ein Punkt.", _item(0, 2))
        + paragraph("Neu", _styled("berschrift1"))
    )

    assert _texts(body, footnotes=notes) == [
        *("Ein Satz.", "• Ein Punkt.", "[1] Amt für Deiche, 2026.", "Neu"),
    ]


def test_contents_are_left_out_and_what_follows_is_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = (
        paragraph(field + run("Lage 1"), _styled("TOC1"))
        + paragraph("Ausblick 2", _styled("TOC1"))
        + paragraph("Lage", _styled("berschrift1"))
        + paragraph("Text, obwohl das Feld nie endet.")
    )

    assert _texts(body) == ["Lage", "Text, obwohl das Feld nie endet."]


def test_heads_and_feet_stand_at_the_start_once_and_apart() -> None:
    document = read_docx(make_docx(BERGBAHN, Look(furniture=True)), "x.docx", Limits())[0]

    margins = [line.text for line in document.lines if line.margin]
    assert margins == ["Bergbahn-Bulletin · 5. März 2026", "Seite 1"]
    assert [line.text for line in document.lines[:3:2]] == margins


def test_direct_formatting_is_told() -> None:
    body = (
        paragraph(run("Groß", "<w:sz w:val='32'/><w:b/>"))
        + paragraph(run("Halb ", "<w:b/>") + run("fett"))
        + paragraph(run("Ganz ", "<w:rStyle w:val='Stark'/>") + run("fett", "<w:b w:val='1'/>"))
        + paragraph("Aus der Vorlage", _styled("Fett"))
    )

    styles = {line.text: line.style for line in _lines(_read(body))}
    assert styles == {
        "Groß": Style(16.0, bold=True),
        "Halb fett": Style(10.5),
        "Ganz fett": Style(10.5, bold=True),
        "Aus der Vorlage": Style(14.0, bold=True),
    }


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("–\tein Punkt", "– ein Punkt"),
        ("1.\tein Punkt", "1. ein Punkt"),
        ("a)\tein Punkt", "a) ein Punkt"),
        ("Hafen\t12\t14", "Hafen\t12\t14"),
        ("\tEingerückt", "Eingerückt"),
    ],
)
def test_tabs_part_columns_only(typed: str, read: str) -> None:
    pieces = "<w:r><w:tab/></w:r>".join(run(piece) for piece in typed.split("\t"))

    assert _texts(paragraph(pieces)) == [read]


def test_metadata_is_believed_only_if_the_text_says_so_too() -> None:
    document = read_docx(make_docx(BERGBAHN), "x.docx", Limits())[0]

    assert "title" not in dict(document.metadata)
    assert "publisher" not in dict(document.metadata)


def test_each_line_of_a_paragraph_has_the_style_of_its_own_words() -> None:
    body = paragraph(run("Haushalt", "<w:b/>") + "<w:r><w:br/></w:r>" + run("Er ist knapp."))

    assert [(line.text, line.style and line.style.bold) for line in _lines(_read(body))] == [
        *(("Haushalt", True), ("Er ist knapp.", False))
    ]
