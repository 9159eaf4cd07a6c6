from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.briefing import Briefing
from corpus.errors import CorpusError, ReadError, StoreError
from corpus.ingest import ingest
from corpus.ingest_run import IngestReport
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.store import CorpusStore
from tests.fakes.inline_reader import InlineReader

ICE = """# Harbour Notes

## Ice

The port of Nordkai closed for three days because the ice came early this winter.

Pilots asked the ministry for a second tug before the season ends in March.
"""
GRAIN = """# Harbour Notes

## Grain

Exports of wheat through the strait fell by a fifth, the port authority said on Monday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "ice.md").write_text(ICE, encoding="utf-8")
    (folder / "grain.md").write_text(GRAIN, encoding="utf-8")
    return folder


@pytest.fixture
def store() -> CorpusStore:
    return CorpusStore(":memory:")


def run(folder: Path, store: CorpusStore) -> IngestReport:
    return ingest(folder, store, limits=Limits(bytes=1_000_000), reader=InlineReader())


def texts(store: CorpusStore) -> list[str]:
    return [p.text for p in store.paragraphs()]


def ids(store: CorpusStore) -> dict[str, str]:
    return {p.text: p.id for p in store.paragraphs()}


def test_a_folder_is_read_with_its_subfolders(folder: Path, store: CorpusStore) -> None:
    report = run(folder, store)
    assert report.added == ["2026/ice.md", "grain.md"]
    assert store.counts() == (2, 3)
    assert store.folder == folder.resolve()


def test_an_unchanged_folder_is_not_read_again(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    version = store.version

    reader = InlineReader()
    report = ingest(folder, store, limits=Limits(), reader=reader)
    assert reader.seen == []
    assert report.unchanged == ["2026/ice.md", "grain.md"]
    assert store.version == version


def test_an_unchanged_folder_is_read_again_on_demand(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    reader = InlineReader()
    report = ingest(folder, store, limits=Limits(), reader=reader, anew=True)
    assert reader.seen == ["2026/ice.md", "grain.md"]
    assert report.unchanged == ["2026/ice.md", "grain.md"]
    assert (report.added, report.changed) == ([], [])


def test_a_touched_file_changes_nothing(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    version = store.version
    os.utime(folder / "grain.md", (1, 1))
    report = run(folder, store)
    assert sorted(report.unchanged) == ["2026/ice.md", "grain.md"]
    assert store.version == version


def test_an_edit_keeps_the_ids_of_untouched_paragraphs(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    before = ids(store)
    edited = ICE.replace("Pilots asked", "New first words.\n\nThe pilots asked")
    (folder / "2026" / "ice.md").write_text(edited, encoding="utf-8")
    report = run(folder, store)
    assert report.changed == ["2026/ice.md"]
    after = ids(store)
    kept = [text for text in after if text in before]
    assert any("Nordkai" in text for text in kept)
    assert all(after[text] == before[text] for text in kept)
    assert not any(text.startswith("Pilots asked") for text in after)


def test_a_removed_file_is_forgotten(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    (folder / "grain.md").unlink()
    report = run(folder, store)
    assert report.removed == ["grain.md"]
    assert not any("wheat" in text for text in texts(store))
    assert list(store.files()) == ["2026/ice.md"]


def test_a_renamed_file_keeps_its_ids(folder: Path, store: CorpusStore) -> None:
    run(folder, store)
    before = ids(store)
    (folder / "grain.md").rename(folder / "2026" / "wheat.md")
    report = run(folder, store)
    assert report.renamed == {"2026/wheat.md": "grain.md"}
    assert not report.removed
    assert ids(store) == before
    assert sorted(head.path for head in store.heads()) == ["2026/ice.md", "2026/wheat.md"]
    assert run(folder, store).unchanged == ["2026/ice.md", "2026/wheat.md"]


def test_the_same_briefing_in_another_encoding_is_a_duplicate(
    folder: Path, store: CorpusStore
) -> None:
    (folder / "copy.md").write_text(GRAIN, encoding="utf-16")
    report = run(folder, store)
    assert report.duplicates == {"grain.md": "copy.md"}
    assert store.counts() == (2, 3)
    assert run(folder, store).duplicates == {"grain.md": "copy.md"}


def test_a_duplicate_takes_over_when_the_other_goes(folder: Path, store: CorpusStore) -> None:
    shutil.copy(folder / "grain.md", folder / "again.md")
    assert run(folder, store).duplicates == {"grain.md": "again.md"}
    before = ids(store)
    (folder / "again.md").unlink()
    report = run(folder, store)
    assert report.renamed == {"grain.md": "again.md"}
    assert ids(store) == before
    assert not run(folder, store).duplicates


def test_a_duplicate_takes_over_when_the_other_is_edited(folder: Path, store: CorpusStore) -> None:
    shutil.copy(folder / "grain.md", folder / "zzz.md")
    assert run(folder, store).duplicates == {"zzz.md": "grain.md"}
    (folder / "grain.md").write_text(GRAIN.replace("a fifth", "a tenth"), encoding="utf-8")
    report = run(folder, store)
    assert report.changed == ["grain.md"]
    assert report.added == ["zzz.md"]
    assert not report.duplicates
    assert sum("wheat" in text for text in texts(store)) == 2


def test_a_duplicate_seen_first_takes_over_in_the_same_run(
    folder: Path, store: CorpusStore
) -> None:
    run(folder, store)
    shutil.copy(folder / "grain.md", folder / "aaa.md")
    assert run(folder, store).duplicates == {"aaa.md": "grain.md"}
    (folder / "grain.md").write_text(GRAIN.replace("a fifth", "a tenth"), encoding="utf-8")
    report = run(folder, store)
    assert report.changed == ["grain.md"]
    assert report.added == ["aaa.md"]
    assert not report.duplicates


def test_what_cannot_be_read_is_named_and_stops_nothing(folder: Path, store: CorpusStore) -> None:
    (folder / "empty.md").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    report = run(folder, store)
    assert report.added == ["2026/ice.md", "grain.md"]
    assert set(report.unreadable) == {"empty.md", "picture.txt"}
    assert all(report.unreadable.values())
    assert run(folder, store).unreadable == report.unreadable


def test_a_briefing_that_becomes_unreadable_leaves_the_answers(
    folder: Path, store: CorpusStore
) -> None:
    run(folder, store)
    (folder / "grain.md").write_bytes(b"")
    assert set(run(folder, store).unreadable) == {"grain.md"}
    assert not any("wheat" in text for text in texts(store))
    (folder / "grain.md").write_text(GRAIN, encoding="utf-8")
    assert run(folder, store).added == ["grain.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_tried_again(folder: Path, store: CorpusStore) -> None:
    (folder / "grain.md").chmod(0)
    assert set(run(folder, store).unreadable) == {"grain.md"}
    (folder / "grain.md").chmod(0o600)
    assert run(folder, store).added == ["grain.md"]


def test_a_dangling_link_is_named(folder: Path, store: CorpusStore) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    report = run(folder, store)
    assert set(report.unreadable) == {"gone.txt"}
    assert report.added == ["2026/ice.md", "grain.md"]


def test_a_name_that_is_not_text_is_named(folder: Path, store: CorpusStore) -> None:
    (folder / "two\nlines.txt").write_text(ICE, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xff.txt")).write_text(ICE, encoding="utf-8")
    report = run(folder, store)
    assert set(report.unreadable) == {r"'two\nlines.txt'", r"'b\udcff.txt'"}
    assert report.added == ["2026/ice.md", "grain.md"]


def test_what_is_no_file_is_named_and_not_waited_for(folder: Path, store: CorpusStore) -> None:
    os.mkfifo(folder / "pipe.txt")
    report = run(folder, store)
    assert "is not a file" in report.unreadable["pipe.txt"]


def test_two_runs_at_once_lose_nothing(folder: Path, tmp_path: Path) -> None:
    for number in range(30):
        text = ICE.replace("three days", f"{number} days")
        (folder / f"ice-{number}.md").write_text(text, encoding="utf-8")
    stores = [CorpusStore(tmp_path / "corpus.db") for _ in range(3)]
    with ThreadPoolExecutor(len(stores)) as threads:
        reports = list(threads.map(lambda store: run(folder, store), stores))
    assert all(not report.unreadable for report in reports)
    assert stores[0].counts()[0] == 32
    for store in stores:
        store.close()


def test_a_database_that_fails_is_no_fault_of_the_file(
    folder: Path, store: CorpusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_briefing: Briefing) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "put", full)
    with pytest.raises(StoreError, match="disk is full"):
        run(folder, store)
    monkeypatch.undo()
    assert run(folder, store).added == ["2026/ice.md", "grain.md"]


def test_an_empty_folder_empties_nothing(folder: Path, store: CorpusStore, tmp_path: Path) -> None:
    run(folder, store)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ReadError, match=r"holds no briefings; put .*\.txt"):
        run(empty, store)
    with pytest.raises(ReadError, match="BRIEFINGS_DIR"):
        run(tmp_path / "missing", store)
    assert store.counts() == (2, 3)


def test_progress_counts_every_file(folder: Path, store: CorpusStore) -> None:
    steps: list[tuple[int, int]] = []
    ingest(
        folder,
        store,
        limits=Limits(),
        progress=lambda *step: steps.append(step),
        reader=InlineReader(),
    )
    assert steps == [(1, 2), (2, 2)]


def test_a_new_parser_reads_every_file_again(
    folder: Path, store: CorpusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, store)
    monkeypatch.setattr("corpus.ingest_run.parser_version", lambda: "another")
    reader = InlineReader()
    report = ingest(folder, store, limits=Limits(), reader=reader)
    assert report.unchanged == reader.seen == ["2026/ice.md", "grain.md"]


def test_a_file_that_was_too_large_is_read_once_the_limit_allows(
    folder: Path, store: CorpusStore
) -> None:
    tight, wide = Limits(bytes=150), Limits()
    report = ingest(folder, store, limits=tight, reader=InlineReader(tight))
    assert set(report.unreadable) == {"2026/ice.md"}
    reader = InlineReader(wide)
    assert ingest(folder, store, limits=wide, reader=reader).added == ["2026/ice.md"]
    assert reader.seen == ["2026/ice.md"]


MAIL = """From: Harbour Desk <desk@example.org>
Date: Tue, 10 Mar 2026 08:00:00 +0000
Subject: Two notes
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

