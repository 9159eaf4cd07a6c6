"""The buttons under a reindexing, and under the question whether to go back. Pure."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.buttons.keyboards import button
from bot.messages.catalogue import Messages
from bot.reindexing.report import Outcome
from bot.state.reindexes import Reindex

#: The area of all of them.
AREA = "reindex"


def under(reindex: Reindex, messages: Messages) -> InlineKeyboardMarkup | None:
    """Return what can be done with a reindexing: end it, or use what was held back."""
    texts = messages.reindexing
    if reindex.outcome is None:
        if reindex.cancelled:
            return None
        return InlineKeyboardMarkup([[button(texts.button_cancel, AREA, "cancel", reindex.id)]])
    if reindex.outcome is Outcome.HELD:
        promote = button(texts.button_promote, AREA, "promote", reindex.id)
        discard = button(texts.button_discard, AREA, "discard", reindex.id)
        return InlineKeyboardMarkup([[promote, discard]])
    return None


def rollback(generation: str, messages: Messages) -> InlineKeyboardMarkup:
    """Return whether to go back to a generation."""
    texts = messages.reindexing
    back = button(texts.button_rollback, AREA, "back", generation)
    return InlineKeyboardMarkup([[back, button(texts.button_keep, AREA, "stay")]])
