"""The buttons under a message. Pure; every label is words in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callback import Action, Press
from bot.library import Passage
from bot.messages.catalogue import Messages
from bot.pages import Window

#: Buttons side by side.
_WIDEST = 3


def passages(
    question: int, shown: Sequence[Passage], next_rank: int | None, messages: Messages
) -> InlineKeyboardMarkup:
    """Return the rows of each passage, and one for more if there are (from ``next_rank`` on)."""
    rows = [row for passage in shown for row in _of_passage(question, passage, messages)]
    if next_rank is not None:
        press = Press(Action.MORE, question, next_rank)
        rows.append([_button(messages.button_more, press)])
    return InlineKeyboardMarkup(rows)


def _of_passage(
    question: int, shown: Passage, messages: Messages
) -> list[list[InlineKeyboardButton]]:
    labels = {
        Action.CONTEXT: messages.button_context_of,
        Action.PAGE: messages.button_page_of,
        Action.SOURCES: messages.button_sources_of,
        Action.ORIGINAL: messages.button_original_of,
    }
    return _rows(
        [
            _button(label.format(number=shown.rank + 1), Press(action, question, shown.rank))
            for action, label in labels.items()
            if _offers(shown, action)
        ]
    )


def _offers(shown: Passage, action: Action) -> bool:
    """Return whether there is anything behind the button of that action."""
    if action is Action.SOURCES:
        return shown.has_sources
    return shown.has_page or action is not Action.PAGE


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Return the buttons in rows of at most three: on a phone a fourth would cut the words."""
    width = len(buttons) if len(buttons) <= _WIDEST else _WIDEST - 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def context(
    question: int, shown: Passage, window: Window, messages: Messages
) -> InlineKeyboardMarkup:
    """Return what turns the pages, and what else there is to the passage."""
    turn = []
    if window.before:
        press = Press(Action.BEFORE, question, shown.rank, window.first)
        turn.append(_button(messages.button_before, press))
    if window.after:
        press = Press(Action.AFTER, question, shown.rank, window.end)
        turn.append(_button(messages.button_after, press))
    labels = {
        Action.PAGE: messages.button_page,
        Action.SOURCES: messages.button_sources,
        Action.ORIGINAL: messages.button_original,
    }
    rest = [
        _button(label, Press(action, question, shown.rank))
        for action, label in labels.items()
        if _offers(shown, action)
    ]
    return InlineKeyboardMarkup([row for row in (turn, rest) if row])


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=press.encode())
