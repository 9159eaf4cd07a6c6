"""Nothing that a briefing says is lost: each line is told, or is known to be page furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.briefing import Briefing
from corpus.document import Document
from corpus.parser import parse
from corpus.parser.dates import find_dates
from corpus.parser.furniture import clear
from corpus.parser.mail import take_header
from corpus.parser.marks import Tag, has_page_number
from corpus.parser.rows import Row, to_rows
from corpus.parser.words import ISSUE
from corpus.readers import SUFFIXES, read

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "corpus" / "samples"
FILES = sorted(
    path
    for folder in (HERE / "parser_cases", SAMPLES)
    for path in folder.iterdir()
    if path.suffix in SUFFIXES
)
#: What may go beside page furniture. Where another line comes to be lost, mend the parser rather
#: than this list.
MAY_GO = {
    # lines that only announce the sources or the contents below them
    *("Medienberichte und Quellen:", "Medien und Quellen:", "Sources", "Fuentes:", "Contents"),
    "Sources: Postimees, Eesti Päevaleht, ERR News",
    # signatures of mails
    *("Lagezentrum, Raum 4.112", "Tel. 030 1234-567"),
    # feet that offer to unsubscribe (the sentence before them is told)
    "You receive The Brussels Ledger because you subscribed at",
    "Unsubscribe: https://brussels-ledger.example/bye?u=4711",
    "You receive this e-mail because you subscribed. Unsubscribe here: https://ministry.example/u?id=1",
    "Abmelden: https://arktis-gesellschaft.example/abmelden",
    (
        "Der Brunnenbrief erscheint alle sechs Wochen. "
        "Abbestellen: brunnenbrief@wasser-zusammenarbeit.example"
    ),
    # the place, the period or the publisher beside which the head's fields were found
    *("Agenda, 6 June 2024, Riga", "Paris, le 14 mars 2024", "Berlin, 9. Mai 2024"),
    *("Semana del 6 al 12 de mayo de 2024", "Week 19, 5–11 May 2025"),
    "WEEKLY SITUATION BRIEF Week 19, 2025",
    "Herausgegeben vom Netzwerk Wasser und Zusammenarbeit, Bonn",
    # the address of a ministry at the foot of its page
    "Ministerium für Verkehr und Häfen, Invalidenplatz 4, 10115 Berlin",
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
        if letters(row.text) not in kept and any(_missing(row.text, kept, briefing))
    ]


def _missing(text: str, kept: str, briefing: Briefing) -> Iterator[str]:
    """Yield the words of a line that are not told; a date is told by the date of the briefing."""
    for found in find_dates(text):
        if found.date == briefing.head.date:
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    for word in ISSUE.sub("", text).split():
        if letters(word) and letters(word) not in kept:
            yield word


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
    document = read(path, path.name)

    assert set(lost(document, parse(document, "any"))) <= MAY_GO


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_furniture_repeats_or_counts_pages(path: Path) -> None:
    assert set(once(read(path, path.name))) <= MAY_GO
