"""What somebody was asked for, so that their next words there are taken for the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database


class Purpose(StrEnum):
    """What is asked for; ZONE_OFFERED: a place, where buttons offer some."""

    ZONE = "zone"
    ZONE_OFFERED = "zone offered"
    TOPIC = "topic"
    TIME = "time"
    UPLOAD_TITLE = "title of an upload"
    UPLOAD_DATE = "date of an upload"
    UPLOAD_SERIES = "series of an upload"
    UPLOAD_LANGUAGE = "language of an upload"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the bot's; ``about``: the subscriber or upload it is about, or 0."""

    purpose: Purpose
    about: int


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
    ) -> None:
        """Remember what somebody was asked for, instead of anything before."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO prompts (chat_id, user_id, purpose, about, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (chat_id, user_id, purpose, about, _text(now)),
            )

    def get(self, chat_id: int, user_id: int, message_id: int, since: dt.datetime) -> Prompt | None:
        """Return what a message may be the answer to; None if nothing was asked since then.

        Nor if another message was the answer.
        """
        rows = self._db.execute(
            "SELECT purpose, about FROM prompts WHERE chat_id = ? AND user_id = ? AND at >= ?"
            " AND (message_id IS NULL OR message_id = ?)",
            (chat_id, user_id, _text(since), message_id),
        ).fetchall()
        return Prompt(Purpose(rows[0][0]), int(rows[0][1])) if rows else None

    def answered(self, chat_id: int, user_id: int, message_id: int) -> None:
        """Note which message was the answer; if it is handled again, it still is."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE prompts SET message_id = ? WHERE chat_id = ? AND user_id = ?",
                (message_id, chat_id, user_id),
            )

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
