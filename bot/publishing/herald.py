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

from telegram.error import TelegramError

from bot.delivery.client import TICKET
from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome, is_gone, outcome
from bot.delivery.sign_of_life import sign_of_life
from bot.publishing.authors import Authors, spoken_in
from bot.publishing.planning import lose
from bot.publishing.stamp import Stamp, TakenBackError
from bot.rendering.broadcast import notice, to_entities
from bot.roles import may_receive
from bot.services import App, services_in
from bot.state.broadcasts import Arrival, Broadcast
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: Messages on their way at a time: fewer than of digests, which share the lane.
_AT_A_TIME = 8
#: Seconds between two looks for what waits.
_EVERY = 0.5
#: Seconds between two tries to reach Telegram.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
#: Seconds that what is on its way has when the bot stops.
_GRACE = 8.0
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
        self._tasks: dict[asyncio.Task[None], tuple[int, int]] = {}
        self._clear = asyncio.Event()
        self._clear.set()
        self._ping: asyncio.Task[None] | None = None
        self._authors = Authors(application)

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
                await asyncio.sleep(_EVERY)
        finally:
            await self._end()

    async def drain(self) -> None:
        """Send all that may leave now, tell the authors, and return."""
        while self._begin() or self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        await self._authors.post()

    def _begin(self) -> int:
        """Begin with as many messages as there is room for; return how many."""
        self._stop_the_late()
        if not self._clear.is_set():
            return 0
        begun, under_way = 0, set(self._tasks.values())
        for place in self._broadcasts.waiting(2 * _AT_A_TIME):
            if len(self._tasks) >= _AT_A_TIME:
                break
            if place in under_way:
                continue
            task = asyncio.create_task(self._carry(*place), name="broadcast")
            self._tasks[task] = place
            task.add_done_callback(lambda done: self._tasks.pop(done, None))
            begun += 1
        return begun

    def _stop_the_late(self) -> None:
        now = self._clock()
        for one in self._broadcasts.going():
            if one.begun_at is not None and now - one.begun_at > MOST_LATE:
                self._broadcasts.stop(one.id, now)

    async def _end(self) -> None:
        self._authors.end()
        if self._ping is not None:
            self._ping.cancel()
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks), timeout=_GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

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
        token = TICKET.set(stamp)
        try:
            await self._send(broadcast, chat_id)
        except TelegramError as e:
            await self._failed(place, stamp, e)
        except TakenBackError:
            log.info("A message of a broadcast was taken back before it left")
        except Exception:
            if not stamp.left:
                raise
            log.exception("It is not known whether a message of a broadcast arrived")
            await patiently(lambda: end(*place, Arrival.UNKNOWN))
        else:
            self._services.metrics.sent(Lane.BULK, "sent")
            # what is known to have arrived must not be taken for lost
            await patiently(lambda: end(*place, Arrival.SENT))
        finally:
            TICKET.reset(token)

    async def _send(self, broadcast: Broadcast, chat_id: int) -> None:
        subscriber = self._state.subscribers.of_chat(chat_id)
        messages = spoken_in(self._state, chat_id)
        said = notice(broadcast.text, broadcast.entities, self._services.operator, messages)
        await self._application.bot.send_message(
            chat_id=chat_id,
            message_thread_id=subscriber.topic if subscriber else None,
            text=said.text,
            entities=to_entities(said.entities),
        )

    async def _failed(self, place: tuple[int, int], stamp: Stamp, error: TelegramError) -> None:
        kind = outcome(error)
        if kind is Outcome.UNSENT or (kind is Outcome.UNKNOWN and not stamp.left):
            stamp.held()
            self._wait_for_telegram()
            return
        self._services.metrics.sent(Lane.BULK, kind)
        if kind is Outcome.UNKNOWN:
            name = type(error).__name__
            log.warning("A message of a broadcast may or may not have arrived (%s)", name)
            await patiently(lambda: self._broadcasts.ended(*place, Arrival.UNKNOWN))
            self._wait_for_telegram()
        else:
            log.info("A message of a broadcast was refused (%s)", type(error).__name__)
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

    def _wait_for_telegram(self) -> None:
        """Send nothing before Telegram answers something harmless."""
        if self._ping is None or self._ping.done():
            self._clear.clear()
            self._ping = asyncio.create_task(self._until_it_answers(), name="broadcast ping")

    async def _until_it_answers(self) -> None:
        await sign_of_life(self._application.bot.get_me, pauses=(_FIRST_PAUSE, _LONGEST_PAUSE))
        self._clear.set()
