"""Showing that the bot is at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

#: Telegram shows that somebody is typing for five seconds.
_TYPING_SECONDS = 4.5
#: Seconds that an answer waits for it at most.
_TYPING_PATIENCE = 1.0


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
