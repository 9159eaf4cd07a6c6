"""A message → the parts that are its text, and those that are files."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import InvalidBase64LengthDefect
from email.message import Message

from corpus.errors import ReadError
from corpus.readers.mail.headers import decode_bytes, decode_header

_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
#: What mail servers name a stretch of the text below an attachment, which makes it look like one.
_NUMBERED = re.compile(r"ATT\d{3,8}\.(?:txt|html?)", re.IGNORECASE)
_DEEPEST = 50
#: Characters of a field that are looked at: its parameters take long to tell apart.
_LONGEST_FIELD = 10_000


@dataclass(slots=True)
class Parts:
    """What a message is made of.

    bodies: for each stretch of text its forms, of which one is enough (plain, HTML).
    files: what is attached, messages among them.
    """

    bodies: list[list[Message]] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)


def parse_message(data: bytes, path: str) -> Message:
    """Return the message that the bytes are; raises ReadError if they are none."""
    try:
        message = message_from_bytes(data.lstrip(b"\r\n\t \xef\xbb\xbf"), policy=policy.compat32)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise ReadError(path, "is a broken or endlessly nested mail; export it again") from error
    if not message.keys():
        raise ReadError(path, "has no header of a mail; export it again as .eml")
    return message


def take_apart(message: Message, path: str) -> Parts:
    """Return the parts of a message; raises ReadError if it is encrypted."""
    parts = Parts()
    _sort(message, parts, path, 0)
    return parts


def _sort(part: Message, parts: Parts, path: str, depth: int) -> None:
    kind = part.get_content_type()
    if _is_encrypted(part, kind):
        raise ReadError(path, "is encrypted; decrypt it in your mail program and export it again")
    if kind == "message/rfc822":
        parts.files.append(part)
    elif kind == "multipart/alternative":
        _sort_alternative(part, parts, path, depth)
    elif part.is_multipart():
        if depth > _DEEPEST:
            raise ReadError(path, "is nested too deep; export its parts one by one")
        for child in children(part):
            _sort(child, parts, path, depth + 1)
    elif kind in {"text/plain", "text/html"} and not is_file(part):
        parts.bodies.append([part])
    else:
        parts.files.append(part)


def _sort_alternative(part: Message, parts: Parts, path: str, depth: int) -> None:
    """Take the forms of one text together, whatever is packed around each of them."""
    forms: list[Message] = []
    for child in children(part):
        inner = Parts()
        if depth > _DEEPEST:
            raise ReadError(path, "is nested too deep; export its parts one by one")
        _sort(child, inner, path, depth + 1)
        forms.extend(form for body in inner.bodies for form in body)
        parts.files.extend(inner.files)
    if forms:
        parts.bodies.append(forms)


def _is_encrypted(part: Message, kind: str) -> bool:
    if kind == "multipart/encrypted":
        return True
    return kind in _SEALED and "sign" not in parameter(part, "smime-type").lower()


def children(part: Message) -> Iterator[Message]:
    """Yield the parts within a part."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def is_file(part: Message) -> bool:
    """Tell whether a part is attached rather than shown."""
    name = name_of(part)
    if _NUMBERED.fullmatch(name):
        return False
    return disposition(part) == "attachment" or bool(name)


def disposition(part: Message) -> str:
    """Return how a part wants to be shown (``inline``, ``attachment``), if it says so."""
    return _first_word(part, "content-disposition")


def transfer_encoding(part: Message) -> str:
    """Return how the bytes of a part are written (``base64``), if it says so."""
    return _first_word(part, "content-transfer-encoding")


def _first_word(part: Message, name: str) -> str:
    for key, value in part.raw_items():
        if key.lower() == name:
            return str(value).split(";")[0].strip().lower()
    return ""


def unpack(text: str, encoding: str) -> bytes:
    """Return the bytes that are written in a transfer encoding."""
    data = text.encode("ascii", "ignore")
    if encoding == "quoted-printable":
        return quopri.decodestring(data)
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return b""


def name_of(part: Message) -> str:
    """Return the file name that a part gives itself; empty where it gives none."""
    try:
        name = _fields(part).get_filename("")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return decode_header(str(name))


def payload_of(part: Message) -> bytes:
    """Return the bytes of a part with its transfer encoding undone."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        payload = None
    if not isinstance(payload, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        return _beginning(payload)
    return payload


def _beginning(data: bytes) -> bytes:
    """Return what Base64 that was cut off says, which is otherwise left as it is."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def parameter(part: Message, name: str) -> str:
    """Return a parameter of a part's content type; empty where it has none."""
    try:
        value = _fields(part).get_param(name, "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value)


def _fields(part: Message) -> Message:
    """Return what a part says of its content alone, with bare bytes above ASCII as text."""
    told = Message()
    for key, value in part.raw_items():
        if key.lower() in {"content-type", "content-disposition"} and key not in told:
            told[key] = " ".join(decode_bytes(str(value)[:_LONGEST_FIELD]).split())
    return told
