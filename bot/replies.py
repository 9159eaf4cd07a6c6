"""Sending: packed to Telegram's limits, in place, and in plain text if all else fails."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from telegram import Chat, InlineKeyboardMarkup, Message, Update
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.delivery.courier import Courier
from bot.delivery.outcome import is_lost
from bot.messages.catalogue import Messages
from bot.questions.addressed import is_question
from bot.richtext import MAX_UNITS, Block, Run, cut, pack, phrase, plain, to_html
from bot.services import App, Context, access_of, courier_of, messages_of, services_in

log = logging.getLogger(__name__)

#: What makes a message; its argument says whether it may be there already.
Call = Callable[[bool], Awaitable[Any]]

#: Of a message; the rest is left free for the note that it may be there twice.
ROOM = MAX_UNITS - 200


async def reply(
    update: Update,
    context: Context,
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    quoting: bool = True,
) -> list[int]:
    """Answer the message (or the message whose button was pressed), the buttons come last.

    quoting: where that helps, what was said to the bot is shown above.
    Returns the ids of the messages.
    """
    say = speaker(update, context, "text", quoting=quoting)
    courier, messages = courier_of(context), messages_of(update, context)
    return await _write(
        courier, _chat_id(update), blocks, messages, partial(say, reply_markup=keyboard)
    )


async def tell(
    application: App,
    chat_id: int,
    blocks: Sequence[Block],
    messages: Messages,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    reply_to: int | None = None,
) -> list[int]:
    """Write to a chat that has not just written to the bot, within an errand of its own.

    reply_to: a message there, if it still exists; the topic of a forum is its.
    Returns the ids of the messages. Raises Forbidden or BadRequest where that cannot be done.
    """
    say = partial(
        application.bot.send_message,
        chat_id=chat_id,
        reply_markup=keyboard,
        reply_to_message_id=reply_to,
    )
    return await _write(services_in(application).courier, chat_id, blocks, messages, say)


async def edit(
    update: Update,
    context: Context,
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Replace the message whose button was pressed; it must fit one message.

    Where it was deleted meanwhile, a new one is sent.
    """
    query = update.callback_query
    if query is None or query.message is None:
        return
    chat_id, message_id = query.message.chat.id, query.message.message_id
    try:
        await edit_message(context, chat_id, message_id, pack(blocks)[0], keyboard)
    except BadRequest as e:
        if not is_lost(e):
            raise
        log.info("A message that was to be changed is gone; a new one is sent")
        await reply(update, context, blocks, keyboard)


async def edit_message(
    context: Context,
    chat_id: int,
    message_id: int,
    part: Block,
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Replace a message of the bot's. Raises BadRequest where it is gone."""
    await rewrite(context.application, chat_id, message_id, part, keyboard)


async def rewrite(
    application: App,
    chat_id: int,
    message_id: int,
    part: Block,
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """The same for what nobody has just asked for. Raises BadRequest where it is gone."""
    say = partial(
        application.bot.edit_message_text,
        chat_id=chat_id,
        message_id=message_id,
        reply_markup=keyboard,
    )
    courier = services_in(application).courier
    try:
        html = partial(say, text=to_html(part), parse_mode=ParseMode.HTML)
        await courier.repeat(html)
    except BadRequest as e:
        if not _is_markup(e):
            raise
        log.exception("Telegram could not read our HTML; sending plain text")
        await courier.repeat(partial(say, text=plain(part)))


def mended(context: Context, trouble: Block, remedy: str) -> list[Block]:
    """Return what is wrong, and to an admin also what mends it: nobody else could."""
    return [trouble, phrase(remedy)] if access_of(context).is_admin else [trouble]


async def send(update: Update, context: Context, kind: str, **content: Any) -> list[int]:
    """Answer with something that is not text (``photo``, ``media_group``, ``document``).

    Returns the ids of the messages. Raises BadRequest where Telegram does not take it.
    """
    say = speaker(update, context, kind)
    note = messages_of(update, context).sent_again

    def call(again: bool) -> Awaitable[Any]:
        return say(**(_noted_below(content, note) if again else content))

    return await courier_of(context).send(_chat_id(update), call, kind)


def _noted_below(content: dict[str, Any], note: str) -> dict[str, Any]:
    """Return what is sent with the note that it may be there twice."""
    caption = f"{note}\n\n{content.get('caption') or ''}".rstrip()
    return content | {"caption": caption[: cut(caption, MessageLimit.CAPTION_LENGTH)]}


def speaker(
    update: Update, context: Context, kind: str, *, quoting: bool = True
) -> Callable[..., Awaitable[Any]]:
    """Return what answers the message (or the one whose button was pressed).

    kind: with what: ``text``, ``photo``, ``media_group`` or ``document``. quoting: as of ``reply``.
    """
    query = update.callback_query
    message = query.message if query else update.effective_message
    if isinstance(message, Message):
        quotes = quoting and _quotes(update)
        return partial(getattr(message, f"reply_{kind}"), do_quote=quotes)
    # Telegram no longer tells what is in an old message, but its buttons still work.
    method = "send_message" if kind == "text" else f"send_{kind}"
    return partial(getattr(context.bot, method), chat_id=_chat_id(update))


def _quotes(update: Update) -> bool:
    """Whether what is said shows what it answers.

    In a group always, so that everybody sees whom it is for. In private only a question, so that
    several in a row are told apart: a command and a button are answered at once.
    """
    chat, message = update.effective_chat, update.message or update.edited_message
    in_private = chat is not None and chat.type == Chat.PRIVATE
    return not in_private or (message is not None and is_question(message))


def _chat_id(update: Update) -> int:
    assert update.effective_chat is not None
    return update.effective_chat.id


async def _write(
    courier: Courier,
    chat_id: int,
    blocks: Sequence[Block],
    messages: Messages,
    say: Callable[..., Awaitable[Any]],
) -> list[int]:
    """Write as many messages as it takes; only the last has the buttons that ``say`` brings."""
    parts = pack(blocks, ROOM)
    sent: list[int] = []
    for part in parts:
        how = say if part is parts[-1] else partial(say, reply_markup=None)
        sent += await _say(courier, chat_id, part, messages, how)
    return sent


async def _say(
    courier: Courier,
    chat_id: int,
    part: Block,
    messages: Messages,
    say: Callable[..., Awaitable[Any]],
) -> list[int]:
    def html(again: bool) -> Awaitable[Any]:
        text = to_html(_noted(part, messages) if again else part)
        return say(text=text, parse_mode=ParseMode.HTML)

    try:
        return await courier.send(chat_id, html)
    except BadRequest as e:
        if not _is_markup(e):
            raise
        log.exception("Telegram could not read our HTML; sending plain text")
        return await courier.send(
            chat_id, lambda again: say(text=plain(_noted(part, messages) if again else part))
        )


def _noted(part: Block, messages: Messages) -> Block:
    """Return a message with the note that it may be there twice."""
    return (Run(messages.sent_again, italic=True), Run("\n\n"), *part)


def _is_markup(error: BadRequest) -> bool:
    return "can't parse entities" in error.message.lower()
