from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.citing.bibtex import bibtex
from bot.citing.prose import prose
from bot.citing.reference import Reference, reference
from bot.citing.ris import ris
from bot.messages.choose import MESSAGES
from tests.fakes.bot_corpus import harbour, kohle

HARBOUR = reference(
    harbour().head, harbour().paragraphs[3], "Tickets cost 4 euros.", "https://port.example/a_b"
)
KOHLE = reference(kohle().head, kohle().paragraphs[0], "", "https://t.me/b?start=p_0")
ODD = replace(
    HARBOUR,
    series="Müller, Söhne & Co. {2024} $5 #1_a",
    title='100 % \\of {it} ~ ^ "quoted" @home',
    section="Ärger › €-Kurs_heute",
    quote="A {brace} and a \\ backslash.",
    pages=(3, 5),
    url="https://port.example/ä{b}?x=1&y=50%25#page=3",
)


def test_english_in_the_harvard_manner() -> None:
    assert prose(HARBOUR, MESSAGES["en"]) == (
        "Harbour Weekly (2024) ‘A ferry for the islands’, 1 March 2024, section “Transport ›"
        " Ferries”, p. 2, para. 4. Available at: https://port.example/a_b"
    )
    assert prose(KOHLE, MESSAGES["en"]) == (
        "Kohle & Klima (n.d.), section “Energie”, p. 1, para. 1."
        " Available at: https://t.me/b?start=p_0"
    )


def test_a_series_that_is_its_own_title_is_published_by_somebody() -> None:
    letter = replace(HARBOUR, title=HARBOUR.series, publisher="City of Port", url="")
    assert prose(letter, MESSAGES["de"]).startswith("City of Port: Harbour Weekly. 1. März 2024,")
    assert prose(letter, MESSAGES["en"]).startswith("City of Port (2024) ‘Harbour Weekly’, 1 March")
    assert prose(replace(letter, publisher=""), MESSAGES["en"]).startswith("Harbour Weekly (2024),")
    assert letter.key == HARBOUR.key


def test_a_title_that_tells_series_and_day_tells_them_once() -> None:
    letter = replace(HARBOUR, title="Harbour Weekly 1. März 2024", url="")
    assert prose(letter, MESSAGES["de"]).startswith("Harbour Weekly 1. März 2024, Abschnitt")
    letter = replace(letter, title="Harbour Weekly, 1 March 2024")
    assert prose(letter, MESSAGES["en"]).startswith("Harbour Weekly, 1 March 2024 (2024), section")


def test_german_after_the_habit_of_the_standard() -> None:
    assert prose(HARBOUR, MESSAGES["de"]) == (
        "Harbour Weekly: A ferry for the islands. 1. März 2024, Abschnitt „Transport › Ferries“,"
        " S. 2, Abs. 4. Verfügbar unter: https://port.example/a_b"
    )
    assert prose(replace(KOHLE, url="", section=""), MESSAGES["de"]) == (
        "Kohle & Klima. o. D., S. 1, Abs. 1."
    )
    assert prose(replace(HARBOUR, pages=(2, 3), title="Why?"), MESSAGES["de"]).startswith(
        "Harbour Weekly: Why? 1. März 2024, Abschnitt „Transport › Ferries“, S. 2–3,"
    )


def parsed(text: str) -> tuple[str, str, dict[str, str]]:
    """Return kind, key and fields of the only entry, its LaTeX read as a typesetter would."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry.entry_type, entry.key, {field.key: str(field.value) for field in entry.fields}


def test_bibtex_is_read_by_a_parser() -> None:
    kind, key, fields = parsed(bibtex(HARBOUR, "section 1", "para. 4"))
    assert (kind, key) == ("article", "harbour-weekly-2024-03-01-4")
    assert fields == {
        "author": "Harbour Weekly",
        "title": "A ferry for the islands",
        "journal": "Harbour Weekly",
        "year": "2024",
        "day": "1",
        "pages": "2",
        "url": "https://port.example/a_b",
        "langid": "british",
        "note": "section 1, para. 4",
        "abstract": "Tickets cost 4 euros.",
        "month": "mar",
    }


def test_bibtex_of_odd_characters() -> None:
    text = bibtex(ODD, ODD.section, "Abs. 4")
    _, key, fields = parsed(text)
    assert key == "mueller-soehne-co-2024-5-2024-03-01-4"
    # The parser knows no name for a brace; it stands there, or BibTeX would count it.
    braceless = str.maketrans("", "", "{}")
    assert fields["journal"] == ODD.series.translate(braceless)
    assert fields["title"].replace("\u02c6", "^") == ODD.title.translate(braceless)
    assert fields["abstract"] == ODD.quote.translate(braceless)
    assert r"Co. \textbraceleft{}2024\textbraceright{} \$5 \#1\_a}" in text
    assert fields["note"] == "Ärger › €-Kurs_heute, Abs. 4"
    assert "pages = {3--5}," in text
    assert "url = {https://port.example/%C3%A4%7Bb%7D?x=1&y=50%25#page=3}," in text
    assert "title = {{100 \\% \\textbackslash{}of" in text, "no style changes its capitals"


def test_bibtex_of_an_undated_briefing_without_series() -> None:
    kind, key, fields = parsed(bibtex(KOHLE, "", "Abs. 1"))
    assert (kind, key) == ("misc", "kohle-klima-undated-1")
    assert {"year", "month", "day", "author", "journal", "abstract"}.isdisjoint(fields)
    assert fields["langid"] == "ngerman"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_bibtex_braces_always_balance(title: str, series: str) -> None:
    head = replace(harbour().head, title=title, series=series)
    cited = reference(head, harbour().paragraphs[0], title, "")
    text = bibtex(cited, cited.section, cited.quote)
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0
    assert text.count("\n") == text.count("\n  ") + 2, "one line a field"


def test_ris_is_read_by_a_parser() -> None:
    text = ris(ODD, ODD.section, "Abs. 4")
    (entry,) = rispy.loads(text)
    assert entry["type_of_reference"] == "MGZN"
    assert entry["title"] == ODD.title
    assert entry["secondary_title"] == ODD.series
    assert entry["authors"] == ["Müller Söhne & Co. {2024} $5 #1_a"], "a comma parts first names"
    assert (entry["year"], entry["date"]) == ("2024", "2024/03/01/")
    assert (entry["start_page"], entry["end_page"]) == ("3", "5")
    assert entry["notes"] == ["Ärger › €-Kurs_heute, Abs. 4"]
    assert entry["abstract"] == ODD.quote
    assert rispy.loads(rispy.dumps([entry])) == [entry]


def test_ris_keeps_the_rules_of_its_lines() -> None:
    text = ris(KOHLE, "", "Abs. 1")
    lines = text.split("\r\n")
    assert lines[0] == "TY  - GEN"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert not any(line.startswith(("DA", "PY", "AU", "T2")) for line in lines)
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("title", "key"),
    [("Ångström", "angstroem"), ("日本", "briefing"), ("!", "briefing"), ("A" * 99, "a" * 24)],
)
def test_key_of_any_name(title: str, key: str) -> None:
    assert replace(KOHLE, title=title).key == f"{key}-undated-1"


def test_line_breaks_and_hidden_characters_go() -> None:
    head = replace(harbour().head, title="Two\nlines\u202e", date=dt.date(2024, 12, 31))
    cited: Reference = reference(head, harbour().paragraphs[0], "", "")
    assert cited.title == "Two lines"
    assert "DA  - 2024/12/31/" in ris(cited, "", "")
