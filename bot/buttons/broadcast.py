"""The buttons with which an admin lets a broadcast go, or stops it. Pure."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons.keyboards import Row, button
from bot.messages.catalogue import Messages

#: The area of the buttons: the action and the broadcast's number.
AREA = "cast"


def under_draft(
    broadcast: int, count: int, messages: Messages, *, groups: bool, choice: bool
) -> InlineKeyboardMarkup:
    """Return what sends a draft, widens it, or drops it.

    count: chats that would get it. groups: whether groups are among them. choice: whether there
    are any groups.
    """
    texts = messages.broadcasting
    rows: list[Row] = []
    if count:
        label = texts.button_send.for_number(count).format(count=messages.number(count))
        rows.append([button(label, AREA, "send", broadcast)])
    if choice:
        label = texts.button_without_groups if groups else texts.button_with_groups
        rows.append([button(label, AREA, "groups", broadcast, int(not groups))])
    return InlineKeyboardMarkup([*rows, [button(texts.button_cancel, AREA, "cancel", broadcast)]])


def stop(broadcast: int, messages: Messages) -> InlineKeyboardButton:
    """Return what stops a broadcast on its way."""
    return button(messages.broadcasting.button_stop, AREA, "stop", broadcast)
