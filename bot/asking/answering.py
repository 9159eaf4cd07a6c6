"""From a question to its answer in a chat: admitted, read, asked, stored, said.

Handled again after a crash, an update finds its question stored, and the same answer is said.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.archive.library import FIRST, PAGE, RANKED, Coverage, Library, Passage
from bot.asking.quota import refusal
from bot.busy import busy
from bot.buttons import feedback, keyboards
from bot.buttons.keyboards import Row
from bot.messages.catalogue import Messages
from bot.questions.question_text import clean, in_full, is_foreign, why_unaskable
from bot.rendering import answers
from bot.replies import ROOM, edit_message, mended, reply
from bot.richtext import Block, pack, phrase
from bot.services import Context, Services, courier_of, messages_of, services_of
from bot.state.questions import Origin, Question
from index.answer import Answer, Verdict
from index.errors import IndexMissing, RetrievalError
from index.question.follow_up import combine

log = logging.getLogger(__name__)

#: A question that waited so many seconds is answered with an apology.
_TOO_LONG = 120
#: The area of the button that makes a question of its own of one that was read in full.
FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody asks.

    sent_at: when it was written; None if nobody waits since. before: the question that it may lean
    on; reply: it replies to that one's answer. answers: messages that its answer replaces.
    """

    text: str
    origin: Origin
    sent_at: dt.datetime | None = None
    before: Question | None = None
    reply: bool = False
    answers: Sequence[int] = ()

    @property
    def is_thanks(self) -> bool:
        """Whether small talk would be a word to the bot in a group, which needs no answer."""
        return self.reply and self.origin.chat_id < 0


async def answer(update: Update, context: Context, asking: Asking) -> None:
    """Answer a question, or say why not."""
    stored = services_of(context).state.questions.by_update(update.update_id)
    if stored is None:
        stored = await _ask(update, context, asking)
    if stored is None:
        return
    if not stored.answered:
        await _say(update, context, stored, asking)
    if not services_of(context).keep.questions:
        services_of(context).state.questions.erase(stored.id)


async def _ask(update: Update, context: Context, asking: Asking) -> Question | None:
    """Ask and store what was found; None if the person was told something else."""
    messages, services = messages_of(update, context), services_of(context)
    text = clean(asking.text)
    why = why_unaskable(text)
    told = answers.unaskable(why, len(text), messages) if why else refusal(update, context)
    if told:
        await reply(update, context, told)
        return None
    today = dt.datetime.now().astimezone().date()
    top_k = FIRST if services.keep.questions else RANKED
    find = partial(_find, replace(asking, text=text), today, top_k)
    began = time.monotonic()
    try:
        async with busy(update):
            found = await services.desk.run_slow(find)
    except IndexMissing:
        told = mended(context, phrase(messages.not_ready), messages.mend_archive)
        await reply(update, context, told)
        return None
    except RetrievalError as e:
        log.warning("A question could not be answered: %s", e)
        told = mended(context, phrase(messages.stale), messages.mend_index)
        await reply(update, context, told)
        return None
    seconds = time.monotonic() - began
    services.metrics.question(found.verdict, seconds)
    if found.verdict is Verdict.SMALL_TALK:
        if not asking.is_thanks:
            await reply(update, context, [phrase(messages.asking.small_talk)])
        return None
    leans = asking.before and found.question != text
    origin = replace(
        asking.origin,
        update_id=update.update_id,
        follow_up_of=asking.before.id if asking.before and leans else None,
    )
    return services.state.questions.add(
        found,
        chat_id=origin.chat_id,
        user_id=origin.user_id,
        origin=origin,
        text=text,
        seconds=seconds,
    )


def _find(asking: Asking, today: dt.date, top_k: int, library: Library) -> Answer:
    """Return what is found for a question, which is read with the one before if it leans on it."""
    full = None
    if asking.before is not None and asking.before.text:
        full = combine(
            asking.before.asked,
            asking.text,
            series=library.series(),
            dictionary=library.ready().bridge,
            reply=asking.reply,
        )
    return library.ask(full.text if full else asking.text, today, top_k)


