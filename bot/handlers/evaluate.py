"""An admin wants to know how good the index is."""

from __future__ import annotations

import asyncio
import datetime as dt

from telegram import Update

from bot.handlers.admins import on_admin_command
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, Handler, messages_of, services_of
from index.errors import QuestionsUnreadable
from index.evaluation.questions import read_questions


async def command(update: Update, context: Context) -> None:
    """Answer ``/eval``: what comes of it is told when it has ended, in the place of the answer."""
    services, messages = services_of(context), messages_of(update, context)
    texts, file = messages.evaluating, services.premises.evaluation_file
    if file is None:
        await reply(update, context, [phrase(texts.no_file)])
        return
    try:
        questions = await asyncio.to_thread(read_questions, file)
    except QuestionsUnreadable as e:
        await reply(update, context, [phrase(texts.bad_file, why=str(e))])
        return
    wanted = services.state.evaluations.wanted()
    if wanted is not None:
        since = messages.moment(wanted.asked_at)
        await reply(update, context, [phrase(texts.running, time=since)])
        return
    begun = phrase(texts.begun.for_number(len(questions)), count=messages.number(len(questions)))
    sent = await reply(update, context, [begun])
    chat = update.effective_chat
    assert chat is not None
    # where the message was given up, a new one is sent in the end
    services.state.evaluations.ask(chat.id, sent[-1] if sent else 0, dt.datetime.now(dt.UTC))
    services.evaluation.set()


def handlers() -> list[Handler]:
    """Return what evaluates the index."""
    return [on_admin_command("eval", command)]
