"""A newcomer asks what this is and how it works."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.access import Place
from bot.messages.catalogue import Messages
from bot.rendering.subscription import when
from bot.replies import reply
from bot.richtext import Block, folded, phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of


async def start(update: Update, context: Context) -> None:
    """Say what the bot does, and to an admin how many wait to be let in."""
    messages = messages_of(update, context)
    waiting = services_of(context).state.requests.count() if access_of(context).is_admin else 0
    text = messages.people.open_requests.for_number(waiting)
    asked = [phrase(text, count=messages.number(waiting))] if waiting else []
    await reply(update, context, [phrase(messages.start), *_digest(context, messages), *asked])


def _digest(context: Context, messages: Messages) -> list[Block]:
    """Return when somebody's digest comes, if one does: it does again if they had blocked us."""
    here = access_of(context)
    subscriber = services_of(context).state.subscribers.of_chat(here.chat_id or 0)
    told = when(subscriber, messages) if subscriber and here.may_read else ""
    return [phrase(messages.deliveries.on_again, when=told)] if told else []


async def help_(update: Update, context: Context) -> None:
    """Say how to ask and how to read an answer."""
    messages, here = messages_of(update, context), access_of(context)
    more = [folded(phrase(messages.help_reading))]
    if here.is_admin and here.place is Place.PRIVATE:
        more.append(folded(phrase(messages.help_admins)))
    await reply(update, context, [phrase(messages.help), *more, phrase(messages.help_end)])


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
    ]


def fallbacks() -> list[Handler]:
    """Return what answers everything that no other handler of a private chat takes."""
    private = NEW & filters.ChatType.PRIVATE
    return [
        MessageHandler(private & filters.COMMAND, unknown_command),
        MessageHandler(private & ~filters.TEXT & ~filters.StatusUpdate.ALL, not_text),
    ]
