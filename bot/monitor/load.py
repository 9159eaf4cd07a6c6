"""How much there is to do, and who came when it was too much."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Load:
    """How much there is to do; ``most`` updates may wait before questions are turned away."""

    most: int
    waiting: int = 0
    #: By update: since when it waits or is handled, by the monotonic clock; the first came first.
    since: dict[int, float] = field(default_factory=dict)
    _turned_away: set[int] = field(default_factory=set)

    def turn_away(self, update_id: int) -> None:
        """Remember that there was too much to do when an update came."""
        self._turned_away.add(update_id)

    def oldest(self, but: int | None = None) -> float:
        """Return for how many seconds the first has waited that is not update ``but``."""
        first = next((since for key, since in self.since.items() if key != but), None)
        return 0.0 if first is None else time.monotonic() - first

    def forget(self, update_id: int) -> None:
        """Forget about an update that is handled."""
        self._turned_away.discard(update_id)

    def is_full(self, update_id: int) -> bool:
        """Return whether there was too much to do when an update came."""
        return update_id in self._turned_away
