"""The briefings that a fresh checkout answers from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus import readers
from corpus.briefing import Briefing, Kind, briefing_id
from corpus.limits import Limits
from corpus.parser import parse

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@cache
def samples() -> dict[str, Briefing]:
    found = {}
    for path in sorted(SAMPLES.iterdir()):
        found[path.name] = parse(readers.read(path, path.name, Limits())[0], briefing_id(path.name))
    return found


class Head(NamedTuple):
    series: str | None
    date: dt.date | None
    language: str
    title: str


FERNOST = "Fernost-Wochenblick"
BRUNNEN = "Brunnenbrief"
LEDGER = "The Brussels Ledger"
NORTH = "Northern Waters Monitor"

HEADS = {
    "brunnenbrief_09_2026-09-24.txt": Head(BRUNNEN, dt.date(2026, 9, 24), "de", BRUNNEN),
    "brunnenbrief_10_2026-11-05.pdf": Head(BRUNNEN, dt.date(2026, 11, 5), "de", BRUNNEN),
    "brussels-ledger-october.txt": Head(
        LEDGER, dt.date(2026, 10, 21), "en", "The Brussels Ledger: Audits, talent and a trustee"
    ),
    "brussels-ledger-november.txt": Head(
        LEDGER,
        dt.date(2026, 11, 17),
        "en",
        "The Brussels Ledger: Annexes, appeals and the price of water",
    ),
    "energiebrief-energy-letter.md": Head(
        None, dt.date(2026, 11, 19), "de", "Energiebrief / Energy Letter"
    ),
    "fernost-wochenblick-29.txt": Head(FERNOST, dt.date(2026, 9, 3), "de", FERNOST),
    "fernost-wochenblick-34.txt": Head(FERNOST, dt.date(2026, 10, 8), "de", FERNOST),
    "fernost-wochenblick-39.txt": Head(FERNOST, dt.date(2026, 11, 12), "de", FERNOST),
    "hintergrund-gallium.docx": Head(
        None, None, "de", "Hintergrund: Gallium, das Metall, das in der Hand schmilzt"
    ),
    "northern-waters-monitor-2026-09.md": Head(
        NORTH, dt.date(2026, 9, 30), "en", "Insurers, Icebreakers and a Missing Tugboat"
    ),
    "northern-waters-monitor-2026-11.html": Head(
        NORTH, dt.date(2026, 11, 4), "en", "The Second Cable and the First Hydrogen"
    ),
    "pacific-five-2026-09-11.txt": Head(
        "Pacific Five",
        dt.date(2026, 9, 11),
        "en",
        "Car carriers, quiet licences and a river that reports its own level",
    ),
    "pacific-five-2026-10-16.txt": Head(
        "Pacific Five",
        dt.date(2026, 10, 16),
        "en",
        "A price floor, a spare-parts clock and the cars nobody ordered",
    ),
    "pacific-five-2026-11-13.eml": Head(
        "Pacific Five", dt.date(2026, 11, 13), "en", "Bruges in sight, Szolnok under way"
    ),
    "pressemitteilung-rohstofflager.txt": Head(
        "Pressemitteilung",
        dt.date(2026, 10, 29),
        "de",
        "Lager für vierzehn kritische Rohstoffe nimmt in Wilhelmshaven den Betrieb auf",
    ),
}


class Expected(NamedTuple):
    path: str
    start: str
    section: str
    label: str | None
    kind: Kind = Kind.TEXT
    language: str = "de"


PARAGRAPHS = (
    Expected(
        "fernost-wochenblick-29.txt",
        "Die Hafenstadt Haisong hat am 31. August",
        "Haisong macht den Export von Elektroautos zur Chefsache",
        None,
    ),
    Expected("fernost-wochenblick-29.txt", "So stark waren die Autowerke", "61 Prozent", None),
    Expected(
        "fernost-wochenblick-29.txt",
        "Zwei Mandschurenkraniche reisen",
        "Haisong verleiht Kraniche (Haisong Daily)",
        None,
    ),
    Expected(
        "fernost-wochenblick-34.txt",
        "Der Blick nach vorn: Veldmeer erzielt",
        "Niederlande verlängern Wartungslizenzen für Chipanlagen nur um ein halbes Jahr",
        "Der Blick nach vorn",
    ),
    Expected(
        "fernost-wochenblick-39.txt",
        "Lindenhof-Analyse: „Szolnok ist die Versicherung",
        "Tianlu Motors beginnt in Szolnok mit dem Bau seines ersten europäischen Werks",
        "Lindenhof-Analyse",
    ),
    Expected(
        "pacific-five-2026-10-16.txt",
        "Seven makers have asked for the forms",
        "1. Brussels and Beijing Sketch a Price Floor",
        "The Details",
        Kind.BULLET,
        "en",
    ),
    Expected(
        "pacific-five-2026-09-11.txt",
        "A Home-Grown Champion: Haisong is the seat",
        "1. Haisong Bets on Ships, Not Subsidies",
        "A Home-Grown Champion",
        language="en",
    ),
    Expected(
        "brussels-ledger-october.txt",
        "The container ship Polar Heron reached Felixstowe",
        "Ships",
        None,
        language="en",
    ),
    Expected(
        "brunnenbrief_10_2026-11-05.pdf",
        "Unsere Einschätzung: Eine Anlage, die zuerst",
        "2. Meerwasser für Namibia, Wasserstoff für Europa",
        "Unsere Einschätzung",
    ),
    Expected(
        "northern-waters-monitor-2026-11.html",
        "Five drones were lost",
        "What the drones cost",
        None,
        Kind.BULLET,
        "en",
    ),
    Expected(
        "energiebrief-energy-letter.md",
        "In Freiberg, mine water has been heating",
        "Heat: A mine warms a town",
        None,
        language="en",
    ),
    Expected(
        "pressemitteilung-rohstofflager.txt",
        "Unternehmen können Material anfordern",
        "So funktioniert die Entnahme",
        None,
    ),
)

FURNITURE = ("https://", "Asienstudien |", "| Ausgabe", "Unsubscribe", "\n", "\f", "  ")


@pytest.mark.parametrize("path", sorted(HEADS))
def test_a_sample_says_what_it_is(path: str) -> None:
    head = samples()[path].head
    assert Head(head.series, head.date, head.language or "", head.title) == HEADS[path]


def test_samples_cover_both_languages_and_three_months() -> None:
    heads = [sample.head for sample in samples().values()]
    assert set(samples()) == set(HEADS)
    languages = Counter(head.language for head in heads)
    assert languages["de"] >= 5
    assert languages["en"] >= 5
    months = {(head.date.year, head.date.month) for head in heads if head.date}
    assert len(months) >= 3
    assert sum(head.date is None for head in heads) == 1


@pytest.mark.parametrize("expected", PARAGRAPHS, ids=lambda expected: expected.start[:30])
def test_paragraphs_know_their_section_and_label(expected: Expected) -> None:
    found = [p for p in samples()[expected.path].paragraphs if p.text.startswith(expected.start)]
    assert len(found) == 1
    paragraph = found[0]
    assert paragraph.section_path[-1] == expected.section
    assert (paragraph.label, paragraph.kind, paragraph.language) == expected[3:]


@pytest.mark.parametrize("path", sorted(HEADS))
def test_no_layout_is_left_in_the_samples(path: str) -> None:
    for paragraph in samples()[path].paragraphs:
        assert not [mark for mark in FURNITURE if mark in paragraph.text]


def test_the_bilingual_sample_has_both_languages() -> None:
    languages = {p.language for p in samples()["energiebrief-energy-letter.md"].paragraphs}
    assert languages == {"de", "en"}


def test_one_wire_paragraph_stands_in_two_series() -> None:
    holders = {
        path
        for path, sample in samples().items()
        for paragraph in sample.paragraphs
        if paragraph.text.startswith("The container ship Polar Heron reached Felixstowe")
    }
    assert holders == {"northern-waters-monitor-2026-09.md", "brussels-ledger-october.txt"}


def test_samples_keep_their_encodings() -> None:
    def start(path: str) -> bytes:
        return (SAMPLES / path).read_bytes()[:3]

    assert start("brussels-ledger-october.txt").startswith(b"\xff\xfe")
    assert start("brussels-ledger-november.txt") == b"\xef\xbb\xbf"
    for path in ("fernost-wochenblick-34.txt", "brunnenbrief_09_2026-09-24.txt"):
        data = (SAMPLES / path).read_bytes()
        assert b"\r\n" in data
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


def test_samples_come_in_every_format_and_the_pdf_knows_its_places() -> None:
    formats = {Path(path).suffix for path in HEADS}
    assert formats == {".txt", ".md", ".pdf", ".html", ".eml", ".docx"}
    paragraphs = samples()["brunnenbrief_10_2026-11-05.pdf"].paragraphs
    assert all(p.boxes and p.page == p.boxes[0].page for p in paragraphs)
    assert {p.last_page for p in paragraphs} == {1, 2}
    assert samples()["northern-waters-monitor-2026-11.html"].head.url
