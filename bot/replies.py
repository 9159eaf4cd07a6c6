"""Sending: packed to Telegram's limits, in place, and in plain text if all else fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.richtext import Block, pack, plain, to_html
from bot.services import Context

log = logging.getLogger(__name__)
T = TypeVar("T")

#: How often a message that Telegram asks to wait with is tried again.
_PATIENCE = 3
#: Telegram shows that somebody is typing for five seconds.
_TYPING_SECONDS = 4.5
#: Seconds that an answer waits for it at most.
_TYPING_PATIENCE = 1.0


async def reply(
    update: Update,
    context: Context,
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Answer the message (or the message whose button was pressed), the buttons come last."""
    say = speaker(update, context, "text")
    parts = pack(blocks)
    for part in parts:
        buttons = keyboard if part is parts[-1] else None
        await _formatted(part, partial(say, reply_markup=buttons))


async def edit(
    update: Update,
    context: Context,
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Replace the message whose button was pressed; it must fit one message."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    say = partial(
        context.bot.edit_message_text,
        chat_id=query.message.chat.id,
        message_id=query.message.message_id,
        reply_markup=keyboard,
    )
    try:
        await _formatted(pack(blocks)[0], say)
    except BadRequest as e:
        if "not modified" not in e.message.lower():
            raise


def speaker(update: Update, context: Context, kind: str) -> Callable[..., Awaitable[Any]]:
    """Return what answers the message (or the one whose button was pressed).

    kind: with what: ``text``, ``photo``, ``media_group`` or ``document``.
    """
    query = update.callback_query
    message = query.message if query else update.effective_message
    if isinstance(message, Message):
        return partial(getattr(message, f"reply_{kind}"), do_quote=True)
    # Telegram no longer tells what is in an old message, but its buttons still work.
    chat = message.chat if message else update.effective_chat
    assert chat is not None
    send = "send_message" if kind == "text" else f"send_{kind}"
    return partial(getattr(context.bot, send), chat_id=chat.id)


async def _formatted(part: Block, say: Callable[..., Awaitable[Any]]) -> None:
    try:
        await patiently(partial(say, text=to_html(part), parse_mode=ParseMode.HTML))
    except BadRequest as e:
        if "can't parse entities" not in e.message.lower():
            raise
        log.exception("Telegram could not read our HTML; sending plain text")
        await patiently(partial(say, text=plain(part)))


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Call, and call again after the pause that Telegram asks for (then nothing was sent)."""
    for _ in range(_PATIENCE):
        try:
            return await call()
        except RetryAfter as e:
            pause = e.retry_after
            seconds = pause if isinstance(pause, int | float) else pause.total_seconds()
            log.warning("Telegram asks to wait %s s", seconds)
            await asyncio.sleep(seconds)
    return await call()


@asynccontextmanager
async def busy(update: Update, action: ChatAction = ChatAction.TYPING) -> AsyncIterator[None]:
    """Show that the bot is typing, or busy otherwise, for as long as the context lasts."""
    done = asyncio.Event()
    task = asyncio.create_task(_show(update, action, done))
    try:
        yield
    finally:
        done.set()
        # a slow request for so little must not hold up the answer
        await asyncio.wait({task}, timeout=_TYPING_PATIENCE)
        task.cancel()


async def _show(update: Update, action: ChatAction, done: asyncio.Event) -> None:
    message = update.effective_message
    while isinstance(message, Message) and not done.is_set():
        with suppress(TelegramError):
            await message.reply_chat_action(action)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _TYPING_SECONDS)
