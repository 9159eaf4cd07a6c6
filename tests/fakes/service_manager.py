"""Systemd as a service hears of it: a datagram socket that notes what it is told."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from pathlib import Path
from types import TracebackType


class FakeServiceManager:
    """The socket; ``folder``: where it lies, in the abstract namespace if None."""

    def __init__(self, folder: Path | None = None) -> None:
        #: As systemd writes it into ``NOTIFY_SOCKET``.
        self.address = str(folder / "notify") if folder else f"@briefing-{secrets.token_hex(8)}"
        self.told: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address if folder else f"\0{self.address[1:]}")
        self._socket.setblocking(False)

    def __enter__(self) -> FakeServiceManager:
        """Listen."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        """Listen no more."""
        self._socket.close()
        if not self.address.startswith("@"):
            os.unlink(self.address)  # noqa: PTH108 (it may be gone with its folder)

    def hear(self) -> list[str]:
        """Return everything that was told, line by line."""
        while True:
            try:
                self.told += self._socket.recv(4096).decode().splitlines()
            except BlockingIOError:
                return self.told

    async def wait(self, line: str, count: int = 1, seconds: float = 60) -> None:
        """Return when a line was told so often."""
        async with asyncio.timeout(seconds):
            while self.hear().count(line) < count:  # noqa: ASYNC110 (a socket of another process)
                await asyncio.sleep(0.02)
