"""Whether the bot still lives: Telegram is asked, and what was asked of the bot gets on.

A program that hangs looks alive to whoever started it. This one notices and ends, non-zero, so
that it is started anew, with a fresh connection and without whatever held it up.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds something may take.

    fresh: since the last time that Telegram answered, or it counts as an outage. attempt: between
    attempts to ask Telegram; even an outage does not stop those. progress: an update in handling
    without anything happening. outage: until the connection is made anew by starting again.
    """

    fresh: float = 60
    attempt: float = 120
    progress: float = 300
    outage: float = 1800


#: Where Telegram brings the updates, it is asked how it gets on only every minute.
WEBHOOK = Patience(fresh=180, attempt=300)


@dataclass
class Heartbeat:
    """What was last heard of the bot's parts. ``clock`` gives seconds, of any origin.

    It is told on the event loop and asked by another thread; each note is a single assignment.
    """

    patience: Patience = field(default_factory=Patience)
    clock: Callable[[], float] = time.monotonic
    _attempt: float = field(init=False)
    _good: float = field(init=False)
    _ever: bool = field(init=False, default=False)
    #: Since when handling may be expected to get on: the end of an outage or of an ordered pause.
    _free: float = field(init=False)
    _handling: dict[int, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the patience of a fresh start."""
        self._attempt = self._good = self._free = self.clock()

    def attempted(self) -> None:
        """Note that Telegram is about to be asked."""
        self._attempt = self.clock()

    def polled(self) -> None:
        """Note that Telegram answered."""
        now = self.clock()
        if now - self._good > self.patience.fresh:
            self._free = max(self._free, now)
        self._good, self._ever = now, True

    def began(self, update_id: int) -> None:
        """Note that an update is being handled, or that its handling got on."""
        self._handling[update_id] = self.clock()

    def ended(self, update_id: int) -> None:
        """Note that an update was handled."""
        self._handling.pop(update_id, None)

    def delayed(self) -> None:
        """Note that a request failed and is made again: handling takes longer, but gets on."""
        self._free = max(self._free, self.clock())

    def told_to_wait(self, seconds: float) -> None:
        """Note that Telegram asks us not to send for that long."""
        self._free = max(self._free, self.clock() + seconds)

    @property
    def handling(self) -> int:
        """How many updates are being handled."""
        return len(self._handling)

    def silence(self) -> float | None:
        """Return the seconds since Telegram last answered; None if it never did."""
        return self.clock() - self._good if self._ever else None

    def quiet(self) -> float:
        """Return the seconds since Telegram last answered, or since the start."""
        return self.clock() - self._good

    def in_contact(self) -> bool:
        """Return whether Telegram answered lately."""
        return self._ever and self.clock() - self._good <= self.patience.fresh

    def why_dead(self) -> str | None:
        """Return why the bot should be started anew; None while it lives."""
        now, patience = self.clock(), self.patience
        if now - self._attempt > patience.attempt:
            return f"Telegram has not been asked for {now - self._attempt:.0f} s"
        if now - self._good > patience.outage:
            return f"Telegram has not answered for {now - self._good:.0f} s"
        if now - self._good > patience.fresh:
            return None  # nothing can get on while Telegram cannot be reached
        oldest = min(list(self._handling.values()), default=now)
        stuck = now - max(oldest, self._free)
        return f"an update has not got on for {stuck:.0f} s" if stuck > patience.progress else None


class Watchdog:
    """Looks after the heartbeat from a thread of its own, which a held-up event loop cannot stop.

    alive: is told every ``every`` seconds that the bot lives, as long as it does. leave: ends the
    process if it has not ended ``grace`` seconds after it began to.
    """

    def __init__(
        self,
        heartbeat: Heartbeat,
        *,
        alive: Callable[[], object] = lambda: None,
        every: float = 5,
        grace: float = 30,
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        self.reason: str | None = None
        self._heartbeat = heartbeat
        self._stop: Callable[[], object] = lambda: None
        self._alive = alive
        self._every = every
        self._grace = grace
        self._leave = leave
        self._ending = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self, stop: Callable[[], object]) -> None:
        """Begin to watch. ``stop`` asks the bot to end in good order; called from the thread."""
        self._stop = stop
        self._thread.start()

    def ending(self) -> None:
        """Note that the bot has been asked to end, which must not take for ever either."""
        self._ending = True

    def close(self) -> None:
        """Stop watching; the bot has ended in good order."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(self._every):
            if self._ending:
                self._leave_unless_over()
                return
            self.reason = self._heartbeat.why_dead()
            if self.reason is not None:
                self._end(self.reason)
                return
            self._alive()

    def _end(self, reason: str) -> None:
        log.critical("The bot does not get on: %s. It ends now, to be started again.", reason)
        log.critical("What it was doing:\n%s", _stacks())
        with suppress(RuntimeError):  # the event loop has ended already
            self._stop()
        self._leave_unless_over()

    def _leave_unless_over(self) -> None:
        if not self._over.wait(self._grace):
            log.critical("It did not end by itself within %.0f s", self._grace)
            self._leave(1)


def _stacks() -> str:
    """Return where each thread is; lines of code, no values."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    return "\n".join(
        f"{names.get(ident, 'unknown')}:\n" + "".join(traceback.format_stack(frame)[-8:])
        for ident, frame in sys._current_frames().items()  # noqa: SLF001 (there is no other way)
    )
