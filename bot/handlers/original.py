"""A reader wants the file that a passage was taken from."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path, PurePosixPath

from telegram import InputFile, Message, Update

from bot.library import Passage
from bot.render_citation import citation
from bot.replies import patiently, reply
from bot.richtext import cut, phrase
from bot.services import Context, messages_of, services_of

#: What a bot may send through Telegram's own servers.
_MAX_BYTES = 50_000_000
_MAX_CAPTION = 1024


async def original(update: Update, context: Context, shown: Passage) -> None:
    """Send the briefing's file, its citation underneath."""
    messages = messages_of(update)
    name = PurePosixPath(shown.briefing.path).name
    path = await services_of(context).desk.run(lambda library: library.original(shown.briefing))
    if path is None:
        await reply(update, context, [phrase(messages.original_gone, name=name)])
        return
    content = await asyncio.to_thread(_read, path)
    if content is None:
        await reply(update, context, [phrase(messages.original_too_large, name=name)])
        return
    caption = citation(shown.briefing, shown.paragraph, messages)
    await _send(update, context, content, name, caption[: cut(caption, _MAX_CAPTION)])


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file, None if it is too large to be sent."""
    return path.read_bytes() if path.stat().st_size <= _MAX_BYTES else None


async def _send(update: Update, context: Context, content: bytes, name: str, caption: str) -> None:
    document = InputFile(content, filename=name)
    query = update.callback_query
    message = query.message if query else None
    if isinstance(message, Message):
        send = partial(message.reply_document, do_quote=True)
    else:
        assert message is not None
        send = partial(context.bot.send_document, chat_id=message.chat.id)
    await patiently(partial(send, document=document, caption=caption))
