"""Something unexpected went wrong: one place that logs it and tells the person a number."""

from __future__ import annotations

import logging
import secrets
import sqlite3

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot.delivery.outcome import Outcome, is_shut, outcome
from bot.replies import reply
from bot.richtext import phrase
from bot.safe_errors import traceback_of
from bot.services import Context, courier_of, messages_of, services_of
from bot.state.patience import passes, why

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log the traceback under a number, without what the person wrote, and tell them the number."""
    error = context.error
    assert error is not None
    if isinstance(error, Forbidden):
        log.info("Somebody has blocked the bot or removed it from a group")
        return
    if is_shut(error):
        log.info("A topic was closed or deleted, or the bot may no longer write in a group")
        return
    if _passes(error):
        courier_of(context).interrupt()
        services_of(context).metrics.put_off(error)
        what = why(error) if isinstance(error, sqlite3.Error) else type(error).__name__
        log.warning("An update could not be handled now (%s)", what)
        return
    reference = secrets.token_hex(4)
    log.error("Error %s\n%s", reference, traceback_of(error))
    services_of(context).metrics.error(error)
    if not isinstance(update, Update) or update.effective_chat is None:
        return  # an inline query has no chat that could be told
    try:
        await reply(
            update, context, [phrase(messages_of(update, context).failed, reference=reference)]
        )
    except Exception as e:  # also what went wrong in the first place may go wrong again
        log.warning("Error %s could not be reported to the person: %s", reference, type(e).__name__)


def _passes(error: Exception) -> bool:
    """Whether it may go well later: Telegram could not be reached, or bot.db not be written."""
    if isinstance(error, TelegramError):
        return outcome(error) in (Outcome.UNSENT, Outcome.UNKNOWN)
    return passes(error)
