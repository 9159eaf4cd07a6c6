from __future__ import annotations

import httpx
import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outcome import Outcome, outcome, seconds_to_wait


def because(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (Forbidden("bot was blocked by the user"), Outcome.GONE),
        (BadRequest("Message is not modified: …"), Outcome.DONE),
        (BadRequest("chat not found"), Outcome.REFUSED),
        (RetryAfter(3), Outcome.UNSENT),
        (InvalidToken("Not Found"), Outcome.UNSENT),
        (Conflict("terminated by other getUpdates request"), Outcome.UNSENT),
        (TimedOut(), Outcome.UNKNOWN),
        (because(TimedOut(), httpx.ReadTimeout("")), Outcome.UNKNOWN),
        (because(TimedOut(), httpx.ConnectTimeout("")), Outcome.UNSENT),
        (because(TimedOut(), httpx.PoolTimeout("")), Outcome.UNSENT),
        (because(NetworkError(""), httpx.ConnectError("")), Outcome.UNSENT),
        (because(NetworkError(""), httpx.RemoteProtocolError("")), Outcome.UNKNOWN),
        (NetworkError("Internal Server Error (500)"), Outcome.UNKNOWN),
        (TelegramError("?"), Outcome.REFUSED),
    ],
)
def test_each_error_is_what_it_is(error: TelegramError, meaning: Outcome) -> None:
    assert outcome(error) is meaning


def test_pause() -> None:
    assert seconds_to_wait(RetryAfter(3)) == 3.0
