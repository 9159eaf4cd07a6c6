"""Telling the admins, once, of messages of which nobody knows whether they arrived."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Sequence

from bot.keeping.telling import tell_every_admin
from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, phrase, visible
from bot.services import App, services_in
from bot.state.outbox import Doubt
from bot.state.store import State

log = logging.getLogger(__name__)

#: Seconds between two looks; what fails together is told together.
_EVERY = 20.0
#: Messages that are named.
_NAMED = 15


async def keep_telling(application: App, *, every: float = _EVERY) -> None:
    """Tell the admins of what is in doubt, until cancelled."""
    while True:
        await asyncio.sleep(every)
        try:
            await tell_of_doubts(application)
        except sqlite3.OperationalError as e:
            log.warning("What is in doubt could not be told (%s)", type(e).__name__)
        except Exception:  # the next look may do better; the bot goes on without
            log.exception("What is in doubt could not be told")


async def tell_of_doubts(application: App) -> int:
    """Tell the admins of messages of unknown fate that they do not know of; return how many."""
    state = services_in(application).state
    doubts = state.outbox.doubts(untold=True, limit=10_000)
    if not doubts:
        return 0
    name = f"doubts {max(doubt.id for doubt in doubts)} {len(doubts)}"

    def say(messages: Messages) -> list[Block]:
        text = messages.deliveries.doubts.for_number(len(doubts))
        told = phrase(text, count=messages.number(len(doubts)))
        return [told, lines(state, doubts, len(doubts), messages)]

    await tell_every_admin(application, name, say)
    state.outbox.told_of([doubt.id for doubt in doubts])
    return len(doubts)


def lines(state: State, doubts: Sequence[Doubt], count: int, messages: Messages) -> Block:
    """Return whose messages are in doubt, one to a line; ``count``: of all of them."""
    texts = messages.deliveries
    shown = [
        texts.doubt_line.format(
            who=_name(state, doubt.chat_id, messages),
            issue=messages.date(doubt.day),
            number=doubt.number,
        )
        for doubt in doubts[:_NAMED]
    ]
    left = count - len(shown)
    if left > 0:
        shown.append(texts.doubts_more.for_number(left).format(count=messages.number(left)))
    return (Run(visible("\n".join(shown))),)


def _name(state: State, chat_id: int, messages: Messages) -> str:
    """Return how to call a chat to an admin."""
    if chat_id > 0:
        person = state.people.get(chat_id)
        return (person and person.name) or f"{messages.people.unnamed}, {chat_id}"
    subscriber = state.subscribers.of_chat(chat_id)
    return (subscriber and subscriber.title) or str(chat_id)
