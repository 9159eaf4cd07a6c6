"""A reader wants one briefing: found by its name or day, its head, and what there is to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.access import Place
from bot.archive.library import Library
from bot.archive.pointer import digits
from bot.archive.shelf import key_of
from bot.buttons import keyboards, labels, uploading
from bot.handlers.admins import incoming_of
from bot.handlers.original import original_of
from bot.handlers.taps import on_tap
from bot.questions.question_text import clean
from bot.rendering import listing
from bot.replies import reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of
from corpus.briefing import BriefingHead

#: Words beyond this are no name of a briefing.
_LONGEST = 200
#: Briefings to choose from.
_CHOICE = 8

#: What is done with the briefing that somebody asked for.
Show = Callable[[Update, Context, BriefingHead], Awaitable[None]]


async def command(update: Update, context: Context) -> None:
    """Answer ``/briefing``: the one that is named, else the newest."""
    text = named(update)
    if text:
        await choose(update, context, text, show)
        return
    head = await services_of(context).desk.run(newest)
    if head is None:
        await reply(update, context, [phrase(messages_of(update, context).reading.nothing_here)])
    else:
        await show(update, context, head)


def named(update: Update) -> str:
    """Return what stands behind a command."""
    assert update.effective_message is not None
    text = "".join((update.effective_message.text or "").split(maxsplit=1)[1:])
    return clean(text)[:_LONGEST]


def newest(library: Library) -> BriefingHead | None:
    """Return the newest briefing; None where there is none."""
    return next((issue.briefing for issue in library.shelf.newest(0, 1)), None)


async def choose(update: Update, context: Context, text: str, show_one: Show) -> None:
    """Show the briefing that words name, or let the reader choose among several."""
    messages = messages_of(update, context)
    today = dt.datetime.now().astimezone().date()
    found = await services_of(context).desk.run(lambda library: library.shelf.find(text, today))
    if len(found) == 1:
        await show_one(update, context, found[0])
    elif found:
        title = phrase(messages.reading.several, words=text)
        choice = found[:_CHOICE]
        rows = [[labels.open_button(head, messages)] for head in choice]
        if len(found) > _CHOICE:
            # where all are of one series it is opened, else the list of them
            (series, *others) = {head.series for head in found}
            key = "" if others else key_of(series)
            rows.append([keyboards.button(messages.reading.all_issues, "shelf", key, "", 0)])
        await reply(update, context, [title], InlineKeyboardMarkup(rows))
    else:
        await reply(update, context, [phrase(messages.reading.no_such_briefing, words=text)])


async def show(update: Update, context: Context, head: BriefingHead) -> None:
    """Show the head of a briefing and what can be done with it."""
    messages = messages_of(update, context)
    size = await services_of(context).desk.run(lambda library: library.shelf.size(head.id))
    more = keyboards.of_briefing(
        head.id, messages, has_sources=bool(size.sources), has_outline=bool(size.sections)
    )
    read = keyboards.button(messages.reading.button_read, "read", head.id)
    rows = [[read]] if size.paragraphs else []
    here = access_of(context)
    changes = here.is_admin and here.place is Place.PRIVATE and incoming_of(context) is not None
    change = [uploading.change(head.id, messages)] if changes else []
    buttons = InlineKeyboardMarkup([*rows, *keyboards.rows_of(more), *change])
    await reply(update, context, listing.head(head, size, messages), buttons)


def with_briefing(show_one: Show) -> Callable[[Update, Context, list[str]], Awaitable[None]]:
    """Return what a button does that shows something of a briefing, if it is still there."""

    async def act(update: Update, context: Context, arguments: list[str]) -> None:
        identity = digits("".join(arguments[:1]))
        head = await services_of(context).desk.run(lambda library: library.shelf.briefing(identity))
        if head is None:
            gone = messages_of(update, context).reading.briefing_gone
            await reply(update, context, [phrase(gone)])
        else:
            await show_one(update, context, head)

    return act


async def _original(update: Update, context: Context, head: BriefingHead) -> None:
    caption = listing.line(head, messages_of(update, context))
    await original_of(update, context, head, caption)


def handlers() -> list[Handler]:
    """Return what asks for one briefing."""
    return [
        CommandHandler("briefing", command, filters=NEW),
        on_tap("open", with_briefing(show)),
        on_tap("original", with_briefing(_original)),
    ]
