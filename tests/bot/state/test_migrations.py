"""Every earlier form of ``bot.db``, with rows in all its tables, is opened and keeps what it said.

A step that is added is covered by itself: its form is one more to start from. What a new column
must hold to be read by the program is said in ``VALUES``, unless any text or number will do.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from bot.keeping.restore import restore
from bot.keeping.retention import sweep
from bot.settings import Keep
from bot.state.alarms import Kind
from bot.state.migrations import migrations
from bot.state.store import State
from bot.state.vault import Vault

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
#: Rows that are put into each table.
ROWS = 4
STEPS = [step.name for step in migrations.pending(Database(memory=True))]
_MOMENT = NOW.isoformat(timespec="seconds")
_HITS = json.dumps([])
#: What a column holds, where not any text or number: by ``table.column`` or the column alone.
VALUES: dict[str, Any] = {
    "at": _MOMENT,
    "subscribers.at": "07:30",
    "asked.at": NOW.timestamp(),
    "days": "12345",
    "zone": "Europe/Berlin",
    "series": json.dumps(["Harbour Notes"]),
    "languages": json.dumps(["de"]),
    "language": "de",
    "role": "reader",
    "verdict": "answered",
    "groups.verdict": "allowed",
    "feedback.opinion": "good",
    "filters": json.dumps(
        {"since": None, "until": None, "series": [], "languages": [], "latest": None, "phrases": []}
    ),
    "hits": _HITS,
    "stage": "sent",
    "fate": "done",
    "kind": "digest",
    "issue": "2026-11-{day:02}",
    "due_day": "2026-11-21",
    "snoozed_until": "2026-11-22",
    "last_seen": "2026-11-19",
    "message_ids": "11 12",
    "menu": None,
    "editions.content": None,
    "outbox.state": "sent",
    "updates.content": json.dumps({"update_id": 1}),
    "watches.vector": None,
    "watches.encoded_with": None,
    "place": json.dumps({}),
    "sketch": "[]",
    "alarms.kind": list(Kind),
    "reindexes.wanted": json.dumps({"full": True, "model": None, "trusted": False}),
    "reindexes.outcome": "unchanged",
    "reindexes.report": None,
    "uploads.corrections": "{}",
    "uploads.summary": None,
}


def value(table: str, column: str, kind: str, number: int) -> Any:
    """Return what the row of that number holds in a column; every row says something else."""
    for name in (f"{table}.{column}", column):
        if name in VALUES:
            told = VALUES[name]
            if isinstance(told, list):
                return told[number - 1]
            return told.format(day=number) if name == "issue" else told
    if column.endswith("_at") or column in ("next_due", "not_before"):
        return _MOMENT
    made = {"INTEGER": number, "REAL": number / 4, "BLOB": bytes([number])}
    return made.get(kind.upper(), f"{table} {column} {number}")


def tables(db: sqlite3.Connection) -> list[str]:
    """Return the tables that are the program's own."""
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith(("sqlite_", "_"))]


def fill(db: sqlite3.Connection) -> None:
    """Put rows into every table."""
    for table in tables(db):
        columns = [(row[1], row[2]) for row in db.execute(f'PRAGMA table_info("{table}")')]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        places = ", ".join("?" for _ in columns)
        for number in range(1, ROWS + 1):
            row = [value(table, name, kind, number) for name, kind in columns]
            db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({places})', row)
    db.commit()


Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def said(db: sqlite3.Connection) -> Rows:
    """Return what stands in every table: its columns and its rows."""
    every: Rows = {}
    for table in tables(db):
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
        every[table] = columns, rows(db, table, columns)
    return every


def rows(db: sqlite3.Connection, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """Return these columns of every row."""
    names = ", ".join(f'"{name}"' for name in columns)
    return sorted(db.execute(f'SELECT {names} FROM "{table}"').fetchall(), key=repr)


def made(path: Path, last: str) -> Rows:
    """Make a database as it was after the step ``last``, with rows; return what they say."""
    later = STEPS[STEPS.index(last) + 1 :]
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        migrations.apply(db, stop_before=later[:1] or None)
        assert [step.name for step in migrations.applied(db)] == STEPS[: STEPS.index(last) + 1]
        fill(connection)
        return said(connection)


def kept(path: Path, before: Rows) -> None:
    """Compare what stands in a database of today with what stood there."""
    with closing(sqlite3.connect(path)) as db:
        for table, (columns, expected) in before.items():
            assert len(expected) == ROWS
            assert rows(db, table, columns) == expected, table
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.fixture(params=STEPS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Rows]:
    """A database of an earlier form, and what it says."""
    path = tmp_path / "bot.db"
    return path, made(path, str(request.param))


def test_a_database_of_any_earlier_form_keeps_what_it_said(old: tuple[Path, Rows]) -> None:
    path, before = old
    State(path).close()
    kept(path, before)
    State(path).close()
    kept(path, before)


def test_it_has_the_same_form_as_a_new_one(old: tuple[Path, Rows], tmp_path: Path) -> None:
    path, _ = old
    State(path).close()
    State(tmp_path / "new.db").close()
    forms = []
    for each in (path, tmp_path / "new.db"):
        with closing(sqlite3.connect(each)) as db:
            forms.append(
                {
                    name: db.execute(f'PRAGMA table_info("{name}")').fetchall()
                    or db.execute(f'PRAGMA index_info("{name}")').fetchall()
                    for (name,) in db.execute("SELECT name FROM sqlite_master")
                }
            )
            (vacuum,) = db.execute("PRAGMA auto_vacuum").fetchone()
            assert vacuum == 2
    assert forms[0] == forms[1]


def test_the_program_goes_on_with_it(old: tuple[Path, Rows]) -> None:
    path, before = old
    with closing(State(path)) as state:
        for user_id in range(1, ROWS + 1):
            exported = state.export(user_id)
            assert "questions" in exported
        assert len(state.inbox.waiting()) == (ROWS if "updates" in before else 0)
        assert state.questions.get(1) is not None
        sweep(state, Keep(30, 180), NOW + dt.timedelta(days=1000))
        for user_id in range(1, ROWS + 1):
            state.forget(user_id, NOW, keep_access=False)
            assert state.export(user_id) == {}


def test_a_backup_of_any_earlier_form_can_be_restored(
    old: tuple[Path, Rows], tmp_path: Path
) -> None:
    path, before = old
    before.pop("updates", None)  # those that wait count as begun
    before.pop("subscribers", None)  # and what was due is planned anew
    before.pop("sends", None)
    restore(path, Vault(tmp_path / "restored.db"), NOW + dt.timedelta(days=1))
    kept(tmp_path / "restored.db", before)


def test_a_step_that_is_cut_off_is_done_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    before = made(path, STEPS[0])
    for step in STEPS[1:]:
        with closing(sqlite3.connect(path)) as connection:
            db = Database(connection)

            def fails(*_: object) -> None:
                raise KeyboardInterrupt

            with monkeypatch.context() as patch:
                patch.setattr(migrations, "_record_applied", fails)
                with pytest.raises(KeyboardInterrupt):
                    migrations.apply(db)
        with closing(sqlite3.connect(path)) as connection:
            later = STEPS[STEPS.index(step) + 1 :]
            migrations.apply(Database(connection), stop_before=later[:1] or None)
    State(path).close()
    kept(path, before)
