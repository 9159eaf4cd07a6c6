"""What is understood of a subscription in words, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.words import Words, read_time, read_words

SERIES = ["Pacific Five", "Fernost-Wochenblick", "The Brussels Ledger", "Brunnenbrief"]
WORK, DAILY = frozenset(range(1, 6)), frozenset(range(1, 8))


def days(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("7:30 weekdays EV exports, Taiwan",
         {"at": (7, 30), "days": WORK, "topics": ("EV exports", "Taiwan")}),
        ("7.30 Uhr werktags Elektroautos, Taiwan",
         {"at": (7, 30), "days": WORK, "topics": ("Elektroautos", "Taiwan")}),
        ("täglich um 8", {"at": (8, 0), "days": DAILY}),
        ("every Monday at 7am Gallium", {"at": (7, 0), "days": days(1), "topics": ("Gallium",)}),
        ("montags 9 Uhr", {"at": (9, 0), "days": days(1)}),
        ("wöchentlich freitags 17 Uhr Rhein",
         {"at": (17, 0), "days": days(5), "topics": ("Rhein",)}),
        ("weekly", {"days": days(1)}),
        ("Mo-Fr 6:45 in English", {"at": (6, 45), "days": WORK, "languages": ("en",)}),
        ("Mon, Wed, Fri 18:00 Pacific Five",
         {"at": (18, 0), "days": days(1, 3, 5), "series": ("Pacific Five",)}),
        ("Do, Fr 9:00", {"at": (9, 0), "days": days(4, 5)}),
        ("weekends 10:00", {"at": (10, 0), "days": days(6, 7)}),
        ("07h30 Brunnenbrief, Wasser",
         {"at": (7, 30), "series": ("Brunnenbrief",), "topics": ("Wasser",)}),
        ("the Brussels Ledger 7:30", {"at": (7, 30), "series": ("The Brussels Ledger",)}),
        ("8 pm Tokyo time EV exports",
         {"at": (20, 0), "place": "Tokyo", "topics": ("EV exports",)}),
        ("7:30 Berliner Zeit", {"at": (7, 30), "place": "Berliner"}),
        ("7:30 America/New_York trade",
         {"at": (7, 30), "zone": "America/New_York", "topics": ("trade",)}),
        ("daily 7:30 only German Gallium",
         {"at": (7, 30), "days": DAILY, "languages": ("de",), "topics": ("Gallium",)}),
        ("jeden Abend um 19 Uhr", {"at": (19, 0), "days": DAILY}),
        ("jeden Morgen Gallium", {"at": (7, 30), "days": DAILY, "topics": ("Gallium",)}),
        ("12am", {"at": (0, 0)}),
        ("werktags um halb 8 Rhein", {"at": (7, 30), "days": WORK, "topics": ("Rhein",)}),
        ("Viertel nach sieben täglich", {"at": (7, 15), "days": DAILY}),
        ("half past six, half of all exports",
         {"at": (6, 30), "topics": ("half of all exports",)}),
        ("quarter to nine o'clock", {"at": (8, 45)}),
        ("noon", {"at": (12, 0)}),
        ("24:00", {"at": (0, 0)}),
        ("Taiwan", {"topics": ("Taiwan",)}),
        ("5pm Friday hydrogen", {"at": (17, 0), "days": days(5), "topics": ("hydrogen",)}),
        ("Di 9 Uhr", {"at": (9, 0), "days": days(2)}),
        ("So 10 Uhr Rhein", {"at": (10, 0), "days": days(7), "topics": ("Rhein",)}),
        ("Sunday evening gas", {"at": (18, 0), "days": days(7), "topics": ("gas",)}),
        ("Sonntagabends Gas", {"at": (18, 0), "days": days(7), "topics": ("Gas",)}),
        ("An Wochentagen 7 Uhr", {"at": (7, 0), "days": WORK}),
        ("weekdays 7 Taiwan", {"at": (7, 0), "days": WORK, "topics": ("Taiwan",)}),
        ("7 täglich", {"at": (7, 0), "days": DAILY}),
        ("24h markets 8:00", {"at": (8, 0), "topics": ("24h markets",)}),
        ("20 Uhr 30 Prozent Zölle", {"at": (20, 0), "topics": ("30 Prozent Zölle",)}),
        ("8:00 GMT+2 chips", {"at": (8, 0), "zone": "Etc/GMT-2", "topics": ("chips",)}),
        ("8:00 UTC+5:30", {"at": (8, 0), "place": "UTC+5:30"}),
        ("8:00 MEZ Chips", {"at": (8, 0), "zone": "Europe/Berlin", "topics": ("Chips",)}),
        ("Send me EV exports daily", {"days": DAILY, "topics": ("EV exports",)}),
        ("Black Friday sales", {"topics": ("Black Friday sales",)}),
        ("2026 budget, 5G auctions, G7", {"topics": ("2026 budget", "5G auctions", "G7")}),
        ("Who pays the trustee?", {"topics": ("Who pays the trustee?",)}),
        ("at 25:00", {"strange": ("25:00",)}),
        ("", {}),
    ],
)  # fmt: skip
def test_in_words(text: str, wanted: dict[str, Any]) -> None:
    if "at" in wanted:
        wanted = wanted | {"at": dt.time(*wanted["at"])}
    assert read_words(text, SERIES) == Words(**wanted)


@pytest.mark.parametrize(
    ("text", "hour"), [("6:45", 6), ("um 18 Uhr", 18), ("7 am", 7), ("7", 7), ("halb 9", 8)]
)
def test_a_time_alone(text: str, hour: int) -> None:
    time = read_time(text)
    assert time is not None
    assert time.hour == hour


@pytest.mark.parametrize(
    "text", ["", "Gallium", "7:30 Gallium", "how many ships by 2028?", "25:00"]
)
def test_no_time_alone(text: str) -> None:
    assert read_time(text) is None


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    words = read_words(text, SERIES)
    assert all(topic in " ".join(text.split()) for topic in words.topics)
    assert words.days <= DAILY
