"""A mail or a post that an admin has sent on as a message, as a page that can be read. Pure.

Telegram takes 4,096 characters a message, so what is longer comes in pieces, one after another.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from telegram import Message, MessageOriginChannel, MessageOriginChat

#: Characters from which a message that was sent on is read; what is shorter is a question.
_LEAST = 300
#: Characters from which a piece may have been cut off: programs cut at the end of a line.
_FULL = 3000
#: Characters of the line that names the file.
_NAME = 60
#: How the subject of a mail is marked where it is shown as text.
_SUBJECT = re.compile(
    r"^(?:subject|betreff|objet|asunto)\s*:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE
)
_LENGTH = re.compile(r"<!-- (\d+) characters -->\s*\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one message brings.

    text: as HTML; length: in characters as they are read. name: for a file, without its ending.
    day, series: when and in which channel or group it first stood, if Telegram says so.
    """

    text: str
    length: int
    name: str
    day: dt.date | None = None
    series: str | None = None


def piece_of(message: Message, most: int) -> Piece | None:
    """Return what a message brings that was sent on, or that is too long for a question.

    most: characters of a question. None for anything else.
    """
    text = message.text or message.caption or ""
    origin = message.forward_origin
    if len(text) <= (_LEAST if origin else most):
        return None
    marked = message.text_html_urled if message.text else message.caption_html_urled
    day = origin.date.astimezone().date() if origin else None
    series = None
    if isinstance(origin, MessageOriginChannel):
        series = origin.chat.title
    elif isinstance(origin, MessageOriginChat):
        series = origin.sender_chat.title
    return Piece(marked, len(text), _name(text), day, series)


def page_of(piece: Piece, before: str = "") -> str:
    """Return a page with what a piece brings, behind the page of the pieces before it."""
    blocks = [part.strip() for part in re.split(r"\n\s*\n", piece.text)]
    paragraphs = "\n".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in blocks if part)
    begun = _LENGTH.sub("", before) if before else '<meta charset="utf-8">\n'
    return f"{begun}{paragraphs}\n<!-- {piece.length} characters -->\n"


def may_go_on(page: str) -> bool:
    """Tell whether the last piece of a page is so long that the next message may go on with it."""
    found = _LENGTH.search(page)
    return found is not None and int(found[1]) >= _FULL


def _name(text: str) -> str:
    subject = _SUBJECT.search(text)
    line = subject[1] if subject else text.strip().splitlines()[0]
    return line.strip()[:_NAME]
