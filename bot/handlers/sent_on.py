"""Admins send on a mail or a post as a message, or paste it: it is read like a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.busy import busy
from bot.handlers.admins import incoming_of
from bot.handlers.ask import ask
from bot.handlers.prompted import answered
from bot.handlers.uploads import begin, read, show
from bot.questions.question_text import MAX_QUESTION
from bot.services import NEW, Context, Handler, access_of, services_of
from bot.state.uploads import Upload
from bot.uploads.forwarded import Piece, may_go_on, page_of, piece_of
from bot.uploads.incoming import Incoming, safe_name
from bot.uploads.summary import read_summaries

#: So soon the next piece of something long follows.
_SOON = dt.timedelta(minutes=1)


async def sent_on(update: Update, context: Context) -> None:
    """Take what an admin has sent on or pasted; anybody else asks with it."""
    message = update.effective_message
    piece = piece_of(message, MAX_QUESTION) if message is not None else None
    incoming = incoming_of(context)
    if message is None or piece is None or incoming is None or not access_of(context).is_admin:
        await ask(update, context)
    elif not await answered(update, context, message.text or ""):
        async with busy(update):
            upload = await _taken(update, context, incoming, piece)
            await read(context, incoming, upload)
            _complete(context, upload.id, piece)
        await show(update, context, upload.id)


async def _taken(update: Update, context: Context, incoming: Incoming, piece: Piece) -> Upload:
    """Return the upload of a piece, which takes in that of the pieces before it."""
    uploads = services_of(context).state.uploads
    before = _before(context, incoming)
    name = before.name if before else safe_name(f"{piece.name}.html")
    upload = begin(update, context, name or "mail.html")
    place = incoming.place(upload.id, upload.name)
    if before is not None and before.id == upload.id:  # this very message, read again
        return before
    if not place.is_file():
        text = page_of(piece, _page(incoming, before) if before else "")
        await asyncio.to_thread(_write, place, text)
    if before is not None:
        uploads.correct(upload.id, before.corrections)
        uploads.end(before.id)
    return upload


def _before(context: Context, incoming: Incoming) -> Upload | None:
    """Return the upload that the next message may go on with."""
    user_id, since = access_of(context).user_id, dt.datetime.now(dt.UTC) - _SOON
    assert user_id is not None
    last = services_of(context).state.uploads.of(user_id)[-1:]
    return next((one for one in last if one.at >= since and may_go_on(_page(incoming, one))), None)


def _page(incoming: Incoming, upload: Upload) -> str:
    try:
        return incoming.place(upload.id, upload.name).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def _complete(context: Context, upload_id: int, piece: Piece) -> None:
    """Take from Telegram what the text itself does not say: its day, and where it stood."""
    uploads = services_of(context).state.uploads
    upload = uploads.get(upload_id)
    if upload is None:
        return
    found, known = read_summaries(upload.summary or "{}").briefings, upload.corrections
    if len(found) != 1:
        return
    if not found[0].date and known.date is None and piece.day is not None:
        known = replace(known, date=piece.day.isoformat())
    if not found[0].series and known.series is None and piece.series:
        known = replace(known, series=piece.series)
    uploads.correct(upload_id, known)


class _SentOn(filters.MessageFilter):
    """Lets through what was sent on or pasted and is no question by its length."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message brings a mail or a post."""
        return piece_of(message, MAX_QUESTION) is not None


def handlers() -> list[Handler]:
    """Return what takes mails and posts from admins, in private."""
    text = NEW & filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND
    return [MessageHandler(text & _SentOn(), sent_on)]
