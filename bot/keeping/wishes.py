"""Telling people that a new index generation answers what they once asked in vain."""

from __future__ import annotations

import datetime as dt
import logging

from telegram.error import BadRequest, Forbidden

from bot.access import Place, Sender, standing
from bot.archive.library import PAGE
from bot.asking.answering import next_rank
from bot.buttons import feedback, keyboards
from bot.delivery.lanes import Lane
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.rendering import answers
from bot.replies import tell
from bot.richtext import Block, phrase
from bot.roles import role_of
from bot.services import App, Services, services_in
from bot.state.questions import Origin, Question
from bot.state.wishes import Wish
from index.answer import Answer, Verdict

log = logging.getLogger(__name__)

#: Wishes that are read at a time.
_AT_A_TIME = 50


async def check_wishes(application: App, generation: str) -> int:
    """Ask every open wish of an index generation; return how many were answered.

    One after another and in the bulk lane, since nobody is waiting. Safe to call again at any
    time, and after a crash: what was looked up is not looked up again, what was sent not sent.

    Raises RetrievalError where the index cannot be asked.
    """
    wishes = services_in(application).state.wishes
    answered = 0
    while due := wishes.due(generation, _AT_A_TIME):
        for wish in due:
            answered += await _check(application, wish, generation)
    if answered:
        log.info("%d questions that had no answer have one now", answered)
    return answered


async def _check(application: App, wish: Wish, generation: str) -> bool:
    services = services_in(application)
    if not _may_read(services, wish):
        services.state.wishes.fulfil(wish.id, _now())
        return False
    day = wish.asked_at.astimezone().date()
    answer = await services.desk.run_slow(lambda library: library.ask(wish.text, day))
    if answer.verdict is not Verdict.ANSWERED:
        services.state.wishes.looked_up(wish.id, generation)
        return False
    try:
        # the generation is in the name: a wish may be made again after it was fulfilled
        with services.courier.errand(f"wish {wish.id} {generation}", Lane.BULK):
            await _tell(application, wish, answer)
    except (Forbidden, BadRequest) as e:
        log.info("Somebody could not be told of an answer (%s)", type(e).__name__)
    services.state.wishes.fulfil(wish.id, _now())
    return True


def _may_read(services: Services, wish: Wish) -> bool:
    """Return whether the person may still read where they asked."""
    in_private = wish.chat_id == wish.user_id
    sender = Sender(wish.user_id, Place.PRIVATE if in_private else Place.GROUP, wish.chat_id)
    allowed = services.state.groups.allowed(wish.chat_id)
    return standing(sender, role_of(services, wish.user_id), group_allowed=allowed).may_read


async def _tell(application: App, wish: Wish, answer: Answer) -> None:
    services = services_in(application)
    messages = messages_for(services.state.people.spoken(wish.user_id))
    asked = services.state.questions.get(wish.question_id)
    question = _stored(services, wish, answer)
    shown = await services.desk.run(lambda library: library.passages(question.found, 0, PAGE))
    below = [feedback.opinions(question.id, messages)]
    rank = next_rank(question, shown) if shown else None
    found = answers.answer(answer.verdict, answer.filters, shown, messages)
    sent = await tell(
        application,
        wish.chat_id,
        [*_opening(wish, messages), *found],
        messages,
        keyboards.passages(question.id, shown, rank, messages, below),
        reply_to=asked.origin.message_id if asked else None,
    )
    if not services.keep.questions:
        services.state.questions.erase(question.id)
    services.state.fulfil(wish.id, question.id, sent, _now())


def _stored(services: Services, wish: Wish, answer: Answer) -> Question:
    """Keep the answer like that to a question, which is found again after a crash.

    It stands under a number that no update has.
    """
    questions, number = services.state.questions, -wish.id
    known = questions.by_update(number)
    if known is not None and not known.answered:
        return known
    origin = Origin(wish.chat_id, wish.user_id, update_id=number)
    return questions.add(answer, chat_id=wish.chat_id, user_id=wish.user_id, origin=origin)


def _opening(wish: Wish, messages: Messages) -> list[Block]:
    texts = messages.feedback
    asked = messages.date(wish.asked_at.astimezone().date())
    return [phrase(texts.found), phrase(texts.found_question, date=asked, question=wish.text)]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
