from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from bot.messages.choose import MESSAGES
from bot.rendering.chart import Month, draw, labels, months_between, peaks, short
from bot.rendering.timeline import alt_text


def day(year: int, month: int) -> dt.date:
    return dt.date(year, month, 1)


def row(count: int, start: dt.date) -> list[Month]:
    months, first = [], start
    for number in range(count):
        months.append(Month(first, number % 7, 0 if number % 5 == 3 else 2))
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return months


def test_gaps_are_zero_and_known_as_gaps() -> None:
    counts = {day(2023, 12): 2, day(2024, 3): 1}
    briefings = {day(2023, 11): 1, day(2023, 12): 1, day(2024, 3): 4}
    assert months_between(counts, briefings) == [
        Month(day(2023, 11), 0, 1),
        Month(day(2023, 12), 2, 1),
        Month(day(2024, 1), 0, 0),
        Month(day(2024, 2), 0, 0),
        Month(day(2024, 3), 1, 4),
    ]


def test_only_the_period_that_was_asked_for() -> None:
    counts = {day(2024, 2): 1}
    briefings = {day(2023, 1): 1, day(2024, 2): 1, day(2024, 12): 1}
    asked = months_between(counts, briefings, dt.date(2024, 1, 15), dt.date(2024, 3, 31))
    assert [month.first for month in asked] == [day(2024, 1), day(2024, 2), day(2024, 3)]


def test_peaks_are_one_or_two_months_or_none() -> None:
    months = [Month(day(2024, n), count, 1) for n, count in enumerate((3, 1, 3, 2), 1)]
    assert peaks(months) == [months[0], months[2]]
    assert peaks(months[:2]) == months[:1]
    assert peaks([*months, Month(day(2024, 5), 3, 1)]) == [], "of many none stands out"


@pytest.mark.parametrize("count", [1, 2, 6, 7, 24, 25, 60, 120, 400])
def test_few_enough_labels_for_a_phone(count: int) -> None:
    found = labels(row(count, day(1999, 11)), "de")
    assert 1 <= len(found) <= 6
    places = [at for at, _ in found]
    assert places == sorted(set(places))
    assert all(0 <= at < count for at in places)


def test_labels_in_the_readers_language_with_the_year_where_it_begins() -> None:
    assert labels(row(3, day(2023, 12)), "de") == [(0, "Dez\n2023"), (1, "Jan\n2024"), (2, "Feb")]
    assert labels(row(3, day(2023, 12)), "en_GB")[0] == (0, "Dec\n2023")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("topic", "count"),
    [("Gallium", 3), ("x", 1), ("$a_{b}$ \\frac <b> {0} % " * 20, 14), ("🙂 日本", 95)],
)
def test_a_picture_for_a_phone(topic: str, count: int, language: str) -> None:
    picture = Image.open(io.BytesIO(draw(topic, row(count, day(2020, 1)), MESSAGES[language])))
    assert picture.format == "PNG"
    assert picture.size == (1080, 810)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or ()}
    assert len(colours) > 10, "something is drawn"


def test_several_at_once() -> None:
    months = row(12, day(2024, 1))
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda n: draw(f"t{n}", months, MESSAGES["en"]), range(6)))
    assert len(set(pictures)) == 6


def test_gaps_are_marked_in_the_picture() -> None:
    months = [Month(day(2024, n), 2, 1) for n in range(1, 5)]
    gap = [*months[:2], Month(day(2024, 3), 2, 0), months[3]]
    messages = MESSAGES["en"]
    assert draw("t", months, messages) != draw("t", gap, messages)


def test_a_long_topic_is_cut_at_a_word() -> None:
    assert short("word " * 30).endswith("word\u00a0…")
    assert len(short("w" * 300)) == 48


TIED_IN_ENGLISH = (
    "5 paragraphs in 8 briefings, January to March 2024;"
    " most often in January and February (2 each)."
)
TIED_IN_GERMAN = (
    "5 Absätze in 8 Briefings, Januar bis März 2024; am häufigsten im Januar und Februar (je 2)."
)


@pytest.mark.parametrize(
    ("counts", "english", "german"),
    [
        (
            (4, 0, 7, 1),
            "12 paragraphs in 8 briefings, January to April 2024; most often in March (7).",
            "12 Absätze in 8 Briefings, Januar bis April 2024; am häufigsten im März (7).",
        ),
        (
            (2, 2, 1),
            TIED_IN_ENGLISH,
            TIED_IN_GERMAN,
        ),
        (
            (1, 1, 1),
            "3 paragraphs in 8 briefings, January to March 2024.",
            "3 Absätze in 8 Briefings, Januar bis März 2024.",
        ),
        (
            (0, 3),
            "3 paragraphs in 8 briefings, January to February 2024; all in February.",
            "3 Absätze in 8 Briefings, Januar bis Februar 2024; alle im Februar.",
        ),
        (
            (1,),
            "1 paragraph in 8 briefings, January 2024.",
            "1 Absatz in 8 Briefings, Januar 2024.",
        ),
    ],
)
def test_the_chart_in_a_sentence(counts: tuple[int, ...], english: str, german: str) -> None:
    months = [Month(day(2024, n), count, 1) for n, count in enumerate(counts, 1)]
    assert alt_text(months, 8, (0, 0), MESSAGES["en"]) == english
    assert alt_text(months, 8, (0, 0), MESSAGES["de"]) == german


def test_years_and_undated_ones_are_told() -> None:
    months = [Month(day(2023, 12), 1, 1), Month(day(2024, 1), 5, 1)]
    assert alt_text(months, 1, (4, 2), MESSAGES["de"]) == (
        "6 Absätze in 1 Briefing, Dezember 2023 bis Januar 2024; am häufigsten im Januar 2024 (5)."
        " Weitere 4 in 2 Briefings ohne Datum."
    )


def test_matplotlib_is_loaded_where_a_chart_is_drawn_alone() -> None:
    code = "import bot.app, sys; assert 'matplotlib' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
