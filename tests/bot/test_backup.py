"""Copies of ``bot.db``: whole, of one instant, and good to go on with."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.access import Role
from bot.cli import main
from bot.digest.schedule import EVERY_DAY
from bot.keeping.backup import last_backup
from bot.state.editions import Draft, Kind
from bot.state.outbox import PartState
from bot.state.store import State
from corpus.store import CorpusStore
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.program import REPOSITORY, environment
from tests.fakes.writing import STEPS, is_of_one_instant

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    return folder


@pytest.fixture
def kept(data: Path) -> Path:
    """A database in which Mira was let in."""
    with closing(State(data / "bot.db")) as state:
        state.people.let_in(5, Role.READER, by=7, now=NOW)
        state.people.seen(5, "Mira", "de", NOW.date())
    return data / "bot.db"


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


def backed_up(capsys: pytest.CaptureFixture[str], *options: str) -> Path:
    capsys.readouterr()
    assert main(["backup", *options]) == 0
    told = capsys.readouterr()
    assert "Backed up and read again" in told.err
    return Path(told.out.strip())


def refused(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith("Error: ")
    return told


@contextmanager
def somebody_writing(path: Path) -> Iterator[None]:
    """Have another process write while the context lasts."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.writing", str(path)], cwd=REPOSITORY
    )
    try:
        deadline = time.monotonic() + 60
        while steps(path) < 100:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield
    finally:
        writer.kill()
        writer.wait()


def steps(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path)) as db:
            return int(db.execute(STEPS).fetchone()[0] or 0)
    except sqlite3.OperationalError:
        return 0


