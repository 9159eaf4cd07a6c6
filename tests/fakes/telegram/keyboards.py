"""Buttons that Telegram refuses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram.refusals import bad

Json = dict[str, Any]

_MOST, _MOST_IN_A_ROW = 100, 8
_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
}  # fmt: skip
_STYLES = {"danger", "success", "primary"}
#: Of a query that a button fills in, and of a label; as generous as clients show them.
_QUERY, _LABEL = 256, 256


def check_keyboard(markup: Json | None, *, private: bool = True, inline: bool = False) -> None:
    """Refuse buttons that Telegram refuses; ``inline``: under a message sent inline."""
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > _MOST or any(len(row) > _MOST_IN_A_ROW for row in rows):
        raise bad("reply markup is too long")
    if not all(rows):
        raise bad("a row of the inline keyboard is empty")
    for button in buttons:
        _check_label(button)
        _check_action(button, private=private and not inline)


def _check_label(button: Json) -> None:
    if not 0 < len(button["text"].strip()) <= _LABEL:
        raise bad("inline keyboard button text must be non-empty")
    if button.get("style", "danger") not in _STYLES:
        raise bad("invalid button style specified")


def _check_action(button: Json, *, private: bool) -> None:
    actions = _ACTIONS & set(button)
    if not actions:
        raise bad("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"a button can do one thing only, not {sorted(actions)}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        _check_url(button["url"])
    if "web_app" in button and not private:
        raise bad("BUTTON_TYPE_INVALID")
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if len(button.get(name, "")) > _QUERY:
            raise bad("BUTTON_DATA_INVALID")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as e:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong port number") from e
    if parts.scheme == "tg" and url.startswith("tg://"):
        return
    if parts.scheme not in {"http", "https"}:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not host or ("." not in host and host != "localhost") or any(c.isspace() for c in url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
