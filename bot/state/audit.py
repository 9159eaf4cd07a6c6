"""Who of the admins changed what, so that another can see it later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database


class Action(StrEnum):
    """What an admin did; a test holds the texts to it."""

    LET_IN = "let in"
    CAME_IN = "came in by invitation"
    DECLINED = "declined"
    MADE_ADMIN = "made admin"
    MADE_READER = "made reader"
    REVOKED = "revoked"
    INVITED_READER = "invited reader"
    INVITED_ADMIN = "invited admin"
    WITHDRAWN = "withdrew invitation"
    ALLOWED = "allowed group"
    REFUSED = "refused group"
    DIGEST_SET = "digest set up"
    DIGEST_ENDED = "digest ended"
    BROADCAST = "broadcast"
    BROADCAST_STOPPED = "broadcast stopped"
    REINDEXED = "reindexed"
    PROMOTED = "promoted"
    ROLLED_BACK = "rolled back"
    UPLOADED = "uploaded"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done.

    by: None if that admin had their data deleted. action: usually of Action; a later version of
    the program may know others. person, chat: whom it was about; what: it in words, or empty.
    """

    id: int
    at: dt.datetime
    by: int | None
    action: str
    person: int | None
    chat: int | None
    what: str


class Audit:
    """The table of what admins did in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, by: int | None, action: Action, subject: int | str, now: dt.datetime) -> None:
        """Note that an admin did something.

        subject: Telegram's id of a person (above zero) or of a group, or else words, such as a
        file's name. To be called with the change, in one transaction, and only if it is one: an
        update is handled again after a crash.
        """
        number = subject if isinstance(subject, int) else None
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO audit (at, by, action, person, chat, what) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    _text(now),
                    by,
                    action.value,
                    number if number and number > 0 else None,
                    number if number and number < 0 else None,
                    subject if isinstance(subject, str) else "",
                ),
            )

    def newest(self, limit: int, offset: int = 0) -> list[Entry]:
        """Return what was done, the newest first."""
        rows = self._db.execute(
            "SELECT id, at, by, action, person, chat, what FROM audit"
            " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [Entry(row[0], dt.datetime.fromisoformat(row[1]), *row[2:]) for row in rows]

    def count(self) -> int:
        """Return how much was done."""
        return int(self._db.execute("SELECT count(*) FROM audit").fetchone()[0])

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id."""
        with self._db.atomic():
            self._db.execute("UPDATE audit SET chat = ? WHERE chat = ?", (new, old))

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person did as an admin, and what was done about them; nobody else's id."""
        rows = self._db.query(
            "SELECT at, action, by = :user AS done_by_you, person = :user AS about_you, what"
            " FROM audit WHERE by = :user OR person = :user ORDER BY id",
            {"user": user_id},
        )
        return {"audit": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget who a person is; what was done stays."""
        with self._db.atomic():
            for column in ("by", "person"):
                self._db.execute(
                    f"UPDATE audit SET {column} = NULL WHERE {column} = ?",  # noqa: S608 (ours)
                    (user_id,),
                )

    def sweep(self, before: dt.datetime) -> int:
        """Forget what was done before then; return how much."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM audit WHERE at < ?", (_text(before),))
        return int(done.rowcount)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
