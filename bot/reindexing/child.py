"""The process that reindexes: started, listened to, ended with all that it started."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress

from bot.reindexing.report import Outcome, Report, Step, read_line
from bot.settings import bare_environment

#: Seconds that it has to end when it is asked to.
_GRACE = 2.0
#: Characters of what it says last, where it ends without a report.
_MOST_SAID = 300
#: A line of a report may be long.
_LONGEST_LINE = 2**20


class Child:
    """One run of ``briefing-bot reindex``; ``told`` is called with each step."""

    def __init__(self, command: Sequence[str], told: Callable[[Step], None]) -> None:
        self._command = command
        self._told = told
        self._process: asyncio.subprocess.Process | None = None
        self._cancelled = False

    async def run(self) -> Report:
        """Return what was done, when it has ended."""
        # a group of its own, so that the processes that it starts end with it
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,  # which ends when the bot does
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=bare_environment(),
            limit=_LONGEST_LINE,
        )
        try:
            assert self._process.stderr is not None
            said, report = await asyncio.gather(self._process.stderr.read(), self._listen())
            await self._process.wait()
        finally:
            self._signal(signal.SIGKILL)
        if self._cancelled:
            return Report(Outcome.CANCELLED)
        return report or Report(Outcome.FAILED, error=self._why(said))

    async def _listen(self) -> Report | None:
        assert self._process is not None
        assert self._process.stdout is not None
        report = None
        async for line in self._process.stdout:
            said = read_line(line.decode(errors="replace"))
            if isinstance(said, Step):
                self._told(said)
            elif said is not None:
                report = said
        return report

    async def cancel(self) -> None:
        """End it; it loses nothing that is of use to the next run."""
        self._cancelled = True
        self._signal(signal.SIGTERM)
        if self._process is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), _GRACE)
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and all that it started."""
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

    def _why(self, said: bytes) -> str:
        assert self._process is not None
        lines = [line.strip() for line in said.decode(errors="replace").splitlines()]
        last = next((line for line in reversed(lines) if line), "")
        status = self._process.returncode or 0
        ended = f"signal {-status}" if status < 0 else f"exit status {status}"
        return f"{last[:_MOST_SAID]} ({ended})" if last else ended
