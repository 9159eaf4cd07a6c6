from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.briefing import (
    Briefing,
    BriefingHead,
    Kind,
    Paragraph,
    Section,
    Source,
    briefing_id,
    paragraph_ids,
)
from corpus.database import LATEST
from corpus.errors import StoreError
from corpus.files import FileRecord
from corpus.migrations import migrations
from corpus.store import CorpusStore


def briefing(path: str = "harbour-1.txt", *texts: str) -> Briefing:
    texts = texts or ("Cargo rose by 4%.", "Ice came late.")
    identity = briefing_id(path)
    head = BriefingHead(
        identity, path, "Harbour Notes 1", "Harbour Notes", "Port Institute", dt.date(2026, 9, 1),
        "en", "https://port.example/notes/1", (2, 3),
    )  # fmt: skip
    paragraphs = tuple(
        Paragraph(id_, identity, n, text, 1, ("Trade",), "The Facts", Kind.TEXT, "en", 1, 2)
        for n, (id_, text) in enumerate(zip(paragraph_ids(identity, texts), texts, strict=True), 1)
    )
    source = Source(1, "Cargo figures", "Port Authority", "https://port.example/cargo")
    return Briefing(head, (Section(1, ("Trade",), 1),), paragraphs, (source,))


def test_what_is_put_comes_back_whole() -> None:
    store, put = CorpusStore(":memory:"), briefing()
    store.put(put)
    assert store.heads() == [put.head]
    assert store.head(put.head.id) == put.head
    assert tuple(store.paragraphs()) == put.paragraphs
    assert tuple(store.briefing_paragraphs(put.head.id)) == put.paragraphs
    assert tuple(store.sections(put.head.id)) == put.sections
    assert tuple(store.sources(put.head.id)) == put.sources
    assert tuple(store.sources(put.head.id, 1)) == put.sources
    assert store.sources(put.head.id, 2) == []
    assert store.series() == ["Harbour Notes", "Port Institute"]
    assert store.languages() == {"en": 2}
    assert store.counts() == (1, 2)
    assert store.holds(put)


def test_paragraphs_are_found_by_id_and_missing_ones_left_out() -> None:
    store, put = CorpusStore(":memory:"), briefing("many.txt", *(f"Line {n}." for n in range(1200)))
    store.put(put)
    ids = [p.id for p in put.paragraphs]
    found = store.get_paragraphs([*ids, "0000000000000000"])
    assert list(found) == ids or set(found) == set(ids)
    assert found[ids[700]].text == "Line 700."


def test_putting_again_replaces_and_removing_removes_everything() -> None:
    store, first = CorpusStore(":memory:"), briefing()
    store.put(first)
    second = briefing("harbour-1.txt", "Cargo rose by 4%.", "Ice came early.")
    store.put(second)
    assert [p.text for p in store.paragraphs()] == ["Cargo rose by 4%.", "Ice came early."]
    assert second.paragraphs[0].id == first.paragraphs[0].id
    assert second.paragraphs[1].id != first.paragraphs[1].id
    store.remove(first.head.id)
    assert store.counts() == (0, 0)
    assert store.sources(first.head.id) == []
    assert store.sections(first.head.id) == []


def test_the_version_is_a_function_of_the_content() -> None:
    store, other = CorpusStore(":memory:"), CorpusStore(":memory:")
    one, two = briefing("one.txt"), briefing("two.txt", "Other words.")
    empty = store.version
    store.put(one)
    store.put(two)
    other.put(two)
    other.put(one)
    assert store.version == other.version != empty
    other.put(replace(one, head=replace(one.head, title="Another title")))
    assert store.version != other.version
    store.remove(one.head.id)
    store.remove(two.head.id)
    assert store.version == empty


def test_a_failed_change_leaves_nothing_behind() -> None:
    store, good = CorpusStore(":memory:"), briefing()
    store.put(good)
    bad = replace(good, paragraphs=(good.paragraphs[0], good.paragraphs[0]))
    with pytest.raises(Exception, match="UNIQUE"):
        store.put(bad)
    assert tuple(store.paragraphs()) == good.paragraphs


def test_changes_survive_closing(tmp_path: Path) -> None:
    store = CorpusStore(tmp_path / "deep" / "corpus.db")
    store.put(briefing())
    store.folder = tmp_path
    store.close()
    again = CorpusStore(tmp_path / "deep" / "corpus.db")
    assert again.counts() == (1, 2)
    assert again.folder == tmp_path
    again.close()


def test_a_file_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.write_text("This is not a database, whatever its name says. " * 50, encoding="utf-8")
    with pytest.raises(StoreError, match="delete it and run `briefing-bot ingest`"):
        CorpusStore(path)


def test_a_folder_that_cannot_be_made_says_which_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="set DATA_DIR"):
        CorpusStore(tmp_path / "file" / "corpus.db")


def test_it_is_noticed_when_the_file_is_replaced(tmp_path: Path) -> None:
    store = CorpusStore(tmp_path / "corpus.db")
    seen = [store.replaced]
    (tmp_path / "corpus.db").unlink()
    seen.append(store.replaced)
    CorpusStore(tmp_path / "corpus.db").close()
    seen.append(store.replaced)
    store.close()
    assert seen == [False, True, True]
    assert not CorpusStore(":memory:").replaced


def test_the_latest_migration_is_the_one_that_is_looked_for() -> None:
    database = Database(memory=True)
    assert [step.name for step in migrations.pending(database)][-1] == LATEST


def test_a_file_is_known_by_its_path() -> None:
    store = CorpusStore(":memory:")
    record = FileRecord("a.eml/b.pdf", 12, 34, "parser", "mark", container="a.eml")
    store.put_file(record)
    assert store.file("a.eml/b.pdf") == record
    assert store.file("a.eml") is None
