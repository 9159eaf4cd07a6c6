"""What chats follow: questions and topics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

WATCH_COLUMNS = "watches.id, watches.chat_id, watches.user_id, text, at_once"


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that a chat follows.

    user_id: who asked for it. at_once: whether it is told at once, else with the digest.
    """

    id: int
    chat_id: int
    user_id: int | None
    text: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Encoded:
    """A watch with its vector; None where it was not encoded with the model of today."""

    watch: Watch
    vector: bytes | None


class Watches:
    """The table of watches in ``bot.db``; nothing is followed twice in a chat."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        chat_id: int,
        text: str,
        *,
        by: int | None,
        at_once: bool,
        now: dt.datetime,
        update_id: int | None = None,
    ) -> tuple[Watch, bool]:
        """Return the watch of a text, and whether it is new, or new with that update."""
        folded = " ".join(text.casefold().strip(" ?!.").split())
        with self._db.atomic():
            done = self._db.execute(
                "INSERT INTO watches (chat_id, user_id, text, folded, at_once, update_id,"
                " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (chat_id, folded) DO NOTHING",
                (chat_id, by, text, folded, int(at_once), update_id, _text(now)),
            )
        (found,) = self._all("chat_id = ? AND folded = ?", chat_id, folded)
        again = self._all("id = ? AND update_id = ?", found.id, update_id)
        return found, bool(done.rowcount or again)

    def get(self, watch_id: int) -> Watch | None:
        """Return a watch; None if it is gone."""
        return next(iter(self._all("id = ?", watch_id)), None)

    def of_chat(self, chat_id: int) -> list[Watch]:
        """Return what a chat follows, the oldest first."""
        return self._all("chat_id = ? ORDER BY id", chat_id)

    def set_at_once(self, watch_id: int, at_once: bool) -> None:
        """Change how a watch is told."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE watches SET at_once = ? WHERE id = ?", (int(at_once), watch_id)
            )

    def remove(self, watch_ids: Iterable[int]) -> None:
        """Follow something no more."""
        with self._db.atomic():
            for watch_id in list(watch_ids):
                self._db.execute("DELETE FROM matches WHERE watch_id = ?", (watch_id,))
                self._db.execute("DELETE FROM watches WHERE id = ?", (watch_id,))

    # ---- looking for what is followed

    def encoded(self, after: int, limit: int, encoded_with: str) -> list[Encoded]:
        """Return watches from a number on, of chats that can be written to, in order.

        encoded_with: the model and dictionary of today.
        """
        rows = self._db.execute(
            f"SELECT {WATCH_COLUMNS}, CASE encoded_with WHEN ? THEN vector END"  # noqa: S608
            " FROM watches JOIN subscribers ON subscribers.chat_id = watches.chat_id"
            " WHERE watches.id > ? AND reachable ORDER BY watches.id LIMIT ?",
            (encoded_with, after, limit),
        )
        return [Encoded(read_watch(row[:-1]), row[-1]) for row in rows]

    def keep_vectors(self, vectors: Iterable[tuple[int, bytes]], encoded_with: str) -> None:
        """Keep the vectors of watches, so that they need not be encoded again."""
        with self._db.atomic():
            self._db.conn.executemany(
                "UPDATE watches SET vector = ?, encoded_with = ? WHERE id = ?",
                [(vector, encoded_with, watch_id) for watch_id, vector in vectors],
            )

    # ---- people and time

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE OR IGNORE watches SET chat_id = ? WHERE chat_id = ?", (new, old)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person follows, or asked a group to follow, and what was found for it."""
        watches = self._db.query(
            "SELECT id, chat_id, text, at_once, created_at FROM watches"
            " WHERE chat_id = :user OR user_id = :user ORDER BY id",
            {"user": user_id},
        )
        matches = self._db.query(
            "SELECT watch_id, paragraph_id, score, edition FROM matches WHERE watch_id IN"
            " (SELECT id FROM watches WHERE chat_id = :user OR user_id = :user)"
            " ORDER BY watch_id, paragraph_id",
            {"user": user_id},
        )
        return {"watches": list(watches), "matches": list(matches)}

    def forget(self, user_id: int) -> None:
        """Delete what a person follows, or asked a group to follow."""
        rows = self._db.execute(
            "SELECT id FROM watches WHERE chat_id = :user OR user_id = :user", {"user": user_id}
        ).fetchall()
        self.remove(watch_id for (watch_id,) in rows)

    def _all(self, condition: str, *values: Any) -> list[Watch]:
        rows = self._db.execute(
            f"SELECT {WATCH_COLUMNS} FROM watches WHERE {condition}",  # noqa: S608 (our columns)
            values,
        )
        return [read_watch(row) for row in rows]


def read_watch(row: tuple[Any, ...]) -> Watch:
    """Return a watch from the values of its columns."""
    key, chat_id, user_id, text, at_once = row
    return Watch(int(key), int(chat_id), user_id, str(text), bool(at_once))


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
