"""What admins write to everybody, and what became of each message.

As in the outbox, what is noted is on disk before a message leaves and after it has arrived. Whoever
is to get it is fixed when it begins, one row each, so that nobody gets it twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from bot.state.broadcast import COLUMNS, Arrival, Broadcast, Stage, read_broadcast

__all__ = ["Arrival", "Broadcast", "Broadcasts", "Stage"]


class Broadcasts:
    """The tables of broadcasts and of their recipients in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, broadcast_id: int) -> Broadcast | None:
        """Return a broadcast; None if it is gone."""
        return next(iter(self._all("id = ?", broadcast_id)), None)

    def draft(
        self,
        by: int,
        text: str,
        entities: Iterable[dict[str, Any]],
        *,
        update_id: int,
        now: dt.datetime,
    ) -> Broadcast:
        """Keep what an admin wrote; for an update that is handled again, what was kept then."""
        known = self._all("by = ? AND update_id = ? ORDER BY id DESC", by, update_id)
        if known:
            return known[0]
        with self._db.atomic():
            row = self._db.execute(
                "INSERT INTO broadcasts (by, update_id, text, entities, stage, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (by, update_id, text, json.dumps(list(entities)), Stage.DRAFT.value, _text(now)),
            ).fetchone()
        made = self.get(int(row[0]))
        assert made is not None
        return made

    def with_groups(self, broadcast_id: int, groups: bool) -> None:
        """Choose whether a draft goes to groups, too."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE broadcasts SET groups = ? WHERE id = ? AND stage = 'draft'",
                (int(groups), broadcast_id),
            )

    def call_off(self, broadcast_id: int) -> None:
        """Drop a draft, and its words."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE broadcasts SET stage = 'called off', text = '', entities = '[]'"
                " WHERE id = ? AND stage = 'draft'",
                (broadcast_id,),
            )

    def begin(
        self, broadcast_id: int, chats: Iterable[int], message_id: int, now: dt.datetime
    ) -> bool:
        """Fix who gets a draft and let it go; False if that was done already.

        message_id: of the message that shows how far it is.
        """
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE broadcasts SET stage = 'sending', begun_at = ?, message_id = ?"
                " WHERE id = ? AND stage = 'draft'",
                (_text(now), message_id, broadcast_id),
            )
            if done.rowcount:
                self._db.conn.executemany(
                    "INSERT INTO broadcast_recipients (broadcast, chat_id, state, at)"
                    " VALUES (?, ?, 'queued', ?)",
                    [(broadcast_id, chat, _text(now)) for chat in chats],
                )
        return bool(done.rowcount)

    def stop(self, broadcast_id: int, now: dt.datetime) -> bool:
        """Send nothing more of a broadcast; False if there is nothing to stop."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE broadcasts SET stage = 'stopped' WHERE id = ? AND stage = 'sending'",
                (broadcast_id,),
            )
            if done.rowcount:
                self._db.execute(
                    "UPDATE broadcast_recipients SET state = 'skipped', at = ?"
                    " WHERE broadcast = ? AND state = 'queued'",
                    (_text(now), broadcast_id),
                )
        return bool(done.rowcount)

    def over(self, broadcast_id: int) -> None:
        """Note that everything of a broadcast is said, also to its author."""
        with self._db.atomic():
            self._db.execute("UPDATE broadcasts SET stage = 'over' WHERE id = ?", (broadcast_id,))
            self._erase_the_forgotten()

    def _erase_the_forgotten(self) -> None:
        """Erase the words of what is over, where their author had their data deleted."""
        self._db.execute(
            "UPDATE broadcasts SET text = '', entities = '[]'"
            " WHERE by IS NULL AND stage = 'over' AND text != ''"
        )

    def going(self) -> list[Broadcast]:
        """Return the broadcasts whose author waits for the end of them, the oldest first."""
        return self._all("stage IN ('sending', 'stopped') ORDER BY id")

    # ---- messages

    def waiting(self, limit: int) -> list[tuple[int, int]]:
        """Return messages that may leave, in their turn: broadcast and chat."""
        rows = self._db.execute(
            "SELECT broadcast, chat_id FROM broadcast_recipients WHERE state = 'queued'"
            " ORDER BY broadcast, chat_id LIMIT ?",
            (limit,),
        )
        return [(int(broadcast), int(chat)) for broadcast, chat in rows]

    def leaves(self, broadcast_id: int, chat_id: int) -> bool:
        """Note that a message is about to leave; False if it is not to be sent any more.

        On disk, also if the machine loses its power.
        """
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            with self._db.atomic():
                done = self._db.execute(
                    "UPDATE broadcast_recipients SET state = 'sending', at = ?"
                    " WHERE broadcast = ? AND chat_id = ? AND state = 'queued'",
                    (_now(), broadcast_id, chat_id),
                )
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")
        return bool(done.rowcount)

    def held(self, broadcast_id: int, chat_id: int) -> None:
        """Note that a message certainly did not arrive: it waits again, unless all was stopped."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE broadcast_recipients SET at = ?, state = CASE (SELECT stage FROM broadcasts"
                " WHERE id = broadcast) WHEN 'sending' THEN 'queued' ELSE 'skipped' END"
                " WHERE broadcast = ? AND chat_id = ? AND state = 'sending'",
                (_now(), broadcast_id, chat_id),
            )

    def ended(self, broadcast_id: int, chat_id: int, arrival: Arrival) -> None:
        """Note what became of a message."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE broadcast_recipients SET state = ?, at = ?"
                " WHERE broadcast = ? AND chat_id = ?",
                (arrival.value, _now(), broadcast_id, chat_id),
            )

    def recover(self, *, queued: bool = False) -> int:
        """Note of what was on its way when the last run ended that its fate is unknown.

        queued: also of what waited, since it may have left after this database was copied.
        Returns how many messages.
        """
        states = "'sending', 'queued'" if queued else "'sending'"
        with self._db.atomic():
            done = self._db.execute(
                f"UPDATE broadcast_recipients SET state = 'unknown' WHERE state IN ({states})"  # noqa: S608
            )
        return int(done.rowcount)

    def counts(self, broadcast_id: int) -> Counter[str]:
        """Return how many messages of a broadcast there are in each state."""
        rows = self._db.execute(
            "SELECT state, count(*) FROM broadcast_recipients WHERE broadcast = ? GROUP BY state",
            (broadcast_id,),
        )
        return Counter(dict(rows.fetchall()))

    # ---- what is kept

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE OR IGNORE broadcast_recipients SET chat_id = ? WHERE chat_id = ?",
                (new, old),
            )
            self._db.execute("DELETE FROM broadcast_recipients WHERE chat_id = ?", (old,))

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person wrote to everybody, and which broadcasts they got."""
        written = self._db.query(
            "SELECT text, groups, stage, made_at, begun_at FROM broadcasts WHERE by = ?", [user_id]
        )
        got = self._db.query(
            "SELECT broadcast, state, at FROM broadcast_recipients WHERE chat_id = ?", [user_id]
        )
        return {"broadcasts": list(written), "broadcast_recipients": list(got)}

    def forget(self, user_id: int) -> None:
        """Forget what a person was sent, and who wrote what is sent; their drafts are dropped."""
        with self._db.atomic():
            self._db.execute("DELETE FROM broadcast_recipients WHERE chat_id = ?", (user_id,))
            self._db.execute(
                "DELETE FROM broadcasts WHERE by = ? AND stage IN ('draft', 'called off')",
                (user_id,),
            )
            self._db.execute("UPDATE broadcasts SET by = NULL WHERE by = ?", (user_id,))
            self._erase_the_forgotten()

    def sweep(self, drafts: dt.datetime, rest: dt.datetime) -> int:
        """Forget drafts that were written before one time, and what ended before another.

        Returns how many broadcasts.
        """
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM broadcasts WHERE stage IN ('draft', 'called off') AND made_at < ?"
                " OR stage = 'over' AND made_at < ?",
                (_text(drafts), _text(rest)),
            )
            self._db.execute(
                "DELETE FROM broadcast_recipients WHERE broadcast NOT IN"
                " (SELECT id FROM broadcasts)"
            )
        return int(done.rowcount)

    def _all(self, condition: str, *values: Any) -> list[Broadcast]:
        sql = f"SELECT {COLUMNS} FROM broadcasts WHERE {condition}"  # noqa: S608 (our conditions)
        return [read_broadcast(row) for row in self._db.execute(sql, values)]


def _now() -> str:
    return _text(dt.datetime.now(dt.UTC))


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
