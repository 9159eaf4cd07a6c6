"""Whether a question is taken in: not while too many wait, and not more than so many an hour."""

from __future__ import annotations

import datetime as dt

from telegram import Chat, Update

from bot.richtext import Block, phrase
from bot.services import Context, messages_of, services_of

_MINUTE = 60


def refusal(update: Update, context: Context) -> list[Block]:
    """Return what to say instead of an answer; empty if the question is taken in.

    Whoever asks again because the bot was restarted is not counted twice.
    """
    services, texts = services_of(context), messages_of(update, context).asking
    if services.load.is_full(update.update_id):
        services.metrics.turned_away("busy")
        return [phrase(texts.busy)]
    chat, user = update.effective_chat, update.effective_user
    if user is None:
        return []
    group_id = chat.id if chat and chat.type != Chat.PRIVATE else None
    seconds = services.state.quotas.admit(
        update.update_id,
        user.id,
        group_id,
        dt.datetime.now(dt.UTC),
        per_hour=services.access.per_hour,
        per_hour_group=services.access.per_hour_group,
    )
    if seconds is None:
        return []
    services.metrics.turned_away("quota")
    return [_exceeded(update, context, seconds, group_id)]


def _exceeded(update: Update, context: Context, seconds: int, group_id: int | None) -> Block:
    messages, access = messages_of(update, context), services_of(context).access
    # Rounded up: who asks again then is not told to wait once more.
    time = messages.ahead(-(-seconds // _MINUTE) * _MINUTE)
    texts = messages.asking
    text, limit = (
        (texts.quota, access.per_hour)
        if group_id is None
        else (texts.quota_group, min(access.per_hour, access.per_hour_group))
    )
    return phrase(text.for_number(limit), count=messages.number(limit), time=time)
