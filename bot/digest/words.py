"""What somebody who subscribes in words wants: ``7:30 weekdays EV exports, Taiwan``. Pure.

Whatever is not understood as a time, days, a zone, a series or a language is a topic.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.digest.schedule import WEEKDAYS, zones
from bot.digest.time_words import (
    ANY,
    CLOCK,
    DAYS,
    GROUPS,
    HOUR,
    HOURS,
    LANGUAGES,
    LIST,
    LOOSE,
    NUMBERS,
    OFFSET,
    ONE,
    PARTS,
    PLACE,
    SHIFTED,
    SHIFTS,
    SHORT_ZONE,
    SHORT_ZONES,
    SPAN,
    TIME,
    TIMES,
    ZONE,
)  # fmt: skip

#: What is taken without a time or days: working days, before work.
DEFAULT_AT, DEFAULT_DAYS = dt.time(7, 30), WEEKDAYS
_TIME, _DAYS = f"; {TIME} ;", f"; {DAYS} ;"


@dataclass(frozen=True, slots=True)
class Words:
    """What was understood; None or empty where nothing was said.

    zone: an IANA name. place: a place whose time is meant. series: as they are called. topics: what
    is left, in order. strange: what is left without a letter in it.
    """

    at: dt.time | None = None
    days: frozenset[int] = frozenset()
    zone: str | None = None
    place: str | None = None
    series: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rest:
    """A text of which parts are understood and taken out."""

    text: str
    places: list[tuple[int, int]] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], instead: str = ";") -> re.Match[str] | None:
        """Return the first match, which is taken out."""
        match = pattern.search(self.text)
        if match:
            self.cut(match.start(), match.end(), instead)
        return match

    def cut(self, start: int, end: int, instead: str = ";") -> None:
        """Take a part out; what stands on its two sides does not belong together."""
        self.text = f"{self.text[:start].rstrip()} {instead} {self.text[end:].lstrip()}"


def read_words(text: str, series: Sequence[str] = (), *, places: bool = True) -> Words:
    """Return what somebody wants.

    series: the names that there are. places: whether ``Real time`` names a place whose time is
    meant; otherwise it is part of a topic.
    """
    rest = _Rest(" ".join(text.split()))
    languages = tuple(dict.fromkeys(code for shape, code in LANGUAGES if rest.take(shape)))
    zone, place = _zone(rest, places=places)
    named = tuple(name for name in sorted(series, key=len, reverse=True) if _take_name(rest, name))
    at = _shifted(rest) or _clock(rest)
    days = _days(rest)
    times = [time for shape, time in TIMES if rest.take(shape)]
    if at is None:
        at = times[0] if times else _bare(rest)
    parts = (LOOSE.sub("", part.strip(" .:–-")).strip(" .:–-") for part in PARTS.split(rest.text))
    left = dict.fromkeys(part for part in parts if any(map(str.isalnum, part)))
    topics = tuple(part for part in left if any(map(str.isalpha, part)))
    strange = tuple(part for part in left if part not in topics)
    return Words(at, days, zone, place, named, languages, topics, strange)


def is_part_of_a_topic(place: str, text: str) -> bool:
    """Return whether words go on behind what was taken for a place: ``Lead time for chips``."""
    said = " ".join(text.split())
    ends = [m.end() for m in PLACE.finditer(said) if place in (m["before"], m["after"])]
    return any(said[end:].lstrip()[:1].isalnum() for end in ends)


def read_time(text: str) -> dt.time | None:
    """Return a time of day that somebody writes alone, ``7`` as well; None for anything else."""
    hour = text.strip(" .!")
    if re.fullmatch(r"1?\d|2[0-4]", hour):
        return dt.time(int(hour) % 24)
    words = read_words(text)
    return None if words.topics or words.strange or words.days else words.at


def _zone(rest: _Rest, *, places: bool) -> tuple[str | None, str | None]:
    if found := rest.take(OFFSET):
        zone = _at_sea(found)
        return zone, None if zone else found[0]
    if found := rest.take(SHORT_ZONE):
        return SHORT_ZONES[found[0]], None
    for match in ZONE.finditer(rest.text):
        if match[0] in zones():
            rest.cut(match.start(), match.end())
            return match[0], None
    found = rest.take(PLACE) if places else None
    return None, (found["before"] or found["after"]) if found else None


def _at_sea(offset: re.Match[str]) -> str | None:
    """Return the zone that is always so many hours from UTC; its name counts the other way."""
    hours = int(offset["hours"])
    if (offset["minutes"] or "").strip(":.0") or not hours:
        return None if hours or (offset["minutes"] or "").strip(":.0") else "UTC"
    name = f"Etc/GMT{'-' if offset['sign'] == '+' else '+'}{hours}"
    return name if name in zones() else None


def _take_name(rest: _Rest, name: str) -> bool:
    """Take the name of a series out, where it stands between commas or at an edge."""
    own = re.sub(r"^(?:the|der|die|das)\s+", "", name, flags=re.IGNORECASE)
    spelled = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", own) if word)
    pattern = rf"(?<!\w)(?:(?:from|aus|in|im|series|reihe|the|der|die|das)\s+)*{spelled}(?!\w)"
    return rest.take(re.compile(pattern, re.IGNORECASE)) is not None


def _shifted(rest: _Rest) -> dt.time | None:
    """Return a time that is told from an hour: ``half past six``, ``halb acht``."""
    match = rest.take(SHIFTED, _TIME)
    if match is None:
        return None
    said = match["hour"].lower()
    shift = SHIFTS["".join(match["shift"].lower().split())]
    minutes = (HOURS[said] if said in HOURS else int(said)) * 60 + shift
    return dt.time(minutes // 60 % 24, minutes % 60)


def _clock(rest: _Rest) -> dt.time | None:
    """Return the first time of day: ``7:30``, ``7 am``, ``7 Uhr 30``; a bare number is none.

    ``24h`` is one only if there is no other.
    """
    said = [match for match in CLOCK.finditer(rest.text) if _is_time(match)]
    said += [match for match in CLOCK.finditer(rest.text) if "h" in match[0].lower()]
    for match in said:
        minute = int(match["minute"] or (match["after"] if match["clock"] else 0) or 0)
        hour = _hour(int(match["hour"]), match["half"])
        if hour is not None:
            end = match.end() if match["clock"] or not match["after"] else match.start("after")
            rest.cut(match.start(), end, _TIME)
            return dt.time(hour % 24, minute)
    return None


def _bare(rest: _Rest) -> dt.time | None:
    """Return an hour that stands beside days."""
    match = rest.take(HOUR)
    return dt.time(int(match["after"] or match["before"]) % 24) if match else None


def _is_time(match: re.Match[str]) -> bool:
    begun = re.match(r"(?:(?:at|um|gegen|ab|from)\b|@)", match[0], re.IGNORECASE)
    return bool(match["minute"] or match["half"] or match["clock"] or begun)


def _hour(hour: int, half: str | None) -> int | None:
    """Return an hour of 24; None for one that no clock shows."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _days(rest: _Rest) -> frozenset[int]:
    """Return the ISO weekdays that are named; none where no day is."""
    if match := rest.take(SPAN, _DAYS):
        first, last = (NUMBERS[match[name].lower()] for name in ("first", "last"))
        return frozenset((first + n - 1) % 7 + 1 for n in range((last - first) % 7 + 1))
    if match := rest.take(LIST, _DAYS):
        names = re.findall(rf"\b({ANY})", match[0], re.IGNORECASE)
        return frozenset(NUMBERS[name.lower()] for name in names)
    groups = [days for shape, days in GROUPS if rest.take(shape, _DAYS)]
    one = rest.take(ONE, _DAYS)
    if one:
        return frozenset({NUMBERS[str(one[one.lastgroup or 0]).lower()]})
    return frozenset().union(*groups) if groups else frozenset()
