"""Files come from mailboxes: whatever is in them, each is read or has one reason why not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import FaultError
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.sandbox import Sandbox
from corpus.store import CorpusStore
from tests.corpus.hostile.case import NEXT, Hostile
from tests.corpus.hostile.everything import CASES, is_right
from tests.corpus.hostile.places import make_places, unlike_others

pytestmark = pytest.mark.e2e

#: Small, so that what goes beyond does so soon; a good file is far below.
LIMITS = Limits(
    bytes=10_000_000,
    inflated=100_000_000,
    seconds=30.0,
    memory=1_000_000_000,
    pages=200,
    parts=100,
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(LIMITS, workers=1) as sandbox:
        yield sandbox


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_has_a_reason(
    case: Hostile, sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make())

    [(_, outcome)] = sandbox.read([(path, case.name)])

    assert not isinstance(outcome, FaultError), outcome
    assert is_right(case, outcome), outcome


def test_each_case_has_a_name_of_its_own_and_an_outcome() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60
    assert all(case.says or case.reason for case in CASES)


def test_what_is_no_file_or_has_no_name_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    folder.mkdir()
    for name in ("first.txt", "zlast.txt"):
        (folder / name).write_text(unlike_others(name), encoding="utf-8")
    places = make_places(folder)
    store = CorpusStore(":memory:")

    report = ingest(folder, store, limits=LIMITS)

    outcomes = {place.path: report.unreadable.get(place.path) for place in places}
    for place in places:
        reason = outcomes.pop(place.path)
        if place.reason is None:
            assert reason is None
            assert place.path in report.added
        else:
            assert reason is not None, place.path
            assert place.reason in reason
    assert {"first.txt", "zlast.txt"} <= set(report.added)
    said = " ".join(p.text for p in store.paragraphs())
    assert "secret" not in said
    assert "outside" not in said


#: One of each kind that ends, holds up or fills the process that reads it, and of what it reads.
_TELLING = (
    *("empty.txt", "noise.txt", "too-large.txt", "one-word.txt", "many-brackets.txt"),
    *("locked.pdf", "part-50.pdf", "bomb-in-bomb.pdf", "pages-in-circles.pdf", "script.pdf"),
    *("nested-div.html", "laughs.xhtml", "script-only.html", "comment-open.html"),
    *("bomb.docx", "laughs.docx", "part-50.docx", "names-leading-out.docx"),
    *("nested-deeply.eml", "name-leading-out.eml", "attached-bomb.eml", "noise.mbox"),
)


def test_good_files_are_indexed_among_hostile_ones(tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    folder.mkdir()
    hostile = [case for case in CASES if case.name in _TELLING]
    assert len(hostile) == len(_TELLING)
    good = [f"{case.name}.good.md" for case in hostile]
    for case, name in zip(hostile, good, strict=True):
        (folder / case.name).write_bytes(case.make())
        (folder / name).write_text(unlike_others(name), encoding="utf-8")
    store = CorpusStore(":memory:")

    report = ingest(folder, store, limits=LIMITS)

    assert set(good) <= set(report.added)
    told = {*report.added, *report.duplicates, *report.unreadable}
    for case in hostile:
        assert any(path == case.name or path.startswith(f"{case.name}/") for path in told)
        if case.says is None:
            assert case.name in report.unreadable
    assert all("bug" not in reason for reason in report.unreadable.values())
    assert ingest(folder, store, limits=LIMITS).added == [], "a second run finds nothing new"


def test_a_file_that_changes_while_others_are_read_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(unlike_others(name), encoding="utf-8")
    store = CorpusStore(":memory:")

    def change(done: int, _: int) -> None:
        if done == 1:
            (folder / "b.txt").write_text(NEXT, encoding="utf-8")
            (folder / "c.txt").unlink()

    ingest(folder, store, limits=LIMITS, progress=change)
    ingest(folder, store, limits=LIMITS)

    said = {head.path: store.briefing_paragraphs(head.id) for head in store.heads()}
    assert said.keys() == {"a.txt", "b.txt"}
    assert [paragraph.text for paragraph in said["b.txt"]] == [NEXT]


def test_a_file_that_is_too_slow_leaves_the_others_their_time(tmp_path: Path) -> None:
    [slow] = [case for case in CASES if case.name == "many-headings.txt"]
    files = []
    for name, data in [
        ("slow.txt", slow.make() * 1_000),
        ("good.txt", unlike_others("x").encode()),
    ]:
        (tmp_path / name).write_bytes(data)
        files.append((tmp_path / name, name))

    with Sandbox(dataclasses.replace(LIMITS, seconds=2.0), workers=1) as sandbox:
        outcomes = dict(sandbox.read(files))

    assert "takes longer than 2 s" in str(outcomes["slow.txt"])
    assert "good.txt" in str(outcomes["good.txt"])
