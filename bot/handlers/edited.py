"""Somebody changes a question: its answer changes in place."""

from __future__ import annotations

import datetime as dt

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.archive.pointer import ForeignButton, number
from bot.asking.answering import FRESH, Asking, answer
from bot.handlers.ask import leaning_on, origin_of
from bot.handlers.prompted import rewritten
from bot.handlers.taps import on_tap
from bot.questions.addressed import is_addressed, is_other_command, own_words, quoted_words
from bot.questions.question_text import clean
from bot.services import Context, Handler, services_of
from bot.state.questions import Question

#: An older message is left alone; Telegram lets nobody change one for longer, either.
_OPEN = dt.timedelta(hours=48)


async def edited(update: Update, context: Context) -> None:
    """Answer a changed question anew; one that was not asked before is answered now."""
    message = update.edited_message
    assert message is not None
    now = dt.datetime.now(dt.UTC)
    if now - message.date > _OPEN or is_other_command(message):
        return
    questions = services_of(context).state.questions
    row = questions.by_message(message.chat.id, message.message_id, but=update.update_id)
    if row is None:
        if is_addressed(message, context.bot) and not await rewritten(update, context):
            await _ask_now(update, context, message, now)
        return
    text = own_words(message, context.bot) or quoted_words(message, context.bot)
    if not text or clean(text) == row.text:
        return  # it shows a preview now, or somebody's name was taken out
    before, replied = leaning_on(message, context, row.asked_at, before=row.id)
    await answer(
        update,
        context,
        Asking(
            text,
            origin_of(message),
            message.edit_date,
            before,
            replied,
            questions.answers_of(row.id),
        ),
    )


async def _ask_now(update: Update, context: Context, message: Message, now: dt.datetime) -> None:
    if text := own_words(message, context.bot):
        before, replied = leaning_on(message, context, now)
        asking = Asking(text, origin_of(message), message.edit_date, before, replied)
        await answer(update, context, asking)


async def _ask_fresh(update: Update, context: Context, arguments: list[str]) -> None:
    """Answer a question by itself that was read with the one before, in the same place."""
    question = _pressed(update, context, arguments)
    questions = services_of(context).state.questions
    answers = questions.answers_of(question.id)
    if not answers and questions.by_update(update.update_id) is None:
        raise ForeignButton
    await answer(update, context, Asking(question.text, question.origin, answers=answers))


def _pressed(update: Update, context: Context, arguments: list[str]) -> Question:
    """Return the question that a button belongs to. Raises ForeignButton."""
    if len(arguments) != 1:
        raise ForeignButton
    questions = services_of(context).state.questions
    question, chat = questions.get(number(arguments[0])), update.effective_chat
    if question is None or chat is None or question.chat_id != chat.id or not question.text:
        raise ForeignButton
    return question


def handlers() -> list[Handler]:
    """Return what takes changed questions, and the button that makes one a question of its own."""
    return [
        MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, edited),
        on_tap(FRESH, _ask_fresh),
    ]
