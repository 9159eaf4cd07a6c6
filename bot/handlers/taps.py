"""A button that no stored question stands behind: answered at once, then done what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.callback import arguments, pattern
from bot.pointer import ForeignButton
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, Handler, messages_of

#: What a button does with its arguments. Raises ForeignButton where they are none of ours.
Act = Callable[[Update, Context, list[str]], Awaitable[None]]


async def settle(update: Update) -> None:
    """Tell Telegram that a press has arrived; it may be too late for that."""
    assert update.callback_query is not None
    with suppress(BadRequest):  # "query is too old": its spinner is gone anyway
        await update.callback_query.answer()


def on_tap(area: str, act: Act) -> Handler:
    """Return the handler of the buttons of one area."""

    async def tapped(update: Update, context: Context) -> None:
        await settle(update)
        query = update.callback_query
        try:
            await act(update, context, arguments(query.data if query else None))
        except ForeignButton:
            await reply(update, context, [phrase(messages_of(update, context).question_gone)])

    return CallbackQueryHandler(tapped, pattern=pattern(area))
