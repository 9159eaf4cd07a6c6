"""What the delivery of messages leaves behind about a person for some days."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database


class Traces:
    """The rows of a person's private chat in the journal of sent messages.

    Received updates need nothing: what is in one is erased as soon as it is handled.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return which messages were sent to a person; none says what was in it."""
        return {"sends": list(self._db.query("SELECT * FROM sends WHERE chat_id = ?", [user_id]))}

    def forget(self, user_id: int) -> None:
        """Forget which messages were sent to a person."""
        with self._db.atomic():
            self._db.execute("DELETE FROM sends WHERE chat_id = ?", (user_id,))
