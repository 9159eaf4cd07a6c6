"""The words and signs in which days, times, places and languages are said. German and English."""

from __future__ import annotations

import datetime as dt
import re

from bot.digest.schedule import EVERY_DAY, WEEKDAYS

#: The day of a digest that comes ``weekly``, and when ``evenings`` and the like are.
_WEEKLY = frozenset({1})
_MORNING, _NOON, _EVENING = dt.time(7, 30), dt.time(12), dt.time(18)


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_WEEKDAY_NAMES = (
    ("mo", "montag", "mon", "monday"),
    ("di", "dienstag", "tue", "tues", "tuesday"),
    ("mi", "mittwoch", "wed", "wednesday"),
    ("do", "donnerstag", "thu", "thur", "thurs", "thursday"),
    ("fr", "freitag", "fri", "friday"),
    ("sa", "samstag", "sonnabend", "sat", "saturday"),
    ("so", "sonntag", "sun", "sunday"),
)
NUMBERS = {name: n for n, names in enumerate(_WEEKDAY_NAMES, 1) for name in names}
#: Two letters are a day only beside another one (``Mo, Mi, Fr``): alone they are too often a word.
_LONG = "|".join(sorted((n for n in NUMBERS if len(n) > 2), key=len, reverse=True))
ANY = "|".join(sorted(NUMBERS, key=len, reverse=True))
_OF_DAY = r"(?:morning|evening|afternoon|morgens?|abends?|nachmittags?)?"
_DAY = rf"(?:(?:{ANY})s?{_OF_DAY}\.?)"
_TO = r"\s*(?:-|–|to|through|thru|until|bis)\s*"
_AND = r"\s*(?:,|/|\+|&|and|und|\s)\s*"
SPAN = _form(rf"\b(?P<first>{ANY})\.?{_TO}(?P<last>{ANY})\b\.?")
LIST = _form(rf"\b(?:(?:every|each|on|jeden|jede|am|an|immer)\s+)*{_DAY}(?:{_AND}{_DAY})+(?!\w)")
_EACH = r"(?:(?:every|each|on|jeden|jede|am|an|immer)\s+)"
#: What stands where a time was, and where days were.
TIME, DAYS = "⏱", "⏲"
_PART = r"(?:morning|evening|afternoon|früh|morgen|abend|nachmittag)s?\b"
_END = rf"(?:\b|(?={_PART}))"
#: A single day: as what recurs, by itself, or beside a time; in ``Black Friday sales`` it is part
#: of a topic.
ONE = _form(
    rf"\b{_EACH}+(?P<each>{_LONG})s?{_END}|\b(?P<often>{_LONG})s{_END}"
    rf"|(?:^|(?<=[;,]))\s*(?P<alone>{_LONG})\s*(?=$|[;,])"
    rf"|(?:^|(?<=[;,]))\s*(?P<before>{ANY})\.?(?=\s*[;,]\s*{TIME})"
    rf"|(?<={TIME})\s*;\s*(?:(?:on|am)\s+)?(?P<behind>{_LONG})\b"
    rf"|(?<!\w )\b(?P<part>{_LONG})\s*(?={_PART})"
)
#: An hour without anything that says so, beside days: ``weekdays 7``.
HOUR = re.compile(
    rf"(?<={DAYS})\s*;\s*(?P<after>1?\d|2[0-4])(?![\d.:%])\b"
    rf"|^\s*(?P<before>1?\d|2[0-4])\s*;\s*(?={DAYS})"
)
GROUPS = (
    (
        _form(
            r"\b(?:(?:on|an|every|each|jeden)\s+)?(?:week\s?days?|work(?:ing)?\s?days?|werktags?"
            r"|werktagen|wochentag(?:s|en?)?|arbeitstags|werktäglich|arbeitstäglich|business\s+days?)\b"
        ),
        WEEKDAYS,
    ),
    (
        _form(
            r"\b(?:daily|every\s?day|each\s+day|täglich|taeglich|jeden\s+tag|alle\s+tage"
            r"|(?:every|each|jeden)\s+(?=morning|evening|morgen|abend))\b"
        ),
        EVERY_DAY,
    ),
    (
        _form(
            r"\b(?:weekly|once\s+a\s+week|every\s+week|wöchentlich|woechentlich|jede\s+woche"
            r"|einmal\s+(?:in\s+der|die|pro)\s+woche)\b"
        ),
        _WEEKLY,
    ),
    (
        _form(r"\b(?:(?:on|at|the|am|an|jedes)\s+)*(?:weekends?|wochenenden?)\b"),
        frozenset({6, 7}),
    ),
)
#: ``7:30``, ``7.30 Uhr``, ``07h30``, ``7 am``, ``7 Uhr 30``; whether a bare number is one is told
#: by what stands before it.
CLOCK = _form(
    r"(?<![\d.,:-])(?:(?:at|um|gegen|ab|from|@)\s*)?(?P<hour>[01]?\d|2[0-4])(?!\d)",
    r"(?:\s*(?::|h|\.(?=\d\d(?!\d)))\s*(?P<minute>[0-5]\d)|\s*h\b)?",
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?(?P<clock>\s*(?:uhr\b|o['’]?clock\b))?",
    r"(?:\s*(?P<after>[0-5]\d)(?!\d|\s*(?:%|prozent|percent|euro|dollar|mi[lo]|mrd|tausend)))?",
)
_SHIFTS = {
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "dreiviertel": -15,
}
_HOURS = (
    ("one", "eins"),
    ("two", "zwei"),
    ("three", "drei"),
    ("four", "vier"),
    ("five", "fünf"),
    ("six", "sechs"),
    ("seven", "sieben"),
    ("eight", "acht"),
    ("nine", "neun"),
    ("ten", "zehn"),
    ("eleven", "elf"),
    ("twelve", "zwölf"),
)
HOURS = {name: hour for hour, names in enumerate(_HOURS, 1) for name in names}
#: Minutes that are added to the hour behind the words.
SHIFTS = {words.replace(" ", ""): minutes for words, minutes in _SHIFTS.items()}
#: ``half past six``, ``halb 8``, ``um Viertel nach sieben``.
SHIFTED = _form(
    r"\b(?:(?:at|um|gegen)\s+)?",
    rf"(?P<shift>{'|'.join(_SHIFTS)})".replace(" ", r"\s+"),
    rf"\s+(?P<hour>\d\d?|{'|'.join(HOURS)})\b(?:\s+(?:uhr|o['’]?clock)\b)?",
)
TIMES = (
    (
        _form(r"\b(?:at\s+)?(?:noon|midday)\b|\b(?:um\s+|am\s+)?mittags?\b"),
        _NOON,
    ),
    (
        _form(r"\b(?:in\s+the\s+|every\s+)?mornings?\b|\b(?:am\s+|jeden\s+)?morgens?\b"),
        _MORNING,
    ),
    (
        _form(r"\b(?:in\s+the\s+|every\s+)?evenings?\b|\b(?:am\s+|jeden\s+)?abends?\b"),
        _EVENING,
    ),
    (_form(r"\b(?:at\s+|um\s+)?(?:midnight|mitternacht)\b"), dt.time(0)),
)
ZONE = re.compile(r"\b(?:UTC|GMT|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+\-0-9]+){1,2})(?!\w)")
#: ``UTC+1``, which no zone has a name for that people use.
OFFSET = re.compile(r"\b(?:UTC|GMT)\s?(?P<sign>[+\-−–±])\s?(?P<hours>\d\d?)(?P<minutes>[:.]?\d\d)?")
#: The short names of times, by a place where they are kept; those that mean several are left out.
SHORT_ZONES = {
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST", "OEZ", "OESZ"), "Europe/Helsinki"),
    **dict.fromkeys(("EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("PST", "PDT"), "America/Los_Angeles"),
    "JST": "Asia/Tokyo",
}
SHORT_ZONE = re.compile(rf"\b(?:{'|'.join(SHORT_ZONES)})\b")
_CITY = r"[A-ZÄÖÜ][\w.’'\-]*"
PLACE = re.compile(
    rf"\b(?:(?:(?:in|by|nach)\s+)?(?P<before>{_CITY}(?:\s{_CITY})*?)\s+(?i:time|zeit|ortszeit)"
    rf"|(?i:time\s?zone|zeitzone)[:\s]+(?P<after>{_CITY}))\b"
)
LANGUAGES = (
    (
        _form(r"\b(?:(?:only|nur)\s+)?(?:(?:in|auf)\s+)(?:german|deutsch)\b"),
        "de",
    ),
    (
        _form(r"\b(?:(?:only|nur)\s+)?(?:(?:in|auf)\s+)(?:english|englisch)\b"),
        "en",
    ),
    (_form(r"\b(?:only|nur)\s+(?:german|deutsch(?:e|es)?)\b"), "de"),
    (_form(r"\b(?:only|nur)\s+(?:english|englisch(?:e|es)?)\b"), "en"),
)
PARTS = re.compile(r"\s*[,;\n]\s*")
#: What is left where something was taken out between topics.
LOOSE = _form(
    r"^(?:(?:(?:send|give|tell|schicke?|sende?|gib)\s+(?:me|us|mir|uns)|and|und|about|on|for|über|zu|zum|zur|with|mit|please|bitte|at|um|in|the|digest)\b\W*)+",
    r"|(?:\W*\b(?:and|und|at|um|in|on|am|please|bitte))+$",
)
