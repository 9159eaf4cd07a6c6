"""The same briefing in many layouts: whatever the layout was, the same paragraphs come back."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from corpus.briefing import Briefing, Kind
from corpus.parser import parse
from corpus.readers.characters import clean
from corpus.readers.plain import read_plain
from tests.corpus.layouts import Content, Part, Style, lay_out

GERMAN = Content(
    "Seewege im Frühjahr: Häfen, Kanäle und Kabel",
    (
        Part(
            "WIRTSCHAFT",
            "Werften hoffen auf Aufträge aus dem Norden",
            (
                (
                    "Die Fakten",
                    (
                        "Drei Werften an der Ostsee haben am 30. April Verträge über elf "
                        "Versorgungsschiffe unterschrieben. Die Auftraggeber sind zwei "
                        "Reedereien aus "
                        "Tromsø und ein US-Unternehmen, das Windparks wartet. Zusammen sind die "
                        "Verträge 1,4 Milliarden Euro wert, das ist mehr als im ganzen Vorjahr."
                    ),
                ),
                (
                    "Der Blick nach vorn",
                    (
                        "Bis 2027 fehlen den Betrieben rund 900 Schweißer und Elektriker. Die "
                        "Handwerks- und Handelskammern wollen deshalb gemeinsam in Usbekistan "
                        "werben. "
                        "„Wir suchen Menschen, keine Lückenfüller“, sagte die Sprecherin der "
                        "deutsch-nordischen Kammer in Kiel."
                    ),
                ),
            ),
            (
                "Rostock stellt ein Wohnheim für 120 Auszubildende bereit.",
                (
                    "Lübeck zahlt einen Zuschuss zu den Sprachkursen, wenn die Betriebe die Hälfte "
                    "selbst tragen."
                ),
            ),
            (
                ("Ostseebote", "Elf Schiffe für drei Werften", "https://ostseebote.example/elf"),
                ("Nordic Yards", "Orders return", "https://nordicyards.example/orders-return"),
            ),
        ),
        Part(
            "WIRTSCHAFT",
            "Rat vertagt Entscheidung",
            (
                (
                    None,
                    (
                        "Der Hafenrat hat die Vertiefung der Fahrrinne erneut vertagt. Gegner und "
                        "Befürworter warten auf ein Gutachten zur Strömung, das im Herbst "
                        "vorliegen "
                        "soll. Bis dahin fahren Containerschiffe weiter mit halber Ladung, und die "
                        "Reeder rechnen mit Mehrkosten von 40 Millionen Euro."
                    ),
                ),
            ),
        ),
        Part(
            "KURZ NOTIERT",
            "Kabel vor Gotland repariert",
            (
                (
                    "Die Fakten",
                    (
                        "Das im Januar beschädigte Datenkabel zwischen Gotland und Ventspils ist "
                        "wieder in Betrieb. Die Reparatur dauerte 23 Tage und kostete nach Angaben "
                        "des Betreibers 2,7 Millionen Euro."
                    ),
                ),
                (
                    None,
                    (
                        "Die Staatsanwaltschaft in Stockholm ermittelt weiter gegen den "
                        "Kapitän eines "
                        "Massengutfrachters. Er bestreitet, den Anker absichtlich über den Grund "
                        "gezogen zu haben."
                    ),
                ),
            ),
        ),
    ),
)
ENGLISH = Content(
    "Sea lanes in early spring",
    (
        Part(
            None,
            "Canal reopens after a long strike",
            (
                (
                    "What Happened",
                    (
                        "The pilots returned to work on Monday after eleven days. Forty-two ships "
                        "passed the locks within a day; before the strike there had been seventy. "
                        "The well-known queue off Brunsbüttel has shrunk to nine vessels."
                    ),
                ),
                (
                    "Why it Matters",
                    (
                        "Every day without the canal costs the Baltic ports about 4.1 million "
                        "euros. "
                        "Insurers raised their rates by a third, and some owners now prefer "
                        "the way "
                        "around Skagen even though it takes ten hours longer."
                    ),
                ),
            ),
            ("A new wage round begins on 1 September.", "The union wants 7 percent more."),
        ),
        Part(
            None,
            "A Summit Without Results",
            (
                (
                    None,
                    (
                        "Ministers from nine states could not agree on common rules for the "
                        "repair of "
                        "undersea cables. They will meet again in Riga, and officials doubt that "
                        "anything will have changed by then."
                    ),
                ),
            ),
        ),
    ),
)
WIDTHS: tuple[dict[str, Any], ...] = (
    {"width": None},
    {"width": 72},
    {"width": 96},
    {"width": 90, "ragged": True, "trailing": " "},
    {"width": 64, "divide": True},
    {"width": 100, "divide": True},
)
BREAKS = (None, "foot", "dash", "feed", "running", "addresses")
SPACES: tuple[dict[str, Any], ...] = (
    {},
    {"after_heading": 0},
    {"newline": "\r\n"},
    {"numbered": True},
)
STYLES = [
    Style(**width, **space, every=page and 14, furniture=page or "foot")
    for width, page, space in itertools.product(WIDTHS, BREAKS, SPACES)
]


def _parse(content: Content, style: Style) -> Briefing:
    return parse(read_plain(clean(lay_out(content, style)), "laid-out.txt"), "laid-out")


def _expected(content: Content, style: Style) -> list[tuple[str, str | None, str]]:
    told = []
    for number, part in enumerate(content.parts, start=1):
        heading = f"{number}. {part.heading}" if style.numbered else part.heading
        label = None
        for label, text in part.paragraphs:
            told.append((heading, label, f"{label}: {text}" if label else text))
        told.extend((heading, label, text) for text in part.bullets)
    return told


@pytest.mark.parametrize("content", [GERMAN, ENGLISH], ids=["de", "en"])
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_every_layout_gives_the_paragraphs_back(content: Content, style: Style) -> None:
    briefing = _parse(content, style)

    told = [(p.section_path[-1], p.label, p.text) for p in briefing.paragraphs]
    assert told == _expected(content, style)
    assert briefing.head.title == content.title


@pytest.mark.parametrize("content", [GERMAN, ENGLISH], ids=["de", "en"])
@pytest.mark.parametrize("width", [72, 96])
def test_a_blank_line_after_every_line_is_layout(content: Content, width: int) -> None:
    told = {p.text for p in _parse(content, Style(width=width, doubled=True)).paragraphs}

    assert {text for _, _, text in _expected(content, Style())} <= told


def test_rubrics_stand_above_headings_and_sources_beside_the_text() -> None:
    briefing = _parse(GERMAN, Style(width=80, every=20, furniture="addresses"))

    assert [section.path for section in briefing.sections] == [
        ("WIRTSCHAFT",),
        ("WIRTSCHAFT", "Werften hoffen auf Aufträge aus dem Norden"),
        ("WIRTSCHAFT", "Rat vertagt Entscheidung"),
        ("KURZ NOTIERT",),
        ("KURZ NOTIERT", "Kabel vor Gotland repariert"),
    ]
    assert [(s.section, s.publisher, s.title, s.url) for s in briefing.sources] == [
        (2, *source[:2], source[2]) for source in GERMAN.parts[0].sources
    ]
    assert sum(p.kind is Kind.BULLET for p in briefing.paragraphs) == 2


def test_pages_are_counted_from_form_feeds_only() -> None:
    paged = _parse(GERMAN, Style(width=80, every=14, furniture="feed")).paragraphs
    plain = _parse(GERMAN, Style(width=80, every=14, furniture="foot")).paragraphs

    assert paged[0].page == 1
    assert [p.page for p in paged] == sorted(p.page or 0 for p in paged)
    assert any(p.page != p.last_page for p in paged)
    assert {p.page for p in plain} == {None}


@pytest.mark.parametrize("content", [GERMAN, ENGLISH], ids=["de", "en"])
def test_numbers_alone_in_their_line_count_pages(content: Content) -> None:
    style = Style(width=60, every=9, furniture="bare")

    told = [(p.section_path[-1], p.label, p.text) for p in _parse(content, style).paragraphs]
    assert told == _expected(content, style)


def test_a_head_that_cuts_sentences_is_no_heading() -> None:
    briefing = _parse(GERMAN, Style(width=60, every=13, furniture="head"))

    assert all("Nordkai" not in " ".join((*p.section_path, p.text)) for p in briefing.paragraphs)
