"""Everything the bot remembers, one repository per noun, over one database."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from bot.state.database import open_state
from bot.state.inbox import Inbox
from bot.state.journal import Journal
from bot.state.questions import Questions


class State:
    """The repositories over ``bot.db``; ``path`` may be ``":memory:"`` for tests.

    Raises StateError.
    """

    def __init__(self, path: Path | str) -> None:
        self._db: Database = open_state(path)
        self.inbox = Inbox(self._db)
        self.journal = Journal(self._db)
        self.questions = Questions(self._db)

    def close(self) -> None:
        """Close the database."""
        self._db.close()
