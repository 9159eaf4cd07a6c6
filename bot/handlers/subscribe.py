"""Somebody wants what is new, at their hour: in two taps, or in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.access import Place
from bot.buttons import editions
from bot.buttons import subscription as buttons
from bot.digest import zones
from bot.digest.words import DEFAULT_AT, DEFAULT_DAYS, Words, is_part_of_a_topic, read_words
from bot.handlers.editions import set_days
from bot.handlers.offering import offer, shown_card, zone_question
from bot.handlers.owners import note_digest, own_subscriber
from bot.publishing.newsdesk import match_what_waits
from bot.publishing.planning import begin_anew, plan
from bot.questions.question_text import clean
from bot.replies import reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from bot.state.subscribers import Subscriber

#: Characters that are read behind the command.
_LONGEST = 1_500
#: What somebody may write behind the command who wants no digest, or does not know what to write.
_OFF = frozenset({"off", "stop", "none", "never", "no", "aus", "nein", "keine", "nie", "ende"})
_HELP = frozenset({"help", "hilfe", "how", "wie"})
#: Topics that may be followed in one chat, and the length of each in characters.
MOST_FOLLOWED, LONGEST_TOPIC = 50, 300


async def subscribe(update: Update, context: Context) -> None:
    """Answer ``/subscribe``: offer days and times, or do what is said behind it."""
    messages = messages_of(update, context)
    said, state = _said(update), services_of(context).state
    known = state.subscribers.of_chat(update.effective_chat.id) if update.effective_chat else None
    begins = known is None or not (known.days and known.reachable)
    subscriber = await own_subscriber(update, context, here=bool(said) or begins)
    if subscriber is None:
        return
    if said.casefold().strip(" .!?") in _OFF:
        await unsubscribe(update, context)
        return
    if said.casefold().strip(" .!?") in {"", *_HELP}:
        if subscriber.days and subscriber.zone:
            await reply(update, context, *shown_card(context, subscriber, messages))
        else:
            await reply(update, context, *offer(context, subscriber, messages))
        return
    series = await services_of(context).desk.run(lambda library: library.series())
    words = read_words(said, series)
    places = await zones.find_aside(words.place) if words.place else []
    if words.place and not places and is_part_of_a_topic(words.place, said):
        words = read_words(said, series, places=False)
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
    with state.atomic():
        if not subscriber.days:
            begin_anew(state, subscriber)
        changed = state.subscribers.change(subscriber.id, now, **chosen)
        assert changed is not None
        note_digest(context, subscriber, changed, now)
        room = MOST_FOLLOWED - len(state.watches.of_chat(subscriber.chat_id))
        for topic in words.topics[: max(room, 0)]:
            user_id = access_of(context).user_id
            text = topic[:LONGEST_TOPIC]
            state.watches.add(subscriber.chat_id, text, by=user_id, at_once=False, now=now)
        return plan(state, changed, now)


async def unsubscribe(update: Update, context: Context) -> None:
    """Answer ``/unsubscribe``: end the digest of this chat."""
    messages = messages_of(update, context)
    subscriber = await own_subscriber(update, context)
    if subscriber is None:
        return
    if not subscriber.days:
        await reply(update, context, [phrase(messages.digest.ended)])
        return
    undo = editions.ended(subscriber.id, subscriber.days, messages)
    await reply(update, context, [phrase(messages.digest.ended)], InlineKeyboardMarkup([undo]))
    set_days(context, subscriber, frozenset())  # last, so that the button knows them


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
