"""What is wrong with the bot, and whether the admins know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database


class Kind(StrEnum):
    """What can be wrong; a test holds the texts to it.

    TELEGRAM: it does not answer. SECOND: another program fetches the updates. HUNG: the bot did
    not get on, and ended. DISK: it is almost full. QUEUE: updates wait too long. INDEX: it cannot
    be read. READING: briefings cannot be.
    """

    TELEGRAM = "telegram"
    SECOND = "second"
    HUNG = "hung"
    DISK = "disk"
    QUEUE = "queue"
    INDEX = "index"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Alarm:
    """How something stands.

    since: when it began to be broken, or well. broke_at: when it broke last. told: whether the
    admins think that it is broken. well_at: when they were last told that it is well again.
    relapses: how often it broke soon after that, in a row. detail: what is wrong, in words.
    """

    kind: Kind
    broken: bool
    since: dt.datetime
    broke_at: dt.datetime
    told: bool = False
    well_at: dt.datetime | None = None
    relapses: int = 0
    detail: str = ""


class Alarms:
    """The table of alarms in ``bot.db``: one row for each kind that was ever wrong."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, kind: Kind) -> Alarm | None:
        """Return how something stands; None if it was always well."""
        return next((alarm for alarm in self.every() if alarm.kind is kind), None)

    def every(self) -> list[Alarm]:
        """Return all that was ever wrong and is still known of."""
        known = set(Kind)
        rows = self._db.query("SELECT * FROM alarms ORDER BY kind")
        return [_alarm(row) for row in rows if row["kind"] in known]

    def put(self, alarm: Alarm) -> None:
        """Keep how something stands."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO alarms"
                " (kind, broken, since, broke_at, told, well_at, relapses, detail)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    alarm.kind.value,
                    int(alarm.broken),
                    alarm.since.isoformat(),
                    alarm.broke_at.isoformat(),
                    int(alarm.told),
                    alarm.well_at.isoformat() if alarm.well_at else None,
                    alarm.relapses,
                    alarm.detail,
                ),
            )


def _alarm(row: dict[str, Any]) -> Alarm:
    well_at = row["well_at"]
    return Alarm(
        kind=Kind(row["kind"]),
        broken=bool(row["broken"]),
        since=dt.datetime.fromisoformat(row["since"]),
        broke_at=dt.datetime.fromisoformat(row["broke_at"]),
        told=bool(row["told"]),
        well_at=dt.datetime.fromisoformat(well_at) if well_at else None,
        relapses=row["relapses"],
        detail=row["detail"],
    )
