"""A newcomer asks what this is and how it works."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.rendering import answers
from bot.rendering.richtext import phrase
from bot.replies import reply
from bot.services import NEW, Context, Handler, messages_of, services_of


async def start(update: Update, context: Context) -> None:
    """Say what the bot does."""
    await reply(update, context, [phrase(messages_of(update, context).start)])


async def help_(update: Update, context: Context) -> None:
    """Say how to ask and how to read an answer."""
    await reply(update, context, [phrase(messages_of(update, context).help)])


async def status(update: Update, context: Context) -> None:
    """Say what was read, and how many files could not be."""
    health = await services_of(context).desk.run(lambda library: library.health())
    await reply(update, context, answers.status(health, messages_of(update, context)))


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    await reply(update, context, [phrase(messages_of(update, context).unknown_command)])


async def not_text(update: Update, context: Context) -> None:
    """Say that pictures, voice messages and the like cannot be read."""
    await reply(update, context, [phrase(messages_of(update, context).only_text)])


def handlers() -> list[Handler]:
    """Return what begins a conversation."""
    return [
        CommandHandler("start", start, filters=NEW),
        CommandHandler("help", help_, filters=NEW),
        CommandHandler("status", status, filters=NEW),
    ]


def fallbacks() -> list[Handler]:
    """Return what answers everything that no other handler of a private chat takes."""
    private = NEW & filters.ChatType.PRIVATE
    return [
        MessageHandler(private & filters.COMMAND, unknown_command),
        MessageHandler(private & ~filters.TEXT & ~filters.StatusUpdate.ALL, not_text),
    ]
