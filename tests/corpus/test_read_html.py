"""Web pages and newsletters become the lines that a reader of them sees as their text."""

from __future__ import annotations

import pytest

from corpus.document import Document, Line, Style
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_html import make_newsletter, make_page, make_site_page
from tests.corpus.formats.source import Bullets, Content, Heading, Table, Text

MAKERS = {"page": make_page, "site": make_site_page, "newsletter": make_newsletter}

each_content = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)


def _read(html: str | bytes, path: str = "x.html") -> Document:
    data = html.encode() if isinstance(html, str) else html
    [document] = read_bytes(data, path, Limits())
    return document


def _body(html: str) -> list[str]:
    return [line.text for line in _read(f"<html><body>{html}</body></html>").lines]


def _wanted(content: Content) -> list[str]:
    lines: list[str] = []
    for block in content.blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Text):
            lines.append(block.full)
        elif isinstance(block, Bullets):
            marks = (f"{n}. " if block.numbered else "• " for n in range(1, 100))
            lines += [mark + item for mark, item in zip(marks, block.items, strict=False)]
        elif isinstance(block, Table):
            lines += ["\t".join(row) for row in block.rows]
    return lines


@each_content
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_block_is_a_line_and_nothing_else_is(make: object, content: Content) -> None:
    assert callable(make)
    lines = [line.text for line in _read(make(content)).lines if line.text]

    wanted = _wanted(content)
    assert lines[-len(wanted) :] == wanted
    head = {content.title, content.series, content.printed_date}
    above = " ".join(lines[: -len(wanted)]).replace(" | ", " ").replace(" – ", " ")
    for part in sorted(head, key=len, reverse=True):
        above = above.replace(part, "")
    assert above.split() == []


@each_content
def test_what_a_page_says_of_itself_is_known(content: Content) -> None:
    metadata = dict(_read(make_site_page(content)).metadata)

    assert metadata == {
        "title": content.title,
        "date": content.date.isoformat(),
        "publisher": content.series,
        "language": "de-DE" if content.language == "de" else "en-GB",
        "url": f"https://brief.example/{content.date:%Y/%m}/{content.language}",
    }


def test_a_newsletter_says_how_its_headings_are_set() -> None:
    content = CONTENTS["kuestenbrief"]
    styles = {line.text: line.style for line in _read(make_newsletter(content)).lines}

    assert styles[content.title] == Style(22.5, bold=True)
    for block in content.blocks:
        if isinstance(block, Heading):
            assert styles[block.text] == Style(16.5, bold=True)
        elif isinstance(block, Text):
            assert styles[block.full] == Style(12.0, bold=False)


def test_headings_paragraphs_and_line_breaks() -> None:
    document = _read("<h1>Ein <em>Steg</em><br>für alle</h1><div>Erstens.<p>Zwei\n  Zeilen<br>so")

    assert document.marked_up
    assert document.lines == (
        Line("Ein Steg für alle", heading=1),
        Line(""),
        Line("Erstens.", style=Style(12.0)),
        Line(""),
        Line("Zwei Zeilen", style=Style(12.0)),
        Line("so", style=Style(12.0)),
    )


def test_lists_keep_their_marks_levels_and_numbers() -> None:
    html = (
        "<p>Drei:</p><ul><li>eins<li><p>zwei</p><ul><li>innen</ul></li></ul>"
        '<ol start="4"><li>vier<li value="7">sieben<li>acht</ol><ol type="a"><li>A</ol>'
        "<ul style='list-style:none'><li>ohne</li></ul>"
    )

    assert _body(html) == [
        *("Drei:", "", "• eins", "• zwei", "  • innen", ""),
        *("4. vier", "7. sieben", "8. acht", "", "a. A", "", "ohne"),
    ]


def test_a_second_paragraph_of_an_item_stands_apart_and_set_in() -> None:
    assert _body("<ul><li><p>eins</p><p>mehr</p></li><li>zwei</li></ul>") == [
        *("• eins", "", "  mehr", "• zwei"),
    ]


def test_tables_of_data_are_rows_and_layout_is_not() -> None:
    data = (
        "<table><caption>Häfen</caption><tr><th>Hafen<th>Schiffe</tr><tr><td>Neuwarden<td>"
        "1.200</tr></table>"
    )
    layout = (
        "<table><tr><td>Ein Satz links.</td><td><p>Ein Satz.</p><p>Noch einer.</p></td></table>"
    )

    assert _body(data) == ["Häfen", "", "Hafen\tSchiffe", "Neuwarden\t1.200"]
    assert _body(layout) == ["Ein Satz links.", "", "Ein Satz.", "", "Noch einer."]


