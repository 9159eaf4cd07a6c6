"""The clock of digests: one look at what is due after another, over an index; no job for each."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial

from bot.publishing.editing import Editor
from bot.publishing.planning import lose, plan
from bot.roles import may_receive
from bot.services import Services
from corpus.errors import CorpusError
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: Seconds between two looks.
_EVERY = 1.0
#: Digests that are made between two looks at what else there is to do.
_AT_A_TIME = 20
#: With so many messages waiting, no more digests are made.
_MOST_WAITING = 200
#: Until a digest is tried again that something of ours went wrong with.
_AFTER_ERROR = dt.timedelta(minutes=5)


class Ticker:
    """Makes what is due. clock: tells the time; a test may bring its own."""

    def __init__(
        self,
        services: Services,
        editor: Editor,
        *,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._services = services
        self._editor = editor
        self._clock = clock
        #: Chats whose alert could not be made, and until when it is not tried again.
        self._resting: dict[int, dt.datetime] = {}

    async def run(self) -> None:
        """Look every second, until cancelled."""
        await self.plan_all()
        while True:
            try:
                await self.tick()
            except (CorpusError, RetrievalError) as e:
                log.warning("Digests cannot be made now: %s", type(e).__name__)
                await asyncio.sleep(30 * _EVERY)
            except sqlite3.OperationalError as e:
                log.warning("Digests cannot be stored now (%s)", type(e).__name__)
            except Exception:  # the next look may do better; the bot goes on without
                log.exception("Digests could not be made")
                await asyncio.sleep(30 * _EVERY)
            await asyncio.sleep(_EVERY)

    async def tick(self) -> int:
        """Make what is due now; return how many digests and alerts were made.

        Raises CorpusError or RetrievalError where the briefings cannot be read.
        """
        state, made = self._services.state, 0
        state.subscribers.wake(self._clock())
        while state.outbox.queued() < _MOST_WAITING:
            due = state.subscribers.due(self._clock(), _AT_A_TIME)
            for subscriber in due:
                if not may_receive(self._services, subscriber.chat_id):
                    lose(state, subscriber.chat_id, self._clock())
                else:
                    made += await self._tried(
                        self._editor.make_digest(subscriber, self._clock()),
                        partial(state.subscribers.put_off, subscriber.id),
                    )
                await asyncio.sleep(0)
            if len(due) < _AT_A_TIME:
                break
        return made + await self._make_alerts()

    async def _tried(
        self, making: Awaitable[bool], put_off: Callable[[dt.datetime], object]
    ) -> bool:
        """Make an edition; one that cannot be made is put off, so that the others have theirs."""
        try:
            return await making
        except (CorpusError, RetrievalError, sqlite3.Error):
            raise
        except Exception:
            log.exception("A digest could not be made")
            put_off(self._clock() + _AFTER_ERROR)
            return False

    async def _make_alerts(self) -> int:
        state, made, after = self._services.state, 0, -(2**63)
        while state.outbox.queued() < _MOST_WAITING:
            chats = state.matches.chats_to_alert(after, _AT_A_TIME, state.news.latest())
            for chat_id in chats:
                if not may_receive(self._services, chat_id):
                    lose(state, chat_id, self._clock())
                elif self._resting.get(chat_id, self._clock()) <= self._clock():
                    made += await self._tried(
                        self._editor.make_alert(chat_id, self._clock()),
                        partial(self._resting.__setitem__, chat_id),
                    )
                await asyncio.sleep(0)
            if len(chats) < _AT_A_TIME:
                break
            after = chats[-1]
        return made

    async def plan_all(self) -> None:
        """Plan anew what is not due yet: the rules of a time zone may have changed since."""
        subscribers, after = self._services.state.subscribers, 0
        while some := subscribers.scheduled(after, _AT_A_TIME):
            for subscriber in some:
                now = self._clock()
                if subscriber.due_at is not None and subscriber.due_at > now:
                    plan(self._services.state, subscriber, now)
            after = some[-1].id
            await asyncio.sleep(0)
