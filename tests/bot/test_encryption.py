"""``bot.db`` encrypted: unreadable without the key, and otherwise as it always was."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.access import Role
from bot.checks import Level, examine
from bot.cli import main
from bot.keeping import encryption
from bot.settings import Settings
from bot.state import vault
from bot.state.errors import StateError
from bot.state.patience import passes
from bot.state.store import State
from bot.state.vault import Vault, is_plain, make_key, read_key
from tests.bot.test_backup import NOW, backed_up
from tests.fakes.program import REPOSITORY, environment

SECRET = "Who pays for the lanterns of Norve?"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", "UTC")
    return tmp_path / "data"


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keys" / "bot.key"
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", str(file))
    return file


@pytest.fixture
def kept(data: Path) -> Path:
    """A database that is not encrypted, in which Mira follows something."""
    with closing(State(data / "bot.db")) as state:
        follow(state, 5)
    return data / "bot.db"


def follow(state: State, chat_id: int) -> None:
    state.people.let_in(chat_id, Role.READER, by=7, now=NOW)
    state.people.seen(chat_id, "Mira", "de", NOW.date())
    state.watches.add(chat_id, SECRET, by=chat_id, at_once=False, now=NOW)


def everything(vault: Vault) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with closing(vault.read_only()) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


def form(vault: Vault) -> list[tuple[Any, ...]]:
    with closing(vault.read_only()) as db:
        return [
            *db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"),
            *db.execute("PRAGMA auto_vacuum"),
        ]


def holds_secret(folder: Path) -> list[str]:
    """Return the files in which what Mira follows can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