def test_a_cell_with_only_a_mark_opens_the_cell_beside_it() -> None:
    rows = "<tr><td>•</td><td>Erster Punkt.</td></tr><tr><td>2.</td><td>Zweiter.</td></tr>"

    assert _body(f"<table>{rows}</table>") == ["• Erster Punkt.", "", "2. Zweiter."]


def test_quotations_definitions_and_preformatted_text() -> None:
    html = (
        "<blockquote><p>Nie.</p><blockquote>Doch.</blockquote></blockquote>"
        "<dl><dt>Erschienen<dd>3. Mai 2026<dt>Ort<dd>Neuwarden</dl><pre>a  b\n  c</pre>"
    )

    assert _body(html) == [
        *("> Nie.", "", "> > Doch.", "", "Erschienen\t3. Mai 2026", "Ort\tNeuwarden", ""),
        *("a  b", "  c"),
    ]


def test_links_are_absolute_and_lead_into_the_web() -> None:
    document = _read(
        '<base href="https://brief.example/a/b.html"><p><a href="../c?utm_source=n">Der <b>Bericht'
        '</b></a>, <a href="mailto:x@y.example">Post</a>, <a href="#n">oben</a> und <a '
        'href="http://[bad">kaputt</a>, <a href="javascript:x()">nichts</a></p>'
    )

    assert document.lines[0].text == "Der Bericht, Post, oben und kaputt, nichts"
    assert ("Der Bericht", "https://brief.example/c?utm_source=n") in document.lines[0].links
    assert all(
        address.startswith("https://brief.example") for _, address in document.lines[0].links
    )


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ('<p style="font-size:20px">x</p>', Style(15.0)),
        ('<p style="font: bold 14pt/1.2 Arial">x</p>', Style(14.0, bold=True)),
        ("<p><b>x</b></p>", Style(12.0, bold=True)),
        ("<p><b>x</b> y</p>", Style(12.0, bold=False)),
        ('<p><font size="5"><strong>x</strong></font></p>', Style(18.0, bold=True)),
        (
            '<div style="font-size:150%"><p style="font-weight:700">x</p></div>',
            Style(18.0, bold=True),
        ),
        ('<div style="font-size:2em"><p style="font-size:0.5em">x</p></div>', Style(12.0)),
        (
            "<style>.t{font-size:18pt;font-weight:bold}</style><p class=t>x</p>",
            Style(18.0, bold=True),
        ),
        ('<p style="font-weight:bold"><span style="font-weight:normal">x</span></p>', Style(12.0)),
    ],
)
def test_looks_are_inherited_and_computed(markup: str, style: Style) -> None:
    [line] = _read(markup).lines

    assert line.style == style


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">x</p>',
        '<p style="display:none !important;mso-hide:all">x</p>',
        '<div style="visibility: hidden"><p>x</p></div>',
        '<div style="max-height:0px;overflow:hidden">x</div>',
        '<div style="font-size:0">x</div>',
        '<div style="font-size:1px;color:#fff">x</div>',
        '<span style="opacity:0">x</span>',
        "<p hidden>x</p>",
        '<span aria-hidden="true">x</span>',
        "<style>.pre{display:none}</style><div class=pre>x</div>",
        "<script>x</script><style>x</style><template>x</template><noscript>x</noscript>",
        '<form><label>x</label><input value="x"><select><option>x</select></form>',
        "<svg><text>x</text></svg><iframe>x</iframe><button>x</button><!-- x -->",
        "<p>&#847;&zwnj;&nbsp;&#8199;&#847;&zwnj;&nbsp;&shy;</p><p>&#8203;&nbsp;</p>",
    ],
)
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    assert _body(f"{hidden}<p>Nur dies.</p>") == ["Nur dies."]


def test_the_share_of_a_preview_that_only_fills_is_taken_off() -> None:
    assert _body("<p>Heute neu &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;</p>") == ["Heute neu"]


