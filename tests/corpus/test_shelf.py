from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from corpus import shelf
from corpus.shelf import MonthCount, SeriesCount, Size
from corpus.store import CorpusStore
from tests.fakes.briefings import make_briefing

DAYS = (dt.date(2024, 3, 1), dt.date(2024, 3, 15), dt.date(2023, 12, 31), None)


@pytest.fixture
def store() -> CorpusStore:
    store = CorpusStore(":memory:")
    for number, day in enumerate(DAYS):
        store.put(make_briefing(f"{number}.txt", ["One.", "Two."], date=day, series="Letter"))
    store.put(make_briefing("x.txt", ["Drei."], language="de", date=DAYS[0], series=None))
    return store


def test_newest_first_undated_last(store: CorpusStore) -> None:
    paths = [head.path for head in shelf.newest(store, 0, 10)]
    assert paths == ["1.txt", "0.txt", "x.txt", "2.txt", "3.txt"]
    assert [head.path for head in shelf.newest(store, 3, 1)] == ["2.txt"]
    assert shelf.newest(store, 9, 5) == []


def test_series_with_their_extent(store: CorpusStore) -> None:
    assert shelf.series_counts(store) == [
        SeriesCount("Letter", 4, dt.date(2023, 12, 31), dt.date(2024, 3, 15)),
        SeriesCount(None, 1, dt.date(2024, 3, 1), dt.date(2024, 3, 1)),
    ]


def test_months(store: CorpusStore) -> None:
    march, december = dt.date(2024, 3, 1), dt.date(2023, 12, 1)
    assert shelf.months(store, "Letter") == [
        MonthCount(march, 2),
        MonthCount(december, 1),
        MonthCount(None, 1),
    ]
    assert shelf.months(store, None) == [MonthCount(march, 1)]
    assert shelf.month_counts(store) == [
        MonthCount(december, 1),
        MonthCount(march, 3),
        MonthCount(None, 1),
    ]


def test_issues(store: CorpusStore) -> None:
    def paths(month: dt.date | None) -> list[str]:
        return [head.path for head in shelf.issues_of_month(store, "Letter", month)]

    assert [head.path for head in shelf.issues(store, "Letter")] == [
        "1.txt",
        "0.txt",
        "2.txt",
        "3.txt",
    ]
    assert paths(dt.date(2024, 3, 1)) == ["1.txt", "0.txt"]
    assert paths(None) == ["3.txt"]
    assert paths(dt.date(2020, 1, 1)) == []
    assert [head.path for head in shelf.issues(store, None)] == ["x.txt"]


def test_size(store: CorpusStore) -> None:
    briefing = make_briefing("4.txt", ["One.", "Two.", "Three."])
    languages = ("de", "en", "en")
    paragraphs = tuple(
        replace(paragraph, page=page, last_page=page + 1, language=language)
        for page, (paragraph, language) in enumerate(
            zip(briefing.paragraphs, languages, strict=True), 3
        )
    )
    store.put(replace(briefing, paragraphs=paragraphs))
    sections = len(briefing.sections)
    assert shelf.size(store, briefing.head.id) == Size(sections, 3, 6, 0, ("en", "de"))
    assert shelf.size(store, "nothing") == Size(0, 0, 0, 0, ())
    assert shelf.opening_paragraphs(store, briefing.head.id, 2) == [p.id for p in paragraphs[:2]]
