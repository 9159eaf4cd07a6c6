"""The phrases by which a question names a period, a language or the newest issues.

What can only mean the day of issue always holds; the rest may as well be part of what is asked
(``exports in November 2023``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.question import meanings
from index.question.periods import BOUND, DAY, MONTH, PART, PERIOD, SPAN

#: How an issue is called.
BRIEFING = r"(?:briefings?|briefs?|ausgaben?|issues?|editions?|newsletters?|berichte?n?|reports?)"
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(meanings.NUMBERS)})"
_UNITS = r"(?P<unit>days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)\b"
_SHORT_UNITS = r"(?P<unit>days?|weeks?|months?|tage?n?|wochen?|monate?n?)\b"
_LANGUAGE_NAMES = "deutsch|englisch|german|english"
_LANGUAGE = rf"(?P<name>{_LANGUAGE_NAMES})\b"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of phrase and what it means.

    sign: pattern without which no text has the phrase. Most questions have none, and then ``form``
    is not even compiled: the calendar makes it large.
    """

    sign: str
    form: str
    read: meanings.Read

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the phrase stands in a text."""
        if _compiled(self.sign).search(text):
            yield from _compiled(self.form).finditer(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _phrase(read: meanings.Read, words: str, *parts: str) -> Phrase:
    """Return the form that the parts make together, which needs one of some words."""
    return Phrase(rf"\b(?:{words})", r"\b" + "".join(parts), read)


#: Read from top to bottom; words that an earlier phrase took are gone for the later ones.
PHRASES = (
    Phrase(r"\A\W*\w+(?:\W+\w+){0,4}\W*\Z", rf"\A\W*(?P<period>{PERIOD})\W*\Z", meanings.alone),
    _phrase(
        meanings.between,
        "between|zwischen|from|von|vom",
        rf"(?:between|zwischen|from|von|vom)\s+(?:dem\s+)?(?P<first>{PERIOD})\s+",
        rf"(?:and|und|to|until|bis|bis\s+zum)\s+(?:dem\s+)?(?P<last>{PERIOD})",
    ),
    _phrase(
        meanings.last_many,
        "last|past|letzten|vergangenen",
        r"(?:(?:in|im|within|during|over|since|seit)\s+)?(?:(?:the|den|der|die)\s+)?",
        rf"(?:last|past|letzten|vergangenen)\s+{_NUMBER}\s+{_UNITS}",
    ),
    _phrase(meanings.for_many, "since|seit", rf"(?:since|seit)\s+{_NUMBER}\s+{_SHORT_UNITS}"),
    _phrase(
        meanings.last_many,
        "past",
        r"(?:(?:in|within|during|over)\s+)?(?:the\s+)?past\s+(?P<number>)(?P<unit>week|month)\b",
    ),
    _phrase(
        meanings.since,
        "since|seit|ab|after|nach",
        r"(?P<word>since|seit|ab|after|nach)\s+(?:dem\s+|the\s+)?",
        rf"(?P<period>{BOUND})(?:\s+onwards?)?",
    ),
    _phrase(meanings.since, "from", rf"(?P<word>from)\s+(?P<period>{PERIOD})\s+on(?:wards?)?\b"),
    _phrase(
        meanings.before,
        "before|until|till|up|vor|bis",
        r"(?P<word>before|until|till|up\s+to|vor|bis\s+zum|bis)\s+(?:dem\s+|der\s+|the\s+)?",
        rf"(?P<period>{BOUND})",
    ),
    _phrase(
        meanings.issued,
        BRIEFING,
        r"(?:(?:in|im|aus|from|of)\s+)?(?:(?:der|dem|den|the|our|unserem|unseren)\s+)?",
        rf"{BRIEFING}\s+(?:vom|von|of|from|dated|im|in|aus)\s+(?:the\s+)?(?P<period>{PERIOD})",
    ),
    _phrase(meanings.ago, "vor", rf"vor\s+{_NUMBER}\s+{_SHORT_UNITS}"),
    _phrase(meanings.ago, "ago", rf"{_NUMBER}\s+{_SHORT_UNITS}\s+ago\b"),
    _phrase(
        meanings.span,
        "last|letzte|vergangene|vorige|this|diese",
        r"(?:(?:in|im|from|during|aus)\s+)?(?:(?:der|die|den|dem|the)\s+)?",
        rf"(?P<period>{SPAN})(?:['’]s\b)?",
    ),
    _phrase(
        meanings.during,
        r"anfang|early|mitte|mid|ende|late|q[1-4]|\d{1,2}/",
        rf"(?:(?:in|im|during)\s+)?(?P<period>{PART})",
    ),
    _phrase(meanings.during, "am|on", rf"(?:am|on)\s+(?:dem\s+|the\s+)?(?P<period>{DAY})"),
    _phrase(meanings.during, "vom|im|in|during", rf"(?:vom|im|in|during)\s+(?P<period>{PERIOD})"),
    Phrase(
        r"[^\W\d_]{3}(?:\W+20\d\d)?\W*\Z",
        r"(?:(?<=[^\W\d_]{4}\s)|(?<=\w,\s))(?<!before\s)(?<!after\s)(?<!until\s)(?<!since\s)(?<!nach\s)"
        rf"(?<!seit\s)(?!(?:may|mai|march|august)\W*\Z)(?P<period>{MONTH})\W*\Z",
        meanings.during,
    ),
    _phrase(
        meanings.on_a_day,
        "heute|today|gestern|yesterday|vorgestern",
        r"(?<!bis\s)(?<!until\s)(?P<period>heute|today|gestern|yesterday|vorgestern)\b",
    ),
    _phrase(
        meanings.language,
        _LANGUAGE_NAMES,
        rf"(?:(?:only|nur)\s+)?(?:auf|in|only)\s+{_LANGUAGE}",
        r"(?:,?\s*(?:bitte|please))?(?=\s*(?:[?.!,:;]|\Z))",
    ),
    _phrase(meanings.language, "nur", r"nur\s+(?:auf\s+)?(?P<name>deutsch|englisch)\b"),
    _phrase(meanings.language, "german|english", r"(?P<name>german|english)\s+only\b"),
    _phrase(
        meanings.latest,
        "latest|newest|most|neuest|aktuellst|jüngst",
        r"(?:the\s+|das\s+|die\s+|der\s+)?",
        r"(?:latest|newest|most\s+recent|(?:neuest|aktuellst|jüngst)e[nrsm]?)\b",
    ),
    _phrase(
        meanings.latest,
        "aktuell|zuletzt|derzeit|momentan|current|now",
        r"(?:aktuell(?:e[nrsm]?)?\b|zuletzt\b|derzeit\b|momentan\b|currently\b",
        r"|current(?=\s+\w)|(?:right\s+)?now(?=\W*\Z))",
    ),
    _phrase(
        meanings.latest,
        "last|letzte",
        r"(?:(?:in|im|from|aus|laut)\s+)?(?:(?:the|der|die|dem|den)\s+)?(?:last|letzte[nrsm]?)\s+",
        r"(?:ausgabe|issue|edition|newsletter|briefing)\b",
    ),
)
