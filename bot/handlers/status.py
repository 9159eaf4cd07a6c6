"""What state the bot is in: in short for readers, in full for admins."""

from __future__ import annotations

import asyncio
import datetime as dt

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.archive.condition import Condition
from bot.archive.library import Library
from bot.buttons.keyboards import button
from bot.handlers.admins import on_admin_tap
from bot.insight import machine
from bot.messages.catalogue import Messages
from bot.premises import release
from bot.rendering import answers
from bot.rendering.status import Work, status
from bot.replies import edit, reply
from bot.richtext import Block
from bot.services import NEW, Context, Handler, Services, access_of, messages_of, services_of

_AREA = "status"


async def command(update: Update, context: Context) -> None:
    """Answer ``/status``."""
    services, messages = services_of(context), messages_of(update, context)
    if access_of(context).is_admin:
        blocks = await _in_full(services, update.update_id, messages)
        await reply(update, context, blocks, _refresh(messages))
        return
    health = await services.desk.run(lambda library: library.health())
    await reply(update, context, answers.status(health, messages))


async def _again(update: Update, context: Context, _arguments: list[str]) -> None:
    """Say in place how it is now."""
    messages = messages_of(update, context)
    blocks = await _in_full(services_of(context), update.update_id, messages)
    await edit(update, context, blocks, _refresh(messages))


def _refresh(messages: Messages) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(messages.overview.button_refresh, _AREA)]])


async def _in_full(services: Services, update_id: int, messages: Messages) -> list[Block]:
    condition = await services.desk.run(_condition)
    taken = await asyncio.to_thread(machine.look, services.premises.data_dir)
    now = dt.datetime.now(dt.UTC)
    return status(condition, taken, _work(services, update_id), now, messages)


def _condition(library: Library) -> Condition:
    return library.condition()


def _work(services: Services, update_id: int) -> Work:
    """Return what the bot is doing besides handling that update."""
    load, state, premises = services.load, services.state, services.premises
    return Work(
        uptime=premises.seconds(),
        version=release(),
        waiting=sum(key != update_id for key in load.since),
        oldest=load.oldest(but=update_id),
        silence=services.heartbeat.silence(),
        webhook=premises.webhook,
        errors=dict(services.metrics.seen),
        outbox=state.outbox.counts(),
        digests=state.subscribers.counts(),
    )


def handlers() -> list[Handler]:
    """Return what tells how the bot is."""
    return [CommandHandler("status", command, filters=NEW), on_admin_tap(_AREA, _again)]
