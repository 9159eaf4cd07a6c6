"""What messages look like now, so that no edit is asked for that would change nothing."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

#: Messages that are remembered; older ones are seldom edited, and it does no harm to ask.
_MOST = 5000


class Shown:
    """The last messages, as digests of their text and of their buttons."""

    def __init__(self) -> None:
        self._messages: OrderedDict[tuple[Any, int], tuple[str | None, str]] = OrderedDict()

    def holds(self, endpoint: str, data: Mapping[str, Any]) -> bool:
        """Return whether an edit asks for what is there."""
        known = self._messages.get((data.get("chat_id"), data.get("message_id", 0)))
        if known is None:
            return False
        text, buttons = _digests(data)
        if endpoint == "editMessageReplyMarkup":
            return buttons == known[1]
        return endpoint == "editMessageText" and (text, buttons) == known

    def note(self, endpoint: str, data: Mapping[str, Any], result: Any) -> None:
        """Remember what a request has made of a message."""
        sent = result.get("message_id") if isinstance(result, dict) else None
        key = (data.get("chat_id"), data.get("message_id", sent))
        if key[1] is None:
            return
        text, buttons = _digests(data)
        if endpoint == "editMessageReplyMarkup":
            text = self._messages.get(key, (None, ""))[0]
        self._messages[key] = (text, buttons)
        self._messages.move_to_end(key)
        if len(self._messages) > _MOST:
            self._messages.popitem(last=False)


def _digests(data: Mapping[str, Any]) -> tuple[str | None, str]:
    text, markup = data.get("text"), data.get("reply_markup")
    words = None if text is None else _digest(f"{data.get('parse_mode')}\0{text}")
    return words, _digest(markup.to_json() if markup is not None else "")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
