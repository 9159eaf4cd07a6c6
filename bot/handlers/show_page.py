"""A reader wants to see the page that a passage stands on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import PurePosixPath

from telegram import InputMediaPhoto, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.archive.library import Passage
from bot.archive.original import Original
from bot.archive.page_images import MOST, page_numbers
from bot.busy import busy
from bot.handlers.original import MAX_CAPTION, gone, original
from bot.messages.catalogue import Messages
from bot.rendering.citation import in_two_lines, pages
from bot.replies import mended, reply, send
from bot.richtext import cut, phrase
from bot.services import Context, messages_of, services_of
from corpus.errors import CorpusError

log = logging.getLogger(__name__)


async def show_page(update: Update, context: Context, shown: Passage) -> None:
    """Send each page that the passage stands on as a photo, the passage marked.

    A page that may not be the one that was read is never sent. Where pages cannot be drawn or
    Telegram does not take them, the file itself is sent.
    """
    services, messages = services_of(context), messages_of(update, context)
    found = await services.desk.run(lambda library: library.original(shown.briefing))
    if found is None:
        await reply(update, context, gone(shown.briefing, context, messages))
        return
    try:
        async with busy(update, ChatAction.UPLOAD_PHOTO):
            drawn = await asyncio.to_thread(services.pages.draw, found, shown.paragraph)
    except CorpusError as e:
        await _send_file(update, context, shown, e)
        return
    if drawn is None:
        changed = phrase(messages.file_changed, name=found.name)
        await reply(update, context, mended(context, changed, messages.mend_archive))
        return
    try:
        await _send(update, context, _named(drawn, found, shown), _caption(shown, messages))
    except BadRequest as e:
        await _send_file(update, context, shown, e)


async def _send_file(update: Update, context: Context, shown: Passage, why: Exception) -> None:
    """Send the file in place of its pages."""
    log.warning("A page of %s cannot be shown: %s", shown.briefing.path, why)
    messages = messages_of(update, context)
    which = pages(shown.paragraph, messages)
    await reply(update, context, [phrase(messages.page_failed, pages=which)])
    await original(update, context, shown)


def _caption(shown: Passage, messages: Messages) -> str:
    """Return where the passage stands, and if there are more pages than are shown."""
    total = len(page_numbers(shown.paragraph))
    more = ""
    if total > MOST:
        count = messages.number(MOST)
        more = "\n" + messages.first_pages.format(count=count, total=messages.number(total))
    where = in_two_lines(shown.briefing, shown.paragraph, messages)
    return where[: cut(where, MAX_CAPTION - len(more))] + more


def _named(drawn: Sequence[bytes], found: Original, shown: Passage) -> list[tuple[str, bytes]]:
    """Return each picture with a name for its file."""
    name = f"{PurePosixPath(found.name).stem}-p{{}}-par{shown.paragraph.position}.{{}}"
    return [
        (name.format(page, "png" if picture.startswith(b"\x89PNG") else "jpg"), picture)
        for page, picture in zip(page_numbers(shown.paragraph), drawn, strict=False)
    ]


async def _send(
    update: Update, context: Context, pictures: list[tuple[str, bytes]], caption: str
) -> None:
    if len(pictures) == 1:
        ((name, picture),) = pictures
        await send(update, context, "photo", photo=picture, filename=name, caption=caption)
    else:
        media = [InputMediaPhoto(picture, filename=name) for name, picture in pictures]
        await send(update, context, "media_group", media=media, caption=caption)
