"""Somebody asks a question and gets the passages that answer it."""

from __future__ import annotations

import datetime as dt
import logging

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot import feedback_buttons, keyboards, render
from bot.library import PAGE, Coverage, Library, Passage
from bot.question_text import clean, why_unaskable
from bot.replies import busy, reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, messages_of, services_of
from bot.state.questions import Question
from index.answer import Answer, Verdict
from index.errors import IndexMissing, RetrievalError

log = logging.getLogger(__name__)


async def message(update: Update, context: Context) -> None:
    """Answer a plain message."""
    assert update.effective_message is not None
    await _answer(update, context, update.effective_message.text or "")


async def command(update: Update, context: Context) -> None:
    """Answer ``/ask`` with a question behind it."""
    assert update.effective_message is not None
    question = "".join((update.effective_message.text or "").split(maxsplit=1)[1:])
    if not question:
        await reply(update, context, [phrase(messages_of(update, context).ask_usage)])
        return
    await _answer(update, context, question)


async def _answer(update: Update, context: Context, text: str) -> None:
    messages = messages_of(update, context)
    question = clean(text)
    why = why_unaskable(question)
    if why is not None:
        await reply(update, context, render.unaskable(why, len(question), messages))
        return
    desk = services_of(context).desk
    today = dt.datetime.now().astimezone().date()
    try:
        async with busy(update):
            answer = await desk.run(lambda library: library.ask(question, today))
    except IndexMissing:
        await reply(update, context, [phrase(messages.not_ready)])
    except RetrievalError as e:
        log.warning("A question could not be answered: %s", e)
        await reply(update, context, [phrase(messages.stale)])
    else:
        await _say(update, context, answer)


async def _say(update: Update, context: Context, answer: Answer) -> None:
    messages, services = messages_of(update, context), services_of(context)
    if answer.verdict is Verdict.SMALL_TALK:
        await reply(update, context, [phrase(messages.help)])
        return
    chat, user = update.effective_chat, update.effective_user
    assert chat is not None
    question = services.state.questions.add(
        answer, chat_id=chat.id, user_id=user.id if user else None
    )
    shown, coverage = await services.desk.run(lambda library: _first_page(library, question))
    below = feedback_buttons.below(question.id, answer.verdict, messages)
    if answer.verdict is Verdict.NOT_COVERED or not shown:
        blocks = render.not_covered(answer, coverage, messages)
        await reply(update, context, blocks, InlineKeyboardMarkup(below))
        return
    blocks = render.answer(answer.verdict, answer.filters, shown, messages)
    buttons = keyboards.passages(question.id, shown, next_rank(question, shown), messages, below)
    await reply(update, context, blocks, buttons)


def _first_page(library: Library, question: Question) -> tuple[list[Passage], Coverage]:
    return library.passages(question.found, 0, PAGE), library.coverage()


def next_rank(question: Question, shown: list[Passage]) -> int | None:
    """Return the rank after the last one shown; None if the ranking ends there."""
    following = shown[-1].rank + 1
    return following if following < len(question.found) else None


def handlers() -> list[Handler]:
    """Return what takes questions."""
    text = NEW & filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND
    return [CommandHandler("ask", command, filters=NEW), MessageHandler(text, message)]
