"""What messages are sent for, and where the journal notes each."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.delivery.lanes import Lane


@dataclass(slots=True)
class Errand:
    """What messages are sent for; those of a kind to a chat are numbered in their order.

    again: it was begun before and did not come to its end. passing: nothing is to be remembered of
    it, since nobody will run it again. interrupted: it has to be run again.
    """

    name: str
    lane: Lane = Lane.QUICK
    again: bool = False
    passing: bool = False
    interrupted: bool = False
    _sent: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str, chat_id: int) -> tuple[str, int]:
        """Return where the journal notes the next message.

        Each chat and kind has numbers of its own, so that a second run finds a message there also
        if another one was refused, or another chat is no longer written to.
        """
        name = f"{self.name} {kind} {chat_id}"
        self._sent[name] = self._sent.get(name, 0) + 1
        return name, self._sent[name]

    def take_back(self, place: tuple[str, int]) -> None:
        """Give the place of a message that was refused to what is sent instead."""
        self._sent[place[0]] = place[1] - 1
