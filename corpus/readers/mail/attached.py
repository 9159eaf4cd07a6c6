"""What is attached to a mail: briefings are read, the rest is named or passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message
from pathlib import PurePosixPath

from corpus import readers
from corpus.document import Document, Remark
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.mail.headers import header, subject_of
from corpus.readers.mail.names import Names, clean_name
from corpus.readers.mail.parts import (
    children,
    disposition,
    name_of,
    payload_of,
    transfer_encoding,
    unpack,
)

_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/mbox": ".mbox",
    "message/rfc822": ".eml",
}
#: Kinds and name endings of what comes with mails and is no briefing: passed over without a word.
_BESIDE = ("image/", "audio/", "video/", "font/", "text/calendar", "text/vcard", "text/x-vcard")
_BESIDE_TYPES = frozenset(
    """
    text/directory text/x-amp-html text/css text/rfc822-headers message/delivery-status
    message/disposition-notification application/ics application/pgp-signature
    application/pkcs7-signature application/x-pkcs7-signature application/pgp-keys
    """.split()  # noqa: SIM905
)
_BESIDE_SUFFIXES = frozenset(
    """
    .asc .bmp .css .emz .gif .heic .ico .ics .jpeg .jpg .mp3 .mp4 .p7s .png .sig .svg .tif .tiff
    .vcf .webp .wmz
    """.split()  # noqa: SIM905
)


@dataclass(slots=True)
class Attached:
    """What was attached: the documents of what could be read, remarks on what could not.

    mails: whether mails are among them, which the mail was perhaps written to send on.
    """

    mails: bool = False
    documents: list[Document] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_attached(files: Sequence[Message], path: str, limits: Limits) -> Attached:
    """Return what can be read of the files attached to the mail ``path``."""
    found = Attached()
    for where, part in named_files(files, path):
        if len(found.documents) >= limits.parts:
            text = (
                f"has more than {limits.parts} parts; the others were not read: export them apart"
            )
            found.remarks.append(Remark(path, text))
            break
        _read(part, where, found, path, limits)
    return found


def named_files(files: Sequence[Message], path: str) -> Iterator[tuple[str, Message]]:
    """Yield the path of each attached file that may be a briefing, and its part."""
    names = Names(path)
    for part in files:
        name = _name(part)
        if name is not None:
            yield names.take(name), part


def _read(part: Message, where: str, found: Attached, path: str, limits: Limits) -> None:
    inner = replace(limits, depth=limits.depth - 1, parts=limits.parts - len(found.documents))
    try:
        found.documents.extend(_documents(part, where, inner))
        found.mails = found.mails or part.get_content_type() == "message/rfc822"
    except ReadError as error:
        shown = f"has an attachment that was not read: {where.removeprefix(path + '/')}"
        found.remarks.append(Remark(path, f"{shown} {error.message}"))


def _documents(part: Message, where: str, limits: Limits) -> list[Document]:
    if limits.depth < 0:
        raise ReadError(where, "is nested too deep; export it and put it beside the mail")
    if PurePosixPath(where).suffix.lower() not in readers.SUFFIXES:
        raise ReadError(where, "is of a kind that cannot be read; export it as PDF or text")
    return readers.read_bytes(bytes_of(part), where, limits)


def bytes_of(part: Message) -> bytes:
    """Return the bytes of an attached file or message."""
    for child in children(part):
        if transfer_encoding(part) in {"base64", "quoted-printable"}:
            # Against the standard, and so the parser takes the encoded mail for one without header.
            return unpack(str(child.get_payload()), transfer_encoding(part))
        try:
            return child.as_bytes()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise ReadError(name_of(part), "is a broken mail; export it again") from error
    return payload_of(part)


def _name(part: Message) -> str | None:
    """Return the name of an attached file, its ending that of its kind; None for no briefing."""
    kind = part.get_content_type()
    name = clean_name(name_of(part)) if name_of(part) else ""
    suffix = PurePosixPath(name).suffix.lower()
    if kind.startswith(_BESIDE) or kind in _BESIDE_TYPES or suffix in _BESIDE_SUFFIXES:
        return None
    if suffix in readers.SUFFIXES:
        return name
    known = _SUFFIXES.get(kind)
    if known == ".eml":
        return (_subject(part) or name or "message") + known
    if not name:
        return f"attachment{known}" if known and disposition(part) else None
    return name + known if known else name


def _subject(part: Message) -> str:
    """Return the subject of an attached message as a name."""
    for child in children(part):
        return clean_name(subject_of(header(child, "Subject")) or "message")
    return ""
