"""The messages of editions that wait, leave or have left.

What is noted is on disk before a message leaves and after it has arrived. One that was on its way
when the program ended is of unknown fate: nobody knows whether it arrived, so it is not sent again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database


class PartState(StrEnum):
    """How far a message is. FAILED: Telegram refused it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """One message of an edition; ``number`` counts from 1."""

    id: int
    chat_id: int
    number: int
    edition: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message of which nobody knows whether it arrived; ``day``: of an alert the one it left."""

    id: int
    chat_id: int
    day: dt.date
    number: int
    at: dt.datetime


class Outbox:
    """The table of messages in ``bot.db``; ``Editions`` puts them there."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def waiting(self, now: dt.datetime, limit: int) -> list[Part]:
        """Return messages that may leave, in their turn: those of an edition in order.

        Of an edition whose message is on its way none is returned.
        """
        rows = self._db.execute(
            "SELECT id, chat_id, part, edition FROM outbox AS one WHERE state = 'queued'"
            " AND (not_before IS NULL OR not_before <= ?) AND NOT EXISTS"
            " (SELECT 1 FROM outbox WHERE edition = one.edition AND part < one.part"
            " AND state IN ('queued', 'sending'))"
            " ORDER BY urgent DESC, edition, part LIMIT ?",
            (_text(now), limit),
        )
        return [Part(*row) for row in rows]

    def leaves(self, part_id: int) -> bool:
        """Note that a message is about to leave; False if it is not to be sent any more.

        On disk, also if the machine loses its power.
        """
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            with self._db.atomic():
                done = self._db.execute(
                    "UPDATE outbox SET state = 'sending', at = ? WHERE id = ? AND state = 'queued'",
                    (_now(), part_id),
                )
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")
        return bool(done.rowcount)

    def held(self, part_id: int) -> None:
        """Note that a message certainly did not arrive: it is queued again."""
        self._set(part_id, PartState.QUEUED)

    def put_off(self, part_id: int, until: dt.datetime) -> None:
        """Let a message leave no sooner than then, if it waits."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE outbox SET not_before = ? WHERE id = ? AND state = 'queued'",
                (_text(until), part_id),
            )

    def ended(self, part_id: int, state: PartState, message_ids: Sequence[int] = ()) -> None:
        """Note what became of a message."""
        self._set(part_id, state, message_ids)

    def _set(self, part_id: int, state: PartState, message_ids: Sequence[int] = ()) -> None:
        with self._db.atomic():
            self._db.execute(
                "UPDATE outbox SET state = ?, message_ids = ?, at = ? WHERE id = ?",
                (state, " ".join(map(str, message_ids)), _now(), part_id),
            )

    def recover(self, *, queued: bool = False) -> int:
        """Note of what was on its way when the last run ended that its fate is unknown.

        queued: also of what waited, since it may have left after this database was copied.
        Returns how many messages.
        """
        states = "'sending', 'queued'" if queued else "'sending'"
        with self._db.atomic():
            done = self._db.execute(
                f"UPDATE outbox SET state = 'unknown' WHERE state IN ({states})"  # noqa: S608
            )
            self._db.execute(
                "UPDATE editions SET fate = 'done' WHERE fate = 'open' AND NOT EXISTS (SELECT 1"
                " FROM outbox WHERE edition = editions.id AND state IN ('queued', 'sending'))"
            )
        return int(done.rowcount)

    def left(self, edition: int) -> set[int]:
        """Return the numbers of the messages of an edition that have left, from 1."""
        rows = self._db.execute(
            "SELECT part FROM outbox WHERE edition = ? AND state != 'queued'", (edition,)
        )
        return {int(part) for (part,) in rows}

    def counts(self) -> Counter[str]:
        """Return how many messages there are in each state."""
        rows = self._db.execute("SELECT state, count(*) FROM outbox GROUP BY state")
        return Counter(dict(rows.fetchall()))

    def queued(self) -> int:
        """Return how many messages wait."""
        rows = self._db.execute("SELECT count(*) FROM outbox WHERE state = 'queued'")
        return int(rows.fetchone()[0])

    def unknown(self) -> int:
        """Return of how many messages nobody knows whether they arrived."""
        rows = self._db.execute("SELECT count(*) FROM outbox WHERE state = 'unknown'")
        return int(rows.fetchone()[0])

    def doubts(self, *, untold: bool = False, limit: int = 100) -> list[Doubt]:
        """Return messages of unknown fate, the newest first; only those not told of yet, if so."""
        told = " AND NOT told" if untold else ""
        rows = self._db.execute(
            "SELECT o.id, o.chat_id, o.part, o.at,"  # noqa: S608
            " CASE e.kind WHEN 'digest' THEN o.issue ELSE substr(o.at, 1, 10) END"
            " FROM outbox o JOIN editions e ON e.id = o.edition WHERE o.state = 'unknown'"
            f"{told} ORDER BY o.at DESC, o.id DESC LIMIT ?",
            (limit,),
        )
        return [
            Doubt(key, chat, dt.date.fromisoformat(day), part, dt.datetime.fromisoformat(at))
            for key, chat, part, at, day in rows
        ]

    def told_of(self, part_ids: Sequence[int]) -> None:
        """Note that the admins were told of messages of unknown fate."""
        with self._db.atomic():
            self._db.conn.executemany(
                "UPDATE outbox SET told = 1 WHERE id = ?", [(part_id,) for part_id in part_ids]
            )


def _now() -> str:
    return _text(dt.datetime.now(dt.UTC))


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
