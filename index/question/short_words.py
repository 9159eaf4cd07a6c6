"""The words of which short questions are made that lean on the one before. German and English."""

from __future__ import annotations

import re

from index.question.periods import BOUND, DAY, PART, PERIOD, RELATIVE
from index.question.phrases import BRIEFING


def _read(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBERED = (
    r"(?:last|past|letzten?|vergangenen?)\s+\w+\s+"
    r"(?:days?|weeks?|months?|years?|tage|wochen|monate|jahre)\b"
)
_YEAR_BESIDE = (
    r"(?:(?:im|in\s+dem|das|the|in\s+the)\s+)?(?:(?:jahr|year)\s+"
    r"(?P<beside>davor|zuvor|danach|before|after)(?:\s+that)?)\b"
)
_THEN = (
    r"(?P<then>davor|zuvor|vorher|danach|nachher|before(?:\s+(?:that|then))?|after(?:\s+that)?"
    r"|afterwards)(?=\W*\Z)"
)
_NEWEST = (
    r"(?:currently|right\s+now|now|at\s+the\s+moment|aktuell|derzeit|zurzeit|momentan|jetzt"
    r"|heutzutage|zuletzt|most\s+recently)\b"
)
_IN = r"in|im|am|on|during|vom|anno"
_SINCE = r"since|seit|ab|after|nach|before|until|till|up\s+to|vor|bis(?:\s+zum)?|from|von"
_ARTICLE = r"(?:(?:the|dem|den|der|die|das)\s+)?(?:(?:year|jahre?|months?\s+of|monat)\s+)?"
_BETWEEN = (
    rf"(?:between|zwischen|from|von|vom)\s+{_ARTICLE}{PERIOD}"
    rf"\s+(?:and|und|to|until|bis(?:\s+zum)?)\s+{_ARTICLE}{PERIOD}"
)
#: A time: ``early`` is the words before the period, if it stands alone.
TIME = re.compile(
    rf"\b(?:{_YEAR_BESIDE}|{_THEN}|{_NEWEST}|{_BETWEEN}"
    rf"|(?P<early>(?:(?:{_IN}|{_SINCE})\s+)?{_ARTICLE})"
    rf"(?P<period>{_NUMBERED}|{RELATIVE}|{DAY}|{PART}|{BOUND}))",
    re.IGNORECASE,
)
#: The language that the passages are to have.
LANGUAGE = re.compile(
    r"\b(?:(?:nur|only|bitte|please)\s+)?(?:auf|in|nur|only)\s+(?:deutsch|englisch|german|english)"
    r"(?:er\s+sprache)?\b(?:\s+(?:bitte|please|only|nur))?",
    re.IGNORECASE,
)
#: What opens a question that leans on the one before, whatever follows.
ABOUT = re.compile(
    r"(?:(?:und|and|aber|but|ok(?:ay)?|oder|or)[\s,]+)?(?:"
    r"(?:what|how)\s+(?:about|of)|(?:is\s+it\s+)?the\s+same\s+(?=for|in|with)"
    r"|was\s+(?:ist|war|wäre)\s+mit|wie\s+(?:sieht|sah|steht|stand|ist|war)\s+(?:es|das)\s+"
    r"(?:dann\s+)?(?:mit|um|(?=in|im|bei|für|auf|aus|an))"
    r"|(?:das\s+gleiche|dasselbe)\s+(?=für|in|mit|bei))\s*",
    re.IGNORECASE,
)
#: Words that join a short question to what was asked before.
JOINING = re.compile(
    r"(?:(?:und|and|oder|or|aber|but|auch|also|nur|only|just|ok(?:ay)?|nun|then|dann|sowie|plus)\b"
    r"[\s,]*)+",
    re.IGNORECASE,
)
#: A question word with what belongs to it; ``kind``: it asks for a circumstance, not for a thing.
ASKS = re.compile(
    r"(?P<kind>(?:seit|bis|ab|since|until|till|by|from)\s+(?:wann|when)|(?:von|mit|an|für|bei|zu|gegen)"
    r"\s+we[mn]|(?:by|for|to|from|with|against)\s+whom|wie\s+(?:lange|oft|weit|schnell)"
    r"|how\s+(?:long|often|far|soon|fast|come)|for\s+how\s+long|what\s+for|warum|wieso|weshalb|weswegen"
    r"|(?:in|zu|ab|bis|aus|an|auf|seit|for|at|to|by|from|on)\s+(?:welche[mnrs]?|which|what)\s+\w+(?=\W*\Z)"
    r"|wozu|wofür|womit|wodurch|wovon|wogegen|wohin|woher|wann|wo|why|when|where|how(?!\s+\w)|wie(?!\s+\w))"
    r"\b|(?P<count>wie\s?viele?[nr]?|how\s+(?:many|much)|welche[nmrs]?|which)\b"
    r"|(?:wie\s+(?:hoch|groß|gross|teuer|alt|stark|schwer|viel|tief|lang|breit|warm|kalt|schnell|gut)"
    r"|how\s+(?:high|big|large|expensive|old|strong|heavy|deep|wide|tall|warm|cold|good)|wer|wen|wem|wessen|was|who|whom|whose|what"
    r")\b",
    re.IGNORECASE,
)
#: What may stand beside a question word without asking for more.
FILLERS = re.compile(
    r"(?:[\s,]*\b(?:noch|sonst|genau|denn|eigentlich|nicht|else|exactly|not|so|auch|dann|then|again"
    r"|nochmal|mal|bitte|please|precisely|überhaupt|also|ungefähr|roughly|wirklich|really|too)\b)*",
    re.IGNORECASE,
)
_ENGLISH_PREPOSITIONS = _read(
    "on from for at with of to against about through without under between according before near"
    " despite"
)
_CLASSES = (
    "in im ins inside within innerhalb",
    "auf on upon onto",
    "aus from",
    "für for fuer",
    "bei beim at",
    "mit with",
    "von vom of",
    "nach zu zum zur to towards into",
    "gegen against",
    "über about concerning",
    "durch by through via",
    "ohne without",
    "an am",
    "unter under among",
    "zwischen between",
    "laut according",
    "vor before",
    "wegen",
    "trotz despite",
    "near around",
)
#: The kinds of prepositions: those of one kind stand for each other in either language.
PREPOSITIONS = {
    word: number for number, names in reversed([*enumerate(_CLASSES)]) for word in names.split()
}
ARTICLES = _read(
    """
    der die das den dem des ein eine einen einem einer eines the a an this these diese dieser
    dieses diesem diesen alle all unser unsere our
    """
)
#: The question words and what stands before them in English.
ENGLISH_ASKING = _read(
    "how why when where who whom whose what which since until till by from for to with against"
)
#: The preposition of each kind in German and English, as far as both have one.
PAIRED = {
    number: (names.split()[0], english)
    for number, names in enumerate(_CLASSES)
    if (
        english := next(
            (name for name in names.split()[1:] if name in _ENGLISH_PREPOSITIONS),
            names.split()[0] if number == 0 else None,
        )
    )
}
#: What may stand in a phrase that is no question of its own, besides what it is about.
LOOSE = ARTICLES | _read("und and oder or auch also nicht not noch bitte please ones one")
#: Verbs that no list of words without meaning has, and that are common in questions.
VERBS = _read(
    """
    ist sind war waren wird werden wurde wurden hat haben hatte hatten kann konnen konnte konnten
    soll sollen sollte muss mussen musste darf durfen will wollen wollte gibt gab gilt gelten galt
    kostet kosten kostete kommt kommen kam kamen geht gehen ging steht stehen stand liegt liegen
    lag macht machen machte plant planen plante sagt sagen sagte sagten bleibt bleiben heisst
    heissen braucht brauchen zahlt zahlen bezahlt nimmt nehmen verliert steigt steigen sinkt sinken
    fallt fallen reagiert reagieren liefert liefern exportiert importiert fordert fordern droht
    drohen baut bauen leitet leiten findet finden fand passiert passierte geschieht geschah betragt
    is are was were be been has have had does do did will would can could should must may might
    shall said plans wants makes made goes went happens happened comes came rises rose falls fell
    supplies runs ran demands threatens builds leads pays needs means works takes took gets
    """
)
#: What stands for something that was named before.
PRONOUNS = _read(
    """
    es er ihn ihm sie dies davon daruber dazu damit dafur dagegen dadurch daran darauf daraus darin
    dabei dort davor danach dessen deswegen deshalb hin dahin dorthin
    it they them he him she its their theirs his her hers there that this those these then
    """
)
#: What leans on something named before even where something else is named.
POINTING = re.compile(
    r"\b(?:davon|darüber|dazu|damit|dafür|dagegen|daran|darauf|daraus|deswegen)\b(?!,?\s+(?:dass|ob|wie))"
    r"|\b(?:of|to|with)\s+(?:it|them)\b|\b(?:about|for|of|to|against|from)\s+(?:it|that|this|these|those|them)"
    r"(?=\W*\Z)|\bhow\s+many\s+are\s+there(?=\W*\Z)|\bwie\s?viele\s+(?:gibt|sind)\s+es(?=\W*\Z)",
    re.IGNORECASE,
)
_POSSESSIVE = r"(?:ihre?[mnrs]?|seine?[mnrs]?|deren|dessen|its|his|her|their)\b"
#: A question, or what goes on, that is about something of what was named before.
OWN = re.compile(
    rf"(?!{_POSSESSIVE})(?:{JOINING.pattern})?(?:{ABOUT.pattern}|{ASKS.pattern}\s+(?:\w+\s+)?)?"
    rf"(?:(?:mit|zu|von|an|with|of)\s+)?{_POSSESSIVE}\s+(?:\w+\s+)?\w+",
    re.IGNORECASE,
)
#: What stands for nothing although it is such a word.
EMPTY = re.compile(
    r"\b(?:gibt|gab|gäbe|geht|ging|handelt|steht|stand)\s+es\b|\bes\s+(?:gibt|gab|geht|ging)\b"
    r"|\b(?:is|are|was|were|will|has|have)\s+there\b|\bthere\s+(?:is|are|was|were|will|has|have)\b"
    r"|\b(?:this|these|those)\s+\w|\bthat\s+\w+|\b(?:is|was)\s+it\s+(?:true|possible|likely)\b",
    re.IGNORECASE,
)


def issue_of(name: str) -> str:
    """Return a pattern for a series by its whole name, with a word for an issue or without."""
    spelled = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.strip()) if word)
    return rf"{spelled}(?:[\s-]+{BRIEFING})?\b"