async def _say(update: Update, context: Context, question: Question, asking: Asking) -> None:
    messages, services = messages_of(update, context), services_of(context)
    shown, coverage = await services.desk.run(lambda library: _first_page(library, question))
    blocks = [_waited(question, asking, messages)] if asking.sent_at else []
    buttons = keyboard(question, shown, messages, _feedback(services, question, messages))
    blocks += _blocks(question, _in_full(question, services), shown, coverage, messages)
    blocks = [block for block in blocks if block]
    if asking.answers:
        sent = await _replace(update, context, asking.answers, blocks, buttons)
    else:
        sent = await reply(update, context, blocks, buttons)
    services.state.questions.answered_by(question.id, sent)


def _first_page(library: Library, question: Question) -> tuple[list[Passage], Coverage]:
    return library.passages(question.found, 0, PAGE), library.coverage()


def _in_full(question: Question, services: Services) -> str | None:
    """Return how a question is shown that leans on another; None if it does not."""
    earlier = services.state.questions.get(question.origin.follow_up_of or 0)
    if question.read_as is None or earlier is None or not earlier.asked:
        return question.read_as
    return in_full(earlier.asked, question.text, question.read_as)


def _blocks(
    question: Question,
    full: str | None,
    shown: list[Passage],
    coverage: Coverage,
    messages: Messages,
) -> list[Block]:
    verdict, filters = question.verdict, question.filters
    if verdict is not Verdict.NOT_COVERED and shown:
        return answers.answer(verdict, filters, shown, messages, full=full)
    if _is_not_read(question):
        return answers.not_read(messages)
    return answers.not_covered(filters, coverage, messages, full=full)


def _waited(question: Question, asking: Asking, messages: Messages) -> Block:
    """Return the apology for a question that waited too long, nothing for any other."""
    assert asking.sent_at is not None
    seconds = (question.asked_at - asking.sent_at).total_seconds()
    return answers.waited(seconds, messages) if seconds > _TOO_LONG else ()


def keyboard(
    question: Question, shown: list[Passage], messages: Messages, rows: list[Row]
) -> InlineKeyboardMarkup | None:
    """Return the buttons under the first page of an answer; ``rows``: those for feedback."""
    label = messages.asking.button_fresh
    fresh = [keyboards.button(label, FRESH, question.id)] if question.read_as else []
    if question.verdict is Verdict.NOT_COVERED or not shown:
        rows = [row for row in (fresh, *rows) if row]
        return InlineKeyboardMarkup(rows) if rows else None
    following = next_rank(question, shown)
    return keyboards.passages(question.id, shown, following, messages, rows, beside=fresh)


def _feedback(services: Services, question: Question, messages: Messages) -> list[Row]:
    kept = services.keep.questions > 0 and not _is_not_read(question)
    return feedback.below(question.id, question.verdict, messages, kept=kept)


def _is_not_read(question: Question) -> bool:
    """Whether nothing was found for a question that is in a language that is not read."""
    missing = question.verdict is Verdict.NOT_COVERED
    return missing and is_foreign(question.asked, question.language)


def next_rank(question: Question, shown: list[Passage]) -> int | None:
    """Return the rank after the last one shown; None if the ranking ends there."""
    following = shown[-1].rank + 1
    return following if following < len(question.found) else None


async def _replace(
    update: Update,
    context: Context,
    old: Sequence[int],
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None,
) -> list[int]:
    """Put an answer in the place of another; return the ids of its messages.

    What is too few is sent, what is too many is deleted, and so is not what is gone.
    """
    assert update.effective_chat is not None
    chat_id, parts, sent = update.effective_chat.id, pack(blocks, ROOM), list[int]()
    for number, part in enumerate(parts):
        buttons = keyboard if part is parts[-1] else None
        try:
            if number < len(old):
                await edit_message(context, chat_id, old[number], part, buttons)
                sent.append(old[number])
                continue
        except BadRequest:
            log.info("An answer that was to be changed is gone; a new one is sent")
        sent += await reply(update, context, [part], buttons)
    for message_id in old[len(parts) :]:
        with suppress(BadRequest):
            await courier_of(context).repeat(
                partial(context.bot.delete_message, chat_id, message_id)
            )
    return sent
