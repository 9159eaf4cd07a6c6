"""What a mail has around its text: header lines, a signature, a foot that offers to unsubscribe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.parser.rows import Row, squeeze
from corpus.parser.words import (
    MAIL_KEYS,
    UNSUBSCRIBE,
    is_terminated,
    starts_lower,
    words,
)

_KEY = re.compile(r"([^\W\d_][\w -]{0,20})\s?:\s*(.*)$")
_FORWARDED = re.compile(
    r"[-_ ]*(?:original message|forwarded message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|begin forwarded message:?)[-_ ]*",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"\s*[<\[(][^<>\[\]()]*@[^<>\[\]()]*[>\])].*$")
_SIGNATURE_ROWS = 15
_SIGNATURE_WIDTH = 100
#: Lines, and characters of each, that may stand above a header.
_LINES_ABOVE, _LONGEST_ABOVE = 5, 60
#: Rows at the top and at the end among which a foot may stand.
_TOP_ROWS, _FOOT_ROWS = 8, 15
#: Words of an offer without more (``Unsubscribe | Manage preferences``).
_BARE = 5
_SENTENCE = re.compile(r"\S.*?(?:(?<=[^\W\d_]{3})[.!?](?=\s|$)|$)")
_ADDRESSING = re.compile(
    r"https?://|www\.|\S@\S|\b(?:you|your|here|click|Sie|Ihre?[nmrs]?|hier|vous|votre|ici|usted|aquí)\b"
)


def take_header(rows: Sequence[Row]) -> tuple[dict[str, str], list[Row]]:
    """Return what a mail's header lines say (title, date, publisher) and the other rows.

    A few short lines may stand above them (a classification, who sends it), and lines of the same
    form with other keys between them.
    """
    start = _start(rows)
    found: dict[str, str] = {}
    others: list[Row] = []
    hits, at, key = 0, start, ""
    while at < len(rows) and not (at > start and rows[at].gap):
        match = _KEY.match(rows[at].text)
        if match and match[1].strip().lower() in MAIL_KEYS:
            key = MAIL_KEYS[match[1].strip().lower()]
            found.setdefault(key, match[2].strip())
            hits += 1
        elif hits and key and rows[at].indent > rows[at - 1].indent:
            found[key] += " " + rows[at].text
        elif match and hits:
            others.append(rows[at])
        else:
            break
        at += 1
    if hits < 2 or "title" not in found:
        return {}, list(rows)
    found.pop("", None)
    if "publisher" in found:
        found["publisher"] = _ADDRESSEE.sub("", found["publisher"]).strip("\"' ")
    above = [row for row in rows[:start] if not _FORWARDED.fullmatch(row.text)]
    return {key: value for key, value in found.items() if value}, [*above, *others, *rows[at:]]


def _start(rows: Sequence[Row]) -> int:
    """Return where the header lines begin: below a few short lines that end no sentence."""
    for at, row in enumerate(rows[:_LINES_ABOVE]):
        match = _KEY.match(row.text)
        if match and match[1].strip().lower() in MAIL_KEYS:
            return at
        if len(row.text) > _LONGEST_ABOVE or is_terminated(row.text):
            break
    return 0


def drop_signature(rows: Sequence[Row]) -> list[Row]:
    """Return the rows before the line ``--`` that begins a mail's signature of short lines."""
    for at in range(max(0, len(rows) - _SIGNATURE_ROWS - 1), len(rows)):
        if rows[at].text == "--":
            rest = rows[at + 1 :]
            if all(len(row.text) < _SIGNATURE_WIDTH or _foot_of(row.text) for row in rest):
                return list(rows[:at])
    return list(rows)


def drop_feet(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without the sentences at either end that offer to unsubscribe and the like.

    Nothing but those sentences goes: what stands before them in their line or paragraph stays.
    """
    result: list[Row] = []
    runs_on = False
    for at, row in enumerate(rows):
        near = at < _TOP_ROWS or at >= len(rows) - _FOOT_ROWS
        if runs_on and row.gap == 0 and starts_lower(row.text):
            runs_on = not is_terminated(row.text)
            continue
        runs_on = False
        foot = _foot_of(row.text) if near and row.level is None else None
        if foot is None:
            result.append(row)
            continue
        runs_on = foot.end() == len(row.text) and not is_terminated(row.text)
        rest = squeeze(row.text[: foot.start()] + " " + row.text[foot.end() :])
        if rest:
            result.append(replace(row, text=rest, cells=rest))
    return result


def _foot_of(text: str) -> re.Match[str] | None:
    """Return the sentence that offers to unsubscribe: it speaks to the reader or gives a link."""
    for sentence in _SENTENCE.finditer(text):
        told = sentence[0]
        if UNSUBSCRIBE.search(told) and (_ADDRESSING.search(told) or len(words(told)) <= _BARE):
            return sentence
    return None
