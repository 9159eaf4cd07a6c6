"""Admins have the index made anew, see how far that is, and go back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from telegram import Update

from bot.buttons import reindexing as buttons
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.messages.catalogue import Messages
from bot.reindexing.report import Wanted
from bot.rendering import reindexing as rendering
from bot.replies import edit, reply, rewrite
from bot.richtext import Block, pack, phrase
from bot.services import Context, Handler, access_of, messages_of, services_of
from bot.state.audit import Action
from index.errors import IndexBusy, RetrievalError
from index.generation import Generation
from index.switching import BEFORE, choose_model, discard, named, promote, roll_back

#: Characters of the name of a model.
_LONGEST_NAME = 200
#: What means EMBEDDING_MODEL.
_DEFAULT = "default"


async def begin(update: Update, context: Context) -> None:
    """Answer ``/reindex``: have it done, or show what is under way."""
    services, messages = services_of(context), messages_of(update, context)
    texts, table = messages.reindexing, services.state.reindexes
    wanted = read_wanted(context.args or [])
    if services.workshop is None or wanted is None:
        await reply(update, context, [phrase(texts.usage if wanted is None else texts.no_workshop)])
        return
    now = dt.datetime.now(dt.UTC)
    user_id, chat = access_of(context).user_id, update.effective_chat
    with services.state.atomic():
        is_new = table.of_update(update.update_id) is None
        asked = table.ask(wanted, now, by=user_id, update_id=update.update_id)
        if asked is not None and is_new:
            services.state.audit.note(user_id, Action.REINDEXED, " ".join(context.args or []), now)
    current = asked or table.under_way() or table.last()
    if current is None or chat is None:
        return
    above = [] if asked else [phrase(texts.under_way)]
    blocks = [*above, *rendering.blocks(current, None, messages)]
    sent = await reply(update, context, blocks, buttons.under(current, messages))
    if sent:
        await shown_at(context, current.id, chat.id, sent[-1], messages)


async def shown_at(
    context: Context, reindex_id: int, chat_id: int, message_id: int, messages: Messages
) -> None:
    """Let a message tell how far a reindexing is; if it has ended meanwhile, what came of it."""
    table = services_of(context).state.reindexes
    table.show_at(reindex_id, chat_id, message_id)
    ended = table.get(reindex_id)
    if ended is not None and ended.report is not None:
        (block,) = pack(rendering.blocks(ended, None, messages))[:1]
        keyboard = buttons.under(ended, messages)
        await rewrite(context.application, chat_id, message_id, block, keyboard)


def read_wanted(words: list[str]) -> Wanted | None:
    """Return what is to be done; None if that cannot be told."""
    match [word.lower() for word in words[:1]], words[1:]:
        case [], []:
            return Wanted()
        case ["changed" | "neu" | "new"], []:
            return Wanted()
        case ["full" | "all" | "alles" | "ganz"], []:
            return Wanted(full=True)
        case ["model" | "modell"], [name] if len(name) <= _LONGEST_NAME:
            return Wanted(model="" if name.lower() == _DEFAULT else name)
        case _:
            return None


async def rollback(update: Update, context: Context) -> None:
    """Answer ``/rollback``: ask whether to go back to the index before."""
    services, messages = services_of(context), messages_of(update, context)
    texts, workshop = messages.reindexing, services.workshop
    before = None
    if workshop is not None:
        before = await asyncio.to_thread(_named, workshop.index, BEFORE)
    if before is None:
        await reply(update, context, [phrase(texts.rollback_none)])
        return
    made = dt.datetime.fromisoformat(before.manifest.created).date()
    count = before.manifest.paragraphs
    text = messages.reading.paragraphs.for_number(count)
    rows = text.format(count=messages.number(count))
    asked = phrase(texts.rollback_ask, date=messages.date(made), rows=rows)
    await reply(update, context, [asked], buttons.rollback(before.id, messages))


async def tapped(update: Update, context: Context, arguments: list[str]) -> None:
    """Do what a button says."""
    messages = messages_of(update, context)
    match arguments:
        case ["cancel", number] if number.isdecimal():
            await _cancel(update, context, int(number))
        case ["promote", _]:
            await edit(update, context, [await _promote(context, messages)])
        case ["discard", _]:
            await edit(update, context, [await _discard(context, messages)])
        case ["back", generation]:
            await edit(update, context, [await _back(context, generation, messages)])
        case _:
            await edit(update, context, [phrase(messages.reindexing.stayed)])


async def _cancel(update: Update, context: Context, number: int) -> None:
    messages, table = messages_of(update, context), services_of(context).state.reindexes
    table.cancel(number)
    current = table.get(number)
    if current is not None:
        shown = rendering.blocks(current, None, messages)
        await edit(update, context, shown, buttons.under(current, messages))


async def _promote(context: Context, messages: Messages) -> Block:
    """Let the index that was held back answer."""
    return await _go_to(context, promote, messages, phrase(messages.reindexing.promoted))


async def _back(context: Context, generation: str, messages: Messages) -> Block:
    """Let the index before answer, if it is the one that was asked about."""
    texts, workshop = messages.reindexing, services_of(context).workshop
    before = await asyncio.to_thread(_named, workshop.index, BEFORE) if workshop else None
    if before is None or before.id != generation:
        return phrase(texts.rollback_none)
    made = dt.datetime.fromisoformat(before.manifest.created).date()
    done = phrase(texts.rolled_back, date=messages.date(made))
    return await _go_to(context, roll_back, messages, done)


async def _discard(context: Context, messages: Messages) -> Block:
    workshop, texts = services_of(context).workshop, messages.reindexing
    if workshop is None:
        return phrase(texts.nothing_held)
    try:
        await asyncio.to_thread(discard, workshop.index)
    except IndexBusy:
        return phrase(texts.busy)
    return phrase(texts.discarded)


async def _go_to(
    context: Context, take: Callable[[Path], Generation], messages: Messages, done: Block
) -> Block:
    """Take another generation into use, and its model for what is built from now on."""
    workshop, texts = services_of(context).workshop, messages.reindexing
    if workshop is None:
        return phrase(texts.nothing_held)
    try:
        taken = await asyncio.to_thread(take, workshop.index)
    except IndexBusy:
        return phrase(texts.busy)
    except RetrievalError:
        return phrase(texts.nothing_held)
    done_by, now = access_of(context).user_id, dt.datetime.now(dt.UTC)
    action = Action.PROMOTED if take is promote else Action.ROLLED_BACK
    services_of(context).state.audit.note(done_by, action, "", now)
    name = taken.manifest.encoder.name
    choose_model(workshop.index, None if name == workshop.model else name)
    return done


def _named(folder: Path, name: str) -> Generation | None:
    """Return a generation that is kept; None where there is none that can be opened."""
    try:
        return named(folder, name)
    except RetrievalError:
        return None


def handlers() -> list[Handler]:
    """Return what admins do with the index."""
    return [
        on_admin_command("reindex", begin),
        on_admin_command("rollback", rollback),
        on_admin_tap(buttons.AREA, tapped),
    ]