def test_letters_joined_by_marks_keep_them() -> None:
    text = "می\u200cخواهم"

    assert _body(f"<p>{text}</p>") == [text]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<meta charset="unicode_escape">', "utf-8"),
        ('<meta charset="nonsense">', "cp1252"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_every_character_set_gives_the_same_text(head: str, encoding: str) -> None:
    text = "Größe, Öl und „Häfen“ – für 5 €."

    data = f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding)
    assert [line.text for line in _read(data).lines] == [text]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "p><q"])
def test_a_page_that_nests_without_end_is_read_to_its_last_word(tag: str) -> None:
    html = f"<html><body><p>Anfang</p>{f'<{tag}>' * 2_000}Mitte<p>Ende"

    words = " ".join(line.text for line in _read(html).lines).replace(">", "").split()
    assert [word for word in words if word.isalpha()] == ["Anfang", "Mitte", "Ende"]


def test_pictures_written_into_the_page_do_not_hide_its_text() -> None:
    picture = "data:image/png;base64," + "A" * 11_000_000

    assert _body(f'<img src="{picture}"><p>Der Text.</p>') == ["Der Text."]


def test_entities_of_its_own_are_not_expanded() -> None:
    html = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">'
        ']><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&a;&b; Text.</p></body></html>'
    )

    text = " ".join(line.text for line in _read(html, "x.xhtml").lines)
    assert "Text." in text
    assert "aaaa" not in text
    assert "root:" not in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><img src=x></body></html>", "no text"),
        (b"<!-- nothing -->", "no text"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 9, "binary"),
    ],
)
def test_a_page_without_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        _read(data)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<title>Rundbrief | Amt</title><p>x", {"title": "Rundbrief"}),
        ("<title>Newsletter</title><p>x", {}),
        ("<title>*|MC:SUBJECT|*</title><p>x", {}),
        ("<title>Amt</title><h1>Der Steg</h1><p>x", {"title": "Der Steg"}),
        (
            "<meta name=og:site_name content=A><meta name=og:title content=T><h1>A</h1><p>x",
            {"title": "T", "publisher": "A"},
        ),
        ("<meta name=date content='2026-05-03T10:00:00Z'><p>x", {"date": "2026-05-03"}),
        (
            "<main><h1>T</h1><time datetime='2026-05-03'>3.</time><p>" + "x " * 100 + "</p>",
            {"title": "T", "date": "2026-05-03"},
        ),
        (
            "<main><h1>T</h1><p>" + "x " * 100 + "</p><time datetime='2026-05-03'>3.</time>",
            {"title": "T"},
        ),
        ("<link rel=canonical href='/relative'><p>x", {}),
        ("<link rel=canonical href='https://amt.example/'><p>x", {}),
        (
            "<!-- saved from url=(0031)https://amt.example/brief/12 --><html><p>x",
            {"url": "https://amt.example/brief/12"},
        ),
        (
            "<p><a href='https://mail.example/v/12'>View in browser</a></p><p>x</p>",
            {"url": "https://mail.example/v/12"},
        ),
        ("<p><a href='https://click.mail.example/v/12'>View in browser</a></p><p>x</p>", {}),
        ('<script type="application/ld+json">{"broken": </script><p>x', {}),
    ],
)
def test_only_what_can_be_trusted_is_known_of_a_page(html: str, told: dict[str, str]) -> None:
    assert dict(_read(html).metadata) == told


def test_marks_of_notes_do_not_run_into_the_words_before_them() -> None:
    html = (
        '<p>Im Jahr 2026<sup><a href="#n1">1</a></sup> waren es <a href="#n2"><sup>[2]</sup></a>'
        'viele, siehe <a href="#kap2">Kapitel 2</a>.</p>'
        '<ol><li id="n1">Amt für Stege. <a href="#r1">↩</a></li></ol>'
    )

    assert _body(html) == ["Im Jahr 2026 waren es viele, siehe Kapitel 2.", "", "1. Amt für Stege."]


def test_links_that_only_offer_to_read_on_are_left_out() -> None:
    html = '<p>Der Steg ist offen.</p><p><a href="https://x.example/1">Weiterlesen »</a></p><p>Ende'

    assert _body(html) == ["Der Steg ist offen.", "", "Ende"]


