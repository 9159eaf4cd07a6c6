"""The program itself, ``python -m bot serve``, run against the fake Bot API server."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tests.fakes import overheard
from tests.fakes.bot_api import FakeBotApi

REPOSITORY = Path(__file__).resolve().parents[2]


class BotProcess:
    """A bot in a process of its own; all it writes goes to the file ``log``."""

    def __init__(self, api: FakeBotApi, data_dir: Path, log: Path, **settings: str) -> None:
        self.log = log
        overheard.logs_to(log)
        self._environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATA_DIR": str(data_dir),
            "PYTHONPATH": str(REPOSITORY),
            "NO_PROXY": "127.0.0.1",
            "ADMINS": "7",
            "LOG_LEVEL": "DEBUG",
            "MONITOR_PORT": "0",  # more than one may run on this machine
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The number of the process that serves."""
        assert self._process is not None
        return self._process.pid

    async def run(self, *command: str) -> int:
        """Run a command of the program to its end; return its exit status."""
        return await (await self._execute(command)).wait()

    async def start(self) -> None:
        """Start serving."""
        self._process = await self._execute(("serve",))

    async def wait(self) -> int:
        """Return the exit status when the program ends by itself."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self) -> int:
        """Ask it to stop (SIGTERM), as a service manager does; return its exit status."""
        assert self._process is not None
        self._process.terminate()
        return await self._process.wait()

    async def kill(self) -> None:
        """End it without warning (SIGKILL), if it still runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _execute(self, command: tuple[str, ...]) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *command,
                cwd=self.log.parent,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
