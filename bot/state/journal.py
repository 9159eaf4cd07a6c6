"""Which messages were sent for what, so that nothing is sent twice after a crash.

``errand`` says what the messages are for (``u57``: to answer update 57); its messages are numbered
in the order in which they are sent, which is the same whenever the errand is run.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlite_utils import Database


class Stage(StrEnum):
    """How far a message has come.

    SENDING when a crash leaves it so: nobody knows whether it arrived.
    """

    SENDING = "sending"
    SENT = "sent"


class Journal:
    """The table of sent messages in ``bot.db``; it never holds a text."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def stage(self, errand: str, number: int) -> tuple[Stage, int] | None:
        """Return how far a message came and how often it was tried; None if it was never begun."""
        rows = self._db.execute(
            "SELECT stage, tries FROM sends WHERE errand = ? AND number = ?", (errand, number)
        ).fetchall()
        return (Stage(rows[0][0]), int(rows[0][1])) if rows else None

    def message_ids(self, errand: str, number: int) -> list[int]:
        """Return the ids of the messages that a send made (an album makes several)."""
        rows = self._db.execute(
            "SELECT message_ids FROM sends WHERE errand = ? AND number = ?", (errand, number)
        ).fetchall()
        return [int(part) for part in rows[0][0].split()] if rows else []

    def begin(self, errand: str, number: int, chat_id: int) -> None:
        """Note that the request is about to leave."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO sends (errand, number, chat_id, stage, tries, at) "
                "VALUES (?, ?, ?, 'sending', 1, ?) ON CONFLICT (errand, number) "
                "DO UPDATE SET stage = 'sending', tries = tries + 1, at = excluded.at",
                (errand, number, chat_id, _now()),
            )

    def unsent(self, errand: str, number: int) -> None:
        """Note that the request certainly did not arrive."""
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM sends WHERE errand = ? AND number = ? AND tries = 1", (errand, number)
            )
            self._db.execute(
                "UPDATE sends SET tries = tries - 1 WHERE errand = ? AND number = ?",
                (errand, number),
            )

    def end(
        self, errand: str, number: int, stage: Stage, message_ids: tuple[int, ...] = ()
    ) -> None:
        """Note what became of a request."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE sends SET stage = ?, message_ids = ?, at = ? "
                "WHERE errand = ? AND number = ?",
                (stage.value, " ".join(map(str, message_ids)), _now(), errand, number),
            )

    def doubt_waiting(self) -> None:
        """Note of messages that wait to be handled that their answers may have arrived."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO sends (errand, number, chat_id, stage, tries, at)"
                " SELECT 'u' || id || ' text ' || chat, 1, chat, 'sending', 1, ? FROM"
                " (SELECT id, json_extract(content, '$.message.chat.id') AS chat FROM updates"
                " WHERE content IS NOT NULL) WHERE chat IS NOT NULL",
                (_now(),),
            )
            self._db.execute(
                "UPDATE updates SET tries = tries + 1, stops = stops + 1 WHERE content IS NOT NULL"
            )

    def lately(self, now: dt.datetime, seconds: float) -> list[tuple[int, float]]:
        """Return to which chats messages left within the last seconds, and how long ago."""
        since = (now - dt.timedelta(seconds=seconds)).isoformat(timespec="seconds")
        rows = self._db.execute(
            "SELECT chat_id, at FROM sends WHERE at >= ? ORDER BY at", (since,)
        ).fetchall()
        return [
            (chat, max(0.0, (now - dt.datetime.fromisoformat(at)).total_seconds()))
            for chat, at in rows
        ]

    def forget(self, errand: str) -> None:
        """Forget all messages of an errand."""
        with self._db.atomic():
            self._db.execute("DELETE FROM sends WHERE errand = ?", (errand,))

    def unknown(self) -> int:
        """Return how many messages nobody knows of whether they arrived."""
        return int(
            self._db.execute("SELECT count(*) FROM sends WHERE stage = 'sending'").fetchone()[0]
        )

    def sweep(self, before: dt.datetime) -> int:
        """Forget what was sent before then; return how many rows."""
        moment = before.astimezone(dt.UTC).isoformat(timespec="seconds")
        with self._db.atomic():
            done = self._db.execute("DELETE FROM sends WHERE at < ?", (moment,))
        return int(done.rowcount)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
