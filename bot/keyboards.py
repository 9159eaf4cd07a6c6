"""The buttons under a message. Pure; every label is words in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callback import Action, Press
from bot.library import Passage
from bot.messages.catalogue import Messages
from bot.pages import Window


def passages(
    question: int, shown: Sequence[Passage], next_rank: int | None, messages: Messages
) -> InlineKeyboardMarkup:
    """Return a row for each passage, and one for more if there are (from ``next_rank`` on)."""
    rows = [_passage_row(question, passage, messages) for passage in shown]
    if next_rank is not None:
        press = Press(Action.MORE, question, next_rank)
        rows.append([_button(messages.button_more, press)])
    return InlineKeyboardMarkup(rows)


def _passage_row(question: int, shown: Passage, messages: Messages) -> list[InlineKeyboardButton]:
    labels = {
        Action.CONTEXT: messages.button_context_of,
        Action.SOURCES: messages.button_sources_of,
        Action.ORIGINAL: messages.button_original_of,
    }
    return [
        _button(label.format(number=shown.rank + 1), Press(action, question, shown.rank))
        for action, label in labels.items()
        if shown.has_sources or action is not Action.SOURCES
    ]


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
    rest = []
    if shown.has_sources:
        press = Press(Action.SOURCES, question, shown.rank)
        rest.append(_button(messages.button_sources, press))
    press = Press(Action.ORIGINAL, question, shown.rank)
    rest.append(_button(messages.button_original, press))
    return InlineKeyboardMarkup([row for row in (turn, rest) if row])


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=press.encode())
