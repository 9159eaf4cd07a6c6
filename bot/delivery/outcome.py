"""What an error means for the message that it was about."""

from __future__ import annotations

import datetime as dt
import warnings
from enum import StrEnum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBDeprecationWarning

# The library warns whenever it makes this error itself; both forms are understood below.
warnings.filterwarnings("ignore", ".*attribute `retry_after`", PTBDeprecationWarning)

#: Failures before anything was written to the connection.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

#: What Telegram says of topics that were closed or deleted, and of groups where bots may not write.
_SHUT = (
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_restricted",
    "_forbidden",
)

#: What it says of a message that cannot be changed any more.
_LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")


#: What it says of chats that are no more.
_NO_CHAT = ("chat not found", "peer_id_invalid", "user_id_invalid", "group chat was deactivated")


class Outcome(StrEnum):
    """What became of a request that ended in an error.

    UNSENT: it did not arrive and may be made again. UNKNOWN: it may have arrived. DONE: there was
    nothing left to do. REFUSED: it will never be carried out. GONE: nor will any in that chat.
    """

    UNSENT = "unsent"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    GONE = "gone"


def outcome(error: TelegramError) -> Outcome:
    """Return what an error means. The library's tree misleads: BadRequest is a NetworkError."""
    if isinstance(error, Forbidden):
        return Outcome.GONE
    if isinstance(error, BadRequest):
        unchanged = "message is not modified" in error.message.lower()
        return Outcome.DONE if unchanged else Outcome.REFUSED
    if isinstance(error, RetryAfter | InvalidToken | Conflict):
        # 401 and 404 come before anything is done (and from proxies that know no such page)
        return Outcome.UNSENT
    if isinstance(error, ChatMigrated):
        return Outcome.REFUSED
    if isinstance(error, TimedOut | NetworkError):
        return Outcome.UNSENT if isinstance(error.__cause__, _NEVER_LEFT) else Outcome.UNKNOWN
    return Outcome.REFUSED


def is_shut(error: Exception) -> bool:
    """Whether a chat or topic does not take messages any more, which nobody could foresee."""
    words = error.message.lower() if isinstance(error, BadRequest) else ""
    return any(sign in words for sign in _SHUT)


def is_gone(error: TelegramError) -> bool:
    """Whether nothing can be sent to a chat, or its topic, that nobody has just written in."""
    words = error.message.lower()
    no_chat = any(sign in words for sign in _NO_CHAT)
    return outcome(error) is Outcome.GONE or is_shut(error) or no_chat


def is_lost(error: BadRequest) -> bool:
    """Whether a message that was to be changed was deleted, or can be changed no more."""
    words = error.message.lower()
    return any(sign in words for sign in _LOST)


def seconds_to_wait(error: RetryAfter) -> float:
    """Return for how long Telegram asks to wait."""
    pause: int | float | dt.timedelta = error.retry_after
    return pause.total_seconds() if isinstance(pause, dt.timedelta) else float(pause)
