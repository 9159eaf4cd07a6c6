"""Mails → documents: the text of a message, and the briefings that are attached to it."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.mail.bodies import read_bodies
from corpus.readers.mail.headers import day_of, header, sender_of, subject_of
from corpus.readers.mail.parts import parse_message, take_apart


def read_mail(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the documents that the bytes of a mail (``.eml``) hold: its text, its attachments.

    Raises ReadError if they are no mail, one that is encrypted, or one without anything to read.
    """
    del limits
    message = parse_message(data, path)
    parts = take_apart(message, path)
    body = read_bodies(parts.bodies, path)
    if not body.lines:
        raise ReadError(path, "holds no text and no attachment that can be read")
    return [replace(body, metadata=_metadata(message, body))]


def _metadata(message: Message, body: Document) -> tuple[tuple[str, str], ...]:
    told = {
        **dict(body.metadata),
        "title": subject_of(header(message, "Subject")),
        "date": day_of(header(message, "Date")),
        "publisher": sender_of(header(message, "From")),
    }
    return tuple((key, value) for key, value in told.items() if value)
