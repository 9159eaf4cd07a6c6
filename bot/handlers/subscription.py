"""The buttons of a digest's card: what it brings, when, and where it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Container
from typing import Any

from telegram import InlineKeyboardMarkup, Update

from bot.archive.pointer import ForeignButton, number
from bot.archive.shelf import key_of
from bot.buttons import subscription as buttons
from bot.buttons.callback import arguments
from bot.buttons.editions import days_of
from bot.digest.schedule import zones
from bot.handlers.offering import offer, shown_card, zone_question
from bot.handlers.owners import note_digest, subscriber_of
from bot.handlers.prompting import asked, drop
from bot.handlers.taps import TapHandler, settle
from bot.messages.choose import MESSAGES
from bot.publishing.planning import begin_anew, plan, regain, rested_until
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import Context, Handler, messages_of, services_of
from bot.state.prompts import Purpose
from bot.state.subscribers import Subscriber

#: What is shown: blocks and buttons.
Shown = tuple[list[Block], InlineKeyboardMarkup | None]
#: Series on the buttons of one message.
_MOST_SERIES = 40
#: Days for which a digest may be left out.
_LONGEST_REST = 31
#: Languages in which the bot writes, each named in itself.
_SPOKEN = (("de", "Deutsch"), ("en", "English"))


async def tapped(update: Update, context: Context) -> None:
    """Do what a button of a card says, for whoever may."""
    query, messages = update.callback_query, messages_of(update, context)
    assert query is not None
    action, *given = arguments(query.data) or [""]
    try:
        subscriber = await subscriber_of(update, context, "".join(given[:1]), quiet=True)
        if subscriber is None:
            return
        await settle(update, context)
        shown = await _act(update, context, subscriber, action, given[1:])
    except ForeignButton:
        await settle(update, context)
        await reply(update, context, [phrase(messages.subscribing.subscriber_gone)])
        return
    if shown is not None:
        await edit(update, context, *shown)


async def _act(
    update: Update, context: Context, subscriber: Subscriber, action: str, given: list[str]
) -> Shown | None:
    """Return what is shown after an action. Raises ForeignButton for what is none of ours."""
    messages = messages_of(update, context)
    drop(update, context)
    if action == "new":
        await reply(update, context, *shown_card(context, subscriber, messages))
        return None
    asking = _ASKING.get(action)
    if asking is not None:
        return await asking(update, context, subscriber)
    values = _values(action, given)
    if action == "snooze":
        values = {"snoozed_until": _rested_until(subscriber, number(given[0]))}
    elif action in ("serie", "lang"):
        values = await _choice(context, subscriber, action, given)
    changed = change(context, subscriber, values) if values else subscriber
    if action in ("set", "zone", "go") and changed.days and changed.zone is None:
        return zone_question(update, context, changed, messages)
    if action == "on":
        return [phrase(messages.subscribing.days_question)], buttons.days(changed, messages)
    if action == "serie":
        return await _ask_series(update, context, changed)
    if action == "lang":
        return await _ask_languages(update, context, changed)
    return shown_card(context, changed, messages)


def change(context: Context, subscriber: Subscriber, values: dict[str, Any]) -> Subscriber:
    """Change fields of a subscriber, and when the next digest is due."""
    state, now = services_of(context).state, dt.datetime.now(dt.UTC)
    with state.atomic():
        if values.get("days") and not subscriber.days:
            begin_anew(state, subscriber)
        regain(state, subscriber.chat_id, now)
        changed = state.subscribers.change(subscriber.id, now, **values)
        note_digest(context, subscriber, changed, now)
        return plan(state, changed, now) if changed is not None else subscriber


#: What an action sets, from what its button carries.
_SETS: dict[tuple[str, int], Callable[..., dict[str, Any]]] = {
    ("card", 0): dict,
    ("serie", 0): dict,
    ("serie", 2): lambda *_: {},
    ("lang", 0): dict,
    ("lang", 2): lambda *_: {},
    ("set", 2): lambda days, time: {"days": _days(days), "at": _time(time), "paused": False},
    ("on", 1): lambda days: {"days": _days(days)},
    ("at", 1): lambda time: {"at": _time(time)},
    ("zone", 1): lambda zone: {"zone": _one_of(zone, zones())},
    ("only", 1): lambda yes: {"only_followed": bool(number(yes))},
    ("pause", 0): lambda: {"paused": True, "snoozed_until": None},
    ("go", 0): lambda: {"paused": False, "snoozed_until": None},
    ("snooze", 1): lambda *_: {},
    ("off", 0): lambda: {"days": frozenset()},
    ("speak", 1): lambda code: {"language": _one_of(code, MESSAGES)},
}


def _values(action: str, given: list[str]) -> dict[str, Any]:
    """Return the fields that an action sets; none where it only shows something."""
    sets = _SETS.get((action, len(given)))
    if sets is None:
        raise ForeignButton
    return sets(*given)


def _one_of(value: str, allowed: Container[str]) -> str:
    if value not in allowed:
        raise ForeignButton
    return value


def _days(digits: str) -> frozenset[int]:
    if not days_of(digits):
        raise ForeignButton
    return days_of(digits)


def _time(digits: str) -> dt.time:
    try:
        return dt.time(number(digits) // 100, number(digits) % 100)
    except ValueError as e:
        raise ForeignButton from e


def _rested_until(subscriber: Subscriber, count: int) -> dt.date:
    if not 1 <= count <= _LONGEST_REST:
        raise ForeignButton
    return rested_until(subscriber, count, dt.datetime.now(dt.UTC))


async def _choice(
    context: Context, subscriber: Subscriber, action: str, given: list[str]
) -> dict[str, Any]:
    """Return the series or languages of a digest after one was added, taken away, or all."""
    field = "series" if action == "serie" else "languages"
    chosen: tuple[str, ...] = getattr(subscriber, field)
    if not given:
        return {field: ()}
    if len(given) != 2:
        raise ForeignButton
    key, wanted = given[0], bool(number(given[1]))
    names = await _names(context) if action == "serie" else await _codes(context)
    name = next((n for n in names if (key_of(n) if action == "serie" else n) == key), None)
    if name is None:
        raise ForeignButton
    rest = tuple(one for one in chosen if one != name)
    return {field: (*rest, name) if wanted else rest}


async def _names(context: Context) -> list[str]:
    """Return the names of the series that there are."""
    counts = await services_of(context).desk.run(lambda library: library.shelf.series())
    return [one.name for one in counts if one.name][:_MOST_SERIES]


async def _codes(context: Context) -> list[str]:
    return await services_of(context).desk.run(lambda library: library.languages())


# ---- what is asked


async def _offer(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    return offer(context, subscriber, messages_of(update, context))


async def _ask_time(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    messages = messages_of(update, context)
    texts = messages.subscribing
    prompt = asked(update, context, subscriber, Purpose.TIME, texts.time_prompt)
    return [phrase(texts.time_question), *prompt], buttons.times(subscriber, messages)


async def _ask_days(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    messages = messages_of(update, context)
    question = phrase(messages.subscribing.days_question)
    return [question], buttons.days(subscriber, messages)


async def _ask_series(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    messages = messages_of(update, context)
    names = await _names(context)
    if not names:
        return [phrase(messages.subscribing.nothing_to_choose)], buttons.card(subscriber, messages)
    question = phrase(messages.subscribing.series_question)
    return [question], buttons.series(subscriber, names, messages)


async def _ask_languages(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    messages = messages_of(update, context)
    codes = await _codes(context)
    if not codes:
        return [phrase(messages.subscribing.nothing_to_choose)], buttons.card(subscriber, messages)
    question = phrase(messages.subscribing.languages_question)
    return [question], buttons.languages(subscriber, codes, messages)


async def _ask_texts(update: Update, context: Context, subscriber: Subscriber) -> Shown:
    messages = messages_of(update, context)
    question = phrase(messages.subscribing.texts_question)
    return [question], buttons.texts(subscriber, _SPOKEN, messages)


async def _ask_place(update: Update, context: Context, subscriber: Subscriber) -> None:
    question = messages_of(update, context).subscribing.zone_prompt
    await reply(update, context, asked(update, context, subscriber, Purpose.ZONE, question))


_ASKING: dict[str, Callable[[Update, Context, Subscriber], Awaitable[Shown | None]]] = {
    "offer": _offer,
    "time": _ask_time,
    "days": _ask_days,
    "series": _ask_series,
    "langs": _ask_languages,
    "texts": _ask_texts,
    "place": _ask_place,
}


def handlers() -> list[Handler]:
    """Return what takes the buttons of cards."""
    return [TapHandler(buttons.AREA, tapped)]
