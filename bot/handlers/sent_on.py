"""Admins send on a mail or a post as a message, or paste it: it is read like a file."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.busy import busy
from bot.handlers.admins import incoming_of
from bot.handlers.ask import ask
from bot.handlers.prompted import answered
from bot.handlers.start import not_text
from bot.handlers.uploads import begin, read, show
from bot.questions.question_text import MAX_QUESTION
from bot.services import NEW, Context, Handler, access_of, services_of
from bot.state.uploads import Upload
from bot.uploads.forwarded import Piece, goes_on, is_read, page_of, piece_of, read_trace
from bot.uploads.incoming import Incoming, safe_name
from bot.uploads.summary import read_summaries


async def written(update: Update, context: Context) -> None:
    """Take what an admin has sent on or pasted for a briefing; anything else is a question."""
    message, incoming = update.effective_message, incoming_of(context)
    assert message is not None
    taken = False
    if incoming is not None and access_of(context).is_admin:
        taken = await _took(update, context, message, incoming)
    if not taken:
        await (ask if message.text else not_text)(update, context)


async def _took(update: Update, context: Context, message: Message, incoming: Incoming) -> bool:
    """Take a message for a briefing, or for more of one; whether it was that."""
    uploads, user_id = services_of(context).state.uploads, access_of(context).user_id
    assert user_id is not None
    piece, known = piece_of(message), uploads.of_update(update.update_id)
    if known is not None and incoming.place(known.id, known.name).is_file():
        # what a crash interrupted: which one it takes in was decided then
        trace = read_trace(incoming.noted(known.id))
        before = uploads.get(trace.after) if trace is not None and trace.after else None
    else:
        last = uploads.before(user_id, update.update_id)
        goes = last is not None and goes_on(piece, read_trace(incoming.noted(last.id)))
        before = last if goes else None
    if before is None and known is None:
        if not is_read(message, MAX_QUESTION):
            return False
        if message.text and await answered(update, context, message.text):
            return True
    async with busy(update):
        upload = await _taken(update, context, incoming, piece, before)
        await read(context, incoming, upload)
        _complete(context, upload.id, piece)
    await show(update, context, upload.id)
    return True


async def _taken(
    update: Update, context: Context, incoming: Incoming, piece: Piece, before: Upload | None
) -> Upload:
    """Return the upload of a piece, which takes in that of the pieces before it."""
    name = before.name if before else safe_name(f"{piece.name}.html")
    upload = begin(update, context, name or "mail.html")
    if not incoming.place(upload.id, upload.name).is_file():
        await asyncio.to_thread(_put_together, incoming, upload, piece, before)
    if before is not None:
        services_of(context).state.uploads.go_on(upload.id, before)
    return upload


def _put_together(incoming: Incoming, upload: Upload, piece: Piece, before: Upload | None) -> None:
    page, trace = "", piece.trace
    if before is not None:
        page = incoming.place(before.id, before.name).read_text(encoding="utf-8")
        trace = replace(trace, after=before.id)
    incoming.note(upload.id, trace.to_json())
    incoming.keep(upload.id, upload.name, page_of(piece, page).encode())


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


class _Caption(filters.MessageFilter):
    """Lets through what stands under a picture and is as long as a post."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message brings a post."""
        return message.document is None and bool(message.caption) and is_read(message, MAX_QUESTION)


def handlers() -> list[Handler]:
    """Return what takes mails and posts from admins, in private."""
    text = filters.TEXT & ~filters.COMMAND
    return [MessageHandler(NEW & filters.ChatType.PRIVATE & (text | _Caption()), written)]
