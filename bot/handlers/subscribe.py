"""Somebody wants what is new, at their hour: in two taps, or in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.access import Place
from bot.buttons import editions
from bot.buttons import subscription as buttons
from bot.digest import zones
from bot.digest.words import DEFAULT_AT, DEFAULT_DAYS, Words, read_words
from bot.handlers.editions import set_days
from bot.handlers.owners import may_change
from bot.handlers.prompting import asked
from bot.messages.catalogue import Messages
from bot.publishing.newsdesk import match_what_waits
from bot.publishing.planning import plan
from bot.questions.question_text import clean
from bot.rendering import subscription as rendering
from bot.replies import reply
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from bot.state.prompts import Purpose
from bot.state.subscribers import Subscriber

#: Characters that are read behind the command.
_LONGEST = 1_500
#: Zones that are offered.
_OFFERED = 3
#: Topics that may be followed in one chat, and the length of each in characters.
MOST_FOLLOWED, LONGEST_TOPIC = 50, 300


async def subscribe(update: Update, context: Context) -> None:
    """Answer ``/subscribe``: offer days and times, or do what is said behind it."""
    messages = messages_of(update, context)
    subscriber = await own_subscriber(update, context)
    if subscriber is None:
        return
    said = _said(update)
    if not said:
        if subscriber.days and subscriber.zone:
            await reply(update, context, *shown_card(context, subscriber, messages))
        else:
            await reply(update, context, *offer(context, subscriber, messages))
        return
    series = await services_of(context).desk.run(lambda library: library.series())
    words = read_words(said, series)
    places = await zones.find_aside(words.place) if words.place else []
    changed = _apply(context, subscriber, words, places[0].zone if places else None)
    await match_what_waits(services_of(context), changed)
    strange = [*words.strange, *([words.place] if words.place and not places else [])]
    notes = [phrase(messages.subscribing.strange, words=one) for one in strange]
    if changed.zone is None:
        blocks, keyboard = zone_question(update, context, changed, messages)
    else:
        blocks, keyboard = shown_card(context, changed, messages)
    await reply(update, context, [*notes, *blocks], keyboard)


def _said(update: Update) -> str:
    """Return what stands behind the command; a line is a topic of its own."""
    assert update.effective_message is not None
    text = "".join((update.effective_message.text or "").split(maxsplit=1)[1:])
    return clean("; ".join(text.splitlines()))[:_LONGEST]


def is_channel(context: Context, chat_id: int) -> bool:
    """Whether a chat is a channel, in which nobody can write to the bot."""
    group = services_of(context).state.groups.get(chat_id)
    return group is not None and group.channel


async def own_subscriber(update: Update, context: Context) -> Subscriber | None:
    """Return the subscriber of this chat, which is made if need be; None where that may not be.

    Whoever may not set it up is told so.
    """
    chat, here, message = update.effective_chat, access_of(context), update.effective_message
    texts = messages_of(update, context).subscribing
    if chat is None or here.user_id is None or message is None:
        return None
    if not await may_change(context, chat.id):
        await reply(update, context, [phrase(texts.group_admins_only)])
        return None
    services, now = services_of(context), dt.datetime.now(dt.UTC)
    subscriber = services.state.subscribers.open(chat.id, now, by=here.user_id)
    if chat.type == Chat.PRIVATE:
        return subscriber
    topic = message.message_thread_id if message.is_topic_message else None
    spoken = subscriber.language or _spoken(update, context)
    changed = services.state.subscribers.change(
        subscriber.id,
        now,
        topic=topic,
        title=chat.title,
        created_by=here.user_id,
        language=spoken,
        zone=subscriber.zone or _zone_of(context, here.user_id),
    )
    return changed or subscriber


def _spoken(update: Update, context: Context) -> str:
    return messages_of(update, context).locale.partition("_")[0]


def _zone_of(context: Context, user_id: int) -> str | None:
    """Return the zone that a person chose for themselves."""
    own = services_of(context).state.subscribers.of_chat(user_id)
    return own.zone if own else None


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


def _apply(context: Context, subscriber: Subscriber, words: Words, zone: str | None) -> Subscriber:
    """Set a digest up as somebody said; what they did not say stays, or is as usual."""
    state, now = services_of(context).state, dt.datetime.now(dt.UTC)
    chosen: dict[str, Any] = {
        "at": words.at or subscriber.at or DEFAULT_AT,
        "days": words.days or subscriber.days or DEFAULT_DAYS,
        "paused": False,
        "snoozed_until": None,
    }
    if zone or words.zone:
        chosen["zone"] = zone or words.zone
    if words.series:
        chosen["series"] = words.series
    if words.languages:
        chosen["languages"] = words.languages
    if not subscriber.days:
        chosen["cursor"] = state.news.latest()
    with state.atomic():
        changed = state.subscribers.change(subscriber.id, now, **chosen)
        assert changed is not None
        room = MOST_FOLLOWED - len(state.watches.of_chat(subscriber.chat_id))
        for topic in words.topics[: max(room, 0)]:
            user_id = access_of(context).user_id
            text = topic[:LONGEST_TOPIC]
            state.watches.add(subscriber.chat_id, text, by=user_id, at_once=False, now=now)
        return plan(state, changed, now)


def zone_question(
    update: Update, context: Context, subscriber: Subscriber, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return the question what time it is, with likely answers."""
    texts = messages.subscribing
    user = update.effective_user
    code = user.language_code if user else None
    likely = [
        *([_zone_of(context, user.id)] if user else []),
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


async def unsubscribe(update: Update, context: Context) -> None:
    """Answer ``/unsubscribe``: end the digest of this chat."""
    messages = messages_of(update, context)
    subscriber = await own_subscriber(update, context)
    if subscriber is None:
        return
    undo = editions.ended(subscriber.id, subscriber.days or DEFAULT_DAYS, messages)
    await reply(update, context, [phrase(messages.digest.ended)], InlineKeyboardMarkup([undo]))
    if subscriber.days:  # last, so that the button knows them if this is handled again
        set_days(context, subscriber, frozenset())


async def subscriptions(update: Update, context: Context) -> None:
    """Answer ``/subscriptions``: what this chat gets, and groups and channels that one set up."""
    messages = messages_of(update, context)
    subscriber = await own_subscriber(update, context)
    if subscriber is None:
        return
    blocks, keyboard = shown_card(context, subscriber, messages)
    others: list[Subscriber] = []
    if access_of(context).place is Place.PRIVATE:
        others = services_of(context).state.subscribers.set_up_by(subscriber.chat_id)
    if others:
        blocks = [*blocks, phrase(messages.subscribing.others_title)]
        rows = [*keyboard.inline_keyboard, *buttons.others(others, messages)]
        keyboard = InlineKeyboardMarkup(rows)
    await reply(update, context, blocks, keyboard)


def handlers() -> list[Handler]:
    """Return what sets up and shows digests."""
    return [
        CommandHandler("subscribe", subscribe, filters=NEW),
        CommandHandler("unsubscribe", unsubscribe, filters=NEW),
        CommandHandler("subscriptions", subscriptions, filters=NEW),
    ]
