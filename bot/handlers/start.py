"""A newcomer asks what this is and how it works."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, messages_of, services_of


async def start(update: Update, context: Context) -> None:
    """Say what the bot does."""
    await reply(update, context, [phrase(messages_of(update).start)])


async def help_(update: Update, context: Context) -> None:
    """Say how to ask and how to read an answer."""
    await reply(update, context, [phrase(messages_of(update).help)])


async def status(update: Update, context: Context) -> None:
    """Say what was read, and how many files could not be."""
    health = await services_of(context).desk.run(lambda library: library.health())
    await reply(update, context, render.status(health, messages_of(update)))


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    await reply(update, context, [phrase(messages_of(update).unknown_command)])


async def not_text(update: Update, context: Context) -> None:
    """Say that pictures, voice messages and the like cannot be read."""
    await reply(update, context, [phrase(messages_of(update).only_text)])
