"""What only admins may do, and telling them something."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import CommandHandler

from bot import replies
from bot.access import Place
from bot.buttons.callback import arguments
from bot.handlers.taps import Act, TapHandler, settle
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.replies import reply
from bot.richtext import Block, phrase
from bot.roles import admins_of
from bot.services import (
    NEW,
    Context,
    Handler,
    Services,
    access_of,
    messages_of,
    services_of,
)
from bot.uploads.incoming import Incoming

log = logging.getLogger(__name__)

#: What to say to somebody, in their language.
Say = Callable[[Messages], tuple[list[Block], InlineKeyboardMarkup | None]]


def on_admin_command(name: str, act: Callable[[Update, Context], Awaitable[None]]) -> Handler:
    """Return the handler of a command that only admins may give, in their private chats."""

    async def given(update: Update, context: Context) -> None:
        texts, here = messages_of(update, context).people, access_of(context)
        if here.is_admin:
            await act(update, context)
        elif here.place is Place.PRIVATE:
            await reply(update, context, [phrase(texts.admins_only)])
        else:
            await reply(update, context, [phrase(texts.write_privately)])

    return CommandHandler(name, given, filters=NEW)


def on_admin_tap(area: str, act: Act) -> Handler:
    """Return the handler of buttons that only admins may press, in their private chats."""

    async def tapped(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        if not access_of(context).is_admin:
            await alert(update, messages_of(update, context).people.admins_only)
            return
        await settle(update, context)
        await act(update, context, arguments(query.data))

    return TapHandler(area, tapped)


async def alert(update: Update, text: str) -> None:
    """Answer a press with a window that has to be closed."""
    assert update.callback_query is not None
    with suppress(TelegramError):  # "query is too old": nobody waits for it any more
        await update.callback_query.answer(text=text, show_alert=True)


def incoming_of(context: Context) -> Incoming | None:
    """Return where briefings are put that admins send; None where nothing may be changed."""
    workshop = services_of(context).workshop
    return workshop.incoming if workshop is not None else None


def name_of(services: Services, user_id: int | None, messages: Messages) -> str:
    """Return how to call an admin to another."""
    person = services.state.people.get(user_id) if user_id is not None else None
    return (person and person.name) or messages.people.somebody


async def tell(context: Context, user_id: int, say: Say, *, language: str | None = None) -> bool:
    """Write to somebody who has not just written themselves; whether they could be reached.

    language: the one to speak if nothing is known of theirs.
    """
    people = services_of(context).state.people
    known = people.get(user_id)
    if known is not None and not known.reachable:
        return False
    messages = messages_for(people.spoken(user_id) or language)
    blocks, keyboard = say(messages)
    try:
        await replies.tell(context.application, user_id, blocks, messages, keyboard)
    except (BadRequest, Forbidden) as e:
        log.info("Somebody could not be written to (%s)", type(e).__name__)
        people.not_reached(user_id)
        return False
    return True


async def tell_admins(context: Context, say: Say) -> None:
    """Write to every admin, one after another, in the same order if it is done again.

    Not to those who have never written themselves: they have no chat with the bot yet, and see
    what waits for them when they open one.
    """
    services = services_of(context)
    for admin in admins_of(services):
        known = services.state.people.get(admin)
        if known is not None and known.last_seen is not None:
            await tell(context, admin, say)
