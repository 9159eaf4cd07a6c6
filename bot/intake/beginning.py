"""What the bot does before it takes its first update."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from bot.delivery.client import Delivery
from bot.delivery.pace import LONGEST_LIMIT
from bot.intake.polling import retrying
from bot.services import App, services_in

log = logging.getLogger(__name__)

#: A proxy's error page looks like a refused token; so many in a row are believed at the start.
_REFUSALS = 3

NO_ADMINS = (
    "Nobody may use the bot yet: send it /start, it answers with your Telegram id; put that number"
    " into ADMINS and start it again."
)


async def introduce(application: App, stop: asyncio.Event) -> None:
    """Learn from Telegram who we are. Raises Stopped, InvalidToken or Conflict."""
    await retrying(
        application.initialize,
        stop,
        refusals=_REFUSALS,
        attempted=services_in(application).heartbeat.attempted,
    )
    log.info("Serving as @%s", application.bot.username)
    _note_settings(application)


def recall_sent(application: App) -> None:
    """Count what an earlier run has just sent into Telegram's limits."""
    delivery = application.bot.rate_limiter
    if isinstance(delivery, Delivery):
        journal = services_in(application).state.journal
        delivery.lanes.recall(journal.lately(dt.datetime.now(dt.UTC), LONGEST_LIMIT))


def _note_settings(application: App) -> None:
    """Log what an owner should know: that nobody is admin, and what the bot gets in groups."""
    access, people = services_in(application).access, services_in(application).state.people
    if not access.admins and not people.admins():
        log.warning(NO_ADMINS)
    sees_all = application.bot.can_read_all_group_messages
    log.info("In groups the bot gets %s", "every message" if sees_all else "commands and replies")
