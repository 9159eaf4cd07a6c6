"""Where and how the bot runs, as far as those who look after it want to know."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.evaluating import PROGRAM


@dataclass(frozen=True, slots=True)
class Premises:
    """What the settings and the start say.

    data_dir: None where that is not known. evaluation_file: questions with known answers, None
    where none were set. webhook: whether Telegram brings updates. program: how this program is
    started for something else. started: by the monotonic clock.
    """

    data_dir: Path | None = None
    evaluation_file: Path | None = None
    webhook: bool = False
    program: tuple[str, ...] = PROGRAM
    started: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return for how long the bot has been running."""
        return time.monotonic() - self.started


def release() -> str:
    """Return the version of the program; a question mark where it was not installed."""
    try:
        return version("briefing-bot")
    except PackageNotFoundError:
        return "?"
