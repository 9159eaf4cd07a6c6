"""Somebody chooses the language that the bot speaks to them."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.access import Place
from bot.buttons.keyboards import button
from bot.handlers.taps import on_tap
from bot.messages.choose import MESSAGES
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, access_of, messages_of, services_of

#: Each language is named in itself, so that whoever reads no other finds it.
_NAMES = {"de": "Deutsch", "en": "English"}
_AS_TELEGRAM = "auto"


async def ask(update: Update, context: Context) -> None:
    """Ask in which language to write."""
    messages = messages_of(update, context)
    if access_of(context).place is not Place.PRIVATE:
        await reply(update, context, [phrase(messages.people.write_privately)])
        return
    rows = [
        [button(name, "lang", code) for code, name in _NAMES.items()],
        [button(messages.privacy.button_as_telegram, "lang", _AS_TELEGRAM)],
    ]
    question = phrase(messages.privacy.language_question)
    await reply(update, context, [question], InlineKeyboardMarkup(rows))


async def choose(update: Update, context: Context, arguments: list[str]) -> None:
    """Keep the choice and confirm it in the language chosen."""
    services, here = services_of(context), access_of(context)
    code = arguments[0] if len(arguments) == 1 else ""
    if here.place is not Place.PRIVATE or here.user_id is None:
        return
    if code not in (*MESSAGES, _AS_TELEGRAM):
        return
    chosen = None if code == _AS_TELEGRAM else code
    services.state.people.choose_language(here.user_id, chosen, dt.datetime.now(dt.UTC).date())
    texts = messages_of(update, context).privacy
    await edit(
        update, context, [phrase(texts.language_chosen if chosen else texts.language_as_telegram)]
    )
    services.menus.put_nowait(here.user_id)


def handlers() -> list[Handler]:
    """Return what takes the choice; everybody may have it."""
    return [CommandHandler("language", ask, filters=NEW), on_tap("lang", choose)]
