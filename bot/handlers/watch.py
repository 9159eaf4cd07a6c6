"""Somebody follows a question or a topic: told at once, or with the digest."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.archive.pointer import ForeignButton, number
from bot.buttons import watching as buttons
from bot.buttons.callback import arguments
from bot.handlers.briefing import named
from bot.handlers.owners import own_subscriber, subscriber_of
from bot.handlers.prompting import asked
from bot.handlers.subscribe import LONGEST_TOPIC, MOST_FOLLOWED
from bot.handlers.taps import TapHandler, settle
from bot.messages.catalogue import Messages
from bot.publishing.newsdesk import match_what_waits
from bot.questions.question_text import why_unaskable
from bot.rendering import subscription as rendering
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from bot.state.prompts import Purpose
from bot.state.subscribers import Subscriber
from bot.state.watches import Watch
from index.errors import RetrievalError
from index.question.small_talk import is_small_talk
from index.topics import is_question


async def watch(update: Update, context: Context) -> None:
    """Answer ``/watch``: follow what stands behind it, or show what is followed."""
    subscriber = await own_subscriber(update, context)
    if subscriber is None:
        return
    text = named(update)
    if text:
        await follow(update, context, subscriber, text)
    else:
        messages = messages_of(update, context)
        await reply(update, context, *_list(context, subscriber, 0, messages))


async def follow(update: Update, context: Context, subscriber: Subscriber, text: str) -> None:
    """Follow something for a chat, and say what the briefings have of it so far."""
    services, messages = services_of(context), messages_of(update, context)
    texts, watches = messages.watching, services.state.watches
    text = text[:LONGEST_TOPIC].strip()
    if why_unaskable(text) or is_small_talk(text):
        await reply(update, context, [phrase(texts.watch_usage)])
        return
    if len(watches.of_chat(subscriber.chat_id)) >= MOST_FOLLOWED:
        await reply(update, context, [phrase(texts.watch_too_many, limit=MOST_FOLLOWED)])
        return
    added, new = watches.add(
        subscriber.chat_id,
        text,
        by=access_of(context).user_id,
        at_once=True,
        now=dt.datetime.now(dt.UTC),
        update_id=update.update_id,
    )
    told = phrase(_noted(subscriber, text, messages) if new else texts.watched_before, topic=text)
    blocks = [told, await _so_far(context, text, messages)]
    keyboard = buttons.of_watch(subscriber.id, added, messages)
    await reply(update, context, [block for block in blocks if block], keyboard)


def _noted(subscriber: Subscriber, text: str, messages: Messages) -> str:
    texts = messages.watching
    if not subscriber.is_private:
        return texts.watching_group
    return texts.watching if is_question(text) else texts.watching_topic


async def _so_far(context: Context, text: str, messages: Messages) -> Block:
    """Return how many briefings speak of a topic so far; nothing for a question."""
    if is_question(text):
        return ()
    today = dt.datetime.now().astimezone().date()
    try:
        hits = await services_of(context).desk.run_slow(
            lambda library: library.stock.so_far(text, today)
        )
    except RetrievalError:
        return ()
    texts, days = messages.watching, {hit.briefing.id: hit.briefing.date for hit in hits}
    if not days:
        return phrase(texts.so_far_none)
    dated, count = [day for day in days.values() if day], len(days)
    told = (texts.so_far if dated else texts.so_far_undated).for_number(count)
    last = messages.date(max(dated)) if dated else ""
    return phrase(told, count=messages.number(count), day=last)


def _list(
    context: Context, subscriber: Subscriber, page: int, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what a chat follows, with what can be changed."""
    watches = services_of(context).state.watches.of_chat(subscriber.chat_id)
    shown = buttons.page_of(watches, page)
    blocks = rendering.followed(watches[shown.start : shown.stop], shown.start, messages)
    waiting = any(not one.at_once for one in watches) and not subscriber.days
    if waiting:
        blocks = [*blocks, phrase(messages.watching.watch_needs_digest)]
    return blocks, buttons.listed(subscriber.id, watches, page, messages)


async def tapped(update: Update, context: Context) -> None:
    """Do what a button says of something that is followed, for whoever may."""
    query, messages = update.callback_query, messages_of(update, context)
    assert query is not None
    action, *given = arguments(query.data) or [""]
    try:
        subscriber = await subscriber_of(update, context, "".join(given[:1]), quiet=True)
        if subscriber is None:
            return
        await settle(update, context)
        await _act(update, context, subscriber, [action, *given[1:]])
    except ForeignButton:
        await settle(update, context)
        await reply(update, context, [phrase(messages.subscribing.subscriber_gone)])


async def _act(update: Update, context: Context, subscriber: Subscriber, given: list[str]) -> None:
    services, messages = services_of(context), messages_of(update, context)
    match given:
        case ["new"]:
            await reply(update, context, *_list(context, subscriber, 0, messages))
        case ["list", *page]:
            shown = _list(context, subscriber, number("".join(page) or "0"), messages)
            await edit(update, context, *shown)
        case ["add"]:
            question = messages.watching.topic_prompt
            await reply(
                update, context, asked(update, context, subscriber, Purpose.TOPIC, question)
            )
        case ["mode", key, at_once]:
            one = _owned(context, subscriber, key)
            services.state.watches.set_at_once(one.id, bool(number(at_once)))
            await match_what_waits(services, subscriber)
            await edit(update, context, *_list(context, subscriber, 0, messages))
        case ["stop", key]:
            known = services.state.watches.get(number(key))
            if known is not None and known.chat_id == subscriber.chat_id:
                services.state.watches.remove([known.id])
            await edit(update, context, *_list(context, subscriber, 0, messages))
        case _:
            raise ForeignButton


def _owned(context: Context, subscriber: Subscriber, key: str) -> Watch:
    """Return a watch of a chat. Raises ForeignButton where it has none by that number."""
    one = services_of(context).state.watches.get(number(key))
    if one is None or one.chat_id != subscriber.chat_id:
        raise ForeignButton
    return one


def handlers() -> list[Handler]:
    """Return what follows something."""
    return [
        CommandHandler("watch", watch, filters=NEW),
        TapHandler(buttons.AREA, tapped),
    ]
