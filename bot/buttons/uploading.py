"""The buttons under a file that an admin has sent, and under what is to be taken out. Pure."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.buttons.keyboards import Row, button
from bot.messages.catalogue import Messages
from bot.state.uploads import Upload

#: The areas: of uploads, and of what is to be taken out.
AREA, REMOVE = "upload", "remove"


def under(
    upload: Upload, waiting: int, *, readable: bool, messages: Messages
) -> InlineKeyboardMarkup:
    """Return what can be done with a file; ``waiting``: how many of this admin's wait."""
    texts, number = messages.uploading, upload.id
    discard = button(texts.button_discard, AREA, "discard", number)
    if not readable:
        return InlineKeyboardMarkup([[discard]])
    label = texts.button_publish if upload.replaces is None else texts.button_replace
    rows = [[button(label, AREA, "publish", number), discard]]
    if waiting > 1:
        every = texts.button_publish_all.format(count=messages.number(waiting))
        rows.append([button(every, AREA, "all", number)])
    fields = (
        (texts.button_title, "title"),
        (texts.button_date, "date"),
        (texts.button_series, "series"),
        (texts.button_language, "language"),
    )
    edits = [button(label, AREA, field, number) for label, field in fields]
    return InlineKeyboardMarkup([*rows, edits[:2], edits[2:]])


def change(briefing_id: str, messages: Messages) -> Row:
    """Return what an admin can do with a briefing that is in the archive."""
    texts = messages.uploading
    return [
        button(texts.button_replace, REMOVE, "replace", briefing_id),
        button(texts.button_remove, REMOVE, "ask", briefing_id),
    ]


def remove(briefing_id: str, messages: Messages) -> InlineKeyboardMarkup:
    """Return whether a briefing is taken out."""
    texts = messages.uploading
    out = button(texts.button_remove, REMOVE, "out", briefing_id)
    return InlineKeyboardMarkup([[out, button(texts.button_keep, REMOVE, "keep")]])
