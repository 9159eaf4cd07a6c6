"""A reader wants the file that a passage was taken from."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from pathlib import PurePosixPath

from telegram import InputFile, Update
from telegram.constants import ChatAction

from bot.library import Passage
from bot.messages.catalogue import Messages
from bot.render_citation import citation
from bot.replies import busy, patiently, reply, speaker
from bot.richtext import Block, cut, phrase
from bot.services import Context, messages_of, services_of
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: What a bot may send through Telegram's own servers.
_MAX_BYTES = 50_000_000
MAX_CAPTION = 1024


async def original(update: Update, context: Context, shown: Passage) -> None:
    """Send the briefing's file, its citation underneath; of a mail the part that it is."""
    services, messages = services_of(context), messages_of(update, context)
    found = await services.desk.run(lambda library: library.original(shown.briefing))
    if found is None:
        await reply(update, context, gone(shown, messages))
        return
    try:
        async with busy(update, ChatAction.UPLOAD_DOCUMENT):
            content = await asyncio.to_thread(services.pages.content, found, _MAX_BYTES)
    except (CorpusError, OSError) as e:
        log.warning("%s cannot be sent: %s", shown.briefing.path, e)
        text = phrase(messages.part_gone, name=found.name, file=found.file.name)
        await reply(update, context, [text] if found.part else gone(shown, messages))
        return
    if content is None:
        await reply(update, context, [phrase(messages.original_too_large, name=found.name)])
        return
    where = citation(shown.briefing, shown.paragraph, messages)
    send = partial(
        speaker(update, context, "document"),
        document=InputFile(content, filename=found.name),
        caption=where[: cut(where, MAX_CAPTION)],
    )
    await patiently(send)


def gone(shown: Passage, messages: Messages) -> list[Block]:
    """Return that the file of a briefing is not in its place."""
    name = PurePosixPath(shown.briefing.path).name
    return [phrase(messages.original_gone, name=name)]
