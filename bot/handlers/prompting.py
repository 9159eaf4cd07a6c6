"""Asking somebody for words: what they write next is taken for the answer."""

from __future__ import annotations

import datetime as dt

from telegram import Chat, Update

from bot.richtext import Block, phrase
from bot.services import Context, messages_of, services_of
from bot.state.prompts import Purpose
from bot.state.subscribers import Subscriber


def asked(
    update: Update, context: Context, subscriber: Subscriber, purpose: Purpose, question: str
) -> list[Block]:
    """Return a question, whose answer is awaited from now on; in a group, how to answer."""
    chat, user = update.effective_chat, update.effective_user
    assert chat is not None
    assert user is not None
    now = dt.datetime.now(dt.UTC)
    services_of(context).state.prompts.put(chat.id, user.id, purpose, subscriber.id, now)
    if chat.type == Chat.PRIVATE:
        return [phrase(question)]
    return [phrase(question), phrase(messages_of(update, context).subscribing.answer_by_reply)]


def drop(update: Update, context: Context) -> None:
    """Await no answer any more: what somebody writes next is a question again."""
    chat, user = update.effective_chat, update.effective_user
    if chat is not None and user is not None:
        services_of(context).state.prompts.end(chat.id, user.id)
