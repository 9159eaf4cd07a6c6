"""A corpus database of any earlier form is brought to today's, with what is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.briefing import briefing_id
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.migrations import migrations
from corpus.store import CorpusStore

STEPS = [step.name for step in migrations.pending(Database(memory=True))]
ID = briefing_id("notes.txt")
TEXT = "The harbour of Norve is closed for three days."


def made(path: Path, last: str) -> None:
    """Make a database of the form that ``last`` led to, with a briefing in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        later = STEPS[STEPS.index(last) + 1 :]
        migrations.apply(Database(connection), stop_before=later[:1] or None)
        connection.execute(
            "INSERT INTO briefings (id, path, title, series, publisher, date, language,"
            " fingerprint, digest) VALUES (?, 'notes.txt', 'Harbour Notes 1', 'Harbour Notes',"
            " 'Port Institute', '2026-09-01', 'en', 'f1', 'd1')",
            (ID,),
        )
        connection.execute("INSERT INTO sections VALUES (?, 1, '[\"Trade\"]', 1)", (ID,))
        connection.execute(
            "INSERT INTO paragraphs (id, briefing_id, position, text, section, section_path, label,"
            " kind, language, page, last_page)"
            " VALUES ('p1', ?, 1, ?, 1, '[\"Trade\"]', NULL, 'text', 'en', 1, 1)",
            (ID, TEXT),
        )
        connection.execute(
            "INSERT INTO sources VALUES (?, 1, 1, 'Cargo figures', 'Port Authority', NULL)",
            (ID,),
        )
        connection.execute(
            "INSERT INTO files (path, size, mtime_ns, parser, fingerprint, duplicate_of, reason)"
            " VALUES ('notes.txt', 9, 9, 'old', 'f1', NULL, NULL),"
            " ('bad.pdf', 9, 9, 'old', NULL, NULL, 'is no PDF, whatever its name says')"
        )


@pytest.fixture(params=STEPS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    made(path, str(request.param))
    return path


def form(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
        return {name: db.execute(f'PRAGMA table_info("{name}")').fetchall() for name in names}


def test_what_it_says_is_still_answered_from(old: Path) -> None:
    for _ in range(2):  # and once more, when there is nothing left to do
        store = CorpusStore(old)
        (head,) = store.heads()
        assert (head.title, head.series, str(head.date)) == (
            "Harbour Notes 1",
            "Harbour Notes",
            "2026-09-01",
        )
        (paragraph,) = store.paragraphs()
        assert (paragraph.text, paragraph.section_path, paragraph.page) == (TEXT, ("Trade",), 1)
        (source,) = store.sources(ID)
        assert source.title == "Cargo figures"
        assert store.files()["bad.pdf"].reason == "is no PDF, whatever its name says"
        store.close()


def test_it_has_the_same_form_as_a_new_one(old: Path, tmp_path: Path) -> None:
    CorpusStore(old).close()
    CorpusStore(tmp_path / "new.db").close()
    assert form(old) == form(tmp_path / "new.db")


def test_the_next_ingest_reads_the_files_anew(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    folder.mkdir()
    (folder / "notes.txt").write_text(f"# Harbour Notes 1\n\n{TEXT}\n\nTugs are late.\n")
    store = CorpusStore(old)
    report = ingest(folder, store, limits=Limits())
    assert report.changed == ["notes.txt"]
    assert [one.text for one in store.paragraphs()] == [TEXT, "Tugs are late."]
    assert "bad.pdf" not in store.files()
    store.close()
