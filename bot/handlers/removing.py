"""Admins take a briefing out of the archive, or put another file in its place."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import PurePosixPath

from telegram import Update

from bot.archive.pointer import digits
from bot.buttons import uploading as buttons
from bot.handlers.admins import incoming_of, on_admin_command, on_admin_tap
from bot.handlers.briefing import choose, named, with_briefing
from bot.handlers.uploads import told_and_indexed
from bot.rendering.citation import day_of
from bot.rendering.listing import one_line
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import Context, Handler, access_of, messages_of, services_of
from bot.state.audit import Action
from corpus.briefing import BriefingHead


async def remove(update: Update, context: Context) -> None:
    """Answer ``/remove``: ask whether the briefing that is named goes."""
    texts = messages_of(update, context).uploading
    if incoming_of(context) is None:
        await reply(update, context, [phrase(texts.samples_only)])
    elif text := named(update):
        await choose(update, context, text, _ask)
    else:
        await reply(update, context, [phrase(texts.remove_usage)])


async def _ask(update: Update, context: Context, head: BriefingHead) -> None:
    messages = messages_of(update, context)
    texts = messages.uploading
    file = await services_of(context).desk.run(lambda library: library.file_of(head))
    name = PurePosixPath(head.path).name
    title, date = one_line(head.title), day_of(head, messages)
    blocks = [phrase(texts.remove_ask, title=title, date=date, name=name)]
    if file != head.path:
        blocks.append(phrase(texts.remove_part, name=PurePosixPath(file).name))
    await reply(update, context, blocks, buttons.remove(head.id, messages))


async def replace(update: Update, context: Context) -> None:
    """Answer ``/replace``: wait for the file that takes the place of the briefing's."""
    texts = messages_of(update, context).uploading
    if incoming_of(context) is None:
        await reply(update, context, [phrase(texts.samples_only)])
    elif text := named(update):
        await choose(update, context, text, _await_file)
    else:
        await reply(update, context, [phrase(texts.replace_usage)])


async def _await_file(update: Update, context: Context, head: BriefingHead) -> None:
    services, messages = services_of(context), messages_of(update, context)
    user_id = access_of(context).user_id
    assert user_id is not None
    file = await services.desk.run(lambda library: library.file_of(head))
    services.state.uploads.await_file(user_id, file, dt.datetime.now(dt.UTC))
    title, date = one_line(head.title), day_of(head, messages)
    await reply(update, context, [phrase(messages.uploading.replace_send, title=title, date=date)])


async def tapped(update: Update, context: Context, arguments: list[str]) -> None:
    """Take a briefing out, have it replaced, or leave it, as a button says."""
    services, messages = services_of(context), messages_of(update, context)
    texts, incoming = messages.uploading, incoming_of(context)
    if arguments[:1] == ["ask"] and incoming is not None:
        await with_briefing(_ask)(update, context, arguments[1:])
        return
    if arguments[:1] == ["replace"] and incoming is not None:
        await with_briefing(_await_file)(update, context, arguments[1:])
        return
    if arguments[:1] != ["out"] or incoming is None:
        await edit(update, context, [phrase(texts.kept)])
        return
    identity = digits("".join(arguments[1:2]))
    head = await services.desk.run(lambda library: library.shelf.briefing(identity))
    if head is None:
        await edit(update, context, [phrase(messages.reading.briefing_gone)])
        return
    file = await services.desk.run(lambda library: library.file_of(head))
    now = dt.datetime.now(dt.UTC)
    if await asyncio.to_thread(incoming.remove, file):
        services.state.audit.note(access_of(context).user_id, Action.REMOVED, file, now)
    await told_and_indexed(update, context, phrase(texts.removed), now)


def handlers() -> list[Handler]:
    """Return what takes briefings out and puts others in their place."""
    return [
        on_admin_command("remove", remove),
        on_admin_command("replace", replace),
        on_admin_tap(buttons.REMOVE, tapped),
    ]
