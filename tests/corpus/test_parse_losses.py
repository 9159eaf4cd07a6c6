"""Nothing that a briefing says is lost: each line is told, or is known to be page furniture."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.briefing import Briefing
from corpus.document import Document
from corpus.limits import Limits
from corpus.parser import parse
from corpus.parser.dates import find_dates
from corpus.parser.furniture import clear
from corpus.parser.mail import take_header
from corpus.parser.marks import Tag, has_page_number
from corpus.parser.rows import Row, to_rows
from corpus.parser.words import ISSUE, SOURCE_WORDS
from corpus.readers import SUFFIXES, read

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "corpus" / "samples"
FILES = sorted(
    path
    for folder in (HERE / "parser_cases", SAMPLES)
    for path in folder.iterdir()
    if path.suffix in SUFFIXES
)
#: What may go beside page furniture and lines that only announce sources. Where another line comes
#: to be lost, mend the parser rather than this list.
MAY_GO = {
    # above a table of contents
    "Contents",
    # sources told in one line
    "Sources: Postimees, Eesti Päevaleht, ERR News",
    # the signature of a mail
    *("Lagezentrum, Raum 4.112", "Tel. 030 1234-567"),
    # feet that offer to unsubscribe (the sentence before them is told)
    "You receive The Brussels Ledger because you subscribed at",
    "Unsubscribe: https://brussels-ledger.example/bye?u=4711",
    "You receive this e-mail because you subscribed. Unsubscribe here: https://ministry.example/u?id=1",
    "You are receiving this email because you signed up. Unsubscribe | Manage preferences",
    "View this email in your browser",
    "If you no longer wish to receive this briefing, you can unsubscribe",
    "at any time by clicking here: https://energy.example/out",
    "Abmelden: https://arktis-gesellschaft.example/abmelden",
    (
        "Der Brunnenbrief erscheint alle sechs Wochen. "
        "Abbestellen: brunnenbrief@wasser-zusammenarbeit.example"
    ),
    # the publisher, without the words that say so
    "Herausgegeben vom Netzwerk Wasser und Zusammenarbeit, Bonn",
    # furniture of a single page
    "Ministerium für Verkehr und Häfen, Invalidenplatz 4, 10115 Berlin",
    *("WEEKLY SITUATION BRIEF Week 19, 2025", "Institute for Northern Affairs 2"),
}


def letters(text: str) -> str:
    """Return the letters and digits of a text: what no layout may change."""
    return "".join(character for character in text.casefold() if character.isalnum())


def told(briefing: Briefing) -> str:
    """Return the letters of all that the briefing tells, in its order."""
    head = briefing.head
    parts = [p.text for p in briefing.paragraphs]
    parts += dict.fromkeys(p.label for p in briefing.paragraphs if p.label)
    parts += [f"{section.path[-1]}" for section in briefing.sections]
    for source in briefing.sources:
        parts += [f"{source.publisher or ''}{source.title}", source.url or ""]
    parts += [head.title, head.series or "", head.publisher or ""]
    return letters("".join(parts)) + "\n" + "\n".join(letters(part) for part in parts)


def lost(document: Document, briefing: Briefing) -> list[str]:
    """Return the lines with a word that neither the briefing tells nor page furniture holds."""
    kept = told(briefing)
    _, rows = take_header(clear(to_rows(document)).rows)
    return [
        row.text
        for row in rows
        if letters(row.text) not in kept
        and not (SOURCE_WORDS.search(row.text) and len(row.text) < 40 and "," not in row.text)
        and len(_missing(row.text, kept)) > _gives_date(row.text, briefing)
    ]


def _missing(text: str, kept: str) -> list[str]:
    """Return the words of a line that are not told, numbers of issues and days aside."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    found_words = [letters(word) for word in ISSUE.sub("", text).split()]
    return [word for word in found_words if len(word) > 1 and word not in kept]


def _gives_date(text: str, briefing: Briefing) -> bool:
    """Tell whether the line gives the date of the briefing: a weekday or place may go with it."""
    return any(found.date == briefing.head.date for found in find_dates(text))


def once(document: Document) -> list[str]:
    """Return the furniture with words that neither repeats nor gives a page's number or date."""
    entries = [entry for entry in clear(to_rows(document)).furniture if entry.tag is Tag.HEAD]
    count = Counter(_shape(entry.row) for entry in entries)
    return [
        entry.row.text
        for entry in entries
        if count[_shape(entry.row)] == 1
        and not has_page_number(entry.row)
        and not find_dates(entry.row.text)
    ]


def _shape(row: Row) -> str:
    return "".join(character for character in row.text.casefold() if character.isalpha())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_told_or_furniture(path: Path) -> None:
    document = read(path, path.name, Limits())[0]

    assert set(lost(document, parse(document, "any"))) <= MAY_GO


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_furniture_repeats_or_counts_pages(path: Path) -> None:
    assert set(once(read(path, path.name, Limits())[0])) <= MAY_GO
