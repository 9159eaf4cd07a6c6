"""The buttons under digests and alerts: turning pages, seeing one again, ending them."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Message, Update

from bot.archive.pointer import ForeignButton, number
from bot.buttons import editions
from bot.buttons.callback import arguments, pattern
from bot.buttons.keyboards import Row
from bot.digest.content import read_content
from bot.digest.words import DEFAULT_DAYS
from bot.handlers.offering import offer
from bot.handlers.owners import note_digest, subscriber_of
from bot.handlers.taps import TapHandler, on_tap, rebutton, settle, toast
from bot.publishing.planning import plan
from bot.publishing.printing import keyboard, letter, printed_of
from bot.rendering import digest
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import Context, Handler, messages_of, services_of
from bot.state.editions import Edition
from bot.state.subscribers import Subscriber

#: Whose digest begins again is told of so much that came meanwhile.
_LATELY = dt.timedelta(days=7)


async def _turn(update: Update, context: Context, given: list[str]) -> None:
    """Show another page of a chapter in place."""
    messages = messages_of(update, context)
    if len(given) != 3:
        raise ForeignButton
    edition = _edition(update, context, given[0])
    chapter = editions.chapter_of(given[1])
    if edition is None or chapter is None:
        await reply(update, context, [phrase(messages.digest.gone)])
        return
    services = services_of(context)
    content = read_content(edition.content)
    if chapter not in content.chapters:
        raise ForeignButton
    printed = await printed_of(services, content)
    shown = digest.page(printed, chapter, number(given[2]), messages)
    blocks = digest.chapter(printed, chapter, shown, None, messages)
    ended = _ended_days(update) or DEFAULT_DAYS
    buttons = keyboard(services, edition, chapter, shown, messages, ended=ended)
    await edit(update, context, blocks, buttons)


async def _again(update: Update, context: Context, given: list[str]) -> None:
    """Show an edition anew, all of it: nobody knows whether it arrived."""
    services, messages = services_of(context), messages_of(update, context)
    edition = _edition(update, context, "".join(given))
    letters = 0
    if edition is not None:
        for part in range(1, len(read_content(edition.content).letters) + 1):
            one = await letter(services, edition, part, edition.due_at)
            if one is not None:
                letters += 1
                await reply(update, context, one.blocks, one.keyboard)
    if not letters:
        texts = messages.digest
        await reply(update, context, [phrase(texts.withdrawn if edition else texts.gone)])


def _edition(update: Update, context: Context, digits: str) -> Edition | None:
    """Return an edition of this chat; None if it is gone. Raises ForeignButton for another's."""
    edition = services_of(context).state.editions.get(number(digits))
    chat = update.effective_chat
    if edition is not None and (chat is None or edition.chat_id != chat.id):
        raise ForeignButton
    return edition


async def _end(update: Update, context: Context) -> None:
    """End a digest at once; the buttons take that back."""
    await _switch(update, context, on=False)


async def _go(update: Update, context: Context) -> None:
    """Take back that a digest was ended."""
    await _switch(update, context, on=True)


async def _switch(update: Update, context: Context, *, on: bool) -> None:
    query, messages = update.callback_query, messages_of(update, context)
    assert query is not None
    given = arguments(query.data)
    try:
        subscriber = await subscriber_of(update, context, "".join(given[:1]), quiet=True)
    except ForeignButton:
        await settle(update, context)
        await reply(update, context, [phrase(messages.question_gone)])
        return
    if subscriber is None:
        return
    texts = messages.digest
    days = subscriber.days or editions.days_of("".join(given[1:2]))
    if on and not (days and subscriber.at and subscriber.zone):
        await settle(update, context)
        await reply(update, context, *offer(context, subscriber, messages))
        return
    if bool(subscriber.days) is not on:
        set_days(context, subscriber, days if on else frozenset())
    row = (editions.under_digest if on else editions.ended)(subscriber.id, days, messages)
    await toast(update, texts.resumed if on else texts.ended)
    await rebutton(update, context, _with_last(update, row))


def set_days(context: Context, subscriber: Subscriber, days: frozenset[int]) -> None:
    """Send a digest on these days; without any, never."""
    state, now = services_of(context).state, dt.datetime.now(dt.UTC)
    with state.atomic():
        if days:
            lately = state.news.before(now - _LATELY)
            state.subscribers.set_cursor(subscriber.id, max(subscriber.cursor, lately))
        changed = state.subscribers.change(subscriber.id, now, days=days)
        note_digest(context, subscriber, changed, now)
        if changed is not None:
            plan(state, changed, now)


def _rows(update: Update) -> list[Row]:
    """Return the buttons of the message of which one was pressed."""
    message = update.callback_query.message if update.callback_query else None
    markup = message.reply_markup if isinstance(message, Message) else None
    return [list(row) for row in markup.inline_keyboard] if markup else []


def _with_last(update: Update, row: Row) -> InlineKeyboardMarkup:
    """Return the buttons of the message with another row in the place of the last."""
    return InlineKeyboardMarkup([*_rows(update)[:-1], row])


def _ended_days(update: Update) -> frozenset[int]:
    """Return the days of a digest that a button of the message would begin again."""
    for one in (button for row in _rows(update) for button in row):
        data = str(one.callback_data or "")
        if pattern(editions.GO).match(data):
            return editions.days_of("".join(arguments(data)[1:2]))
    return frozenset()


def handlers() -> list[Handler]:
    """Return what takes the buttons under digests and alerts."""
    return [
        on_tap(editions.TURN, _turn),
        on_tap(editions.AGAIN, _again),
        TapHandler(editions.END, _end),
        TapHandler(editions.GO, _go),
    ]
