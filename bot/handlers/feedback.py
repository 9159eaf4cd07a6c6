"""A reader says whether an answer helped, or asks to be told when there is one.

In private the buttons change to show what was understood. In a group they are everybody's, so
each person only sees a word of thanks for a moment.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, InlineKeyboardMarkup, Update

from bot.archive.library import PAGE
from bot.archive.pointer import ForeignButton, number
from bot.asking.answering import keyboard
from bot.buttons import feedback as buttons
from bot.buttons.callback import arguments
from bot.handlers.taps import TapHandler, rebutton, toast
from bot.services import Context, Handler, messages_of, services_of
from bot.state.feedback import Feedback, Opinion, Reason
from bot.state.questions import Question
from index.answer import Verdict

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A button that belongs to a question of the chat it was pressed in."""

    query: CallbackQuery
    question: Question
    user_id: int
    what: str

    @property
    def in_private(self) -> bool:
        """Whether nobody else sees the buttons."""
        return self.query.message is not None and self.query.message.chat.type == Chat.PRIVATE


async def opinion(update: Update, context: Context) -> None:
    """Keep what somebody thinks of an answer, or let them think again."""
    messages, services = messages_of(update, context), services_of(context)
    pressed = _pressed(update, context)
    feedback = _feedback(pressed.what) if pressed else None
    if pressed is None or (feedback is None and pressed.what != buttons.AGAIN):
        await toast(update, messages.feedback.too_old)
        return
    question, given = pressed.question.id, services.state.feedback
    why = pressed.in_private and feedback == Feedback(Opinion.NOT_RIGHT)
    if feedback is None:
        await toast(update)
        changed = given.take_back(question, pressed.user_id)
    else:
        texts = messages.feedback
        await toast(update, texts.what_is_wrong if why else texts.thanks)
        changed = given.give(question, pressed.user_id, feedback, _now())
    if changed:
        services.metrics.feedback(pressed.what)
    reasons = InlineKeyboardMarkup(buttons.reasons(question, messages)) if why else None
    await _show(update, context, pressed, reasons)


def _feedback(what: str) -> Feedback | None:
    """Return the opinion that a button stands for, None for a forged one."""
    if what in set(Opinion):
        return Feedback(Opinion(what))
    return Feedback(Opinion.NOT_RIGHT, Reason(what)) if what in set(Reason) else None


async def wish(update: Update, context: Context) -> None:
    """Keep somebody's wish to be told when a briefing has the answer, or end it."""
    messages, services = messages_of(update, context), services_of(context)
    texts, wishes, days = messages.feedback, services.state.wishes, services.keep.rest
    pressed = _pressed(update, context)
    if pressed is None or not _had_no_answer(pressed):
        await toast(update, texts.too_old)
    elif not pressed.question.text or (pressed.in_private and pressed.what == buttons.OFF):
        await _withdraw(update, context, pressed)
    elif pressed.in_private:
        wishes.add(pressed.question, pressed.user_id, _now())
        await toast(update, texts.noted.for_number(days).format(days=messages.number(days)))
        await _show(update, context, pressed)
    elif wishes.flip(pressed.question, pressed.user_id, update.update_id, _now()):
        noted = texts.noted_in_group.for_number(days)
        await toast(update, noted.format(days=messages.number(days)))
    else:
        await toast(update, texts.withdrawn)


async def _withdraw(update: Update, context: Context, pressed: _Pressed) -> None:
    """End a wish, which can still be done when the words of the question are erased."""
    messages, question = messages_of(update, context), pressed.question
    ended = services_of(context).state.wishes.withdraw(question.id, pressed.user_id, _now())
    known = ended or pressed.what == buttons.OFF
    await toast(update, messages.feedback.withdrawn if known else messages.feedback.too_old)
    if known:
        await _show(update, context, pressed)


def _had_no_answer(pressed: _Pressed) -> bool:
    verdict = pressed.question.verdict
    return pressed.what in (buttons.ON, buttons.OFF) and verdict is not Verdict.ANSWERED


def _pressed(update: Update, context: Context) -> _Pressed | None:
    """Return what was pressed; None for what is forged, or of a question that is gone."""
    query = update.callback_query
    assert query is not None
    try:
        key, what = arguments(query.data)
        question = services_of(context).state.questions.get(number(key))
    except (ForeignButton, ValueError):
        return None
    chat_id = query.message.chat.id if query.message else None
    if question is None or question.chat_id != chat_id:
        return None
    return _Pressed(query, question, query.from_user.id, what)


async def _show(
    update: Update,
    context: Context,
    pressed: _Pressed,
    instead: InlineKeyboardMarkup | None = None,
) -> None:
    """Show under an answer what follows from what was pressed, where nobody else sees it.

    instead: all that there is to press for the moment.
    """
    if pressed.in_private:
        markup = instead or await _keyboard(update, context, pressed)
        await rebutton(update, context, markup)


async def _keyboard(
    update: Update, context: Context, pressed: _Pressed
) -> InlineKeyboardMarkup | None:
    """Return all buttons of an answer, with what its reader has said of it."""
    messages, services = messages_of(update, context), services_of(context)
    question, user_id = pressed.question, pressed.user_id
    shown = await services.desk.run(lambda library: library.passages(question.found, 0, PAGE))
    given = services.state.feedback.of(question.id, user_id)
    rows = buttons.below(
        question.id,
        question.verdict,
        messages,
        kept=bool(question.text) and services.keep.questions > 0,
        given=given is not None,
        wished=services.state.wishes.is_open(question.id, user_id),
    )
    return keyboard(question, shown, messages, rows)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def handlers() -> list[Handler]:
    """Return what takes the buttons for feedback."""
    return [
        TapHandler(buttons.OPINION, opinion),
        TapHandler(buttons.WISH, wish),
    ]
