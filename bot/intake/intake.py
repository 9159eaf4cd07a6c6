"""From Telegram to the handlers: stored, recognised if it came before, handled in its turn."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Update

from bot.delivery.lanes import Lane
from bot.intake.queues import Load, Queues, is_quick
from bot.services import App, services_in

log = logging.getLogger(__name__)

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
        self._since: dict[int, float] = {}

    @property
    def waiting(self) -> int:
        """How many updates were received and are not handled."""
        return self._load.waiting

    def oldest(self) -> float:
        """Return for how many seconds the first of them has waited."""
        first = next(iter(self._since.values()), None)
        return 0.0 if first is None else time.monotonic() - first

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
            return
        new = set(self._inbox.put(updates))
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
            self._inbox.handled(update_id)
            return
        self._since[update_id] = time.monotonic()
        self._queues.put(update, admitted=admitted)

    async def _handle(self, update: Update) -> None:
        """Handle an update once; a stop or a crash leaves it in the inbox for the next start."""
        update_id = update.update_id
        self._heartbeat.began(update_id)
        try:
            if self._inbox.begin(update_id) > _MOST_TRIES:
                log.error("Update %d was begun too often and is given up", update_id)
            else:
                lane = Lane.QUICK if is_quick(update) else Lane.ANSWER
                with self._courier.errand(f"u{update_id}", lane):
                    await self._application.process_update(update)
            self._inbox.handled(update_id)
        finally:
            self._heartbeat.ended(update_id)
            self._metrics.handled(time.monotonic() - self._since.pop(update_id, time.monotonic()))

    async def close(self, seconds: float) -> None:
        """Let what is being handled end within so many seconds; the rest waits in the inbox."""
        late = await self._queues.drain(seconds)
        if late or self._load.waiting:
            log.info("Stopped in the middle of %d updates; the next start goes on with them", late)


def _kind(update: Mapping[str, Any]) -> str:
    return next((name for name in ALLOWED_UPDATES if name in update), "other")
