"""What the Bot API answers when it does not do what it was asked."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 (what the server says)
    """The Bot API's answer to a request that it will not carry out.

    parameters: what a program can act on (``retry_after``, ``migrate_to_chat_id``).
    """

    def __init__(self, description: str, status: int = 400, **parameters: Any) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = parameters


def bad(what: str) -> Refused:
    """Return the refusal of a request that is wrong."""
    return Refused(f"Bad Request: {what}")


def forbidden(why: str) -> Refused:
    """Return the refusal of a request that the bot has no right to."""
    return Refused(f"Forbidden: {why}", 403)


#: What a well-behaved bot cannot foresee: it depends on what people and other programs do.
_UNFORESEEN = (
    "query is too old",
    "group chat was upgraded",
    "message thread not found",
    "TOPIC_CLOSED",
    "Unauthorized",
    "Conflict:",
)


def is_foreseeable(status: int, description: str) -> bool:
    """Whether a bot that minds the rules would not have been answered so."""
    if not 400 <= status < 500 or status in {403, 429}:
        return False
    return not any(words in description for words in _UNFORESEEN)
