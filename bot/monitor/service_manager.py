"""Telling systemd how the bot is, if that started it: ``sd_notify(3)`` over a datagram socket."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

#: Seconds that a bot which is starting asks for, each time that it gives a sign of life.
_PATIENCE = 60


@dataclass
class ServiceManager:
    """Whoever started the bot and waits to hear of it.

    address: a path, or a name in Linux's abstract namespace with ``@`` before it; empty where
    nobody waits: then nothing is said. limit: seconds without a sign of life after which the bot is
    ended; None for no limit.
    """

    address: str = ""
    limit: float | None = None
    _ready: bool = field(init=False, default=False)
    _stopping: bool = field(init=False, default=False)

    @classmethod
    def of(cls, told: Mapping[str, str]) -> ServiceManager:
        """Return the one that systemd's variables (``bot.settings.SYSTEMD``) tell of."""
        limit, whose = told.get("WATCHDOG_USEC", ""), told.get("WATCHDOG_PID", "")
        ours = limit.isdecimal() and whose in ("", str(os.getpid()))
        return cls(told.get("NOTIFY_SOCKET", ""), int(limit) / 1_000_000 if ours else None)

    @property
    def often(self) -> float:
        """Seconds between two signs of life at most."""
        return self.limit / 3 if self.limit else float("inf")

    def ready(self, name: str) -> None:
        """Say that the bot serves, and under which name."""
        self._ready = True
        self._say("READY=1", f"STATUS=Serving as @{name}")

    def alive(self) -> None:
        """Give a sign of life; only somebody who knows that the bot gets on may do so."""
        if self._ready:
            self._say("WATCHDOG=1")
        else:  # Telegram may be out of reach for a long time
            self._say(f"EXTEND_TIMEOUT_USEC={_PATIENCE * 1_000_000}", "STATUS=Asking Telegram")

    def stopping(self) -> None:
        """Say, once, that the bot is about to end."""
        if not self._stopping:
            self._stopping = True
            self._say("STOPPING=1", "STATUS=Ending what is under way")

    def _say(self, *words: str) -> None:
        if not self.address:
            return
        address = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        # nobody there, or nobody who listens: the bot goes on without
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as away:
            away.setblocking(False)
            away.sendto("\n".join(words).encode(), address)
