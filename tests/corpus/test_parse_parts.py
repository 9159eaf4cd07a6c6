"""The small judgements that the parser is made of: dates, labels, hyphens, addresses."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.document import Document, Line
from corpus.language import detect
from corpus.parser import parse
from corpus.parser.addresses import match
from corpus.parser.dates import date_in_name, find_dates
from corpus.parser.hyphens import Vocabulary, glue
from corpus.parser.issued import issue_date
from corpus.parser.labels import label_of
from corpus.parser.series import series_name

NINTH = dt.date(2023, 11, 9)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "9. November 2023",
            "9 November 2023",
            "November 9, 2023",
            "Nov. 9th, 2023",
            "9 Nov 2023",
        ),
        *("9 novembre 2023", "9 de noviembre de 2023", "2023-11-09", "2023/11/9", "09.11.2023"),
        *("9.11.23", "Donnerstag, 9. November 2023", "9th of November 2023"),
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert [found.date for found in find_dates(text)] == [NINTH]


@pytest.mark.parametrize(
    "text", ["9/11/2023", "November 2023", "31. Februar 2023", "1.000.000", "45/2023", "12.30 Uhr"]
)
def test_what_can_be_read_in_two_ways_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Bulletin 5 - November 9, 2023", True),
        ("Pressemitteilung vom 9. November 2023", True),
        ("Berlin, 9. November 2023", True),
        ("Ausgabe 45 | 9. November 2023 | Seite 1", True),
        ("Was seit dem 9. November 2023 geschah", False),
        ("Report on the accident of 9 November 2023", False),
        ("Woche vom 4. bis 9. November 2023", False),
    ],
)
def test_only_a_date_that_stands_apart_is_the_issue_s(text: str, dated: bool) -> None:
    found = issue_date(text)
    assert (found is not None and found.date == NINTH) is dated


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2023-11-09_lage.txt", NINTH),
        ("lage_20231109.md", NINTH),
        ("2023/11/09/lage.txt", NINTH),
        ("KW45_2023.txt", None),
        ("report-12345678.txt", None),
        ("2023-11-09_to_2023-11-12.txt", None),
    ],
)
def test_a_file_s_name_may_hold_the_date(name: str, date: dt.date | None) -> None:
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Die Fakten: Erstmals seit 2019", "Die Fakten"),
        ("Figure 2: Ships in the sound", None),
        ("Abb. 3: Der neue Steg", None),
        ("Der Sitzungssaal (Quelle: Amt für Stege)", None),
        ("Why it Matters: The leak", "Why it Matters"),
        ("Ce qu’il faut retenir : les primes", "Ce qu’il faut retenir"),
        ("By: Paula Wiebe", "By"),
        ("U.S. Response: Washington waits", "U.S. Response"),
        ("Der Minister sagte: „Nein“", None),
        ("He said: no", None),
        ("10:30 Registration", None),
        ("https://example.org is an address", None),
        ("die Fakten: klein geschrieben", None),
        ("„Zitat: mit Doppelpunkt“", None),
        ("Das ist ein ganzer Satz, der weitergeht. Und dann: mehr", None),
    ],
)
def test_a_label_is_known_by_its_form(text: str, label: str | None) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("before", "after", "joined", "language"),
    [
        ("dem US-", "Militär", "dem US-Militär", "de"),
        ("Beijing-Tianjin-", "Hebei", "Beijing-Tianjin-Hebei", "de"),
        ("Regierungs-", "behörden", "Regierungsbehörden", "de"),
        ("Wirtschafts-", "und Handel", "Wirtschafts- und Handel", "de"),
        ("deutsch-", "nordische", "deutsch-nordische", "de"),
        ("Regie\u00ad", "rung", "Regierung", "de"),
        ("a well-", "known case", "a well-known case", "en"),
        ("the govern-", "ment", "the government", "en"),
        ("a 24-", "point plan", "a 24-point plan", "en"),
        ("short-", "to medium-term", "short- to medium-term", "en"),
        ("EU/", "USA", "EU/USA", "de"),
        ("https://a.example/lang/", "pfad-2.html", "https://a.example/lang/pfad-2.html", "de"),
        ("中央金融工", "作会议", "中央金融工作会议", "zh"),
        ("die", "Regierung", "die Regierung", "de"),
    ],
)
def test_lines_are_joined_as_they_were_written(
    before: str, after: str, joined: str, language: str
) -> None:
    assert glue(before, after, Vocabulary([before, after]), language) + after == joined


def test_the_document_s_own_words_decide_about_a_hyphen() -> None:
    cut = "the co-"
    assert glue(cut, "operation", Vocabulary(["cooperation", cut]), "en") == "the co"
    assert glue(cut, "operation", Vocabulary(["co-operation", cut]), "en") == cut


def test_addresses_find_their_titles_and_strangers_none() -> None:
    sources = [
        ("The New York Times", "Harbours reopen"),
        ("Financial Times", "Pilots on strike"),
        (None, "Ein Hafen wird verkauft"),
        ("Küstenbote", "Kein Netz auf Föhr"),
    ]
    urls = [
        "https://www.nytimes.com/2024/05/06/harbours.html",
        "https://www.ft.com/content/11b7f3ab",
        "https://zeitung.example/ein-hafen-wird-verkauft",
        "https://elsewhere.example/123",
        "https://another.example/456",
    ]
    assert match(sources, urls) == [*urls[:3], None]


def test_a_label_run_into_the_sentence_before_opens_a_paragraph() -> None:
    text = (
        "The port reopened on Monday.What Comes Next: Talks go on in the U.S.Senate: nobody knows."
    )
    briefing = parse(Document("x.txt", (Line(text),)), "x")

    assert [(p.label, p.text[:10]) for p in briefing.paragraphs] == [
        (None, "The port r"),
        ("What Comes Next", "What Comes"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann öffnen die Häfen wieder?", "de"),
        ("When will the ports reopen?", "en"),
        ("12345", None),
        ("", None),
    ],
)
def test_the_language_of_a_short_question_is_told(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_document_that_divides_no_words_keeps_the_hyphen_of_a_line_end() -> None:
    lines = [f"The ferry number {number} sails from the harbour at noon." for number in range(60)]
    assert glue("of the animal-", "feed trade", Vocabulary(lines), "en") == "of the animal-"
    assert glue("gallium and anti-", "mony would", Vocabulary(lines), "en") == "gallium and anti"
    few = Vocabulary(["The ferry sails at noon."])
    assert glue("the com-", "mission met", few, "en") == "the com"


def test_the_typesetter_s_own_hyphen_is_layout_unless_words_have_it() -> None:
    set_by_machine = Vocabulary(["They co-operate in a co-operat‐", "ive that nobody joined."])
    assert glue("a co-operat‐", "ive that", set_by_machine, "en") == "a co-operat"
    written = Vocabulary(["They co‐operate in", "a co‐operative that nobody joined."])
    assert glue("this co‐", "operative", written, "en") == "this co‐"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Harbour Notes | 5 March 2024", "Harbour Notes"),
        ("von Renate Ohlsen · 11. Juni 2024", ""),
        ("By ILSE VARN and PEER HOLT", ""),
        ("06.05.2024 – 11:32 Uhr", ""),
    ],
)
def test_who_wrote_and_when_in_the_day_names_no_series(line: str, name: str) -> None:
    assert series_name(line) == name
