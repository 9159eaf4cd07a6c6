"""A reader wants the file that a passage was taken from."""

from __future__ import annotations

import asyncio
import logging
from pathlib import PurePosixPath

from telegram import InputFile, Update
from telegram.constants import ChatAction

from bot.archive.library import Passage
from bot.busy import busy
from bot.messages.catalogue import Messages
from bot.rendering.citation import in_two_lines
from bot.replies import mended, reply, send
from bot.richtext import Block, cut, phrase
from bot.services import Context, messages_of, services_of
from corpus.briefing import BriefingHead
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: What a bot may send through Telegram's own servers.
_MAX_BYTES = 50_000_000
MAX_CAPTION = 1024


async def original(update: Update, context: Context, shown: Passage) -> None:
    """Send the file of a passage's briefing, the passage's citation underneath."""
    where = in_two_lines(shown.briefing, shown.paragraph, messages_of(update, context))
    await original_of(update, context, shown.briefing, where)


async def original_of(update: Update, context: Context, head: BriefingHead, caption: str) -> None:
    """Send a briefing's file; of a mail the part that it is."""
    services, messages = services_of(context), messages_of(update, context)
    found = await services.desk.run(lambda library: library.original(head))
    if found is None:
        await reply(update, context, gone(head, context, messages))
        return
    try:
        async with busy(update, ChatAction.UPLOAD_DOCUMENT):
            content = await asyncio.to_thread(services.pages.content, found, _MAX_BYTES)
    except (CorpusError, OSError) as e:
        log.warning("%s cannot be sent: %s", head.path, e)
        text = phrase(messages.part_gone, name=found.name, file=found.file.name)
        told = mended(context, text, messages.mend_archive)
        await reply(update, context, told if found.part else gone(head, context, messages))
        return
    if content is None:
        await reply(update, context, [phrase(messages.original_too_large, name=found.name)])
        return
    document = InputFile(content, filename=found.name)
    caption = caption[: cut(caption, MAX_CAPTION)]
    await send(update, context, "document", document=document, caption=caption)


def gone(head: BriefingHead, context: Context, messages: Messages) -> list[Block]:
    """Return that the file of a briefing is not in its place."""
    told = phrase(messages.original_gone, name=PurePosixPath(head.path).name)
    return mended(context, told, messages.mend_archive)