def test_backups_while_another_process_writes_are_each_of_one_instant(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []
    with somebody_writing(data / "bot.db"):
        for number in range(8):
            copy = backed_up(capsys, str(tmp_path / f"copy-{number}.db"))
            held.append(is_of_one_instant(copy))
    assert held == sorted(set(held)), "it was written to meanwhile"

    last = backed_up(capsys)
    assert abs(last_backup(last.parent) - NOW.timestamp()) < 600
    assert last_backup(tmp_path) == 0
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    assert main(["restore", str(tmp_path / "copy-7.db")]) == 0
    assert is_of_one_instant(tmp_path / "elsewhere" / "bot.db") == held[-1]
    copied = tables(last)
    del copied["_backup"]
    assert copied == tables(data / "bot.db")


def test_what_is_restored_elsewhere_is_equal_table_by_table(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backed_up(capsys)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    assert main(["restore", str(copy)]) == 0
    told = capsys.readouterr().err
    assert "less than a minute old" in told
    assert "What was there before" not in told
    assert tables(tmp_path / "elsewhere" / "bot.db") == tables(kept)
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == [
        "bot.db",
        "serve.lock",
    ]


def test_a_backup_is_one_file_that_only_its_owner_may_read(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(State(kept)) as state:  # the bot, which goes on
        copy = backed_up(capsys)
        state.people.seen(6, "Ben", "de", NOW.date())
    assert copy.parent == kept.parent / "backups"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    copy.parent.chmod(0o500)
    assert len(tables(copy)["people"]) == 1
    copy.parent.chmod(0o700)


def test_older_ones_are_deleted_and_nothing_else_is(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = kept.parent / "backups"
    folder.mkdir()
    names = [f"bot-2026-01-0{day}T03-00-00Z.db" for day in range(1, 6)]
    for name in (*names, "bot-2026-01-01T03-00-00Z.db.part"):
        (folder / name).write_bytes(b"")
    for name in ("holiday.db", "bot-of-mine.db"):
        (folder / name).write_bytes(b"")
    copy = backed_up(capsys, "--keep", "3")
    left = {path.name for path in folder.iterdir()}
    assert left == {*names[-2:], copy.name, "holiday.db", "bot-of-mine.db"}


def test_the_new_one_is_kept_even_if_the_clock_went_back(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = kept.parent / "backups"
    folder.mkdir()
    later = folder / "bot-2999-01-01T03-00-00Z.db"
    later.write_bytes(b"")
    copy = backed_up(capsys, "--keep", "1")
    assert list(folder.iterdir()) == [copy]


def test_what_is_no_backup_is_never_written_over(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Mira", encoding="utf-8")
    assert "is no backup, so it is kept" in refused(capsys, "backup", str(letter))
    assert "is no backup, so it is kept" in refused(capsys, "backup", str(kept))
    assert letter.read_text(encoding="utf-8") == "Dear Mira"
    assert "people" in tables(kept)
    # an earlier one is, so that a timer may use one name
    once = backed_up(capsys, str(tmp_path / "once.db"))
    assert backed_up(capsys, str(once)) == once
    assert "leave it out, or name a folder" in refused(capsys, "backup", str(once), "--keep", "2")


def test_without_a_database_there_is_nothing_to_back_up(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nothing to back up yet" in refused(capsys, "backup")
    assert not data.exists()


def test_a_folder_that_cannot_be_written_to_is_told(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    told = refused(capsys, "backup", str(tmp_path / "file" / "bot.db"))
    assert "could not be made" in told
    assert kept.exists()


def foreign(kind: str, whole: bytes, folder: Path) -> Path:
    """Return a file that is no sound backup."""
    path = folder / "given"
    if kind == "missing":
        return path
    if kind == "a corpus":
        CorpusStore(path).close()
        return path
    if kind == "another program's":
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE people (user_id INTEGER)")
        return path
    flipped = bytearray(whole)
    for place in range(8192, len(whole), 4096):
        flipped[place : place + 64] = b"\xff" * 64
    path.write_bytes(
        {
            "empty": b"",
            "text": b"Dear Mira, " * 1000,
            "cut in a page": whole[: len(whole) // 2 + 100],
            "cut between pages": whole[: len(whole) // 8192 * 4096],
            "without its last page": whole[:-4096],
            "only its head": whole[:100],
            "damaged": bytes(flipped),
        }[kind]
    )
    return path


@pytest.mark.parametrize(
    "kind",
    [
        "missing",
        "empty",
        "text",
        "cut in a page",
        "cut between pages",
        "without its last page",
        "only its head",
        "damaged",
        "a corpus",
        "another program's",
    ],
)
def test_what_is_no_sound_backup_is_refused_and_nothing_changes(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    whole = backed_up(capsys).read_bytes()
    assert len(whole) > 100_000
    before = tables(kept)
    given = foreign(kind, whole, tmp_path)
    told = refused(capsys, "restore", str(given))
    assert "given" in told
    assert "restoring" not in told, "it names the file that was given"
    assert tables(kept) == before
    left = {path.name for path in kept.parent.iterdir() if not path.name.startswith("bot.db-")}
    assert left == {"bot.db", "backups", "backup.lock", "serve.lock"}


def test_a_backup_of_a_newer_version_is_refused(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backed_up(capsys)
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('bot', '9999_to_come', '')"
        )
    assert "newer version of this program (it has 9999_to_come)" in refused(
        capsys, "restore", str(copy)
    )
    assert "people" in tables(kept)


def test_the_database_before_is_kept_and_can_be_gone_back_to(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backed_up(capsys)
    with closing(State(kept)) as state:
        state.people.seen(6, "Ben", "de", NOW.date())
    with_ben = tables(kept)
    for _ in range(2):  # within one second, too
        assert main(["restore", str(copy)]) == 0
        assert len(tables(kept)["people"]) == 1
    aside = sorted(kept.parent.glob("bot.db.before-*"))
    assert len(aside) == 2
    assert main(["restore", str(aside[0])]) == 0
    assert tables(kept) == with_ben
    assert "is the database itself" in refused(capsys, "restore", str(kept))


def test_a_database_that_is_damaged_is_kept_with_its_log(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backed_up(capsys)
    content = b"not what SQLite wrote" * 400
    log = kept.with_name("bot.db-wal")
    kept.write_bytes(content)
    log.write_bytes(b"nor this")
    assert main(["restore", str(copy)]) == 0
    assert len(tables(kept)["people"]) == 1
    assert not log.exists()
    (aside,) = kept.parent.glob("bot.db.before-*Z")
    assert aside.read_bytes() == content
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"nor this"


def test_refused_while_somebody_uses_the_database(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backed_up(capsys)
    with FileLock(kept.with_name("serve.lock")):
        assert "A bot is serving from" in refused(capsys, "restore", str(copy))
    with closing(State(kept)) as state:
        assert "is used by another program" in refused(capsys, "restore", str(copy))
        state.people.seen(6, "Ben", "de", NOW.date())
    assert len(tables(kept)["people"]) == 2


def test_it_says_how_old_the_backup_is(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backed_up(capsys)
    with closing(sqlite3.connect(copy)) as db, db:
        then = NOW - dt.timedelta(days=3, hours=2)
        db.execute("UPDATE _backup SET made_at = ?", (then.isoformat(),))
    assert main(["restore", str(copy)]) == 0
    told = capsys.readouterr().err
    assert f"{then:%d %B %Y, %H:%M UTC}, 3 days old" in told
    assert "whatever /forgetme has erased is there again" in told
    assert kept.exists()


def cut_off(data: Path, *command: str) -> list[Path]:
    """Return copies of the folder in which a command lost its power, each a step later."""
    subprocess.run(
        [sys.executable, "-m", "tests.fakes.cut_off", str(data), *command],
        env=environment(data),
        cwd=REPOSITORY,
        check=True,
    )
    count = len(list(data.parent.glob(f"{data.name}-*[0-9]")))
    return [data.with_name(f"{data.name}-{number}") for number in range(count)]


@pytest.mark.e2e
def test_a_loss_of_power_between_two_steps_of_a_restore_loses_nothing(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backed_up(capsys, str(tmp_path / "copy.db"))
    with closing(State(kept)) as state:
        state.people.seen(6, "Ben", "de", NOW.date())
    old, backup = tables(kept), copy.read_bytes()
    folders = cut_off(kept.parent, "restore", str(copy), "--again")
    assert len(folders) > 12
    for folder in folders:
        people = len(tables(folder / "bot.db")["people"])
        if people == 2:
            assert tables(folder / "bot.db") == old
        else:
            (aside,) = folder.glob("bot.db.before-*Z")
            assert tables(aside) == old
        with closing(State(folder / "bot.db")) as state:  # the bot starts
            assert state.people.role(5) is Role.READER
        again = folder.with_name(f"{folder.name}-again")
        assert len(tables(again / "bot.db")["people"]) == 1, "and then it does"
        assert not [path for path in again.iterdir() if path.suffix in (".restoring", ".part")]
    assert people == 1
    assert copy.read_bytes() == backup


@pytest.mark.e2e
def test_a_loss_of_power_in_a_backup_leaves_the_ones_before(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = backed_up(capsys)
    folders = cut_off(kept.parent, "backup", "--again")
    assert len(folders) > 6
    for folder in folders:
        assert (folder / "backups" / first.name).read_bytes() == first.read_bytes()
        again = folder.with_name(f"{folder.name}-again") / "backups"
        for copy in (*folder.glob("backups/*Z.db"), *again.glob("*Z.db")):
            assert len(tables(copy)["people"]) == 1
        assert not list(again.glob("*.part")), "what was left is cleared up"


def test_what_may_have_been_sent_since_is_in_doubt_and_not_due_again(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yesterday = NOW - dt.timedelta(days=1)
    with closing(State(kept)) as state:
        subscriber = state.subscribers.open(5, yesterday)
        state.subscribers.change(
            subscriber.id, yesterday, at=yesterday.time(), days=EVERY_DAY, zone="UTC"
        )
        state.subscribers.set_due(subscriber.id, NOW.date(), yesterday, start=yesterday)
        draft = Draft(5, "2026-11-01", Kind.DIGEST, yesterday, content=json.dumps({}), parts=3)
        state.editions.make(draft, yesterday)
        (first,) = state.outbox.waiting(NOW, 9)
        state.outbox.leaves(first.id)
        state.outbox.ended(first.id, PartState.SENT, [11])
        (second,) = state.outbox.waiting(NOW, 9)
        state.outbox.leaves(second.id)
        broadcast = state.broadcasts.draft(7, "Norve is calling.", (), update_id=1, now=NOW)
        state.broadcasts.begin(broadcast.id, (5, 6), 12, NOW)
    copy = backed_up(capsys)
    assert main(["restore", str(copy)]) == 0
    assert "4 messages may or may not have been sent: see /deliveries" in capsys.readouterr().err
    with closing(State(kept)) as state:
        assert state.outbox.counts() == {"sent": 1, "unknown": 2}
        assert state.broadcasts.waiting(9) == []
        assert state.broadcasts.counts(broadcast.id) == {"unknown": 2}
        assert state.subscribers.due(NOW, 9) == []
        planned = state.subscribers.of_chat(5)
        assert planned is not None
        assert planned.due_at is not None
        assert planned.due_at > NOW


async def test_a_question_that_waited_is_answered_and_says_that_it_may_be_there_twice(
    bot: Running, api: FakeBotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bot.end()
    await api.say("ferry tickets")
    with closing(State(tmp_path / "bot.db")) as state:
        state.inbox.put(api.updates)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("DATA_DIR", str(elsewhere))
    assert main(["restore", str(tmp_path / "copy.db")]) == 0
    again = start_bot(api, elsewhere)
    (reply,) = await api.replies(1)
    assert reply.text.startswith("Sent again")
    await again.end()
