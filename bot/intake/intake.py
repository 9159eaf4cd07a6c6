"""From Telegram to the handlers: stored, recognised if it came before, handled in its turn."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from telegram import Chat, Update

from bot.delivery.lanes import Lane
from bot.intake.queues import Queues, is_quick
from bot.monitor.load import Load
from bot.services import App, services_in
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: As many updates as Telegram gives at a time.
FULL_BATCH = 100
#: What we ask Telegram for.
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
#: An update that was begun so often and never ended brings the program down, and is given up.
_MOST_TRIES = 10
#: Seconds before an update is tried again whose handling could not be ended now.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


class GivenUpError(Exception):
    """An update was begun again and again, and never ended."""


class Intake:
    """Takes updates from whoever fetches them (polling, webhook) and sees that each is handled."""

    def __init__(self, application: App) -> None:
        services = services_in(application)
        self._application = application
        self._inbox = services.state.inbox
        self._courier = services.courier
        self._heartbeat, self._metrics = services.heartbeat, services.metrics
        self._load: Load = services.load
        self._queues = Queues(self._handle, services.load)

    @property
    def waiting(self) -> int:
        """How many updates were received and are not handled."""
        return self._load.waiting

    def oldest(self) -> float:
        """Return for how many seconds the first of them has waited."""
        return self._load.oldest()

    def resume(self) -> None:
        """Queue what an earlier run left unhandled."""
        left = self._inbox.waiting()
        if left:
            log.info("%d updates are left from the last run", len(left))
        for update in left:
            if Update.INLINE_QUERY in update:
                # nobody looks at it any more
                self._inbox.handled(int(update["update_id"]))
            else:
                self._queue(update, admitted=True)

    async def receive(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Store updates, which may then be acknowledged, and queue those that are new."""
        if not updates:
            self._queues.hold(False)
            return
        new = set(self._inbox.put(updates))
        # A full batch means that more wait, and quick ones may be among them.
        self._queues.hold(len(updates) >= FULL_BATCH)
        for update in updates:
            duplicate = update["update_id"] not in new
            self._metrics.received(_kind(update), duplicate=duplicate)
            if not duplicate:
                new.discard(update["update_id"])
                self._queue(update)

    def _queue(self, raw: Mapping[str, Any], *, admitted: bool = False) -> None:
        update_id = int(raw["update_id"])
        try:
            update = Update.de_json(dict(raw), self._application.bot)
        except Exception as e:  # whatever is in it, the next one must get its turn
            log.error("Update %d cannot be read (%s)", update_id, type(e).__name__)  # noqa: TRY400
            with suppress(sqlite3.OperationalError):  # the next start says so again
                self._inbox.handled(update_id)
            return
        self._load.since[update_id] = time.monotonic()
        self._queues.put(update, admitted=admitted)

    async def _handle(self, update: Update) -> None:
        """Handle an update once; a stop or a crash leaves it in the inbox for the next start."""
        update_id, delayed = update.update_id, self._heartbeat.delayed
        self._heartbeat.began(update_id)
        pause = _FIRST_PAUSE
        try:
            while not await self._try(update):
                delayed()
                log.warning("Update %d is tried again in %.0f s", update_id, pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            await patiently(lambda: self._inbox.handled(update_id), delayed)
        except asyncio.CancelledError:
            with suppress(sqlite3.Error):
                self._inbox.put_back(update_id)
            raise
        finally:
            self._heartbeat.ended(update_id)
            now = time.monotonic()
            self._metrics.handled(now - self._load.since.pop(update_id, now))

    async def _try(self, update: Update) -> bool:
        """Handle an update; return whether that came to an end, good or bad."""
        update_id = update.update_id
        tries = await patiently(lambda: self._inbox.begin(update_id), self._heartbeat.delayed)
        over = self._inbox.in_vain(update_id) - _MOST_TRIES
        if over > 0:
            log.error("Update %d was begun too often and is given up", update_id)
            if over == 1:
                await self._apologise(update)
            return True
        lane = Lane.QUICK if is_quick(update) else Lane.ANSWER
        with self._courier.errand(f"u{update_id}", lane, again=tries > 1) as errand:
            await self._application.process_update(update)
        return not errand.interrupted or update.inline_query is not None

    async def _apologise(self, update: Update) -> None:
        """Tell the person, once, that their update is given up; who else would be told is not."""
        if update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE:
            with self._courier.errand(f"u{update.update_id} given up"):
                await self._application.process_error(update, GivenUpError())

    async def close(self, seconds: float) -> None:
        """Let what is being handled end within so many seconds; the rest waits in the inbox."""
        late = await self._queues.drain(seconds)
        if late or self._load.waiting:
            log.info("Stopped in the middle of %d updates; the next start goes on with them", late)


def _kind(update: Mapping[str, Any]) -> str:
    return next((name for name in ALLOWED_UPDATES if name in update), "other")
