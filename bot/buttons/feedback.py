"""The row under an answer with which a reader says what they think of it, or asks to be told.

Pure. Each row stands in for the one before it; the other buttons of the message stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons.callback import pattern
from bot.buttons.keyboards import Row, button
from bot.messages.catalogue import Messages
from bot.state.feedback import Opinion, Reason
from index.answer import Verdict

#: The areas of the buttons: ``fb`` with question and opinion, reason or one of the two below;
#: ``wish`` with question and ON or OFF.
OPINION, WISH = "fb", "wish"
#: A row of reasons is put back, or an opinion is to be changed.
AGAIN = "again"
ON, OFF = "on", "off"


def below(question: int, verdict: Verdict, messages: Messages, *, kept: bool) -> list[Row]:
    """Return what stands under the answer to a question at first.

    kept: whether its words are kept; what is erased cannot be looked up again later.
    """
    rows = [opinions(question, messages)] if verdict is not Verdict.NOT_COVERED else []
    offer = kept and verdict is not Verdict.ANSWERED
    return [*rows, tell_me(question, messages)] if offer else rows


def opinions(question: int, messages: Messages) -> Row:
    """Return what stands under an answer at first."""
    texts = messages.feedback
    return [
        button(texts.helpful, OPINION, question, Opinion.HELPFUL),
        button(texts.not_right, OPINION, question, Opinion.NOT_RIGHT),
    ]


def reasons(question: int, messages: Messages) -> list[Row]:
    """Return what is asked of a reader for whom an answer was not right."""
    texts = messages.feedback
    return [
        [
            button(texts.wrong_source, OPINION, question, Reason.WRONG_SOURCE),
            button(texts.not_an_answer, OPINION, question, Reason.NOT_AN_ANSWER),
        ],
        [
            button(texts.outdated, OPINION, question, Reason.OUTDATED),
            button(texts.back, OPINION, question, AGAIN),
        ],
    ]


def thanks(question: int, messages: Messages) -> Row:
    """Return what stands there once an opinion was given."""
    return [button(messages.feedback.thanked, OPINION, question, AGAIN)]


def tell_me(question: int, messages: Messages) -> Row:
    """Return the offer under a question that has no answer."""
    return [button(messages.feedback.tell_me, WISH, question, ON)]


def will_be_told(question: int, messages: Messages) -> Row:
    """Return what stands there once it was taken up."""
    return [button(messages.feedback.will_be_told, WISH, question, OFF)]


def replaced(
    keyboard: InlineKeyboardMarkup | None, area: str, rows: Sequence[Row]
) -> InlineKeyboardMarkup | None:
    """Return a message's keyboard with ``rows`` in place of its rows of an area; None if empty."""
    ours = pattern(area)
    before = keyboard.inline_keyboard if keyboard else ()
    kept = [row for row in before if not any(_carries(one, ours.match) for one in row)]
    return InlineKeyboardMarkup([*kept, *rows]) if kept or rows else None


def _carries(one: InlineKeyboardButton, match: Callable[[str], object]) -> bool:
    return isinstance(one.callback_data, str) and bool(match(one.callback_data))
