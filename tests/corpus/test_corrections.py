"""Metadata that somebody has corrected takes the place of what was read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus.corrections import Corrections, file_of, read_corrections, write_corrections
from corpus.errors import ParseError
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from tests.fakes.inline_reader import InlineReader

ICE = """# Harbour Notes

5 November 2026

The port of Nordkai closed for three days because the ice came early this winter.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ice.md"
    path.write_text(ICE, encoding="utf-8")
    return path


def test_what_is_corrected_is_read_again_and_kept(file: Path) -> None:
    store = CorpusStore(":memory:")
    reader = InlineReader()
    ingest(file.parent, store, limits=Limits(), reader=reader)
    (before,) = store.heads()
    assert (before.title, before.date) == ("Harbour Notes", dt.date(2026, 11, 5))
    write_corrections(file, Corrections(title="Ice at Nordkai", date="", series="Harbours"))
    report = ingest(file.parent, store, limits=Limits(), reader=reader)
    assert report.changed == ["ice.md"]
    (head,) = store.heads()
    assert (head.title, head.date, head.series) == ("Ice at Nordkai", None, "Harbours")
    assert head.id == before.id
    assert len(reader.seen) == 2
    report = ingest(file.parent, store, limits=Limits(), reader=reader)
    assert report.unchanged == ["ice.md"]
    assert len(reader.seen) == 2, "nothing has changed since"
    file_of(file).unlink()
    ingest(file.parent, store, limits=Limits(), reader=reader)
    assert store.heads() == [before]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", '{"titel": "x"}', '{"title": 7}', '{"date": "5.11.2026"}', '{"title": "x', "ÿ"],
)
def test_what_cannot_be_read_corrects_nothing_and_is_said(file: Path, text: str) -> None:
    file_of(file).write_text(text, encoding="latin-1")
    with pytest.raises(ParseError, match=r"\.ice\.md\.meta\.json: has to be JSON"):
        read_corrections(file)
    store = CorpusStore(":memory:")
    report = ingest(file.parent, store, limits=Limits(), reader=InlineReader())
    (remark,) = report.remarks
    assert remark.path == "ice.md"
    assert [head.title for head in store.heads()] == ["Harbour Notes"]


def test_what_was_written_is_read(file: Path) -> None:
    assert read_corrections(file) == Corrections()
    written = Corrections(date="2026-11-06", language="de")
    write_corrections(file, written)
    assert read_corrections(file) == written
