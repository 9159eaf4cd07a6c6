"""Looking every minute whether all is well, and telling the admins what is not."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Callable

from bot.insight.machine import Space
from bot.keeping.alarms import News, due, notify, told, well
from bot.keeping.telling import tell_every_admin
from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, phrase, visible
from bot.services import App, services_in
from bot.state.alarms import Alarm, Kind

log = logging.getLogger(__name__)

#: Seconds between two looks.
_EVERY = 60.0
#: Once it was too little, there must be so many times as much.
_MARGIN = 1.2
#: Seconds that an update may wait.
_LONGEST_WAIT = 120.0
#: Characters of what is wrong.
_DETAIL = 300


class Lookout:
    """Looks at the bot's surroundings.

    space: returns the room on the disk; raises OSError. oldest: seconds that the first update has
    waited. clock: tells the time; a test may bring its own.
    """

    def __init__(
        self,
        application: App,
        space: Callable[[], Space] | None,
        oldest: Callable[[], float],
        *,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._application = application
        self._services = services_in(application)
        self._state = self._services.state
        self._space = space
        self._oldest = oldest
        self._clock = clock

    async def watch(self, *, every: float = _EVERY) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.look()
            except sqlite3.Error as e:
                log.warning("What is wrong could not be noted (%s)", type(e).__name__)
            except Exception:  # the next look may do better
                log.exception("It could not be looked whether all is well")

    async def keep_telling(self, *, every: float = _EVERY) -> None:
        """Tell the admins again and again, until cancelled.

        Apart from the looks: while Telegram does not answer, telling waits.
        """
        while True:
            try:
                await self.tell()
            except sqlite3.Error as e:
                log.warning("What is wrong could not be told (%s)", type(e).__name__)
            except Exception:  # the next try may do better
                log.exception("What is wrong could not be told")
            await asyncio.sleep(every)

    async def look(self) -> None:
        """Note what is wrong, and what is not any more."""
        now, heartbeat = self._clock(), self._services.heartbeat
        in_contact = heartbeat.in_contact()
        if in_contact:
            well(self._state, Kind.TELEGRAM, now=now)
            # whoever has come so far was neither stopped by another program nor hangs
            well(self._state, Kind.SECOND, now=now)
            well(self._state, Kind.HUNG, now=now)
            self._note(Kind.QUEUE, now, broken=self._oldest() > _LONGEST_WAIT)
        elif heartbeat.quiet() > heartbeat.patience.fresh:
            since = now - dt.timedelta(seconds=heartbeat.quiet())
            notify(self._state, Kind.TELEGRAM, now=since)
        if self._space is not None:
            await self._look_at_disk(self._space, now)

    async def _look_at_disk(self, look: Callable[[], Space], now: dt.datetime) -> None:
        try:
            space = await asyncio.to_thread(look)
        except OSError as e:
            log.warning("It cannot be told how full the disk is (%s)", type(e).__name__)
            return
        known = self._state.alarms.get(Kind.DISK)
        margin = _MARGIN if known is not None and known.broken else 1.0
        detail = f"{space.free / 1e6:.0f} MB ({space.free / max(space.total, 1):.0%})"
        self._note(Kind.DISK, now, broken=space.is_short(margin=margin), detail=detail)

    def _note(self, kind: Kind, now: dt.datetime, *, broken: bool, detail: str = "") -> None:
        if broken:
            notify(self._state, kind, detail, now=now)
        else:
            well(self._state, kind, now=now)

    async def tell(self) -> int:
        """Tell the admins what they do not know; return of how much."""
        count = 0
        for alarm in self._state.alarms.every():
            news = due(alarm, self._clock())
            if news is None:
                continue
            name = f"alarm {alarm.kind} {alarm.broke_at.isoformat()} {news.value}"
            await tell_every_admin(self._application, name, _saying(alarm, news))
            current = self._state.alarms.get(alarm.kind) or alarm  # it may have changed meanwhile
            self._state.alarms.put(told(current, news, self._clock()))
            count += 1
        return count


def _saying(alarm: Alarm, news: News) -> Callable[[Messages], list[Block]]:
    def say(messages: Messages) -> list[Block]:
        text = messages.alarms.of(alarm.kind, broken=news is News.BROKEN)
        since, until = messages.moments(alarm.broke_at, alarm.since)
        detail = messages.reason(" ".join(alarm.detail.split()))
        detail = visible(detail)[:_DETAIL]
        block = phrase(text, since=since, until=until, detail=detail)
        apart = detail and news is News.BROKEN and "{detail}" not in text
        return [block, (Run(detail, italic=True),)] if apart else [block]

    return say
