"""What countries, continents and unions are called in German and English, after CLDR."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

#: The world, and what is unknown or made up.
_NO_PLACES = frozenset(("001", "ZZ", "QO", "XA", "XB"))
#: What else places are called, by language; codes as CLDR has them.
_MORE_PLACES = {
    "de": (
        "eu:EU;usa|amerika|vereinigten staaten:US;uk|großbritannien|england:GB;korea:KR;vae:AE"
        ";holland:NL;tschechische republik:CZ;palästina:PS;kongo:CD;birma:MM"
        ";naher osten|nahen osten:145"
    ),
    "en": (
        "eu:EU;usa|us|america|the states:US;uk|britain|great britain|england:GB;korea:KR;uae:AE"
        ";holland:NL;turkey:TR;czech republic:CZ;palestine:PS;congo:CD;burma:MM;middle east:145"
    ),
}
#: The German articles of places that have one.
PLACE_ARTICLES = {
    code: article
    for article, codes in (
        ("die", "EU TR CH UA SK MN US NL PH AE"),
        ("der", "IR IQ LB SD TD YE NE CD"),
        ("das", "GB"),
    )
    for code in codes.split()
}
#: Those of them that are plural.
PLURAL_PLACES = frozenset(("US", "NL", "PH", "AE"))


@cache
def _place_names(locale: str) -> dict[str, str]:
    """Return the names of countries and continents in a language, each with its code."""
    named = Locale(locale).territories.items()
    codes = {name.casefold(): code for code, name in named if code not in _NO_PLACES}
    return codes | {
        name.strip().casefold(): code
        for names, code in (line.split(":") for line in _MORE_PLACES[locale].split(";"))
        for name in names.split("|")
    }


@cache
def places(locale: str) -> re.Pattern[str]:
    """Return what matches the name of a country, a continent or a union in a language."""
    ordered = sorted(_place_names(locale), key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in ordered)
    return re.compile(rf"\b(?:{spelled})(?:(?=s\b)|\b)", re.IGNORECASE)


def place_code(name: str) -> str | None:
    """Return the code of the country or continent that a name stands for in either language."""
    key = " ".join(name.casefold().split())
    return _place_names("de").get(key) or _place_names("en").get(key)


def place_name(name: str, locale: str) -> str:
    """Return a place's name in a language; as it is where it is such a name, or none at all."""
    code = place_code(name)
    if code is None or " ".join(name.casefold().split()) in _place_names(locale):
        return name
    return str(Locale(locale).territories.get(code, name))
