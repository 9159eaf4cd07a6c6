"""What an admin writes to everybody, on its way: each gets it at most once, whatever happens.

It goes in the bulk lane, so that no answer waits for it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from telegram import Message
from telegram.error import TelegramError

from bot.delivery.outcome import is_gone
from bot.publishing import carriage
from bot.publishing.authors import Authors, spoken_in
from bot.publishing.carriage import Carriage, Ends
from bot.publishing.planning import lose
from bot.publishing.stamp import Stamp
from bot.rendering.broadcast import notice, to_entities
from bot.roles import may_receive
from bot.services import App, services_in
from bot.state.broadcasts import Arrival, Broadcast
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: Messages on their way at a time: fewer than of digests, which share the lane.
AT_A_TIME = 8
#: What could not leave for so long is out of date: it is stopped, and its author told.
MOST_LATE = dt.timedelta(hours=24)


class Herald:
    """Sends broadcasts, and tells their authors how far they are.

    clock: tells the time; a test may bring its own.
    """

    def __init__(
        self,
        application: App,
        *,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._application = application
        self._services = services_in(application)
        self._state = self._services.state
        self._broadcasts = self._state.broadcasts
        self._clock = clock
        self._authors = Authors(application)
        #: What is on its way, by broadcast and chat.
        self._carriage = Carriage[tuple[int, int]](application, "message to everybody", AT_A_TIME)

    async def run(self) -> None:
        """Send what waits, until cancelled; what is on its way then has a moment to arrive."""
        lost = await patiently(self._broadcasts.recover)
        if lost:
            log.warning("%d messages of broadcasts may or may not have arrived", lost)
        try:
            while True:
                try:
                    self._begin()
                    self._authors.begin()
                except sqlite3.Error as e:
                    log.warning("Broadcasts cannot be sent now (%s)", type(e).__name__)
                await asyncio.sleep(carriage.EVERY)
        finally:
            self._authors.end()
            await self._carriage.end()

    async def drain(self) -> None:
        """Send all that may leave now, tell the authors, and return."""
        while self._begin() or self._carriage.under_way:
            await self._carriage.some_done()
        await self._authors.post()

    def _begin(self) -> int:
        """Begin with as many messages as there is room for; return how many."""
        self._stop_the_late()
        room, begun, under_way = self._carriage.room, 0, self._carriage.under_way
        for place in self._broadcasts.waiting(2 * AT_A_TIME) if room > 0 else ():
            if place in under_way or begun == room:
                continue
            self._carriage.begin(place, self._carry(*place))
            begun += 1
        return begun

    def _stop_the_late(self) -> None:
        now = self._clock()
        for one in self._broadcasts.going():
            if one.begun_at is not None and now - one.begun_at > MOST_LATE:
                self._broadcasts.stop(one.id, now)

    # ---- one message

    async def _carry(self, broadcast_id: int, chat_id: int) -> None:
        try:
            await self._see_to(broadcast_id, chat_id)
        except sqlite3.Error as e:
            log.warning("A broadcast could not be noted (%s)", type(e).__name__)
        except Exception:  # the others must get theirs
            log.exception("A message of a broadcast could not be sent")
            with suppress(sqlite3.Error):
                self._broadcasts.ended(broadcast_id, chat_id, Arrival.FAILED)

    async def _see_to(self, broadcast_id: int, chat_id: int) -> None:
        """See a message to its end, or leave it where it is."""
        broadcast, end = self._broadcasts.get(broadcast_id), self._broadcasts.ended
        if broadcast is None or not may_receive(self._services, chat_id):
            end(broadcast_id, chat_id, Arrival.SKIPPED)
            return
        place = (broadcast_id, chat_id)
        stamp = Stamp(
            partial(self._broadcasts.leaves, *place), partial(self._broadcasts.held, *place)
        )
        ends = Ends(
            arrived=lambda _: end(*place, Arrival.SENT),
            doubtful=lambda: end(*place, Arrival.UNKNOWN),
            refused=partial(self._see_to_refusal, place),
        )
        await self._carriage.send(stamp, partial(self._send, broadcast, chat_id), ends)

    async def _send(self, broadcast: Broadcast, chat_id: int) -> Message:
        subscriber = self._state.subscribers.of_chat(chat_id)
        messages = spoken_in(self._state, chat_id)
        said = notice(broadcast.text, broadcast.entities, self._services.operator, messages)
        sent: Message = await self._application.bot.send_message(
            chat_id=chat_id,
            message_thread_id=subscriber.topic if subscriber else None,
            text=said.text,
            entities=to_entities(said.entities),
        )
        return sent

    async def _see_to_refusal(self, place: tuple[int, int], error: TelegramError) -> None:
        await patiently(lambda: self._refused(place, error))

    def _refused(self, place: tuple[int, int], error: TelegramError) -> None:
        """Note that a message will never arrive, and whether anything else will."""
        gone, (_, chat_id) = is_gone(error), place
        with self._state.atomic():
            self._broadcasts.ended(*place, Arrival.BLOCKED if gone else Arrival.FAILED)
            if gone:
                lose(self._state, chat_id, self._clock())
            if gone and chat_id > 0:
                self._state.people.set_reachable(chat_id, False)
