"""How fast Telegram lets us send. Pure: the time is always an argument.

The limits are Telegram's (core.telegram.org/bots/faq: about 30 messages a second overall, one a
second in a chat, 20 a minute in a group), kept with a margin, because what leaves evenly may arrive
less so.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` messages within any ``seconds``."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of all chats together, of what nobody waits for, and of one chat."""

    overall: tuple[Limit, ...] = ()
    bulk: tuple[Limit, ...] = ()
    private: tuple[Limit, ...] = ()
    group: tuple[Limit, ...] = ()


TELEGRAM = Limits(
    overall=(Limit(26, 1.1),),
    bulk=(Limit(22, 1.1),),
    private=(Limit(1, 1.1),),
    group=(Limit(1, 1.1), Limit(19, 61.0)),
)
#: Seconds after which nothing that was sent counts any more.
LONGEST_LIMIT = 61.0
#: Where no Telegram counts: in a terminal.
UNLIMITED = Limits()


class Pace:
    """When the next message may leave, under limits that all hold."""

    def __init__(self, limits: tuple[Limit, ...]) -> None:
        self._limits = limits
        self._sent: deque[float] = deque(maxlen=max((limit.count for limit in limits), default=0))
        self._not_before = 0.0

    def ready_at(self, count: int = 1) -> float:
        """Return the moment from which ``count`` messages may leave together.

        As many as a limit allows at all are allowed when nothing else was sent.
        """
        moment = self._not_before
        for limit in self._limits:
            room = max(limit.count - count, 0)
            if len(self._sent) > room:
                moment = max(moment, self._sent[-1 - room] + limit.seconds)
        return moment

    def note(self, now: float, count: int = 1) -> None:
        """Remember that messages leave now."""
        self._sent.extend([now] * count)

    def renew(self, now: float, count: int = 1) -> None:
        """Remember that the last messages, which left before, may have arrived only now."""
        for at in range(1, min(count, len(self._sent)) + 1):
            self._sent[-at] = now

    def pause(self, until: float) -> None:
        """Let nothing leave before then."""
        self._not_before = max(self._not_before, until)

    def is_idle(self, now: float) -> bool:
        """Return whether everything is as if nothing had ever been sent."""
        longest = max((limit.seconds for limit in self._limits), default=0.0)
        return self._not_before <= now and (not self._sent or self._sent[-1] + longest <= now)
