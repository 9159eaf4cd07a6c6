"""Chats that are written to unasked: their digest, and where and when they want it.

A private chat has the number of its person. A subscriber whose digest is ended stays, so that their
time zone and choices are there if they come back; what they follow may still be told at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that is written to unasked.

    topic: of a forum. title: of a group or channel; None for a person. created_by: who set it up.
    language: of the texts; None for the person's own. days: ISO weekdays, none without a digest.
    series, languages: what the digest is about, all where empty. only_followed: nothing but what
    the chat follows. snoozed_until: its first day with a digest again. reachable: whether Telegram
    lets the bot write there. cursor: the last news that it was told of. due_day, due_at: of its
    next digest, by its own calendar and in UTC; None while none is due.
    """

    id: int
    chat_id: int
    topic: int | None = None
    title: str | None = None
    created_by: int | None = None
    language: str | None = None
    zone: str | None = None
    at: dt.time | None = None
    days: frozenset[int] = frozenset()
    series: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only_followed: bool = False
    paused: bool = False
    snoozed_until: dt.date | None = None
    reachable: bool = True
    cursor: int = 0
    due_day: dt.date | None = None
    due_at: dt.datetime | None = None

    @property
    def gets_alerts(self) -> bool:
        """Whether it is to be told now what is told at once."""
        return self.reachable and not self.paused and self.snoozed_until is None

    @property
    def is_private(self) -> bool:
        """Whether it is a person."""
        return self.chat_id > 0

    def date(self, now: dt.datetime) -> dt.date:
        """Return the day that it is for the subscriber."""
        return now.astimezone(ZoneInfo(self.zone or "UTC")).date()


