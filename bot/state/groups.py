"""The groups that the bot was added to, and which of them may use it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

_COLUMNS = "chat_id, title, verdict, present, decided_by, asked_in, decided_in, channel, added_by"


class Verdict(StrEnum):
    """What the admins decided about a group; ASKED: nothing yet."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Group:
    """A group; ``present``: whether the bot is in it, as far as Telegram said.

    asked_in, decided_in: the updates that did so last, which are handled again after a crash.
    channel: whether it is one. added_by: who added the bot.
    """

    chat_id: int
    title: str
    verdict: Verdict
    present: bool
    decided_by: int | None
    asked_in: int | None = None
    decided_in: int | None = None
    channel: bool = False
    added_by: int | None = None


class Groups:
    """The table of groups in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, chat_id: int) -> Group | None:
        """Return a group, None if the bot never heard of it."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM groups WHERE chat_id = ?",  # noqa: S608 (our columns)
            (chat_id,),
        ).fetchall()
        return _group(rows[0]) if rows else None

    def allowed(self, chat_id: int) -> bool:
        """Whether the members of a group may use the bot there.

        Also under the id that it had before: what was written then may still wait.
        """
        rows = self._db.execute(
            "SELECT 1 FROM groups WHERE (chat_id = ? OR moved_from = ?) AND verdict = 'allowed'",
            (chat_id, chat_id),
        ).fetchall()
        return bool(rows)

    def joined(
        self,
        chat_id: int,
        title: str,
        *,
        by: int | None,
        now: dt.datetime,
        update_id: int | None = None,
        channel: bool = False,
    ) -> None:
        """Note that the bot is in a group; one that was refused can be decided about again.

        The update that said so may come again, when it was decided.
        """
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO groups"
                " (chat_id, title, verdict, present, added_by, changed_at, asked_in, channel)"
                " VALUES (?, ?, 'asked', 1, ?, ?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET"
                " title = excluded.title, present = 1, added_by = excluded.added_by,"
                " verdict = CASE verdict WHEN 'refused' THEN 'asked' ELSE verdict END,"
                " changed_at = excluded.changed_at, asked_in = excluded.asked_in"
                " WHERE excluded.asked_in IS NULL OR asked_in IS NOT excluded.asked_in",
                (chat_id, title, by, _text(now), update_id, int(channel)),
            )

    def left(self, chat_id: int, now: dt.datetime) -> None:
        """Note that the bot is no longer in a group."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE groups SET present = 0, changed_at = ? WHERE chat_id = ?",
                (_text(now), chat_id),
            )

    def decide(
        self,
        chat_id: int,
        verdict: Verdict,
        *,
        by: int,
        now: dt.datetime,
        update_id: int | None = None,
    ) -> bool:
        """Allow or refuse a group; False if that was decided already, or the group is unknown."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE groups SET verdict = ?, decided_by = ?, changed_at = ?, decided_in = ?"
                " WHERE chat_id = ? AND verdict != ?",
                (verdict.value, by, _text(now), update_id, chat_id, verdict.value),
            )
        return bool(done.rowcount)

    def listed(self) -> list[Group]:
        """Return the groups that the bot is in, or may be used in; by title."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM groups"  # noqa: S608 (our columns)
            " WHERE present OR verdict = 'allowed' ORDER BY lower(title), chat_id"
        )
        return [_group(row) for row in rows]

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id; doing so twice does no harm."""
        with self._db.atomic():
            known = self._db.execute("SELECT 1 FROM groups WHERE chat_id = ?", (old,)).fetchall()
            if known and old != new:
                self._db.execute("DELETE FROM groups WHERE chat_id = ?", (new,))
                self._db.execute(
                    "UPDATE groups SET chat_id = ?, moved_from = ? WHERE chat_id = ?",
                    (new, old, old),
                )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return to which groups a person added the bot, and which they decided about."""
        rows = self._db.query(
            "SELECT chat_id, title, verdict, changed_at, added_by = :user AS added_by_you,"
            " decided_by = :user AS decided_by_you FROM groups"
            " WHERE added_by = :user OR decided_by = :user",
            {"user": user_id},
        )
        return {"groups": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget who a person is; what they decided stays."""
        with self._db.atomic():
            for column in ("added_by", "decided_by"):
                self._db.execute(
                    f"UPDATE groups SET {column} = NULL"  # noqa: S608 (our columns)
                    f" WHERE {column} = ?",
                    (user_id,),
                )

    def sweep(self, before: dt.datetime) -> int:
        """Forget the groups that the bot left before then; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM groups WHERE NOT present AND verdict != 'allowed' AND changed_at < ?",
                (_text(before),),
            )
        return int(done.rowcount)


def _group(row: tuple[Any, ...]) -> Group:
    chat_id, title, verdict, present, decided_by, asked_in, decided_in, channel, added_by = row
    return Group(
        int(chat_id),
        str(title),
        Verdict(verdict),
        bool(present),
        decided_by,
        asked_in,
        decided_in,
        bool(channel),
        added_by,
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
