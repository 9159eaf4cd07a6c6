"""A mail that was sent on: where the briefing in it begins, and what its own header says.

Mail programs write the header of the mail they send on as lines of its text, each in a form of its
own (a block of lines, one paragraph each, the rows of a table, quoted or not).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Line
from corpus.readers.mail.bodies import count_words
from corpus.readers.mail.headers import day_of, sender_of, subject_of

_FROM, _DATE, _TO, _TITLE, _OTHER = "publisher", "date", "to", "title", "other"
_KEYS = {
    **dict.fromkeys(("from", "von", "de", "absender", "sender", "da"), _FROM),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "gesendet am", "envoyé", "fecha"), _DATE),
    **dict.fromkeys(("to", "an", "cc", "bcc", "kopie", "kopie (cc)", "à", "para"), _TO),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "oggetto"), _TITLE),
    **dict.fromkeys(("reply-to", "antwort an", "antwort-an", "importance", "priority"), _OTHER),
    **dict.fromkeys(("wichtigkeit", "priorität", "organization", "organisation"), _OTHER),
    **dict.fromkeys(("attachments", "anlagen", "anhänge", "list-id", "newsgroups"), _OTHER),
}
_FIELD = re.compile(r"[*_]{0,2}([^\W\d_][\w() -]{0,20}?)\s?:[*_]{0,2}(?:\s+(.*))?$")
_MARK = re.compile(
    r"[-_ *>]*(?:(?:begin )?forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|weitergeleitete (?:nachricht|e-?mail)|weitergeleitet von.{0,80}|forwarded by .{0,80}"
    r"|original(?:-?nachricht| message| e-?mail)|ursprüngliche (?:nachricht|e-?mail)"
    r"|message (?:transféré|d'origine)|mensaje reenviado)\s?:?[-_ *]*$",
    re.IGNORECASE,
)
#: Marks that stand above answered mails as well.
_EITHER = re.compile(r"\W*(?:original|ursprüngliche|message d'origine)", re.IGNORECASE)
_QUOTED = re.compile(r"\s*((?:>\s?)+)")
_ADDRESSED = re.compile(r"\S@\S|[<>;]")
_TAGS = re.compile(
    r"\s*[<\[](?:mailto:)?[^<>\[\]\s]*@[^<>\[\]]*[>\]].*$|\s*\(?im auftrag von .*$", re.IGNORECASE
)
#: Words that a covering note has at most, and its share of what it covers.
_NOTE_WORDS, _NOTE_SHARE = 120, 0.5
#: Lines between two fields, and in a header.
_MOST_BETWEEN, _MOST_LINES = 3, 80


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a mail within the text of another.

    start, end: lines, end exclusive. quote: how deep it is quoted. told: title, date, publisher
    as far as it gives them. marked: a line above says that the mail was sent on.
    """

    start: int
    end: int
    quote: int
    told: tuple[tuple[str, str], ...]
    marked: bool


def find_forwarded(lines: Sequence[Line], *, sent_on: bool, answers: bool) -> Header | None:
    """Return the header of the briefing that a mail sends on; None where it sends none.

    sent_on, answers: what the mail's own subject says. Of mails that were sent on again and again
    it is the innermost; what is answered below a text is not sent on.
    """
    found = list(_headers(lines))
    if not found:
        return None
    first = found[0]
    above = count_words(lines[: first.start])
    if not sent_on and (answers or not (first.marked or above == 0)):
        return None
    if above > _NOTE_WORDS and above > _NOTE_SHARE * count_words(lines[first.end :]):
        return first if sent_on and first.marked else None
    for header in found[1:]:
        between = count_words(lines[first.end : header.start])
        below = count_words(lines[header.end :])
        if between > min(_NOTE_WORDS, max(_NOTE_SHARE * below, 1)):
            break
        first = header
    return first


def unwrap(lines: Sequence[Line], header: Header) -> list[Line]:
    """Return the lines below a header, no longer quoted."""
    below = list(lines[header.end :])
    while below and not _bare(below[0]):
        below.pop(0)
    return [_unquoted(line, header.quote) for line in below]


def _headers(lines: Sequence[Line]) -> Iterator[Header]:
    at = 0
    while at < len(lines):
        header = _header_at(lines, at)
        if header:
            yield header
        at = header.end if header else at + 1


def _header_at(lines: Sequence[Line], start: int) -> Header | None:
    """Return the header whose first field stands in line ``start``."""
    if _field(lines[start]) is None:
        return None
    told: dict[str, str] = {}
    end = at = start
    key = ""
    while at < min(len(lines), start + _MOST_LINES) and at - end <= _MOST_BETWEEN:
        field = _field(lines[at])
        if field:
            key = field[0]
            told.setdefault(key, field[1])
            end = at + 1
        elif _bare(lines[at]) and not _goes_on(lines, at, key, told):
            break
        at += 1
    if _FROM not in told or len({_DATE, _TITLE, _TO} & told.keys()) < 2:
        return None
    above = next((line for line in reversed(lines[:start]) if _bare(line)), None)
    marked = above is not None and _MARK.match(_bare(above)) is not None
    forwards = marked and above is not None and not _EITHER.match(_bare(above))
    return Header(start, end, _depth(lines[start]), _tidied(told), forwards)


def _goes_on(lines: Sequence[Line], at: int, key: str, told: dict[str, str]) -> bool:
    """Tell whether a line is the rest of the field above it; a title takes its rest along."""
    line = _bare(lines[at])
    if key in {_TO, _OTHER, _FROM}:
        return _ADDRESSED.search(line) is not None
    apart = not _bare(lines[at - 1])
    following = _field(lines[at + 1]) if at + 1 < len(lines) else None
    if key == _TITLE and not apart and following:
        told[_TITLE] += " " + line
        return True
    return False


def _field(line: Line) -> tuple[str, str] | None:
    """Return what a line says if it is a field of a header."""
    match = _FIELD.match(_bare(line))
    key = _KEYS.get(match[1].strip().lower()) if match else None
    return (key, (match[2] or "").strip(" *")) if match and key else None


def _tidied(told: dict[str, str]) -> tuple[tuple[str, str], ...]:
    sender = told.get(_FROM, "")
    name = sender_of(sender) or _TAGS.sub("", sender).strip("\"' ")
    found = {
        "title": subject_of(told.get(_TITLE, "")),
        "date": day_of(told.get(_DATE, "")),
        "publisher": "" if "@" in name else name,
    }
    return tuple((key, value) for key, value in found.items() if value)


def _bare(line: Line) -> str:
    """Return the words of a line without marks of quotation."""
    quoted = _QUOTED.match(line.text)
    return line.text[quoted.end() :].strip() if quoted else line.text.strip()


def _depth(line: Line) -> int:
    quoted = _QUOTED.match(line.text)
    return quoted[1].count(">") if quoted else 0


def _unquoted(line: Line, depth: int) -> Line:
    """Take off the marks of quotation that the whole mail has."""
    if not depth or _depth(line) < depth:
        return line
    text = line.text
    for _ in range(depth):
        text = text.lstrip().removeprefix(">").removeprefix(" ")
    return replace(line, text=text)
