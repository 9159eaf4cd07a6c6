"""What somebody was asked for, and now writes: a place, a time, something to follow or to tell."""

from __future__ import annotations

import datetime as dt

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.buttons import subscription as buttons
from bot.digest import zones
from bot.digest.words import read_time
from bot.handlers.broadcast import propose, written
from bot.handlers.correcting import FIELDS, corrected
from bot.handlers.offering import shown_card
from bot.handlers.owners import may_change
from bot.handlers.prompting import drop
from bot.handlers.subscription import change
from bot.handlers.watch import follow
from bot.replies import reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from bot.state.prompts import Prompt, Purpose
from bot.state.subscribers import Subscriber

#: So long an answer is waited for.
_PATIENCE = dt.timedelta(minutes=15)
#: What has more words, or asks, is no place.
_MOST_WORDS = 5


async def answered(update: Update, context: Context, text: str) -> bool:
    """Take a message for the answer to what was asked before; whether it was one."""
    prompt, subscriber = _prompt(update, context)
    if prompt is not None and prompt.purpose in FIELDS:
        return await corrected(update, context, prompt, text)
    if prompt is not None and prompt.purpose is Purpose.BROADCAST:
        return await _to_everybody(update, context)
    if prompt is None or subscriber is None or not await may_change(context, subscriber.chat_id):
        return False
    if prompt.purpose is Purpose.TOPIC:
        _answered(update, context)
        await follow(update, context, subscriber, text)
        return True
    if "?" in text or len(text.split()) > _MOST_WORDS:
        return False
    if prompt.purpose is Purpose.TIME:
        return await _time(update, context, subscriber, text)
    offered = prompt.purpose is Purpose.ZONE_OFFERED
    return await _place(update, context, subscriber, text, offered=offered)


def _prompt(update: Update, context: Context) -> tuple[Prompt | None, Subscriber | None]:
    """Return what a message may be the answer to, and whose digest that is about."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None or user is None or message is None:
        return None, None
    state, since = services_of(context).state, dt.datetime.now(dt.UTC) - _PATIENCE
    prompt = state.prompts.get(chat.id, user.id, message.message_id, since)
    return prompt, state.subscribers.get(prompt.about) if prompt else None


def _answered(update: Update, context: Context) -> None:
    """Note that a message is the answer."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is not None and user is not None and message is not None:
        services_of(context).state.prompts.answered(chat.id, user.id, message.message_id)


async def rewritten(update: Update, context: Context) -> bool:
    """Take a changed message for what everybody is to read, if it was that before."""
    prompt, _ = _prompt(update, context)
    mine = prompt is not None and prompt.purpose is Purpose.BROADCAST
    return mine and await _to_everybody(update, context)


async def _to_everybody(update: Update, context: Context) -> bool:
    """Take a message for what everybody is to read, if its author may still say so."""
    message = update.effective_message
    if message is None or not access_of(context).is_admin:
        return False
    _answered(update, context)
    await propose(update, context, written(message))
    return True


async def _time(update: Update, context: Context, subscriber: Subscriber, text: str) -> bool:
    time, messages = read_time(text), messages_of(update, context)
    if time is None:
        if not any(map(str.isdigit, text)):
            return False
        await reply(update, context, [phrase(messages.subscribing.time_unknown)])
        return True
    await _set(update, context, subscriber, at=time)
    return True


async def _place(
    update: Update, context: Context, subscriber: Subscriber, text: str, *, offered: bool
) -> bool:
    """Take a place; where buttons offered some, what is no place may be a question."""
    messages = messages_of(update, context)
    found = await zones.find_aside(text)
    if not found and offered:
        drop(update, context)
        return False
    if not found:
        unknown = phrase(messages.subscribing.zone_unknown, place=text)
        await reply(update, context, [unknown])
        return True
    if len(found) > 1:
        which = phrase(messages.subscribing.zone_which, place=text)
        now = dt.datetime.now(dt.UTC)
        choices = buttons.zones(subscriber.id, [place.zone for place in found], now, messages)
        await reply(update, context, [which], choices)
        return True
    await _set(update, context, subscriber, zone=found[0].zone)
    return True


async def _set(update: Update, context: Context, subscriber: Subscriber, **values: object) -> None:
    """Change a digest as was asked for, and show it."""
    _answered(update, context)
    changed = change(context, subscriber, values)
    await reply(update, context, *shown_card(context, changed, messages_of(update, context)))


async def located(update: Update, context: Context) -> None:
    """Take the time zone of a place on the map; the place itself is not kept."""
    message, messages = update.effective_message, messages_of(update, context)
    chat, services = update.effective_chat, services_of(context)
    if message is None or message.location is None or chat is None:
        return
    _, asked_about = _prompt(update, context)
    subscriber = asked_about or services.state.subscribers.of_chat(chat.id)
    if subscriber is None or not await may_change(context, subscriber.chat_id):
        await reply(update, context, [phrase(messages.only_text)])
        return
    zone = zones.of_location(message.location.latitude, message.location.longitude)
    if zone is None:
        await reply(update, context, [phrase(messages.subscribing.zone_nowhere)])
        return
    await _set(update, context, subscriber, zone=zone)


def handlers() -> list[Handler]:
    """Return what takes a place on the map, in private: nobody else need see it."""
    return [MessageHandler(NEW & filters.ChatType.PRIVATE & filters.LOCATION, located)]
