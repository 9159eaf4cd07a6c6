"""Admins send briefings: they see what was read, mend it, and publish, replace or discard."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.ext import MessageHandler, filters

from bot.busy import busy
from bot.buttons import reindexing as reindexing_buttons
from bot.buttons import uploading as buttons
from bot.handlers.admins import incoming_of, on_admin_tap
from bot.handlers.ask import ask
from bot.handlers.correcting import FIELDS, ask_for, shown
from bot.handlers.reindex import shown_at
from bot.rendering import reindexing
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from bot.state.audit import Action
from bot.state.uploads import Upload
from bot.uploads.incoming import Incoming, safe_name
from bot.uploads.page import PageError, fetch
from bot.uploads.summary import read_summaries
from corpus.readers import SUFFIXES

log = logging.getLogger(__name__)

#: So long a file is waited for that is to replace another.
_PATIENCE = dt.timedelta(minutes=30)
#: What Telegram's own servers let a bot fetch.
_FETCHED = int(FileSizeLimit.FILESIZE_DOWNLOAD)


async def document(update: Update, context: Context) -> None:
    """Take a file, if it may be one, and show what was read of it."""
    message, messages = update.effective_message, messages_of(update, context)
    if message is None or message.document is None:
        return
    incoming = await _allowed(update, context)
    if incoming is None:
        return
    called = message.document.file_name or ""
    texts, name = messages.uploading, safe_name(called)
    if name is None:
        known = ", ".join(sorted(SUFFIXES))
        await reply(update, context, [phrase(texts.unknown_kind, name=called[-80:], known=known)])
        return
    most = min(_FETCHED, incoming.limits.bytes)
    if (message.document.file_size or 0) > most:
        told = phrase(texts.too_large, name=name, most=messages.number(most // 1_000_000))
        await reply(update, context, [told])
        return
    async with busy(update):
        upload = begin(update, context, name)
        if not incoming.place(upload.id, upload.name).is_file():
            file = await context.bot.get_file(message.document.file_id)
            await file.download_to_drive(incoming.part(upload.id, upload.name))
            await asyncio.to_thread(incoming.arrived, upload.id, upload.name)
        await read(context, incoming, upload)
        await show(update, context, upload.id)


async def take_link(update: Update, context: Context, url: str) -> None:
    """Fetch the page at an address, and show what was read of it."""
    messages = messages_of(update, context)
    incoming = await _allowed(update, context)
    if incoming is None:
        return
    texts, workshop = messages.uploading, services_of(context).workshop
    try:
        async with busy(update):
            private = workshop is not None and workshop.private_pages
            page = await fetch(url, incoming.limits.bytes, private=private)
    except PageError as e:
        text = texts.no_page if e.kind else texts.not_fetched
        await reply(update, context, [phrase(text, why=messages.reason(str(e)), kind=e.kind)])
        return
    upload = begin(update, context, safe_name(page.name) or "page.html")
    await asyncio.to_thread(incoming.keep, upload.id, upload.name, page.content)
    await read(context, incoming, upload)
    await show(update, context, upload.id)


async def _allowed(update: Update, context: Context) -> Incoming | None:
    """Return where files go; None where nothing may be added, which is said."""
    here, texts = access_of(context), messages_of(update, context).uploading
    incoming = incoming_of(context)
    if not here.is_admin:
        await reply(update, context, [phrase(texts.admins_only)])
        return None
    if incoming is None:
        await reply(update, context, [phrase(texts.samples_only)])
    return incoming


def begin(update: Update, context: Context, name: str) -> Upload:
    """Begin an upload for a message, or go on with it."""
    now, user_id = dt.datetime.now(dt.UTC), access_of(context).user_id
    assert user_id is not None
    uploads = services_of(context).state.uploads
    return uploads.take(user_id, update.update_id, name, now, now - _PATIENCE)


async def read(context: Context, incoming: Incoming, upload: Upload) -> None:
    """Read the file of an upload, and keep what was read."""
    found = await asyncio.to_thread(incoming.read, upload.id, upload.name)
    services_of(context).state.uploads.read(upload.id, found.to_json())


async def show(update: Update, context: Context, upload_id: int) -> None:
    """Show what was read of a file."""
    current = services_of(context).state.uploads.get(upload_id)
    if current is not None:
        await reply(update, context, *await shown(update, context, current))


async def tapped(update: Update, context: Context, arguments: list[str]) -> None:
    """Do what a button says of a file that waits."""
    messages, user_id = messages_of(update, context), access_of(context).user_id
    action, number = [*arguments, "", ""][:2]
    uploads = services_of(context).state.uploads
    upload = uploads.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    incoming = await _allowed(update, context)
    if incoming is None:
        return
    if upload is None or upload.user_id != user_id or upload.summary is None:
        await edit(update, context, [phrase(messages.uploading.gone)])
    elif action in FIELDS.values():
        await ask_for(update, context, upload, action)
    elif action == "discard":
        uploads.end(upload.id)
        await asyncio.to_thread(incoming.discard, upload.id)
        await edit(update, context, [phrase(messages.uploading.discarded)])
    elif action in ("publish", "all"):
        wanted = uploads.of(upload.user_id) if action == "all" else [upload]
        await _publish(update, context, incoming, wanted)


async def _publish(
    update: Update, context: Context, incoming: Incoming, wanted: list[Upload]
) -> None:
    """Put files among the briefings, and have them indexed; the message tells how that goes on."""
    services, messages = services_of(context), messages_of(update, context)
    texts, now = messages.uploading, dt.datetime.now(dt.UTC)
    for upload in wanted:
        if read_summaries(upload.summary or "{}").error:
            continue
        try:
            await asyncio.to_thread(
                incoming.publish, upload.id, upload.name, upload.corrections, upload.replaces
            )
        except OSError as e:
            log.warning("A briefing cannot be published: %s", type(e).__name__)
            why = e.strerror or type(e).__name__
            await reply(update, context, [phrase(texts.not_written, why=why)])
            return
        action = Action.UPLOADED if upload.replaces is None else Action.REPLACED
        with services.state.atomic():
            services.state.uploads.end(upload.id)
            services.state.audit.note(upload.user_id, action, upload.name, now)
        await asyncio.to_thread(incoming.discard, upload.id)
    await told_and_indexed(update, context, phrase(texts.published), now)


async def told_and_indexed(update: Update, context: Context, told: Block, now: dt.datetime) -> None:
    """Say what was done, and have the index brought up to date; the message tells how that goes."""
    services, messages = services_of(context), messages_of(update, context)
    current = services.state.reindexes.need(now, by=access_of(context).user_id)
    query = update.callback_query
    free = current.message_id is None
    blocks = [told, *(reindexing.blocks(current, None, messages) if free else [])]
    keyboard = reindexing_buttons.under(current, messages) if free else None
    await edit(update, context, blocks, keyboard)
    if free and query is not None and isinstance(query.message, Message):
        chat_id, message_id = query.message.chat.id, query.message.message_id
        await shown_at(context, current.id, chat_id, message_id, messages)


def is_link(message: Message) -> str | None:
    """Return the address that is all of a message; None for anything else."""
    text = (message.text or "").strip()
    if " " in text or "\n" in text or not text.startswith(("http://", "https://")):
        return None
    return text


class _Link(filters.MessageFilter):
    """Lets through a message that is nothing but an address."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is an address."""
        return is_link(message) is not None


async def linked(update: Update, context: Context) -> None:
    """Take the page that an admin has sent the address of."""
    message = update.effective_message
    url = is_link(message) if message is not None else None
    if url is not None and access_of(context).is_admin:
        await take_link(update, context, url)
    else:
        await ask(update, context)


def handlers() -> list[Handler]:
    """Return what takes files and pages from admins, in private."""
    private = NEW & filters.ChatType.PRIVATE
    return [
        MessageHandler(private & filters.Document.ALL, document),
        MessageHandler(private & _Link(), linked),
        on_admin_tap(buttons.AREA, tapped),
    ]
