"""Browsing the corpus: the newest briefings, the series, their months and issues, one's size.

Undated briefings come after all that have a date; a briefing without a series is in series None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import rows
from corpus.briefing import BriefingHead
from corpus.store import BATCH, CorpusStore

#: Newest first; what is of one day by series and title, and at last by path, which tells all apart.
_NEWEST = "date IS NULL, date DESC, series IS NULL, series, title, path"


@dataclass(frozen=True, slots=True)
class SeriesCount:
    """A series (None: the briefings of no series), its briefings, and when they were issued."""

    name: str | None
    briefings: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month by its first day (None: the undated briefings) and its briefings."""

    month: dt.date | None
    briefings: int


@dataclass(frozen=True, slots=True)
class Size:
    """What is in a briefing.

    pages: 0 where it has none. languages: those of its paragraphs, the most frequent first.
    """

    sections: int
    paragraphs: int
    pages: int
    sources: int
    languages: tuple[str, ...]


def newest(store: CorpusStore, first: int, count: int) -> list[BriefingHead]:
    """Return up to ``count`` briefings from the ``first`` newest on (0-based)."""
    sql = f"SELECT {rows.HEAD_COLUMNS} FROM briefings ORDER BY {_NEWEST} LIMIT ? OFFSET ?"  # noqa: S608
    return [rows.to_head(row) for row in store.select(sql, [count, first])]


def series_counts(store: CorpusStore) -> list[SeriesCount]:
    """Return the series by name, and last the briefings of none."""
    sql = (
        "SELECT series, count(*), min(date), max(date) FROM briefings "
        "GROUP BY series ORDER BY series IS NULL, series COLLATE NOCASE"
    )
    return [
        SeriesCount(name, count, _day(first), _day(last))
        for name, count, first, last in store.select(sql)
    ]


def month_counts(store: CorpusStore) -> list[MonthCount]:
    """Return the months of all briefings, oldest first; the undated ones last."""
    sql = (
        "SELECT substr(date, 1, 7) AS month, count(*) FROM briefings "
        "GROUP BY month ORDER BY month IS NULL, month"
    )
    return [MonthCount(_month(month), count) for month, count in store.select(sql)]


def issue_days(store: CorpusStore) -> dict[str | None, dict[dt.date | None, int]]:
    """Return by series how many of its briefings are of each day; None: of no series, undated."""
    counted: dict[str | None, dict[dt.date | None, int]] = {}
    sql = "SELECT series, date, count(*) FROM briefings GROUP BY series, date ORDER BY series, date"
    for name, day, count in store.select(sql):
        counted.setdefault(name, {})[_day(day)] = count
    return counted


def series_of(store: CorpusStore, paragraph_ids: Iterable[str]) -> dict[str, str]:
    """Return by a paragraph's id the series that it stands in; those of none are left out."""
    wanted, found = list(paragraph_ids), dict[str, str]()
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(batch))
        sql = (
            "SELECT p.id, b.series FROM paragraphs p JOIN briefings b ON b.id = p.briefing_id"  # noqa: S608
            f" WHERE b.series IS NOT NULL AND p.id IN ({marks})"
        )
        found.update((str(key), str(name)) for key, name in store.select(sql, batch))
    return found


def months(store: CorpusStore, series: str | None) -> list[MonthCount]:
    """Return the months in which a series was issued, newest first; its undated issues last."""
    sql = (
        "SELECT substr(date, 1, 7) AS month, count(*) FROM briefings WHERE series IS ? "
        "GROUP BY month ORDER BY month IS NULL, month DESC"
    )
    return [MonthCount(_month(month), count) for month, count in store.select(sql, [series])]


def issues(store: CorpusStore, series: str | None) -> list[BriefingHead]:
    """Return the briefings of a series, newest first."""
    sql = f"SELECT {rows.HEAD_COLUMNS} FROM briefings WHERE series IS ? ORDER BY {_NEWEST}"  # noqa: S608
    return [rows.to_head(row) for row in store.select(sql, [series])]


def issues_of_month(
    store: CorpusStore, series: str | None, month: dt.date | None
) -> list[BriefingHead]:
    """Return the briefings of a series in one month (None: the undated), newest first."""
    sql = (
        f"SELECT {rows.HEAD_COLUMNS} FROM briefings "  # noqa: S608
        f"WHERE series IS ? AND substr(date, 1, 7) IS ? ORDER BY {_NEWEST}"
    )
    values = [series, f"{month:%Y-%m}" if month else None]
    return [rows.to_head(row) for row in store.select(sql, values)]


def size(store: CorpusStore, briefing_id: str) -> Size:
    """Return what is in a briefing; zeros where there is none by that id."""
    sql = (
        "SELECT (SELECT count(*) FROM sections WHERE briefing_id = ?), "
        "(SELECT count(*) FROM paragraphs WHERE briefing_id = ?), "
        "(SELECT coalesce(max(coalesce(last_page, page)), 0) FROM paragraphs "
        " WHERE briefing_id = ?), "
        "(SELECT count(*) FROM sources WHERE briefing_id = ?)"
    )
    ((sections, paragraphs, pages, sources),) = store.select(sql, [briefing_id] * 4)
    by_language = (
        "SELECT language FROM paragraphs WHERE briefing_id = ? AND language IS NOT NULL "
        "GROUP BY language ORDER BY count(*) DESC, language"
    )
    languages = tuple(code for (code,) in store.select(by_language, [briefing_id]))
    return Size(sections, paragraphs, pages, sources, languages)


def opening_paragraphs(store: CorpusStore, briefing_id: str, count: int) -> list[str]:
    """Return the ids of a briefing's first paragraphs, in order."""
    sql = "SELECT id FROM paragraphs WHERE briefing_id = ? ORDER BY position LIMIT ?"
    return [identity for (identity,) in store.select(sql, [briefing_id, count])]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _month(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(f"{text}-01") if text else None
