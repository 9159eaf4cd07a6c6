"""Faults: what goes wrong between a bot and Telegram."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ALWAYS = 1_000_000_000


@dataclass
class Fault:
    """What happens to the next ``times`` requests of a method (``*``: of any).

    status: HTTP status to answer with (429 asks to wait ``retry_after`` seconds; 200 answers as
        usual, after ``delay``); None drops the connection.
    delivered: the request is carried out before that.
    hang: it is never answered. html: the answer is a proxy's page instead of JSON.
    delay: seconds until whatever happens. probability: of each request to be struck.
    chat_id: only requests for this chat. seconds: for how long the fault lasts, counted from the
        first request that it looks at.
    """

    method: str
    status: int | None
    times: int = 1
    delivered: bool = False
    description: str = "Injected fault"
    hang: bool = False
    html: bool = False
    delay: float = 0.0
    probability: float = 1.0
    chat_id: int | None = None
    seconds: float | None = None
    retry_after: int = 1
    since: float | None = None

    def strikes(self, method: str, chat_id: Any, now: float, chance: float) -> bool:
        """Whether it strikes this request."""
        if self.since is None:
            self.since = now
        if self.seconds is not None and now >= self.since + self.seconds:
            self.times = 0
        return (
            self.times > 0
            and self.method in {method, "*"}
            and self.chat_id in {None, chat_id}
            and chance < self.probability
        )


@dataclass
class Faults:
    """The faults that are in force."""

    clock: Callable[[], float]
    waiting: list[Fault] = field(default_factory=list)
    chances: random.Random = field(default_factory=lambda: random.Random(1))

    def strike(self, method: str, parameters: Json) -> Fault | None:
        """Return the first fault that strikes this request."""
        for fault in self.waiting:
            chance = self.chances.random()
            if fault.strikes(method, parameters.get("chat_id"), self.clock(), chance):
                fault.times -= 1
                return fault
        return None