The pilots of Nordkai went back to work on Monday after the ministry had promised them a second
tug. It is to arrive from the yard in Ostersiel before the herring season begins, and the port will
pay a third of its price out of the dues that ferries have paid since January.

Dues for ferries stay as they are until the autumn. The council will then decide whether ships that
run on batteries pay less, which two of the three lines have asked for in a letter of last week.

--x
Content-Type: text/markdown; charset=utf-8
Content-Disposition: attachment; filename="grain.md"

{grain}
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename="broken.pdf"

no pdf at all
--x--
"""


def test_what_is_attached_to_a_mail_is_a_briefing_of_its_own(tmp_path: Path) -> None:
    folder, store = tmp_path / "mails", CorpusStore(":memory:")
    folder.mkdir()
    (folder / "note.eml").write_text(MAIL.format(grain=GRAIN), encoding="utf-8")
    report = run(folder, store)
    assert report.added == ["note.eml", "note.eml/grain.md"]
    (remark,) = report.remarks
    assert remark.path == "note.eml"
    assert "broken.pdf" in remark.text
    assert run(folder, store).unchanged == report.added

    shorter = MAIL.format(grain=GRAIN).replace("text/markdown", "image/png").replace(".md", ".png")
    (folder / "note.eml").write_text(shorter, encoding="utf-8")
    assert run(folder, store).removed == ["note.eml/grain.md"]
    assert not any("wheat" in text for text in texts(store))


def test_a_briefing_that_is_also_attached_is_stored_once(folder: Path, store: CorpusStore) -> None:
    (folder / "note.eml").write_text(MAIL.format(grain=GRAIN), encoding="utf-8")
    assert run(folder, store).duplicates == {"note.eml/grain.md": "grain.md"}
    (folder / "grain.md").unlink()
    report = run(folder, store)
    assert (
        report.renamed == {"note.eml/grain.md": "grain.md"} or "note.eml/grain.md" in report.added
    )
    assert any("wheat" in text for text in texts(store))
    (folder / "note.eml").unlink()
    assert "note.eml" in run(folder, store).removed
    assert not any("wheat" in text for text in texts(store))


def test_a_mail_that_is_read_a_second_time_and_then_lost_leaves_nothing(
    folder: Path, store: CorpusStore
) -> None:
    """Two attachments are stored elsewhere; one of those files says something else by now."""
    for name in ("2026/ice.md", "grain.md"):
        (folder / name).rename(folder / f"z-{Path(name).name}")
    attached = MAIL.format(grain=GRAIN).replace(
        "--x\nContent-Type: application/pdf",
        "--x\nContent-Type: text/markdown; charset=utf-8\nContent-Disposition: attachment; "
        f'filename="ice.md"\n\n{ICE}\n--x\nContent-Type: application/pdf',
    )
    run(folder, store)
    (folder / "note.eml").write_text(attached, encoding="utf-8")
    (folder / "z-grain.md").write_text(GRAIN.replace("a fifth", "a third"), encoding="utf-8")

    class Losing(InlineReader):
        def read(
            self, files: Sequence[tuple[Path, str]]
        ) -> Iterator[tuple[str, Reading | CorpusError]]:
            for path, relative in files:
                if relative in self.seen:
                    path.unlink()
                yield from super().read([(path, relative)])

    report = ingest(folder, store, limits=Limits(), reader=Losing())
    assert set(report.unreadable) == {"note.eml"}
    assert report.duplicates == {}
    assert not any("Monday after the ministry" in text for text in texts(store))
    assert run(folder, store).unchanged == ["z-grain.md", "z-ice.md"]
