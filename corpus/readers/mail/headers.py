"""Header fields of a message, decoded whatever they are broken by."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import quopri
import re
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from corpus.errors import ReadError
from corpus.readers.characters import clean
from corpus.readers.charset import decode_as

_ENCODED = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?]*)?\?([BbQq])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")
#: What mail programs and mailing lists put before a subject.
_PREFIXES = re.compile(
    r"\s*(?:(?:fwd?|wg|aw|re|antw|antwort|weitergeleitet|tr|rv|sv|vs)(?:\[\d+\]|\(\d+\))?\s*:"
    r"|\[[^\[\]]{1,40}\](?=\s*\S))\s*",
    re.IGNORECASE,
)
#: Without one the library takes figures for what they are not (``17.09.2026``).
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|rv|weitergeleitet)(?:\[\d+\])?\s*:", re.IGNORECASE)
_REPLY = re.compile(r"\s*(?:aw|re|antw|antwort|sv)(?:\[\d+\]|\(\d+\))?\s*:", re.IGNORECASE)


def header(message: Message, name: str) -> str:
    """Return the first field of that name as one line of text; empty where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return decode_header(str(value))
    return ""


def decode_header(raw: str) -> str:
    """Return a field's value with its encoded words and bare bytes as text."""
    raw = decode_bytes(raw)
    pieces: list[tuple[bytes, str]] = []
    result, end = "", 0
    raw = _BETWEEN.sub("", raw)
    for match in _ENCODED.finditer(raw):
        if match.start() > end or (pieces and pieces[-1][1] != match[1].lower()):
            result += _flush(pieces) + raw[end : match.start()]
        pieces.append((_unpacked(match), match[1].lower()))
        end = match.end()
    result += _flush(pieces) + raw[end:]
    return " ".join(clean(result).split())


def decode_bytes(raw: str) -> str:
    """Return a field with the bytes above ASCII that stand in it bare as text."""
    if any("\udc80" <= character <= "\udcff" for character in raw):
        return _text(raw.encode("utf-8", "surrogateescape"), None)
    return raw


def _flush(pieces: list[tuple[bytes, str]]) -> str:
    """Return neighbouring encoded words as text: a character may be divided between two."""
    text = _text(b"".join(data for data, _ in pieces), pieces[0][1]) if pieces else ""
    pieces.clear()
    return text


def _unpacked(match: re.Match[str]) -> bytes:
    data = match[3].encode("utf-8", "surrogateescape")
    if match[2] in "qQ":
        return quopri.decodestring(data.replace(b"_", b" "), header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return data


def _text(data: bytes, charset: str | None) -> str:
    try:
        return decode_as(data, charset, "")
    except ReadError:
        return data.decode("latin-1")


def subject_of(text: str) -> str:
    """Return a subject without what was put before it on the way."""
    end = 0
    while match := _PREFIXES.match(text, end):
        end = match.end()
    return text[end:].strip() or text.strip()


def says_forwarded(subject: str) -> bool:
    """Tell whether a subject says that the message was sent on."""
    return _FORWARD.match(subject) is not None


def says_answered(subject: str) -> bool:
    """Tell whether a subject says that the message answers another."""
    return _REPLY.match(subject) is not None


def sender_of(text: str) -> str:
    """Return the name that a ``From`` field shows; empty where it shows only an address."""
    name, _ = parseaddr(text)
    name = name.strip().strip("\"'").strip()
    return "" if "@" in name else name


def day_of(text: str) -> str:
    """Return the day of a ``Date`` field (``2026-09-17``) as its sender had it.

    A date in another form is returned as it is.
    """
    if not _MONTH.search(text):
        return text if re.search(r"\d", text) else ""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text if re.search(r"\d", text) else ""


def sent_on(message: Message) -> dt.date | None:
    """Return the day of a message's ``Date`` field; None where it says none that can be read."""
    try:
        return dt.date.fromisoformat(day_of(header(message, "Date")))
    except ValueError:
        return None
