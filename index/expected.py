"""What kind of answer a question wants, and whether a sentence has one."""

from __future__ import annotations

import re
from enum import StrEnum


class Wanted(StrEnum):
    """The kinds of answer that can be told from a question's form and from a sentence's."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"


_MONEY_WORDS = (
    r"€|\$|£|¥|\b(?:eur|euros?|usd|dollars?|cny|rmb|yuan|renminbi|pounds?|pfund|yen|francs?|franken"
    r"|mark)\b"
)
_NUMBER_WORDS = (
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert\w*|tausend\w*"
    r"|dutzend\w*|million\w*|milliard\w*|billion\w*|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|dozens?|trillion\w*|half"
    r"|hälfte|drittel|viertel|einmal|zweimal|once|twice)\b"
)
_MONTHS = (
    r"\b(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november"
    r"|dezember|january|february|march|may|june|july|october|december)\b"
)


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_PERIODS = r"(?:jahr\w*|year|tag\w*|date|datum|day|monat\w*|month|jahrhundert\w*|century|decade)"
#: Read from top to bottom; the first that fits tells.
_QUESTIONS = (
    (Wanted.PERCENT, _form(r"\bprozent", r"\bper ?cent", "%", r"\banteil", r"\bshare of")),
    (
        Wanted.MONEY,
        _form(
            r"\bhow much (?:money|did .* cost|does .* cost|was .* worth)",
            r"\bkoste[nt]",
            r"\bkosten\b",
            r"\bwie ?viel geld",
            r"\bprei[s]e?\b",
            r"\bprice",
            r"\bcosts?\b",
        ),
    ),
    (
        Wanted.DATE,
        _form(
            r"\bwann\b",
            r"\bwhen\b",
            rf"\b(?:welche[mnsr]?|what|which) {_PERIODS}",
        ),
    ),
    (
        Wanted.NUMBER,
        _form(
            r"\bwie ?viele?n?\b",
            r"\bhow (?:many|much|long|far|big|large|high|old|tall|fast|often)\b",
            r"\bwie (?:lange?|weit|gro(?:ß|ss)|hoch|alt|schnell|oft|häufig|stark|schwer|breit)\b",
            r"\bwie (?:tief|teuer)\b",
            r"\banzahl",
            r"\bnumber of",
            r"\bzahlen?\b",
            r"\bfigures?\b",
        ),
    ),
    (Wanted.PERSON, _form(r"\b(?:wer|wem|wen|wessen|who|whom|whose)\b")),
    (
        Wanted.PLACE,
        _form(
            r"\b(?:wo|wohin|woher|where)\b",
            r"\b(?:welche[mnrs]?|which|what) (?:stadt|land|city|country)",
        ),
    ),
)
_ANSWERS = {
    Wanted.PERCENT: _form(
        "%", r"\bprozent", r"\bper ?cent", r"\bhälfte", r"\bdrittel", r"\bviertel", r"\bhalf\b"
    ),
    Wanted.MONEY: _form(_MONEY_WORDS),
    Wanted.DATE: _form(
        r"\b(?:1\d|20)\d\d\b",
        _MONTHS,
        r"\b\d{1,2}(?:\.|st|nd|rd|th)? ?(?:jahrhundert|century)",
        r"\b(?:seit|today|heute|jahren?|years?)\b",
        r"\b(?:woche|week|monat|month)",
    ),
    Wanted.NUMBER: _form(r"\d", _NUMBER_WORDS),
    Wanted.PERSON: re.compile(r"(?:[A-ZÄÖÜ][\w’'-]+\.? ){1,3}[A-ZÄÖÜ][\w’'-]+"),
    Wanted.PLACE: re.compile(
        r"\b(?:in|im|nach|aus|at|from|near|to|bei|of|von)\s+(?:der |den |the )?[A-ZÄÖÜ]"
    ),
}


def wanted_answer(question: str) -> Wanted | None:
    """Return the kind of answer a question wants; None where its form does not tell."""
    return next((wanted for wanted, form in _QUESTIONS if form.search(question)), None)


def has_answer(text: str, wanted: Wanted | None) -> float:
    """Return 1.0 if a text has something of the wanted kind, 0.0 if not; 0.5 if none is wanted."""
    if wanted is None:
        return 0.5
    return 1.0 if _ANSWERS[wanted].search(text) else 0.0
