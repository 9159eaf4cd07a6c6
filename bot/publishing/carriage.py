"""Messages on their way to many chats at a time: each leaves at most once, none while Telegram is
out of reach.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from telegram import Message
from telegram.error import TelegramError

from bot.delivery.client import TICKET
from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome, outcome
from bot.delivery.sign_of_life import sign_of_life
from bot.publishing.stamp import Stamp, TakenBackError
from bot.services import App, services_in
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: Seconds between two looks for what waits.
EVERY = 0.5
#: Seconds between two tries to reach Telegram.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
#: Seconds that what is on its way has when the bot stops.
GRACE = 8.0

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ends:
    """What is done when a message has come to its end.

    arrived, doubtful: note on disk that it arrived, or that nobody knows. refused: sees to one that
    Telegram will never take.
    """

    arrived: Callable[[Message], object]
    doubtful: Callable[[], object]
    refused: Callable[[TelegramError], Awaitable[None]]


class Carriage(Generic[K]):
    """Carries messages, each known by a key.

    name: of what is carried, in the log. at_a_time: messages on their way.
    """

    def __init__(self, application: App, name: str, at_a_time: int) -> None:
        self._application = application
        self._metrics = services_in(application).metrics
        self._name = name
        self._at_a_time = at_a_time
        self._tasks: dict[asyncio.Task[None], K] = {}
        self._clear = asyncio.Event()
        self._clear.set()
        self._ping: asyncio.Task[None] | None = None

    @property
    def in_contact(self) -> bool:
        """Whether Telegram answers, as far as is known."""
        return self._clear.is_set()

    @property
    def room(self) -> int:
        """How many more messages may be begun now."""
        return self._at_a_time - len(self._tasks) if self.in_contact else 0

    @property
    def under_way(self) -> set[K]:
        """What is being carried."""
        return set(self._tasks.values())

    def begin(self, key: K, work: Coroutine[Any, Any, None]) -> None:
        """Begin with a message; ``work`` sees it to its end."""
        task = asyncio.create_task(work, name=self._name)
        self._tasks[task] = key
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def some_done(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Return when something is done, or after so many seconds."""
        if self._tasks:
            first = asyncio.FIRST_COMPLETED
            await asyncio.wait(list(self._tasks), timeout=timeout, return_when=first)
        elif timeout is not None:
            await asyncio.sleep(timeout)

    async def end(self) -> None:
        """Give what is on its way a moment to arrive."""
        if self._ping is not None:
            self._ping.cancel()
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks), timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def send(self, stamp: Stamp, say: Callable[[], Awaitable[Message]], ends: Ends) -> None:
        """Send a message; whatever comes of it, it is sent at most once."""
        token = TICKET.set(stamp)
        try:
            sent = await say()
        except TelegramError as e:
            await self._failed(stamp, e, ends)
        except TakenBackError:
            log.info("A %s was taken back before it left", self._name)
        except Exception:
            if not stamp.left:
                raise
            log.exception("It is not known whether a %s arrived", self._name)
            await patiently(ends.doubtful)
        else:
            self._metrics.sent(Lane.BULK, "sent")
            # what is known to have arrived must not be taken for lost
            await patiently(lambda: ends.arrived(sent))
        finally:
            TICKET.reset(token)

    async def _failed(self, stamp: Stamp, error: TelegramError, ends: Ends) -> None:
        kind, what = outcome(error), type(error).__name__
        if kind is Outcome.UNSENT or (kind is Outcome.UNKNOWN and not stamp.left):
            stamp.held()
            self._wait_for_telegram()
            return
        self._metrics.sent(Lane.BULK, kind)
        if kind is Outcome.UNKNOWN:
            log.warning("A %s may or may not have arrived (%s)", self._name, what)
            await patiently(ends.doubtful)
            self._wait_for_telegram()
        else:
            log.info("A %s was refused (%s)", self._name, what)
            await ends.refused(error)

    def _wait_for_telegram(self) -> None:
        """Send nothing before Telegram answers something harmless."""
        if self._ping is None or self._ping.done():
            self._clear.clear()
            self._ping = asyncio.create_task(self._until_it_answers(), name=f"{self._name} ping")

    async def _until_it_answers(self) -> None:
        await sign_of_life(self._application.bot.get_me, pauses=(FIRST_PAUSE, LONGEST_PAUSE))
        self._clear.set()
