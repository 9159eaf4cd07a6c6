"""One file → its briefings, with fake readers of a format."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import readers
from corpus.briefing import briefing_id
from corpus.document import Document, Line, Remark
from corpus.errors import ParseError
from corpus.limits import Limits
from corpus.reading import Reading, read_file

ICE = (Line("The port of Nordkai closed for three days because the ice came early."),)


def read(monkeypatch: pytest.MonkeyPatch, *documents: Document) -> Reading:
    monkeypatch.setattr(readers, "read", lambda *_: list(documents))
    return read_file(Path("a.eml"), "a.eml", Limits())


def test_each_part_of_a_file_is_a_briefing_with_an_id_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = read(monkeypatch, Document("a.eml", ICE), Document("a.eml/b.pdf", ICE))

    assert [briefing.head.path for briefing in reading.briefings] == ["a.eml", "a.eml/b.pdf"]
    assert [b.head.id for b in reading.briefings] == [
        briefing_id("a.eml"),
        briefing_id("a.eml/b.pdf"),
    ]
    assert reading.remarks == ()


def test_a_part_without_a_paragraph_is_a_remark_beside_those_of_the_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scanned = Remark("a.eml/b.pdf", "has 1 page without text", (2,))

    reading = read(
        monkeypatch,
        Document("a.eml", ICE),
        Document("a.eml/b.pdf", ICE, remarks=(scanned,)),
        Document("a.eml/c.txt", (Line(""),)),
    )

    assert len(reading.briefings) == 2
    assert reading.remarks == (
        scanned,
        Remark("a.eml/c.txt", "holds no paragraph that could be cited"),
    )


def test_a_file_without_any_paragraph_says_all_that_is_known_of_it_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scanned = Remark("a.eml/b.pdf", "has 1 page without text", (2,))
    parts = (
        Document("a.eml/b.pdf", (Line(""),), remarks=(scanned,)),
        Document("a.eml/c.txt", (Line(""),)),
    )

    with pytest.raises(ParseError) as caught:
        read(monkeypatch, *parts)

    assert caught.value.where == "a.eml"
    assert caught.value.message == (
        "has 1 page without text; holds no paragraph that could be cited"
    )


def test_a_file_without_any_document_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ParseError, match="holds no paragraph"):
        read(monkeypatch)
