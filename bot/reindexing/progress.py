"""How far a reindexing is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reindexing.report import Step


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reindexing is; ``rate``: steps a second in this stage, 0 while it is not known."""

    step: Step
    rate: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long this stage takes yet; None while that is not known."""
        return (self.step.total - self.step.done) / self.rate if self.rate else None