def test_what_stood_on_either_side_of_something_dropped_stays_apart() -> None:
    assert _body("vorher<nav><a href='x'>Menü</a></nav>nachher") == ["vorher", "", "nachher"]


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="javascript:window.print()">Seite drucken</a></li></ul>',
        '<p><a href="mailto:?subject=x">An Bekannte senden</a></p>',
        '<p class="more"><a href="/preise">mehr</a></p>',
        '<p><a href="#start">Nach oben</a></p>',
        '<div><a href="#">Text</a> <a href="#">Drucken</a> <a href="#">PDF-Version</a></div>',
        '<p><a href="https://twitter.com/a">Twitter</a> | <a href="https://xing.com/b">XING</a></p>',
        '<div><a class="ufi" role="button">12</a><a class="ufi" role="button">Share</a></div>',
        '<h2 class="sr-only">Servicemenü</h2>',
        '<div class="subscribe-footer"><h4>Subscribe to us</h4><div>By Ada Horn</div></div>',
    ],
)
def test_what_is_pressed_rather_than_read_is_left_out(html: str) -> None:
    open_ = "Der Steg ist seit gestern wieder für alle offen."

    assert _body(f"<p>{open_}</p>{html}<p>Ende.</p>") == [open_, "", "Ende."]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Wer <a href="#">mehr lesen</a> will, muss warten.</p>',
        '<h2><a href="#">Drucken</a></h2>',
        '<p><a href="https://x.example/1">Die Länder teilen sich die Kosten der Stege</a></p>',
    ],
)
def test_links_that_are_words_of_the_text_stay(html: str) -> None:
    assert len(_body(f"<p>Der Steg ist offen.</p>{html}<p>Ende.</p>")) == 5


def test_a_subtitle_that_is_marked_as_a_heading_heads_nothing() -> None:
    html = '<h1>Stege</h1><h3 class="subtitle">Warum es dauert</h3><p>Es dauert.</p><h2>A</h2><p>B.'

    lines = _read(html).lines

    assert [(line.text, line.heading) for line in lines if line.text][:2] == [
        ("Stege", 1),
        ("Warum es dauert", None),
    ]


def test_a_page_named_behind_its_site_keeps_its_own_title() -> None:
    html = "<title>Amt für Stege - Newsletter - Stegbrief 3</title><h1>Stegbrief 3</h1><p>Text."

    assert dict(_read(html).metadata)["title"] == "Stegbrief 3"


def test_a_heading_over_what_was_left_out_goes_with_it() -> None:
    html = '<p>Text.</p><h3>Ähnliche Beiträge</h3><ul class="related"><li><a href="/a">A</a></ul>'

    assert _body(html) == ["Text."]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a href='/a'>Deiche</a><a href='/b'>Stege</a> sind offen", "Deiche Stege sind offen"),
        ("<p>Von <a href='/a'>Uta Brehm</a><time>30. Mai</time>", "Von Uta Brehm 30. Mai"),
        ("<span class=d>11:32</span><a href='/a'>Amt für Stege</a>", "11:32 Amt für Stege"),
        ("<a href='/a'>Ste</a><a href='/a'>ge</a>", "Stege"),
        ("CO<span>2</span><span>-frei</span> und <b>B</b><span>ild</span>", "CO2-frei und Bild"),
    ],
)
def test_words_that_only_a_gap_parts_stay_apart(html: str, text: str) -> None:
    assert _body(html) == [text]


def test_days_beside_what_happens_are_the_rows_of_a_table() -> None:
    html = "<table><tr><td>21. Mai<td>Rat, Siel<tr><td>30. Mai<td>Das Schiff kommt zurück</table>"

    assert _body(html) == ["21. Mai\tRat, Siel", "30. Mai\tDas Schiff kommt zurück"]


def test_the_address_in_the_paragraph_of_a_foot_goes_with_it() -> None:
    html = (
        "<p>Der Steg ist offen.</p><p>Stegbrief, Am Siel 3, 24999 Hallenstedt<br>"
        "V.i.S.d.P.: Ada Horn<br><a href='https://s.example/ab'>Newsletter abbestellen</a></p>"
    )

    assert _body(html) == ["Der Steg ist offen."]


def test_small_lines_with_the_sender_above_the_offer_to_leave_go_with_it() -> None:
    html = (
        f"<p>{'Der Steg ist offen. ' * 9}</p><p>Quelle: Amt</p>"
        "<div style='font-size:11px'><p>Stegbrief</p><p>Am Siel 3<br>24999 Hallenstedt</p>"
        "<p>Der Stegbrief erscheint freitags.<br>"
        "<a href='https://s.example/ab'>Newsletter abbestellen</a></p></div>"
    )

    assert _body(html)[1:] == ["", "Quelle: Amt"]
