"""What follows a message that must leave at most once."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.lanes import Lane


class TakenBackError(Exception):
    """A message is not to be sent any more."""


class Stamp:
    """Notes on disk when a message leaves, and if Telegram sent it back.

    leaves: notes that it leaves; False if it is not to. held: notes that it did not arrive.
    """

    def __init__(self, leaves: Callable[[], bool], held: Callable[[], object]) -> None:
        self.lane = Lane.BULK
        self.left = False
        self._leaves = leaves
        self._held = held

    def leaves(self) -> None:
        """Note that the message leaves. Raises TakenBackError if it is not to."""
        if not self._leaves():
            raise TakenBackError
        self.left = True

    def held(self) -> None:
        """Note that the message certainly did not arrive."""
        if self.left:
            self._held()
            self.left = False
