"""The lanes in which messages wait for their turn: what somebody waits for goes first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

from bot.delivery.pace import TELEGRAM, Limits, Pace

#: From so many chats on, those that nothing was sent to lately are forgotten.
_MANY_CHATS = 1000


class Lane(IntEnum):
    """What waits for a turn; the smaller goes first."""

    QUICK = 0
    ANSWER = 1
    BULK = 2


@dataclass(eq=False, slots=True)
class _Waiter:
    chat: int | str
    lane: Lane
    count: int
    turn: asyncio.Future[None]


class Lanes:
    """Gives each message its turn; for one event loop.

    Within a lane first come, first served; who waits for their own chat's limit holds up nobody.
    """

    def __init__(self, limits: Limits = TELEGRAM) -> None:
        self._limits = limits
        self._overall, self._bulk = Pace(limits.overall), Pace(limits.bulk)
        self._chats: dict[int | str, Pace] = {}
        self._waiters: dict[Lane, list[_Waiter]] = {lane: [] for lane in Lane}
        self._timer: asyncio.TimerHandle | None = None
        self._paused: dict[int | str, float] = {}

    @property
    def waiting(self) -> int:
        """How many messages wait for their turn."""
        return sum(map(len, self._waiters.values()))

    async def turn(self, chat: int | str, lane: Lane, count: int = 1) -> None:
        """Return when ``count`` messages may leave for a chat, which is then noted as done."""
        waiter = _Waiter(chat, lane, count, asyncio.get_running_loop().create_future())
        self._waiters[lane].append(waiter)
        self._pump()
        try:
            await waiter.turn
        except asyncio.CancelledError:
            with suppress(ValueError):
                self._waiters[lane].remove(waiter)
            raise

    def recall(self, sent: Iterable[tuple[int, float]]) -> None:
        """Count what an earlier run sent: chats, and how many seconds ago, the oldest first."""
        now = asyncio.get_running_loop().time()
        for chat, ago in sent:
            for pace in (self._overall, self._of(chat)):
                pace.note(now - ago)

    def pause(self, chat: int | str, seconds: float) -> None:
        """Stop a chat, as Telegram asked; all of them where it asks so in two chats at a time."""
        now = asyncio.get_running_loop().time()
        self._paused = {c: until for c, until in self._paused.items() if until > now}
        self._paused[chat] = now + seconds
        self._of(chat).pause(now + seconds)
        if len(self._paused) > 1:
            self._overall.pause(now + seconds)
        self._pump()

    def arrived(self, chat: int | str, count: int = 1) -> None:
        """Count what was sent to a chat last from now on: Telegram may have got it only now."""
        self._of(chat).renew(asyncio.get_running_loop().time(), count)

    def is_free(self, chat: int | str) -> bool:
        """Return whether something of no importance may be sent to a chat now."""
        now = asyncio.get_running_loop().time()
        pace = self._chats.get(chat)
        held = pace is not None and chat in self._paused and self._paused[chat] > now
        return not self.waiting and not held and self._overall.ready_at(2) <= now

    def _of(self, chat: int | str) -> Pace:
        pace = self._chats.get(chat)
        if pace is None:
            # groups have negative ids; channels may be named
            private = isinstance(chat, int) and chat > 0
            pace = self._chats[chat] = Pace(self._limits.private if private else self._limits.group)
        return pace

    def _pump(self) -> None:
        """Let go everyone whose turn it is, and come back when it is somebody's next."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        while self.waiting:
            now = loop.time()
            moment, waiter = self._overall.ready_at(), None
            if moment <= now:
                moment, waiter = self._next(now)
            if waiter is None or moment > now:
                self._timer = loop.call_at(moment, self._pump)
                return
            self._waiters[waiter.lane].remove(waiter)
            for pace in self._paces(waiter):
                pace.note(now, waiter.count)
            if not waiter.turn.done():
                waiter.turn.set_result(None)
        self._forget_idle(loop.time())

    def _next(self, now: float) -> tuple[float, _Waiter]:
        """Return the first whose turn it is now, else whose turn comes first, and when."""
        best: tuple[float, _Waiter] | None = None
        for waiters in self._waiters.values():
            for waiter in waiters:
                moment = max(pace.ready_at(waiter.count) for pace in self._paces(waiter))
                if moment <= now:
                    return moment, waiter
                if best is None or moment < best[0]:
                    best = moment, waiter
        assert best is not None
        return best

    def _paces(self, waiter: _Waiter) -> list[Pace]:
        own = [self._overall, self._of(waiter.chat)]
        return [*own, self._bulk] if waiter.lane is Lane.BULK else own

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) > _MANY_CHATS:
            self._chats = {c: pace for c, pace in self._chats.items() if not pace.is_idle(now)}
