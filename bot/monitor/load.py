"""How much there is to do, and who came when it was too much."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Load:
    """How much there is to do; ``most`` updates may wait before questions are turned away."""

    most: int
    waiting: int = 0
    _turned_away: set[int] = field(default_factory=set)

    def turn_away(self, update_id: int) -> None:
        """Remember that there was too much to do when an update came."""
        self._turned_away.add(update_id)

    def forget(self, update_id: int) -> None:
        """Forget about an update that is handled."""
        self._turned_away.discard(update_id)

    def is_full(self, update_id: int) -> bool:
        """Return whether there was too much to do when an update came."""
        return update_id in self._turned_away
