from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.archive.library import Coverage, Index, Library
from corpus.briefing import Section, Source
from corpus.store import CorpusStore
from index.errors import IndexMissing
from tests.fakes.bot_corpus import corpus, harbour
from tests.fakes.retriever import FakeRetriever

TODAY = dt.date(2024, 3, 8)


class Disk:
    """An index folder in which generations come and go."""

    def __init__(self) -> None:
        self.generation: str | None = None
        self.opened: list[str] = []
        self.store = corpus()

    def current(self) -> str:
        if self.generation is None:
            raise IndexMissing("run `briefing-bot build`")
        return self.generation

    def open(self, _store: CorpusStore) -> FakeRetriever:
        self.opened.append(self.current())
        return FakeRetriever(self.store, self.current())

    def library(self, folder: Path) -> Library:
        return Library(self.store, Index(self.current, self.open), folder)


def test_new_generation_is_taken_up_while_running(tmp_path: Path) -> None:
    disk = Disk()
    library = disk.library(tmp_path)
    with pytest.raises(IndexMissing):
        library.ask("ferry", TODAY)
    disk.generation = "g1"
    assert library.ask("ferry", TODAY).generation == "g1"
    library.ask("ferry", TODAY)
    disk.generation = "g2"
    assert library.ask("ferry", TODAY).generation == "g2"
    assert disk.opened == ["g1", "g2"]


def test_coverage(tmp_path: Path) -> None:
    day = dt.date(2024, 3, 1)
    assert Disk().library(tmp_path).coverage() == Coverage(2, day, day)


def test_original_only_inside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (tmp_path / "secret.txt").write_text("b")
    library = Disk().library(folder)
    head = harbour().head
    found = library.original(replace(head, path="a.txt"))
    assert found
    assert (found.file, found.name, found.part) == (folder.resolve() / "a.txt", "a.txt", None)
    assert library.original(replace(head, path="gone.txt")) is None
    assert library.original(replace(head, path="../secret.txt")) is None
    assert library.original(replace(head, path="/etc/hosts")) is None


def test_sources_of_the_nearest_heading(tmp_path: Path) -> None:
    briefing = harbour()
    paragraph = replace(briefing.paragraphs[0], section=1, section_path=("Transport", "Ferries"))
    own, near, far = Source(1, "own"), Source(2, "near"), Source(3, "far")
    disk = Disk()
    library = disk.library(tmp_path)
    sections = (
        Section(1, ("Transport", "Ferries")),
        Section(2, ("Transport", "Sources")),
        Section(3, ("Tourism",)),
    )
    for named, headings, found in [
        ((own, near, far), ("Transport", "Ferries"), (own,)),
        ((near, far), ("Transport",), (near,)),
        ((far,), None, (far,)),
        ((), None, ()),
    ]:
        disk.store.put(replace(briefing, sections=sections, sources=named))
        listed = library.shelf.sources_near(paragraph)
        assert (listed.headings, listed.sources) == (headings, found)


def test_a_data_folder_made_anew_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    opened: list[CorpusStore] = []

    def open_index(store: CorpusStore) -> FakeRetriever:
        opened.append(store)
        return FakeRetriever(store, "g1")

    library = Library(CorpusStore(path), Index(lambda: "g1", open_index), tmp_path)
    library.ready()
    path.unlink()
    CorpusStore(path).close()
    library.ready()
    assert len(opened) == 2
    assert not opened[-1].replaced
    library.close()


def test_links_only_where_the_published_folder_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    disk = Disk()
    library = Library(disk.store, Index(disk.current, disk.open), folder, "https://files.example")
    head, paragraph = harbour().head, harbour().paragraphs[0]
    disk.store.folder = folder.resolve()
    assert library.link(head, paragraph, None) == "https://files.example/harbour.txt"
    disk.store.folder = tmp_path / "other"
    assert library.link(head, paragraph, None) is None
