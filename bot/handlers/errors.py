"""Something unexpected went wrong: one place that logs it and tells the person a number."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.delivery.outcome import is_shut
from bot.rendering.richtext import phrase
from bot.replies import reply
from bot.safe_errors import traceback_of
from bot.services import Context, messages_of, services_of

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
    reference = secrets.token_hex(4)
    log.error("Error %s\n%s", reference, traceback_of(error))
    services_of(context).metrics.error(error)
    if not isinstance(update, Update) or _is_outage(error) or update.effective_chat is None:
        return  # an inline query has no chat that could be told
    try:
        await reply(
            update, context, [phrase(messages_of(update, context).failed, reference=reference)]
        )
    except Exception as e:  # also what went wrong in the first place may go wrong again
        log.warning("Error %s could not be reported to the person: %s", reference, type(e).__name__)


def _is_outage(error: Exception) -> bool:
    """Whether Telegram could not be reached (bad requests are network errors to the library)."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
