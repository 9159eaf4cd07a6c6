"""Digests and alerts as they were made, each once, and what became of them.

A subscriber's day has one digest at most, whatever happens to the clock or the program. What an
edition says is fixed when it is made, as ids of passages: it never holds a text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.state.outbox import PartState

_COLUMNS = "id, chat_id, issue, kind, due_at, made_at, fate, language, since, until, content"


class Kind(StrEnum):
    """What an edition is; a PREVIEW was asked for."""

    DIGEST = "digest"
    ALERT = "alert"
    PREVIEW = "preview"


class Fate(StrEnum):
    """What became of an edition.

    OPEN: it is being sent. DONE: nothing of it is left to send. EMPTY: there was nothing to say.
    MERGED: it was missed, and what it would have said goes into the next. DROPPED: the subscriber
    cannot or may not be written to.
    """

    OPEN = "open"
    DONE = "done"
    EMPTY = "empty"
    MERGED = "merged"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest or an alert.

    issue: the subscriber's day of a digest in ISO 8601; a name of its own for an alert. due_at: of
    an alert, when it was made. since, until: the news it tells of, after the first, up to the
    second. content: JSON, see ``bot.digest.content``.
    """

    id: int
    chat_id: int
    issue: str
    kind: Kind
    due_at: dt.datetime
    made_at: dt.datetime
    fate: Fate
    language: str | None
    since: int
    until: int
    content: str | None

    @property
    def day(self) -> dt.date | None:
        """The subscriber's day of a digest; None for an alert."""
        return dt.date.fromisoformat(self.issue) if self.kind is Kind.DIGEST else None


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that is to be made; fields as of Edition. parts: how many messages it takes."""

    chat_id: int
    issue: str
    kind: Kind
    due_at: dt.datetime
    fate: Fate = Fate.OPEN
    language: str | None = None
    since: int = 0
    until: int = 0
    content: str | None = None
    parts: int = 0


class Editions:
    """The table of editions in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def make(self, draft: Draft, now: dt.datetime) -> int | None:
        """Keep an edition and queue its messages; return its number, None if it is there."""
        with self._db.atomic():
            done = self._db.execute(
                "INSERT OR IGNORE INTO editions (chat_id, issue, kind, due_at, made_at, fate,"
                " language, since, until, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    draft.chat_id,
                    draft.issue,
                    draft.kind,
                    _text(draft.due_at),
                    _text(now),
                    draft.fate,
                    draft.language,
                    draft.since,
                    draft.until,
                    draft.content,
                ),
            )
            if not done.rowcount:
                return None
            for part in range(1, draft.parts + 1):
                self._db.execute(
                    "INSERT INTO outbox (chat_id, issue, part, edition, urgent, state, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        draft.chat_id,
                        draft.issue,
                        part,
                        done.lastrowid,
                        int(draft.kind is Kind.ALERT),
                        PartState.QUEUED,
                        _text(now),
                    ),
                )
        return done.lastrowid

    def get(self, edition_id: int) -> Edition | None:
        """Return an edition; None if it is gone."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM editions WHERE id = ?",  # noqa: S608 (our columns)
            (edition_id,),
        ).fetchall()
        return _edition(rows[0]) if rows else None

    def find(self, chat_id: int, issue: str) -> Edition | None:
        """Return the edition of a chat by the name of its issue; None if there is none."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM editions WHERE chat_id = ? AND issue = ?",  # noqa: S608
            (chat_id, issue),
        ).fetchall()
        return _edition(rows[0]) if rows else None

    def next_number(self) -> int:
        """Return the number that the next edition gets."""
        rows = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'editions'")
        found = rows.fetchone()
        return int(found[0]) + 1 if found else 1

    def last_day(self, chat_id: int) -> dt.date | None:
        """Return the last day of which a chat had a digest, whatever became of it."""
        rows = self._db.execute(
            "SELECT max(issue) FROM editions WHERE chat_id = ? AND kind = 'digest'", (chat_id,)
        ).fetchall()
        return dt.date.fromisoformat(rows[0][0]) if rows[0][0] else None

    def missed(self, chat_id: int) -> list[dt.date]:
        """Return the days whose digests were missed since the last one that was sent."""
        rows = self._db.execute(
            "SELECT issue FROM editions WHERE chat_id = :chat AND kind = 'digest'"
            " AND fate = 'merged' AND issue > coalesce((SELECT max(issue) FROM editions"
            " WHERE chat_id = :chat AND kind = 'digest' AND fate IN ('open', 'done')), '')"
            " ORDER BY issue",
            {"chat": chat_id},
        )
        return [dt.date.fromisoformat(issue) for (issue,) in rows]

    def doubtful_before(self, edition: Edition) -> Edition | None:
        """Return the digest before an edition, if nobody knows whether all of it arrived."""
        if edition.kind is not Kind.DIGEST:
            return None
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM editions WHERE chat_id = ? AND id < ?"  # noqa: S608
            " AND kind = 'digest' AND fate IN ('open', 'done') ORDER BY id DESC LIMIT 1",
            (edition.chat_id, edition.id),
        ).fetchall()
        if not rows:
            return None
        before = _edition(rows[0])
        doubts = self._db.execute(
            "SELECT 1 FROM outbox WHERE edition = ? AND state = 'unknown'", (before.id,)
        )
        return before if doubts.fetchone() else None

    def settle(self, edition_id: int, fate: Fate) -> None:
        """Note what became of an edition; what is still queued of it is not sent."""
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM outbox WHERE edition = ? AND state = 'queued'", (edition_id,)
            )
            self._db.execute("UPDATE editions SET fate = ? WHERE id = ?", (fate, edition_id))

    def finish(self, edition_id: int) -> bool:
        """Note that an edition is done if nothing of it is left to send; whether that is so."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE editions SET fate = 'done' WHERE id = ? AND fate = 'open' AND NOT EXISTS"
                " (SELECT 1 FROM outbox WHERE edition = ? AND state IN ('queued', 'sending'))",
                (edition_id, edition_id),
            )
        return bool(done.rowcount)

    def open_of(self, chat_id: int, *kinds: Kind) -> list[int]:
        """Return the editions of a chat that are being sent; of these kinds, if any is given."""
        of_kinds = ", ".join("?" for _ in kinds or Kind)
        rows = self._db.execute(
            "SELECT id FROM editions WHERE chat_id = ? AND fate = 'open'"  # noqa: S608
            f" AND kind IN ({of_kinds}) ORDER BY id",
            (chat_id, *(kinds or Kind)),
        )
        return [int(edition) for (edition,) in rows]

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id."""
        with self._db.atomic():
            for table in ("editions", "outbox"):
                self._db.execute(
                    f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?",  # noqa: S608
                    (new, old),
                )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return which editions were made for a person, and what became of their messages."""
        editions = self._db.query(
            "SELECT issue, kind, due_at, fate, content FROM editions WHERE chat_id = ? ORDER BY id",
            [user_id],
        )
        parts = self._db.query(
            "SELECT issue, part, state, at FROM outbox WHERE chat_id = ? ORDER BY id", [user_id]
        )
        return {"editions": list(editions), "outbox": list(parts)}

    def forget(self, user_id: int) -> None:
        """Delete what was made for a person."""
        with self._db.atomic():
            for table in ("editions", "outbox"):
                self._db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (user_id,))  # noqa: S608

    def sweep(self, before: dt.datetime) -> int:
        """Forget editions that were made before then and ended; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM editions WHERE made_at < ? AND fate != 'open'", (_text(before),)
            )
            self._db.execute("DELETE FROM outbox WHERE edition NOT IN (SELECT id FROM editions)")
        return int(done.rowcount)


def _edition(row: tuple[Any, ...]) -> Edition:
    key, chat_id, issue, kind, due_at, made_at, fate, language, since, until, content = row
    return Edition(
        id=int(key),
        chat_id=int(chat_id),
        issue=str(issue),
        kind=Kind(kind),
        due_at=dt.datetime.fromisoformat(due_at),
        made_at=dt.datetime.fromisoformat(made_at),
        fate=Fate(fate),
        language=language,
        since=int(since),
        until=int(until),
        content=content,
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
