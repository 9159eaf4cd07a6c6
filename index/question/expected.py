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
    EXTENT = "extent"
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
_UNITS = (
    r"(?:sekunde|minute|stunde|tag|woche|monat|jahr|second|hour|day|week|month|year|decade"
    r"|kilomet|met(?:er|re)|zentimeter|centimet|miles?\b|meilen?\b|feet\b|foot\b|zoll\b|inch"
    r"|k?m\b|cm\b|ft\b)"
)
_MONTHS = (
    r"\b(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november"
    r"|dezember|january|february|march|may|june|july|october|december)\b"
)


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


#: Capitalised at the head of a sentence without being a name.
_OPENERS = (
    r"(?:The|An?|In|On|At|By|For|From|After|Before|Since|This|That|These|Its|His|Her|Their|Our|No"
    r"|Only|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|D(?:ie|er|as|en|em)|Eine?[nmrs]?|I[nm]"
    r"|A[mn]|Auf|Bei|Mit|Nach|Seit|Von|Vor|Für|Über|Um|Und|Zwei|Drei|Vier|Fünf|Sechs|Sieben|Acht"
    r"|Neun|Zehn|Millionen|Milliarden) "
)
_PERIODS = r"(?:jahr\w*|year|tag\w*|date|datum|day|monat\w*|month|jahrhundert\w*|century|decade)"
_ROLES = (
    r"\w*(?:präsident|vorsitzende|vorstand|chef|leiter|kapitän|minister|meister|nachfolger|vorgänger"
    r"|stellvertreter|sprecher|gründer|botschafter|direktor|kanzler|president|chair\w*|head|captain"
    r"|mayor|successor|predecessor|deputy|speaker|founder|ambassador|director|chancellor|ceo)"
    r"(?:in|[ers])?"
)
#: Read from top to bottom; the first that fits tells.
_QUESTIONS = (
    (Wanted.PERCENT, _form(r"\bprozent", r"\bper ?cent", "%", r"\banteil", r"\bshare of")),
    (
        Wanted.MONEY,
        _form(
            r"\bhow much (?:money|did .* cost|does .* cost|was .* worth)",
            r"\b(?:ge)?koste[nt]",
            r"\w+kosten\b",
            r"\bwie ?viel geld",
            r"\w*preis[es]?\b",
            r"\bprice",
            r"\bcosts?\b",
            r"\b(?:gehalt|lohn|umsatz|gewinn|salary|wages?|revenues?|profits?|pays?|paid)\b",
            r"\b(?:wie ?viel|was) (?:be)?zahl(?:t|en|te|ten)\b",
        ),
    ),
    (
        Wanted.DATE,
        _form(
            r"\bwann\b",
            r"\bwhen\b",
            rf"\b(?:welche[mnsr]?|what|which) {_PERIODS}",
            r"\A(?:jahr|year|datum|date)\b",
        ),
    ),
    (
        Wanted.EXTENT,
        _form(
            r"\bhow (?:long|far|deep|wide|tall)\b",
            r"\bwie (?:lange?|weit|breit|tief)\b",
            r"\b(?:länge|dauer|length|duration)\b",
        ),
    ),
    (
        Wanted.NUMBER,
        _form(
            r"\bwie ?viele?n?\b",
            r"\bhow (?:many|much|big|large|high|old|fast|often)\b",
            r"\bwie (?:gro(?:ß|ss)|hoch|alt|schnell|oft|häufig|stark|schwer|teuer)\b",
            r"\banzahl",
            r"\bnumber of",
            r"\w*zahl(?:en)?\b",
            r"\bfigures?\b",
            r"\bpopulation\b",
        ),
    ),
    (
        Wanted.PERSON,
        _form(
            r"\b(?:wer|wem|wen|wessen|who|whom|whose)\b",
            rf"\A(?:wie heißt )?(?:(?:de[rs]|die|the|neue[rs]?|new|name of) )*{_ROLES}\b",
        ),
    ),
    (
        Wanted.PLACE,
        _form(
            r"\b(?:wo|wohin|woher|where)\b",
            r"\b(?:welche[mnrs]?|which|what) (?:stadt|land|city|country)",
        ),
    ),
)
#: An answer of the kind says these words without repeating them.
_KIND_WORDS = _form(
    r"(?:ge)?kost(?:et|en|ete|eten)|costs?|preise?s?|prices?|zahl(?:t|en|te|ten)|pays?|paid|sum(?:me)?"
    r"|betrag|amount|geld|money|höhe|hoch|groß|gross|big|large|high|lange?|long|weit|far|dauer\w*"
    r"|duration|prozent|percent|anteil|share|anzahl|number|figures?|jahre?s?|years?|datum|date|tage?"
    r"|days?|monate?|months?"
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
        r"\b(?:seit|today|heute)\b",
        r"\b(?:woche|week|monat|month)",
    ),
    Wanted.EXTENT: _form(rf"\d[ -]?{_UNITS}", rf"{_NUMBER_WORDS}[ -]{_UNITS}"),
    Wanted.NUMBER: _form(r"\d", _NUMBER_WORDS),
    Wanted.PERSON: re.compile(
        rf"(?!{_OPENERS})\b[A-ZÄÖÜ][^\W\d_A-Z][\w’'-]* (?:[A-ZÄÖÜ][\w’'-]*\.? ){{0,2}}"
        r"[A-ZÄÖÜ][^\W\d_A-Z][\w’'-]*"
    ),
    Wanted.PLACE: re.compile(
        r"\b(?:in|im|nach|aus|at|from|near|to|bei|of|von)\s+(?:der |den |the )?[A-ZÄÖÜ]"
    ),
}


def wanted_answer(question: str) -> Wanted | None:
    """Return the kind of answer a question wants; None where its form does not tell."""
    return next((wanted for wanted, form in _QUESTIONS if form.search(question)), None)


def names_kind(word: str) -> bool:
    """Tell whether a word of a question does nothing but say what kind of answer it wants."""
    return bool(_KIND_WORDS.fullmatch(word))


def has_answer(text: str, wanted: Wanted | None) -> float:
    """Return 1.0 if a text has something of the wanted kind, 0.0 if not; 0.5 if none is wanted."""
    if wanted is None:
        return 0.5
    return 1.0 if _ANSWERS[wanted].search(text) else 0.0
