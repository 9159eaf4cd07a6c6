from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.delivery import shown
from bot.delivery.shown import Shown

SENT = {"message_id": 5}


def message(text: str | None, label: str = "", **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"chat_id": 1, **more}
    if text is not None:
        data["text"] = text
    if label:
        button = InlineKeyboardButton(label, callback_data="x")
        data["reply_markup"] = InlineKeyboardMarkup([[button]])
    return data


def edit(text: str | None, label: str = "", **more: Any) -> dict[str, Any]:
    return message(text, label, message_id=5, **more)


def test_an_edit_to_what_was_sent_changes_nothing() -> None:
    known = Shown()
    known.note("sendMessage", message("Ferry", "More"), SENT)
    assert known.holds("editMessageText", edit("Ferry", "More"))
    assert known.holds("editMessageReplyMarkup", edit(None, "More"))
    for other in (edit("Ferry"), edit("Pier", "More"), edit("Ferry", "More", parse_mode="HTML")):
        assert not known.holds("editMessageText", other)
    assert not known.holds("editMessageReplyMarkup", edit(None, "Less"))


def test_edits_are_followed() -> None:
    known = Shown()
    known.note("sendMessage", message("Ferry", "More"), SENT)
    known.note("editMessageReplyMarkup", edit(None, "Less"), True)
    assert known.holds("editMessageText", edit("Ferry", "Less"))
    known.note("editMessageText", edit("Pier"), SENT)
    assert known.holds("editMessageText", edit("Pier"))
    assert not known.holds("editMessageText", edit("Ferry", "Less"))


def test_what_is_not_known_is_asked_for(monkeypatch: Any) -> None:
    monkeypatch.setattr(shown, "_MOST", 1)
    known = Shown()
    assert not known.holds("editMessageText", edit("Ferry"))
    known.note("editMessageReplyMarkup", edit(None, "Less"), True)
    assert not known.holds("editMessageText", edit("Ferry", "Less")), "its text is not known"
    known.note("sendMessage", message("Other"), {"message_id": 6})
    assert not known.holds("editMessageReplyMarkup", edit(None, "Less")), "it was forgotten"
