"""What stands on buttons: short enough, and never empty. Pure."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.buttons.keyboards import button
from bot.messages.catalogue import Messages
from bot.richtext import visible
from corpus.briefing import BriefingHead

#: Characters of a button that a phone shows in a row of its own.
_LABEL = 48


def label(text: str, longest: int = _LABEL) -> str:
    """Return a text short enough for a button; never empty."""
    text = visible(" ".join(text.split())) or "…"
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def open_button(head: BriefingHead, messages: Messages) -> InlineKeyboardButton:
    """Return the button that opens a briefing, with its date and title on it."""
    return button(label(f"{messages.date(head.date)} · {head.title}"), "open", head.id)


def named_count(name: str, count: int, messages: Messages) -> str:
    """Return a button's label of a name and a count, which is not cut off with the name."""
    counted = f" ({messages.number(count)})"
    return label(name, _LABEL - len(counted)) + counted
