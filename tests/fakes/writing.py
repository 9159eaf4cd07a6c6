"""Something that writes to ``bot.db`` without a pause: ``python -m tests.fakes.writing FILE``.

Each step is one transaction that counts on in three tables and erases an old row, so that a copy of
something between two instants shows.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.state.database import open_state
from bot.state.vault import Vault

STEPS = "SELECT max(user_id) FROM people"


def write(path: Path) -> None:
    """Write until the process is ended."""
    db = open_state(Vault(path))
    for number in itertools.count(1):
        now = dt.datetime.now(dt.UTC).isoformat()
        with db.atomic():
            name = f"Mira {number} " * 40
            db.execute("INSERT INTO people (user_id, role, name) VALUES (?, '', ?)", (number, name))
            db.execute(
                "INSERT INTO updates (id, received_at, content, arrival) VALUES (?, ?, ?, ?)",
                (number, now, json.dumps({"update_id": number}), number),
            )
            db.execute(
                "INSERT INTO links (paragraph_id, briefing_id, place, sketch)"
                " VALUES (?, '', '', '')",
                (f"{number:09}",),
            )
            db.execute("DELETE FROM people WHERE user_id = ?", (number - 50,))


def is_of_one_instant(path: Path) -> int:
    """Return how many steps a copy holds. Raises AssertionError if it mixes instants."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        (steps,) = db.execute(STEPS).fetchone()
        (people, updates, links) = (
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("people", "updates", "links")
        )
    assert updates == links == steps
    assert people == min(steps, 50)
    return int(steps)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
