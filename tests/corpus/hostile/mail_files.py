"""Makers of hostile and broken mails and mailboxes."""

from __future__ import annotations

import base64
from email.message import EmailMessage

from tests.corpus.hostile.case import NEXT, TEXT, TITLE

HEAD = (
    "From: Harbour Notes <notes@harbour.example>\nTo: reader@example.org\n"
    f"Subject: {TITLE}\nDate: Mon, 16 Nov 2026 08:00:00 +0100\nMIME-Version: 1.0\n"
)
BODY = f"{TEXT}\n\n{NEXT}\n"
NOTHING = "text|paragraph|empty|mail"


def mail(body: str = BODY, head: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """Return a mail with one part."""
    return f"{HEAD}{head}Content-Type: {kind}\n\n{body}".encode()


def entity(kind: str, body: str, head: str = "") -> str:
    return f"Content-Type: {kind}\n{head}\n{body}\n"


def multipart(*parts: str, kind: str = "mixed", boundary: str = "b", end: bool = True) -> bytes:
    """Return a mail with these parts."""
    pieces = "".join(f"--{boundary}\n{part}" for part in parts)
    closing = f"--{boundary}--\n" if end else ""
    return mail(pieces + closing, kind=f'multipart/{kind}; boundary="{boundary}"')


TEXT_PART = entity("text/plain; charset=utf-8", BODY)


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    """Return a good mail with one attachment."""
    packed = base64.encodebytes(data).decode()
    head = (
        f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    )
    return multipart(TEXT_PART, entity(kind, packed, head))


def nested(depth: int) -> bytes:
    start = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    return (HEAD + start + TEXT_PART).encode()


def forwarded(depth: int) -> bytes:
    return (f"{HEAD}Content-Type: message/rfc822\n\n" * depth + mail().decode()).encode()


def forwarded_broadly(depth: int) -> bytes:
    """Each level holds two of the next."""
    message = mail().decode()
    for level in range(depth):
        parts = [entity("message/rfc822", message)] * 2
        message = multipart(*parts, boundary=f"b{level}").decode()
    return message.encode()


def named(name: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["Date"] = "Mon, 16 Nov 2026 08:00:00 +0100"
    message.set_content(BODY * 3)  # more than a note that goes with what is attached
    message.add_attachment(
        f"# Ice Report\n\n{NEXT} It was said again.\n".encode(),
        maintype="text",
        subtype="markdown",
        filename=name,
    )
    return message.as_bytes()


def many_attached(count: int) -> bytes:
    head = 'Content-Disposition: attachment; filename="a.txt"\n'
    return multipart(TEXT_PART, *[entity("text/plain", TEXT, head)] * count)


def mailbox(
    *messages: bytes, line: bytes = b"From notes@harbour.example Mon Nov 16 08:00:00 2026\n"
) -> bytes:
    """Return a mailbox of the messages."""
    return b"".join(line + message + b"\n" for message in messages)
