"""What is offered to whoever sets a digest up, and what it looks like when it is."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Update

from bot.buttons import subscription as buttons
from bot.digest import zones
from bot.handlers.owners import zone_of
from bot.handlers.prompting import asked
from bot.messages.catalogue import Messages
from bot.rendering import subscription as rendering
from bot.richtext import Block, phrase
from bot.services import Context, services_of
from bot.state.prompts import Purpose
from bot.state.subscribers import Subscriber

#: Zones that are offered.
_OFFERED = 3


def is_channel(context: Context, chat_id: int) -> bool:
    """Whether a chat is a channel, in which nobody can write to the bot."""
    group = services_of(context).state.groups.get(chat_id)
    return group is not None and group.channel


def offer(
    context: Context, subscriber: Subscriber, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what is offered: days and times, and how to say it in words."""
    texts = messages.subscribing
    keyboard = buttons.offer(subscriber.id, messages)
    if is_channel(context, subscriber.chat_id):
        return [phrase(texts.offer_channel, title=subscriber.title)], keyboard
    told = phrase(texts.offer if subscriber.is_private else texts.offer_group)
    return [told, phrase(texts.in_words)], keyboard


def zone_question(
    update: Update, context: Context, subscriber: Subscriber, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return the question what time it is, with likely answers."""
    texts = messages.subscribing
    user = update.effective_user
    code = user.language_code if user else None
    likely = [
        *([zone_of(context, user.id)] if user else []),
        *services_of(context).state.subscribers.zones(_OFFERED),
        zones.guess(code),
        zones.guess(messages.locale.partition("_")[0]),
        "Europe/Berlin",
        "Europe/London",
        "Europe/Brussels",
    ]
    offered = list(dict.fromkeys(zone for zone in likely if zone))[:_OFFERED]
    question = asked(update, context, subscriber, Purpose.ZONE_OFFERED, texts.zone_question)
    return question, buttons.zones(subscriber.id, offered, dt.datetime.now(dt.UTC), messages)


def shown_card(
    context: Context, subscriber: Subscriber, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what a chat gets, with what can be changed."""
    watches = services_of(context).state.watches.of_chat(subscriber.chat_id)
    blocks = rendering.card(subscriber, watches, messages)
    return blocks, buttons.card(subscriber, messages)
