"""Whose clock is meant."""

from __future__ import annotations

import pytest

from bot.digest.zones import city_of, find, guess, of_location


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("München", "Europe/Berlin"),
        ("munich", "Europe/Berlin"),
        ("Peking", "Asia/Shanghai"),
        ("Neu-Delhi", "Asia/Kolkata"),
        ("Taipeh", "Asia/Taipei"),
        ("Taiwan", "Asia/Taipei"),
        ("Deutschland", "Europe/Berlin"),
        ("Berliner", "Europe/Berlin"),
        ("Tokioter", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("asia/kathmandu", "Asia/Kathmandu"),
        ("UTC", "UTC"),
        ("Washington.", "America/New_York"),
    ],
)
def test_one_place_is_meant(said: str, zone: str) -> None:
    assert [place.zone for place in find(said)] == [zone]


def test_several_may_be_meant() -> None:
    assert {place.zone for place in find("Springfield")} >= {"America/Chicago", "America/New_York"}
    assert find("USA")[0].zone == "America/New_York"


def test_zones_with_the_same_clock_are_not_told_apart() -> None:
    assert [place.zone for place in find("Usbekistan")] == ["Asia/Tashkent"]


@pytest.mark.parametrize("said", ["", "…", "Atlantis-on-Sea", "what is new in gallium", "7:30"])
def test_no_place(said: str) -> None:
    assert find(said) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (47.37, 8.54, "Europe/Zurich"),
        (27.7, 85.3, "Asia/Kathmandu"),
    ],
)
def test_on_the_map(latitude: float, longitude: float, zone: str) -> None:
    assert of_location(latitude, longitude) == zone


@pytest.mark.parametrize(
    ("language", "zone"),
    [
        ("de", "Europe/Berlin"),
        ("de-AT", "Europe/Vienna"),
        ("en", "Europe/London"),
        (None, "Europe/London"),
    ],
)
def test_by_language(language: str | None, zone: str) -> None:
    assert guess(language) == zone


def test_the_city_of_a_zone() -> None:
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city_of(of_location(-47, -120) or "") == "UTC-8", "at sea"
