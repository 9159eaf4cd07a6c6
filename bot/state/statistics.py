"""Figures about what was asked, read beside the bot's own work. Blocking, for any thread.

Nobody is named and nothing that one person wrote is read: of what is followed only what at least
two people follow.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing

from bot.insight.usage import VERDICTS, Asked, Figures
from bot.state.feedback import Opinion, Reason
from bot.state.tallies import Tally
from bot.state.vault import Vault
from index.answer import Verdict

#: People who must follow the same words before somebody else sees them.
_SEVERAL = 2
_MOST_TOPICS = 5
#: Passages of an answer's first message.
_FIRST = 3


def read_figures(vault: Vault, first: dt.date, last: dt.date) -> Figures:
    """Return the figures of some days, both included, as days are where the bot runs.

    vault: ``bot.db``, which is not changed. Raises sqlite3.Error.
    """
    since, until = (_midnight(day) for day in (first, last + dt.timedelta(days=1)))
    with closing(vault.read_only()) as db:
        return Figures(
            asked=tuple(_asked(db, since, until)),
            opinions=tuple(_opinions(db, since, until)),
            topics=tuple(_topics(db)),
            cited=tuple(_cited(db, since, until)),
            tallies=tuple(_tallies(db, first, last)),
        )


def _midnight(day: dt.date) -> str:
    local = dt.datetime.combine(day, dt.time()).astimezone()
    return local.astimezone(dt.UTC).isoformat(timespec="seconds")


def _asked(db: sqlite3.Connection, since: str, until: str) -> list[Asked]:
    rows = db.execute(
        "SELECT asked_at, verdict, seconds +"
        " max(0, (julianday(answered_at) - julianday(asked_at)) * 86400)"  # from days
        " FROM questions WHERE asked_at >= ? AND asked_at < ? AND NOT aside",
        (since, until),
    )
    return [
        Asked(dt.datetime.fromisoformat(at).astimezone().date(), Verdict(verdict), seconds)
        for at, verdict, seconds in rows
        if verdict in VERDICTS
    ]


def _opinions(
    db: sqlite3.Connection, since: str, until: str
) -> list[tuple[Opinion, Reason | None, int]]:
    rows = db.execute(
        "SELECT opinion, reason, count(*) FROM feedback WHERE at >= ? AND at < ?"
        " GROUP BY opinion, reason ORDER BY opinion, count(*) DESC, reason",
        (since, until),
    )
    return [
        (Opinion(opinion), Reason(reason) if reason else None, count)
        for opinion, reason, count in rows
    ]


def _topics(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return what most people follow: those who set it up, and chats where that is not known."""
    rows = db.execute(
        "SELECT min(text), count(DISTINCT coalesce(user_id, chat_id)) AS people FROM watches"
        " GROUP BY folded HAVING people >= ? AND count(DISTINCT chat_id) >= ?"
        " ORDER BY people DESC, folded LIMIT ?",
        (_SEVERAL, _SEVERAL, _MOST_TOPICS),
    )
    return [(str(text), int(people)) for text, people in rows]


def _cited(db: sqlite3.Connection, since: str, until: str) -> list[tuple[str, ...]]:
    rows = db.execute(
        "SELECT hits FROM questions WHERE asked_at >= ? AND asked_at < ? AND NOT aside"
        " AND hits != '[]' AND verdict != 'not_covered'",
        (since, until),
    )
    return [tuple(hit[0] for hit in json.loads(hits)[:_FIRST]) for (hits,) in rows]


def _tallies(db: sqlite3.Connection, first: dt.date, last: dt.date) -> list[Tally]:
    rows = db.execute(
        "SELECT day, readers, digests, followers FROM tallies WHERE day BETWEEN ? AND ?"
        " ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return [Tally(dt.date.fromisoformat(day), *numbers) for day, *numbers in rows]
