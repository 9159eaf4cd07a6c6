"""A button that no stored question stands behind: answered at once, then done what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import CallbackQueryHandler

from bot.archive.pointer import ForeignButton
from bot.buttons.callback import arguments, pattern
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, Handler, courier_of, messages_of

#: What a button does with its arguments. Raises ForeignButton where they are none of ours.
Act = Callable[[Update, Context, list[str]], Awaitable[None]]


class TapHandler(CallbackQueryHandler[Context, None]):
    """Takes the buttons of one area; to the library, a button without data is anybody's."""

    def __init__(
        self, area: str, tapped: Callable[[Update, Context], Coroutine[Any, Any, None]]
    ) -> None:
        super().__init__(tapped, pattern=pattern(area))

    def check_update(self, update: object) -> object:
        """Return what is true if the button is of the area."""
        query = update.callback_query if isinstance(update, Update) else None
        return super().check_update(update) if query is not None and query.data else None


async def settle(update: Update, context: Context) -> None:
    """Tell Telegram, once, that a press has arrived.

    Whatever comes of that: nobody waits for it as for what the button does.
    """
    assert update.callback_query is not None
    if not courier_of(context).again:
        with suppress(TelegramError):
            await update.callback_query.answer()


async def toast(update: Update, text: str | None = None) -> None:
    """Show something for a moment; when it comes too late, nobody misses it."""
    assert update.callback_query is not None
    with suppress(TelegramError):
        await update.callback_query.answer(text)


async def rebutton(update: Update, context: Context, markup: InlineKeyboardMarkup | None) -> None:
    """Put other buttons under the message whose button was pressed, if it can be changed."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    message = query.message
    with suppress(BadRequest):  # it was deleted, or is too old
        await courier_of(context).repeat(
            lambda: context.bot.edit_message_reply_markup(
                chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup
            )
        )


def on_tap(area: str, act: Act) -> Handler:
    """Return the handler of the buttons of one area."""

    async def tapped(update: Update, context: Context) -> None:
        await settle(update, context)
        query = update.callback_query
        try:
            await act(update, context, arguments(query.data if query else None))
        except ForeignButton:
            await reply(update, context, [phrase(messages_of(update, context).question_gone)])

    return TapHandler(area, tapped)
