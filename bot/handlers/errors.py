"""Something unexpected went wrong: one place that logs it and tells the person a number."""

from __future__ import annotations

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, messages_of

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log the traceback under a number, without what the person wrote, and tell them the number."""
    error = context.error
    assert error is not None
    if isinstance(error, Forbidden):
        log.info("Somebody has blocked the bot or removed it from a group")
        return
    reference = secrets.token_hex(4)
    log.error("Error %s\n%s", reference, _traceback(error, update))
    if not isinstance(update, Update) or _is_outage(error):
        return
    try:
        await reply(update, context, [phrase(messages_of(update).failed, reference=reference)])
    except TelegramError as e:
        log.warning("Error %s could not be reported to the person: %s", reference, type(e).__name__)


def _is_outage(error: Exception) -> bool:
    """Whether Telegram could not be reached (bad requests are network errors to the library)."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def _traceback(error: Exception, update: object) -> str:
    """Return the traceback without the text of the message, which exceptions like to quote."""
    text = "".join(traceback.format_exception(error))
    message = update.message if isinstance(update, Update) else None
    if message is None or not message.text:
        return text
    words = message.text.strip()
    for form in (words, repr(words)[1:-1], words.partition(" ")[2]):
        if len(form) > 2:
            text = text.replace(form, "[text]")
    return text