def refused(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 1
    told = said(capsys)
    assert "Error: " in told
    return told


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


def test_a_database_is_encrypted_as_it_is(
    kept: Path, data: Path, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, shape = everything(Vault(kept)), form(Vault(kept))
    kept.chmod(0o640)
    assert holds_secret(data) == ["bot.db"]
    assert main(["encrypt"]) == 0
    told = said(capsys)
    assert f"Made a key in {key_file}." in told
    assert "Copy the key to a safe place, apart from the backups" in told
    assert f"{kept} is encrypted with the key in {key_file}." in told
    assert "Still readable" not in told
    assert holds_secret(data) == []
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    vault = Settings.from_env().vault
    assert (everything(vault), form(vault)) == (before, shape)
    assert sorted(path.name for path in data.iterdir()) == ["bot.db", "serve.lock"]

    key = key_file.read_text()
    assert main(["encrypt"]) == 0
    assert "already" in said(capsys)
    assert key_file.read_text() == key


@pytest.mark.usefixtures("key_file")
def test_the_bot_goes_on_with_it_and_writes_nothing_that_can_be_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["encrypt"]) == 0
    assert "not there yet; it is encrypted from its first day on" in said(capsys)
    vault = Settings.from_env().vault
    state = State(vault)
    follow(state, 5)
    assert (data / "bot.db-wal").stat().st_size > 0
    assert holds_secret(data) == []
    state.close()
    with closing(State(vault)) as state:
        assert [watch.text for watch in state.watches.of_chat(5)] == [SECRET]
        state.forget(5, NOW, keep_access=False)
        assert state.export(5) == {}


def test_whoever_has_not_the_key_is_told_what_is_missing(
    kept: Path, key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "`briefing-bot encrypt` makes it" in refused(capsys, "chat")
    main(["encrypt"])
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", "")
    told = refused(capsys, "chat")
    assert f"{kept} cannot be opened: if it is encrypted, set" in told
    assert "ENCRYPTION_KEY_FILE is not set" in refused(capsys, "encrypt")

    other = key_file.with_name("other.key")
    make_key(other)
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", str(other))
    for command in ("chat", "encrypt", "backup"):
        assert "is it the right key (ENCRYPTION_KEY_FILE" in refused(capsys, command)
    other.write_text("swordfish")
    assert "holds no key" in refused(capsys, "encrypt")
    assert everything(Vault(kept, read_key(key_file)))["people"]


def test_a_key_that_is_lost_is_not_made_anew(
    kept: Path, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["encrypt"])
    key_file.unlink()
    assert f"its key is not in {key_file}: put it back there" in refused(capsys, "encrypt")
    assert not key_file.exists()
    assert not is_plain(kept)


def test_with_a_key_nothing_is_kept_readable_unawares(
    kept: Path, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_key(key_file)
    for command in ("chat", "backup"):
        assert f"{kept} is not encrypted yet; run `briefing-bot" in refused(capsys, command)
    finding = next(one for one in examine(Settings.from_env()) if one.topic == "bot.db")
    assert finding.level is Level.STOPS
    main(["encrypt"])
    finding = next(one for one in examine(Settings.from_env()) if one.topic == "bot.db")
    assert (finding.level, finding.text) == (Level.OK, f"encrypted with the key in {key_file}")
    key_file.chmod(0o644)
    finding = next(one for one in examine(Settings.from_env()) if one.topic == "bot.db")
    assert finding.level is Level.WORSE
    assert "everybody on this machine can read the key" in finding.text


def test_another_key_is_taken_and_none_again(
    kept: Path, key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(Vault(kept))
    main(["encrypt"])
    new = key_file.with_name("new.key")
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", str(new))
    assert "its key is not in" in refused(capsys, "encrypt")
    assert main(["encrypt", "--old-key", str(key_file)]) == 0
    assert f"Keep {key_file} for as long as there are backups from before." in said(capsys)
    assert main(["encrypt", "--old-key", str(key_file)]) == 0, "once more, by mistake"
    assert "already" in said(capsys)
    assert read_key(new) != read_key(key_file)
    assert everything(Vault(kept, read_key(new))) == before
    with pytest.raises(sqlite3.DatabaseError):
        everything(Vault(kept, read_key(key_file)))

    assert main(["encrypt", "--off"]) == 0
    assert "now empty ENCRYPTION_KEY_FILE" in said(capsys)
    assert everything(Vault(kept)) == before
    told = refused(capsys, "encrypt", "--old-key", str(key_file))
    assert "is not encrypted; leave --old-key out" in told


@pytest.mark.usefixtures("key_file")
def test_a_bot_that_serves_is_not_disturbed(
    kept: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FileLock(data / "serve.lock"):
        assert "stop it, encrypt, and start it again" in refused(capsys, "encrypt")
    with closing(State(kept)):  # a chat in another window
        told = refused(capsys, "encrypt")
    assert "is used by another program" in told
    assert is_plain(kept)


@pytest.mark.usefixtures("kept", "key_file")
def test_backups_are_encrypted_too_and_those_from_before_are_named(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setenv("ENCRYPTION_KEY_FILE", "")
        old = backed_up(capsys)
    main(["encrypt"])
    told = said(capsys)
    assert "Still readable by anybody" in told
    assert str(old) in told
    new = backed_up(capsys, str(data / "backups" / "new.db"))
    assert not is_plain(new)
    vault = Settings.from_env().vault
    copied = everything(vault.at(new))
    del copied["_backup"]
    now = everything(vault)
    assert copied == now

    for backup in (new, old):
        vault.path.unlink()  # type: ignore[union-attr]
        assert main(["restore", str(backup)]) == 0
        assert not is_plain(data / "bot.db")
        assert everything(vault) == now


def test_a_backup_is_restored_elsewhere_with_its_key_alone(
    kept: Path,
    tmp_path: Path,
    key_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main(["encrypt"])
    backup = backed_up(capsys, str(tmp_path / "copy.db"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", "")
    told = refused(capsys, "restore", str(backup))
    assert "set ENCRYPTION_KEY_FILE if it is encrypted" in told
    monkeypatch.setenv("ENCRYPTION_KEY_FILE", str(key_file))
    assert main(["restore", str(backup)]) == 0
    key = read_key(key_file)
    assert everything(Vault(tmp_path / "elsewhere" / "bot.db", key)) == everything(Vault(kept, key))


@pytest.mark.usefixtures("kept")
def test_without_its_key_nothing_encrypted_becomes_readable_by_a_restore(
    data: Path, key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setenv("ENCRYPTION_KEY_FILE", "")
        old = backed_up(capsys)
    main(["encrypt"])
    with monkeypatch.context() as unawares:
        unawares.setenv("ENCRYPTION_KEY_FILE", "")
        assert "set ENCRYPTION_KEY_FILE, or move that" in refused(capsys, "restore", str(old))
    assert not is_plain(data / "bot.db")
    assert key_file.exists()
    assert main(["restore", str(old)]) == 0
    told = said(capsys)
    assert "Still readable by anybody" in told
    assert str(old) in told


def test_a_readable_copy_that_was_left_half_way_is_removed(
    kept: Path, data: Path, capsys: pytest.CaptureFixture[str], key_file: Path
) -> None:
    main(["encrypt"])
    left = data / "bot.db.encrypting"
    shutil.copy(kept, left)
    assert main(["encrypt"]) == 0
    assert f"encrypted with the key in {key_file} already" in said(capsys)
    assert not left.exists()


def test_every_readable_copy_is_named_with_its_log(
    kept: Path, data: Path, capsys: pytest.CaptureFixture[str], key_file: Path
) -> None:
    log = data / "bot.db.before-x-wal"
    (data / "backups").mkdir()
    copies = (data / "bot.db.before-x", data / "backups" / "nightly.db")
    for copy in copies:
        shutil.copy(kept, copy)
    log.write_bytes(b"pages")
    (data / "bot.db-other").write_bytes(b"no database")
    assert main(["encrypt"]) == 0
    assert key_file.exists()
    told = said(capsys)
    for copy in (*copies, log):
        assert str(copy) in told
    assert "bot.db-other" not in told


@pytest.mark.parametrize("has_key", [True, False])
def test_what_may_not_be_read_is_not_taken_for_encrypted(
    kept: Path,
    key_file: Path,
    has_key: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if has_key:
        make_key(key_file)
    opened = Path.open

    def refuses(path: Path, *rest: Any, **options: Any) -> Any:
        if path == kept:
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **options)

    with monkeypatch.context() as owner:
        owner.setattr(Path, "open", refuses)
        assert "cannot be read (Permission denied)" in refused(capsys, "encrypt")
    assert is_plain(kept)
    assert key_file.exists() == has_key


def test_a_log_that_cannot_be_merged_is_not_left_beside_another_file(
    kept: Path, key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = kept.with_name("bot.db-wal")
    with monkeypatch.context() as trouble:
        trouble.setattr(encryption, "as_one_file", lambda _: log.write_bytes(b"changes"))
        assert "could not be merged" in refused(capsys, "encrypt")
    assert is_plain(kept)
    assert key_file.exists()


def test_a_key_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new" / "folder" / "key"

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(vault, "sync", fails)
        with pytest.raises(StateError, match="No space left"):
            make_key(file)
    assert list(file.parent.iterdir()) == []
    assert make_key(file) == read_key(file)


@pytest.mark.parametrize("step", ["export", "replace"])
def test_what_is_interrupted_leaves_the_database_as_it_was(
    kept: Path,
    data: Path,
    key_file: Path,
    step: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = everything(Vault(kept))
    with monkeypatch.context() as full:

        def fails(*_: object) -> None:
            raise OSError(28, "No space left on device")

        full.setattr(encryption, step, fails)
        told = refused(capsys, "encrypt")
    assert "is kept as it was" in told
    assert "No space left" in told
    assert everything(Vault(kept)) == before
    assert sorted(path.name for path in data.iterdir()) == ["bot.db", "serve.lock"]
    assert main(["encrypt"]) == 0, "what it needs is there"
    assert everything(Vault(kept, read_key(key_file))) == before


@pytest.mark.e2e
@pytest.mark.parametrize("step", ["export", "examine", "replace"])
def test_a_power_failure_leaves_the_old_or_the_new(
    kept: Path, data: Path, key_file: Path, step: str
) -> None:
    before = everything(Vault(kept))
    ending = (
        "import os, sys\nfrom bot.keeping import encryption\nfrom bot.cli import main\n"
        f"done = encryption.{step}\n"
        f"encryption.{step} = lambda *given: (done(*given), os._exit(9))\n"
        "main(['encrypt'])\n"
    )
    settings = environment(data, ENCRYPTION_KEY_FILE=str(key_file))
    ended = subprocess.run([sys.executable, "-c", ending], env=settings, cwd=REPOSITORY)
    assert ended.returncode == 9
    vault = Vault(kept) if is_plain(kept) else Vault(kept, read_key(key_file))
    assert everything(vault) == before
    assert main(["encrypt"]) == 0
    assert everything(Vault(kept, read_key(key_file))) == before
    assert sorted(path.name for path in data.iterdir()) == ["bot.db", "serve.lock"]


@pytest.mark.usefixtures("kept", "key_file")
def test_its_errors_are_those_that_everybody_waits_for() -> None:
    main(["encrypt"])
    vault = Settings.from_env().vault
    with (
        closing(vault.connect(timeout=0)) as one,
        closing(vault.connect(timeout=0)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked") as held:
            other.execute("BEGIN IMMEDIATE")
        assert passes(held.value)
        one.rollback()
        with pytest.raises(sqlite3.IntegrityError):
            one.executemany(
                "INSERT INTO people (user_id, role) VALUES (?, ?)", [(5, "reader"), (5, "reader")]
            )
        with pytest.raises(sqlite3.ProgrammingError):
            one.execute("SELECT ?", ())


@pytest.mark.usefixtures("key_file")
def test_without_the_library_the_extra_is_named(
    kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    assert "run `make encryption`" in refused(capsys, "encrypt")
    assert is_plain(kept)


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key")
    assert key.digits not in repr(Vault(tmp_path / "bot.db", key))
    with pytest.raises(StateError) as there_already:
        make_key(tmp_path / "key")
    assert "name another file" in str(there_already.value)
    assert read_key(tmp_path / "key") == key
