"""What somebody was asked for, so that their next words there are taken for the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database


class Purpose(StrEnum):
    """What is asked for."""

    ZONE = "zone"
    TOPIC = "topic"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the bot's; ``about``: the subscriber that the answer is for."""

    purpose: Purpose
    about: int
    message_id: int | None


class Prompts:
    """The table of prompts in ``bot.db``: the last one for each person in each chat."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(
        self,
        chat_id: int,
        user_id: int,
        purpose: Purpose,
        about: int,
        now: dt.datetime,
        *,
        message_id: int | None = None,
    ) -> None:
        """Remember what somebody was asked for, instead of anything before."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO prompts (chat_id, user_id, purpose, about, message_id, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (chat_id, user_id, purpose, about, message_id, _text(now)),
            )

    def get(self, chat_id: int, user_id: int, since: dt.datetime) -> Prompt | None:
        """Return what somebody was asked for; None if nothing was, or not since then."""
        rows = self._db.execute(
            "SELECT purpose, about, message_id FROM prompts"
            " WHERE chat_id = ? AND user_id = ? AND at >= ?",
            (chat_id, user_id, _text(since)),
        ).fetchall()
        return Prompt(Purpose(rows[0][0]), int(rows[0][1]), rows[0][2]) if rows else None

    def end(self, chat_id: int, user_id: int) -> None:
        """Take nothing more for an answer."""
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM prompts WHERE chat_id = ? AND user_id = ?", (chat_id, user_id)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person was asked for."""
        rows = self._db.query("SELECT * FROM prompts WHERE user_id = ?", [user_id])
        return {"prompts": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget what a person was asked for."""
        with self._db.atomic():
            self._db.execute("DELETE FROM prompts WHERE user_id = ?", (user_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Forget what was asked before then; return how many."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM prompts WHERE at < ?", (_text(before),))
        return int(done.rowcount)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
