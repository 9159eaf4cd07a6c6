"""A mail or a post that an admin has sent on as a message, as a page that can be read. Pure.

Telegram takes 4,096 characters a message, so what is longer comes in pieces, one after another.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass

from telegram import (
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

#: Characters from which a message that was sent on is read; what is shorter is a question.
_LEAST = 300
#: Characters from which a piece may have been cut off: programs cut at the end of a line.
_FULL = 3000
#: Seconds between two pieces: as they reach Telegram, and as they were first written.
_SOON, _TOGETHER = 2, 60
#: Characters of the line that names the file.
_NAME = 60
#: How the subject of a mail is marked where it is shown as text; lines in which it may begin one.
_SUBJECT = re.compile(r"(?im)^(?:subject|betreff|objet|asunto)\s*:\s*(\S.*)$")
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a piece comes from: what tells whether the next one goes on with it.

    origin: who wrote it first, and where; empty if it was pasted. written, sent: seconds since 1970
    at which it was first written, and sent to the bot. after: the upload that it took in.
    """

    length: int
    origin: str
    written: int
    sent: int
    after: int | None = None

    def to_json(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Piece:
    """What one message brings.

    text: as HTML. name: for a file, without its ending. day, series: when and in which channel or
    group it first stood, if Telegram says so.
    """

    text: str
    name: str
    trace: Trace
    begins: bool
    day: dt.date | None = None
    series: str | None = None


def piece_of(message: Message) -> Piece:
    """Return what a message brings; ``begins``: with the head of a mail."""
    text, origin = message.text or message.caption or "", message.forward_origin
    subject = _SUBJECT.search("\n".join(text.splitlines()[:_HEAD]))
    line = subject[1] if subject else next(iter(text.strip().splitlines()), "")
    written = origin.date if origin else message.date
    return Piece(
        message.text_html_urled if message.text else message.caption_html_urled,
        line.strip()[:_NAME],
        Trace(len(text), _who(origin), int(written.timestamp()), int(message.date.timestamp())),
        begins=subject is not None,
        day=origin.date.astimezone().date() if origin else None,
        series=_series(origin),
    )


def is_read(message: Message, most: int) -> bool:
    """Tell whether a message was sent on, or is too long for a question of ``most`` characters."""
    length = len(message.text or message.caption or "")
    return length > (_LEAST if message.forward_origin else most)


def read_trace(text: str) -> Trace | None:
    """Return the trace that was kept; None where there is none."""
    return Trace(**json.loads(text)) if text else None


def page_of(piece: Piece, before: str = "") -> str:
    """Return a page with what a piece brings, behind the page of the pieces before it."""
    blocks = [part.strip() for part in re.split(r"\n\s*\n", piece.text)]
    paragraphs = "\n".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in blocks if part)
    head = before or '<meta charset="utf-8">\n'
    return f"{head}{paragraphs}\n"


def goes_on(piece: Piece, before: Trace | None) -> bool:
    """Tell whether a piece goes on with the one before, which may have been cut off.

    It comes at once, from the same place, and is not the beginning of another mail.
    """
    if piece.begins or before is None:
        return False
    this = piece.trace
    return (
        before.length >= _FULL
        and before.origin == this.origin
        and abs(this.sent - before.sent) <= _SOON
        and (not this.origin or abs(this.written - before.written) <= _TOGETHER)
    )


def _who(origin: MessageOrigin | None) -> str:
    match origin:
        case MessageOriginChannel():
            key: object = origin.chat.id
        case MessageOriginChat():
            key = origin.sender_chat.id
        case MessageOriginUser():
            key = origin.sender_user.id
        case MessageOriginHiddenUser():
            key = origin.sender_user_name
        case _:
            return ""
    # a name may be anything, and this stands in a comment
    return f"{origin.type} {key!a}".replace("-->", "")


def _series(origin: MessageOrigin | None) -> str | None:
    if isinstance(origin, MessageOriginChannel):
        return origin.chat.title
    if isinstance(origin, MessageOriginChat):
        return origin.sender_chat.title
    return None
