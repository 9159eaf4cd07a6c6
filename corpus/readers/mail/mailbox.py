"""Mailboxes (mbox) → the documents of each of their messages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document, Remark
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.mail.headers import day_of, header, subject_of
from corpus.readers.mail.message import read_mail
from corpus.readers.mail.names import Names
from corpus.readers.mail.parts import parse_message

#: The line above each message: who sent it and when. In a text such a line is marked with ``>``.
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_MARKED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the documents of all messages of a mailbox.

    A message is named after its day and subject, so that it keeps its path when others are added.
    Raises ReadError if the bytes are no mailbox, or none of its messages can be read.
    """
    if not _FROM.search(data):
        raise ReadError(path, "is no mailbox; export it again as mbox, or its mails as .eml")
    documents: list[Document] = []
    remarks: list[Remark] = []
    for at, (where, message) in enumerate(named_messages(data, path)):
        left = limits.parts - len(documents)
        if left <= 0 or at >= limits.parts:
            text = f"has more messages than the {at} that were read; split it"
            remarks.append(Remark(path, text))
            break
        inner = replace(limits, parts=left, depth=limits.depth - 1)
        _read(message, where, inner, documents, remarks)
    if not documents:
        reason = remarks[0].text if remarks else "all are empty"
        raise ReadError(path, f"holds no message that can be read: {reason}")
    first = documents[0]
    return [replace(first, remarks=first.remarks + tuple(remarks)), *documents[1:]]


def _read(
    message: bytes, where: str, limits: Limits, documents: list[Document], remarks: list[Remark]
) -> None:
    try:
        documents.extend(read_mail(message, where, limits))
    except ReadError as error:
        remarks.append(Remark(error.where, f"was not read: it {error.message}"))


def named_messages(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each message of a mailbox, and its bytes."""
    names = Names(path)
    for message in _messages(data):
        yield names.take(_name(message)), message


def _messages(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of each message."""
    starts = list(_FROM.finditer(data))
    ends = [*(match.start() for match in starts[1:]), len(data)]
    for start, end in zip(starts, ends, strict=False):
        raw = data[start.end() : end]
        if raw.strip():
            yield _MARKED_FROM.sub(rb"\1", raw)


def _name(data: bytes) -> str:
    """Return a name for a message that no other message has, wherever it stands."""
    digest = hashlib.blake2b(data, digest_size=4).hexdigest()
    try:
        message = parse_message(data, "")
    except ReadError:
        return f"{digest}.eml"
    told = header(message, "Message-ID")
    if told:
        digest = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=4).hexdigest()
    day = re.match(r"\d{4}-\d\d-\d\d$", day_of(header(message, "Date")))
    subject = subject_of(header(message, "Subject"))[:80].replace(".", " ")
    return " ".join(filter(None, (day[0] if day else "", subject, digest))) + ".eml"
