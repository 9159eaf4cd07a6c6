"""One mail → documents: its text, and the briefings that are attached to it."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message

from corpus.document import Document, Line, Remark
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.mail.attached import Attached, read_attached
from corpus.readers.mail.bodies import count_words, read_bodies
from corpus.readers.mail.foot import trim_plain
from corpus.readers.mail.forwards import find_forwarded, unwrap
from corpus.readers.mail.headers import (
    day_of,
    header,
    says_answered,
    says_forwarded,
    sender_of,
    subject_of,
)
from corpus.readers.mail.parts import parse_message, take_apart

#: Words of a text that only comes with what is attached (``Please find attached …``): with files,
#: and with a mail that was sent on.
_NOTE, _COVERING_NOTE = 40, 60
_ARCHIVED = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)


def read_mail(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the documents that the bytes of a mail (``.eml``) hold: its text, its attachments.

    Of a mail that was sent on it is the briefing in it, with its own day, sender and subject; what
    was written above is left out. Raises ReadError if the bytes are no mail, one that is encrypted,
    or one without anything to read.
    """
    message = parse_message(data, path)
    parts = take_apart(message, path)
    attached = read_attached(parts.files, path, limits)
    body, remarks = _body(message, read_bodies(parts.bodies, path), attached)
    documents = [*body, *attached.documents]
    remarks += attached.remarks
    if not documents:
        reason = remarks[0].text if remarks else "holds no text and no attachment that can be read"
        raise ReadError(path, reason)
    first = documents[0]
    return [replace(first, remarks=first.remarks + tuple(remarks)), *documents[1:]]


def _body(
    message: Message, body: Document, attached: Attached
) -> tuple[list[Document], list[Remark]]:
    """Return the text of a message as a document, if it is more than a note to what is attached."""
    subject = header(message, "Subject")
    forwarded = find_forwarded(
        body.lines, sent_on=says_forwarded(subject), answers=says_answered(subject)
    )
    told = dict(body.metadata)
    lines = body.lines
    if forwarded:
        lines = tuple(unwrap(lines, forwarded))
        told.update(forwarded.told)
        told.setdefault("title", subject_of(subject))
    else:
        told |= _told(message)
    lines = _trimmed(lines, marked_up=body.marked_up)
    if not any(line.text.strip() for line in lines):
        return [], list(body.remarks)
    covers = attached.mails and not forwarded
    most = _COVERING_NOTE if covers else _NOTE
    if attached.documents and count_words(_above_signature(lines)) <= most:
        return [], list(body.remarks)
    metadata = tuple((key, value) for key, value in told.items() if value)
    return [replace(body, lines=lines, metadata=metadata)], []


def _trimmed(lines: tuple[Line, ...], *, marked_up: bool) -> tuple[Line, ...]:
    """Take off what a mailing has at its ends, once nothing stands around it any more."""
    if not marked_up:
        return tuple(trim_plain(lines))
    from corpus.readers.html.foot import trim

    return tuple(trim(lines))


def _above_signature(lines: tuple[Line, ...]) -> list[Line]:
    for at, line in enumerate(lines):
        if line.text.strip() == "--":
            return list(lines[:at])
    return list(lines)


def _told(message: Message) -> dict[str, str]:
    """Return what the header of a message says."""
    archived = _ARCHIVED.match(header(message, "Archived-At"))
    told = {
        "title": subject_of(header(message, "Subject")),
        "date": day_of(header(message, "Date")),
        "publisher": sender_of(header(message, "From")),
        "url": archived[1] if archived else "",
    }
    return {key: value for key, value in told.items() if value}
