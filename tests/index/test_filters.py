"""Filters that a question names, in German and English."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer import Filters
from index.question.filters import allowed_rows, merge_filters, read_filters
from index.scoring import RowTable

TODAY = dt.date(2024, 3, 13)  # a Wednesday
DAYS = (dt.date(2023, 11, 9), dt.date(2024, 3, 1), dt.date(2024, 3, 6))
TABLE = RowTable(
    dates=np.array([*(day.toordinal() for day in DAYS), 0], dtype=np.int32),
    series=np.array([0, 1, 1, -1], dtype=np.int32),
    publishers=np.array([0, -1, -1, -1], dtype=np.int32),
    languages=np.array([0, 1, 1, 0], dtype=np.int32),
    briefings=np.arange(4, dtype=np.int32),
    series_names=("Nordwind Wochenbrief", "Ledger"),
    publisher_names=("NORDWIND",),
    language_names=("de", "en"),
)


def read(text: str) -> Filters:
    return read_filters(text, TODAY, TABLE)[0].filters


def period(text: str) -> tuple[dt.date | None, dt.date | None]:
    filters = read(text)
    return filters.since, filters.until


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("exports since March 2024", "2024-03-01", None),
        ("Exporte seit März 2024", "2024-03-01", None),
        ("Exporte seit November", "2023-11-01", None),
        ("news since 9 November 2023", "2023-11-09", None),
        ("was war letzte Woche", "2024-03-04", "2024-03-10"),
        ("what happened last month?", "2024-02-01", "2024-02-29"),
        ("trade in the last 3 weeks", "2024-02-21", "2024-03-13"),
        ("Streiks in den letzten zwei Monaten", "2024-01-11", "2024-03-13"),
        ("im Briefing vom 9. November 2023 zu Zöllen", "2023-11-09", "2023-11-09"),
        ("im November 2023 Gipfel", "2023-11-01", "2023-11-30"),
        ("zwischen Januar und März 2024", "2024-01-01", "2024-03-31"),
        ("between 2023-11-01 and 2024-03-01", "2023-11-01", "2024-03-01"),
        ("Zölle vor 2024", None, "2023-12-31"),
        ("tariffs until March 2024", None, "2024-03-31"),
        ("this week's tariffs", "2024-03-11", "2024-03-13"),
        ("tariffs since last week", "2024-03-04", None),
        ("Zölle seit letzter Woche", "2024-03-04", None),
        ("tariffs before last week", None, "2024-03-03"),
        ("Zölle vor der letzten Woche", None, "2024-03-03"),
        ("Zölle bis letzten Monat", None, "2024-02-29"),
        ("tariffs since yesterday", "2024-03-12", None),
        ("Zölle seit Montag", "2024-03-11", None),
        ("tariffs since Wednesday", "2024-03-13", None),
        ("tariffs since last year", "2023-01-01", None),
        ("tariffs since 1 March", "2024-03-01", None),
        ("tariffs over the past week", "2024-03-06", "2024-03-13"),
        ("Zölle seit zwei Wochen", "2024-02-28", "2024-03-13"),
        ("Zölle vor zwei Wochen", "2024-02-26", "2024-03-03"),
        ("tariffs two months ago", "2024-01-01", "2024-01-31"),
        ("Zölle gestern", "2024-03-12", "2024-03-12"),
        ("tariffs today", "2024-03-13", "2024-03-13"),
        ("Zölle dieses Jahr", "2024-01-01", "2024-03-13"),
        ("tariffs this year", "2024-01-01", "2024-03-13"),
        ("Zölle Anfang März", "2024-03-01", "2024-03-10"),
        ("tariffs in early November", "2023-11-01", "2023-11-10"),
        ("tariffs in late February 2024", "2024-02-21", "2024-02-29"),
        ("tariffs in Q4 2023", "2023-10-01", "2023-12-31"),
        ("Zölle 11/2023", "2023-11-01", "2023-11-30"),
        ("Zölle am 9.11.2023", "2023-11-09", "2023-11-09"),
        ("tariffs on 6 March", "2024-03-06", "2024-03-06"),
        ("november", "2023-11-01", "2023-11-30"),
        ("Zölle November 2023", "2023-11-01", "2023-11-30"),
        ("tariffs, Nov 2023?", "2023-11-01", "2023-11-30"),
        ("steel tariffs november", "2023-11-01", "2023-11-30"),
        ("6.3.2024?", "2024-03-06", "2024-03-06"),
    ],
)
def test_periods(text: str, since: str | None, until: str | None) -> None:
    assert period(text) == tuple(dt.date.fromisoformat(d) if d else None for d in (since, until))


@pytest.mark.parametrize(
    "text",
    ["How high was trade in 2022?", "Wie hoch war der Handel im Jahr 2022?", "vor drei Jahren",
     "wie viele Schiffe bis 2028?", "exports since 1990",
     "what happens before 20 March?", "Was gilt ab April 2024?", "rules after March 31, 2025",
     "Was gilt ab 1. Mai 2024 für Autos?", "nach dem 1. April", "in May 2024", "2022",
     "before 9 November 2023", "on 1 April", "vor Oktober 2023", "before 0001-01-01",
     "Mahler on Sunday", "Was gilt bis heute?", "only German companies", "nur deutsche Firmen",
     "Made in Germany", "the may poll", "Haushalt 2023", "5G seit wann", "am 31. Februar",
     "who is theresa may", "long march"],
)  # fmt: skip
def test_a_year_that_is_asked_about_is_no_filter(text: str) -> None:
    assert read_filters(text, TODAY, TABLE)[0].filters == Filters()


def test_phrase_is_taken_out_and_echoed() -> None:
    understood, *_ = read_filters("Exporte seit März 2024 auf Deutsch?", TODAY, TABLE)
    assert understood.filters.phrases == ("seit März 2024", "auf Deutsch")
    assert understood.query == "Exporte ?"
    assert understood.filters.languages == ("de",)


def test_possessive_goes_with_its_phrase() -> None:
    assert read_filters("last week's tariffs", TODAY, TABLE)[0].query == "tariffs"


def test_only_what_may_be_content_is_soft() -> None:
    _, firm = read_filters("Gipfel im November 2023 auf Deutsch", TODAY, TABLE)
    assert firm.filters == Filters(languages=("de",), phrases=("auf Deutsch",))
    assert firm.query == "Gipfel im November 2023"
    assert len(read_filters("Gipfel seit November 2023", TODAY, TABLE)) == 1


def test_series_and_publisher_are_named_as_places() -> None:
    assert read("Zölle in den Nordwind-Briefings").series == ("NORDWIND",)
    assert read("tariffs in the Nordwind Wochenbrief").series == ("Nordwind Wochenbrief",)
    assert read("What does Nordwind say?").series == ()


def test_bare_name_of_a_series_is_soft() -> None:
    every, firm = read_filters("latest ledger on tariffs", TODAY, TABLE)
    assert (every.filters.series, every.query) == (("Ledger",), "on tariffs")
    assert (firm.filters.series, firm.filters.latest) == ((), True)


def test_latest() -> None:
    assert read("latest on tariffs").latest
    assert read("das Neueste zu Zöllen").latest
    for text in ("aktueller Zollsatz", "current tariff", "tariffs now", "last issue: tariffs"):
        assert read(text).latest, text
    for text in ("the ocean current", "now that tariffs fell, who pays", "letzter Zollsatz"):
        assert not read(text).latest, text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("auf Deutsch: Zölle", "de"),
        ("nur englisch: Zölle", "en"),
        ("tariffs, English only", "en"),
        ("tariffs in german", "de"),
        ("tariffs in English, please", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    understood, *_ = read_filters(text, TODAY, TABLE)
    assert understood.filters.languages == (language,)
    assert understood.query.strip(" ,") in ("Zölle", "tariffs")


@pytest.mark.parametrize(
    "text", ["tariffs since 1 March 2024", "Zölle vor 5. März", "Zölle gestern"]
)
def test_day_of_the_calendar_may_be_content(text: str) -> None:
    _, firm = read_filters(text, TODAY, TABLE)
    assert (firm.filters, firm.query) == (Filters(), text)


@pytest.mark.parametrize("text", ["tariffs Brussels Ledger", "Brussels-Ledger: tariffs"])
def test_series_is_named_without_its_article(text: str) -> None:
    table = replace(TABLE, series_names=("Nordwind Wochenbrief", "The Brussels Ledger"))
    every, firm = read_filters(text, TODAY, table)
    assert (every.filters.series, every.query) == (("The Brussels Ledger",), "tariffs")
    assert firm.aside == {"brussels", "ledger"}
    (only,) = read_filters("im Brussels Ledger Zölle", TODAY, table)
    assert (only.filters.series, only.query) == (("The Brussels Ledger",), "Zölle")


@pytest.mark.parametrize(
    "text",
    ["letzte Woche", "what happened last month?", "november", "zuletzt", "Was steht im Ledger?",
     "Was steht in der Ausgabe vom 6. März?", "the ledger", "latest", "what is new this year",
     "What changed last week?",
     "Was war die letzten zwei Wochen?"],
)  # fmt: skip
def test_a_question_that_is_all_filter_is_bare(text: str) -> None:
    (understood,) = read_filters(text, TODAY, TABLE)
    assert understood.bare
    assert understood.filters.phrases


@pytest.mark.parametrize("text", ["tariffs last week", "was ist neu?", "Made in Germany", ""])
def test_a_question_with_a_subject_is_not_bare(text: str) -> None:
    assert not read_filters(text, TODAY, TABLE)[0].bare


def test_rows() -> None:
    assert allowed_rows(Filters(), TABLE) is None
    since = allowed_rows(Filters(since=dt.date(2024, 3, 1)), TABLE)
    assert since is not None
    assert since.tolist() == [False, True, True, False]
    named = allowed_rows(Filters(series=("ledger",), languages=("en",)), TABLE)
    assert named is not None
    assert named.tolist() == [False, True, True, False]


def test_merging_lets_through_what_both_do() -> None:
    one = Filters(since=dt.date(2024, 1, 1), series=("A", "B"))
    other = Filters(since=dt.date(2024, 2, 1), until=dt.date(2024, 3, 1), series=("B",))
    merged = merge_filters(one, other)
    assert (merged.since, merged.until) == (dt.date(2024, 2, 1), dt.date(2024, 3, 1))
    assert merged.series == ("B",)
    none = allowed_rows(merge_filters(Filters(series=("Ledger",)), Filters(series=("X",))), TABLE)
    assert none is not None
    assert not none.any()


_PIECES = """
    since seit before vor bis last letzte this week Woche weeks months Monaten in am on vom between
    and 9 31. 31.2. 11/2023 Q4 2023-02-30 0001-01-01 9999-12-31 2099 1900 November ende mai monday
    heute two zwei ſix 999 ago past auf Deutsch ledger latest februar. vor, İ ٣ ²
"""
_SENTENCES = st.lists(st.sampled_from(_PIECES.split()), max_size=12).map(" ".join)


@given(st.text(max_size=200) | _SENTENCES, st.dates())
def test_anything_can_be_read_on_any_day(text: str, today: dt.date) -> None:
    understood, *_ = read_filters(text, today, TABLE)
    assert understood.query.strip() or not text.strip()