class Subscribers:
    """The table of subscribers in ``bot.db``: one row for each chat."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, subscriber_id: int) -> Subscriber | None:
        """Return a subscriber by the number of the row; None if it is gone."""
        return self._one("id = ?", subscriber_id)

    def of_chat(self, chat_id: int) -> Subscriber | None:
        """Return the subscriber of a chat; None if it never was one."""
        return self._one("chat_id = ?", chat_id)

    def set_up_by(self, user_id: int) -> list[Subscriber]:
        """Return the groups and channels that somebody set up, by title."""
        return self._all(
            "created_by = ? AND chat_id < 0 ORDER BY lower(coalesce(title, '')), id", user_id
        )

    def open(self, chat_id: int, now: dt.datetime, *, by: int | None = None) -> Subscriber:
        """Return the subscriber of a chat, which is made if need be."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO subscribers (chat_id, created_by, changed_at) VALUES (?, ?, ?)"
                " ON CONFLICT (chat_id) DO NOTHING",
                (chat_id, by, _text(now)),
            )
        made = self.of_chat(chat_id)
        assert made is not None
        return made

    def change(self, subscriber_id: int, now: dt.datetime, **values: Any) -> Subscriber | None:
        """Change fields of a subscriber; return it as it is then, None if it is gone."""
        columns = {name: _stored(value) for name, value in values.items()}
        columns["changed_at"] = _text(now)
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        with self._db.atomic():
            self._db.execute(
                f"UPDATE subscribers SET {assignments} WHERE id = :id",  # noqa: S608 (our fields)
                columns | {"id": subscriber_id},
            )
        return self.get(subscriber_id)

    def set_due(
        self, subscriber_id: int, day: dt.date, at: dt.datetime, *, start: dt.datetime
    ) -> None:
        """Note the next digest: its day, when it is due, and when it is begun."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE subscribers SET due_day = ?, due_at = ?, next_due = ? WHERE id = ?",
                (day.isoformat(), _text(at), _text(start), subscriber_id),
            )

    def put_off(self, subscriber_id: int, until: dt.datetime) -> None:
        """Begin a digest that is due no sooner than then."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE subscribers SET next_due = ? WHERE id = ? AND next_due IS NOT NULL",
                (_text(until), subscriber_id),
            )

    def set_none_due(self, subscriber_id: int) -> None:
        """Note that no digest is due."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE subscribers SET due_day = NULL, due_at = NULL, next_due = NULL"
                " WHERE id = ?",
                (subscriber_id,),
            )

    def set_cursor(self, subscriber_id: int, news: int) -> None:
        """Note the last news that a subscriber was told of."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE subscribers SET cursor = ? WHERE id = ?", (news, subscriber_id)
            )

    def due(self, now: dt.datetime, limit: int) -> list[Subscriber]:
        """Return whose digest is to be begun now, the first that was due first."""
        return self._all("next_due <= ? ORDER BY next_due, id LIMIT ?", _text(now), limit)

    def due_with(self, at: dt.datetime) -> int:
        """Return how many digests are due at the same instant."""
        rows = self._db.execute("SELECT count(*) FROM subscribers WHERE due_at = ?", (_text(at),))
        return int(rows.fetchone()[0])

    def scheduled(self, after: int, limit: int) -> list[Subscriber]:
        """Return subscribers with a digest from a row's number on, in order."""
        return self._all("id > ? AND due_at IS NOT NULL ORDER BY id LIMIT ?", after, limit)

    def wake(self, now: dt.datetime) -> None:
        """Note that whoever was to be left alone until today, where they are, is not any more."""
        easternmost = (now.astimezone(dt.UTC) + dt.timedelta(hours=14)).date()
        for one in self._all("snoozed_until <= ?", easternmost.isoformat()):
            if one.snoozed_until is not None and one.snoozed_until <= one.date(now):
                with self._db.atomic():
                    self._db.execute(
                        "UPDATE subscribers SET snoozed_until = NULL WHERE id = ?", (one.id,)
                    )

    def zones(self, limit: int) -> list[str]:
        """Return the zones in which most subscribers are, the first first."""
        rows = self._db.execute(
            "SELECT zone FROM subscribers WHERE zone IS NOT NULL GROUP BY zone"
            " ORDER BY count(*) DESC, zone LIMIT ?",
            (limit,),
        )
        return [str(zone) for (zone,) in rows]

    def counts(self) -> tuple[int, int]:
        """Return how many digests and how many paused or unreachable ones there are."""
        rows = self._db.execute(
            "SELECT coalesce(sum(due_at IS NOT NULL), 0), coalesce(sum(due_at IS NULL), 0)"
            " FROM subscribers WHERE days != ''"
        ).fetchall()
        return int(rows[0][0]), int(rows[0][1])

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id; it has no topics any more."""
        if old == new or self.of_chat(old) is None:
            return
        with self._db.atomic():
            self._db.execute("DELETE FROM subscribers WHERE chat_id = ?", (new,))
            self._db.execute(
                "UPDATE subscribers SET chat_id = ?, topic = NULL WHERE chat_id = ?", (new, old)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return a person's own digest, and those that they set up for groups and channels."""
        rows = self._db.query(
            "SELECT * FROM subscribers WHERE chat_id = :user OR created_by = :user ORDER BY id",
            {"user": user_id},
        )
        return {"subscribers": list(rows)}

    def forget(self, user_id: int) -> None:
        """Delete a person's own digest; those of groups and channels stay, without their name."""
        with self._db.atomic():
            self._db.execute("DELETE FROM subscribers WHERE chat_id = ?", (user_id,))
            self._db.execute(
                "UPDATE subscribers SET created_by = NULL WHERE created_by = ?", (user_id,)
            )

    def sweep(self, before: dt.datetime) -> int:
        """Forget chats that ended their digest before then and follow nothing; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM subscribers WHERE days = '' AND changed_at < ?"
                " AND chat_id NOT IN (SELECT chat_id FROM watches)",
                (_text(before),),
            )
        return int(done.rowcount)

    def _one(self, condition: str, *values: Any) -> Subscriber | None:
        return next(iter(self._all(condition, *values)), None)

    def _all(self, condition: str, *values: Any) -> list[Subscriber]:
        sql = f"SELECT * FROM subscribers WHERE {condition}"  # noqa: S608 (our conditions)
        return [_subscriber(row) for row in self._db.query(sql, list(values))]


def _subscriber(row: dict[str, Any]) -> Subscriber:
    at, snoozed, due_day, due_at = (
        row[name] for name in ("at", "snoozed_until", "due_day", "due_at")
    )
    return Subscriber(
        id=row["id"],
        chat_id=row["chat_id"],
        topic=row["topic"],
        title=row["title"],
        created_by=row["created_by"],
        language=row["language"],
        zone=row["zone"],
        at=dt.time.fromisoformat(at) if at else None,
        days=frozenset(int(day) for day in row["days"]),
        series=tuple(json.loads(row["series"])),
        languages=tuple(json.loads(row["languages"])),
        only_followed=bool(row["only_followed"]),
        paused=bool(row["paused"]),
        snoozed_until=dt.date.fromisoformat(snoozed) if snoozed else None,
        reachable=bool(row["reachable"]),
        cursor=row["cursor"],
        due_day=dt.date.fromisoformat(due_day) if due_day else None,
        due_at=dt.datetime.fromisoformat(due_at) if due_at else None,
    )


def _stored(value: Any) -> Any:
    """Return a field as it stands in its column."""
    if isinstance(value, frozenset):
        return "".join(str(day) for day in sorted(value))
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return json.dumps(list(value), ensure_ascii=False)
    return value


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
