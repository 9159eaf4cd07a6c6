"""Somebody wants to see now what is new since their last digest."""

from __future__ import annotations

import datetime as dt

from telegram import Update
from telegram.ext import CommandHandler

from bot.publishing.editing import Editor
from bot.publishing.printing import letter
from bot.replies import mended, reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, messages_of, services_of
from bot.state.editions import Draft, Edition, Fate, Kind
from bot.state.subscribers import Subscriber
from index.errors import IndexMissing

#: What is new to whoever has no digest.
_LATELY = dt.timedelta(days=7)


async def show(update: Update, context: Context) -> None:
    """Answer ``/digest``: what the next digest would say. It comes all the same."""
    services, messages = services_of(context), messages_of(update, context)
    try:
        edition = await _preview(update, context)
    except IndexMissing:
        told = mended(context, phrase(messages.not_ready), messages.mend_archive)
        await reply(update, context, told)
        return
    chapters, told_of = 0, services.state.news.moment(edition.since)
    for part in (1, 2):
        one = await letter(services, edition, part, edition.due_at)
        if one is not None:
            chapters += 1
            await reply(update, context, one.blocks, one.keyboard)
    if chapters:
        return
    texts = messages.digest
    nothing = (
        phrase(texts.nothing_new, day=messages.weekday(told_of.astimezone().date()))
        if told_of
        else phrase(texts.nothing_yet)
    )
    await reply(update, context, [nothing])


async def _preview(update: Update, context: Context) -> Edition:
    """Return what the next digest of this chat would say, kept so that its pages can be turned."""
    chat, services, now = update.effective_chat, services_of(context), dt.datetime.now(dt.UTC)
    assert chat is not None
    state, issue = services.state, f"preview {update.update_id}"
    known = state.editions.find(chat.id, issue)
    if known is not None:
        return known
    subscriber = state.subscribers.of_chat(chat.id)
    if subscriber is None or not subscriber.days:
        cursor = state.news.before(now - _LATELY)
        subscriber = Subscriber(subscriber.id if subscriber else 0, chat.id, cursor=cursor)
    until = state.news.latest()
    content, _ = await Editor(services).content_of(subscriber, until, now.date())
    draft = Draft(
        chat.id,
        issue,
        Kind.PREVIEW,
        now,
        fate=Fate.DONE,
        language=messages_of(update, context).locale.partition("_")[0],
        since=subscriber.cursor,
        until=until,
        content=content.to_json(),
    )
    state.editions.make(draft, now)
    made = state.editions.find(chat.id, issue)
    assert made is not None
    return made


def handlers() -> list[Handler]:
    """Return what shows what is new."""
    return [CommandHandler("digest", show, filters=NEW)]
