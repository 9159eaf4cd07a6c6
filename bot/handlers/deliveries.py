"""Admins see what became of digests, and of which nobody knows whether they arrived."""

from __future__ import annotations

from telegram import Update

from bot.handlers.admins import on_admin_command
from bot.publishing.doubts import lines
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, Handler, messages_of, services_of
from bot.state.outbox import PartState


async def show(update: Update, context: Context) -> None:
    """Answer ``/deliveries``."""
    state, messages = services_of(context).state, messages_of(update, context)
    texts, counts = messages.deliveries, state.outbox.counts()
    active, others = state.subscribers.counts()
    told = phrase(
        texts.deliveries_counts,
        queued=messages.number(counts[PartState.QUEUED] + counts[PartState.SENDING]),
        sent=messages.number(counts[PartState.SENT]),
        failed=messages.number(counts[PartState.FAILED]),
        unknown=messages.number(counts[PartState.UNKNOWN]),
    )
    subscribers = phrase(
        texts.deliveries_subscribers,
        active=messages.number(active),
        others=messages.number(others),
    )
    doubts = state.outbox.doubts()
    blocks = [phrase(texts.deliveries), subscribers, told]
    if doubts:
        count = counts[PartState.UNKNOWN]
        text = texts.deliveries_doubts.for_number(count)
        blocks.append(phrase(text, count=messages.number(count)))
        blocks.append(lines(state, doubts, count, messages))
    else:
        blocks.append(phrase(texts.deliveries_fine))
    await reply(update, context, blocks)


def handlers() -> list[Handler]:
    """Return what shows admins what became of digests."""
    return [on_admin_command("deliveries", show)]
