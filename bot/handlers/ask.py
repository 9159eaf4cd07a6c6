"""Somebody asks a question: in private, or in a group by a command, a mention or a reply."""

from __future__ import annotations

import datetime as dt

from telegram import Message, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.asking.answering import Asking, answer
from bot.handlers.prompted import answered
from bot.questions.addressed import is_addressed, is_reply_to, own_words, quoted_words
from bot.replies import reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, Services, messages_of, services_of
from bot.state.questions import Origin, Question

#: So long a short question leans on the one before.
_NEAR = dt.timedelta(minutes=15)


async def ask(update: Update, context: Context) -> None:
    """Answer what a message asks."""
    message = update.effective_message
    assert message is not None
    text = own_words(message, context.bot)
    if text and await answered(update, context, text):
        return
    if text:
        before, replied = leaning_on(message, context, dt.datetime.now(dt.UTC))
        asking = Asking(text, origin_of(message), message.date, before, replied)
    elif text := quoted_words(message, context.bot):
        asking = Asking(text, origin_of(message), message.date)
    else:
        await reply(update, context, [phrase(messages_of(update, context).ask_usage)])
        return
    await answer(update, context, asking)


def origin_of(message: Message) -> Origin:
    """Return who asks by a message, and where."""
    return Origin(
        chat_id=message.chat.id,
        user_id=message.from_user.id if message.from_user else None,
        message_id=message.message_id,
        topic=message.message_thread_id if message.is_topic_message else None,
    )


def leaning_on(
    message: Message, context: Context, now: dt.datetime, *, before: int | None = None
) -> tuple[Question | None, bool]:
    """Return the question that a message may lean on, and whether it replies to its answer.

    before: only questions with a smaller id count.
    """
    services: Services = services_of(context)
    questions, replied = services.state.questions, message.reply_to_message
    if replied is not None and is_reply_to(message, context.bot):
        found = questions.by_answer(message.chat.id, replied.message_id)
        if found is not None:
            return found, True
    return questions.last_of(origin_of(message), now - _NEAR, before=before), False


class Addressed(filters.MessageFilter):
    """Lets through what is meant for the bot."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is meant for the bot."""
        return is_addressed(message, message.get_bot())


def handlers() -> list[Handler]:
    """Return what takes questions."""
    text = NEW & filters.TEXT & ~filters.COMMAND & Addressed()
    return [CommandHandler("ask", ask, filters=NEW), MessageHandler(text, ask)]
