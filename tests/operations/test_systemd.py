"""The units run what there is, with little rights, as far as that can be told without systemd."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.cli import COMMANDS, _parser
from bot.settings import SYSTEMD, Settings
from tests.operations.known import FOLDER, FOREIGN, GUIDE, ROOT, SETTINGS


class Unit:
    """A unit file, in which a key may come again."""

    def __init__(self, path: Path) -> None:
        self.values: dict[str, dict[str, list[str]]] = {}
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line[1:-1]
            elif line and not line.startswith("#"):
                key, _, value = line.partition("=")
                self.values.setdefault(section, {}).setdefault(key, []).append(value)

    def all(self, key: str, section: str = "Service") -> list[str]:
        """Return every value of a key."""
        return self.values.get(section, {}).get(key, [])


SERVICES = sorted(FOLDER.glob("*.service"))
TIMERS = sorted(FOLDER.glob("*.timer"))


def environment(unit: Unit) -> dict[str, str]:
    return dict(pair.split("=", 1) for line in unit.all("Environment") for pair in line.split(" "))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_unit_runs_commands_that_there_are_with_settings_that_there_are(path: Path) -> None:
    unit = Unit(path)
    for command in unit.all("ExecStart"):
        program, *argv = command.split()
        assert program == "/opt/briefing-bot/.venv/bin/briefing-bot"
        assert _parser(argv).parse_args(argv).command in COMMANDS
    assert unit.all("ExecStart")
    assert environment(unit).keys() <= SETTINGS | FOREIGN
    writable = " ".join(unit.all("ReadWritePaths")).split()
    for name, place in environment(unit).items():
        assert any(place.startswith(folder) for folder in writable), name


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_unit_may_do_little(path: Path) -> None:
    unit = Unit(path)
    for key in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "RestrictNamespaces"):
        assert unit.all(key) == ["true"]
    assert unit.all("ProtectSystem") == ["strict"]
    assert unit.all("LimitCORE") == ["0"], "what people wrote is in its memory"
    assert unit.all("User") == ["briefing-bot"]
    assert unit.all("MemoryMax")
    assert set(unit.all("RestrictAddressFamilies")) == {"AF_INET AF_INET6 AF_UNIX"}


def test_the_service_is_told_of_by_the_bot() -> None:
    unit = Unit(FOLDER / "briefing-bot.service")
    assert unit.all("Type") == ["notify"]
    assert unit.all("Restart") == ["always"]
    assert SYSTEMD[0] == "NOTIFY_SOCKET"
    # a sign of life every five seconds, and ten and thirty seconds to end
    assert int(unit.all("WatchdogSec")[0]) >= 15
    assert int(unit.all("TimeoutStopSec")[0]) > 40


@pytest.mark.parametrize("name", ["update", "backup"])
def test_what_runs_by_itself_runs_without_the_secrets_whatever_is_set(name: str) -> None:
    unit = Unit(FOLDER / f"briefing-bot-{name}.service")
    unset = " ".join(unit.all("UnsetEnvironment")).split()
    told = {
        "TELEGRAM_BOT_TOKEN": f"123456789:{'A' * 35}",
        "WEBHOOK_URL": "https://bot.example.org/telegram",
        "WEBHOOK_SECRET": "what-only-Telegram-and-we-know",
    }
    settings = Settings.from_env({key: told[key] for key in told if key not in unset})
    assert settings.token is None
    assert settings.webhook is None


def test_the_settings_as_they_are_installed_agree_with_the_units() -> None:
    command = re.search(r"umask 077; (sed '[^']+' \.env\.example)", GUIDE)
    assert command is not None
    done = subprocess.run(
        command[1], shell=True, cwd=ROOT, capture_output=True, text=True, check=True
    )
    installed = {
        name: told or "" for name, told in dotenv_values(stream=io.StringIO(done.stdout)).items()
    }
    for path in SERVICES:
        # a file goes before what the unit says
        settings = Settings.from_env(environment(Unit(path)) | installed)
        assert settings.data_dir == Path(environment(Unit(path))["DATA_DIR"])


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_a_timer_has_its_service(path: Path) -> None:
    assert path.with_suffix(".service") in SERVICES
    assert Unit(path).all("WantedBy", "Install") == ["timers.target"]
    assert path.name in GUIDE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    for path in (*SERVICES, *TIMERS):
        text = path.read_text(encoding="utf-8")
        text = text.replace("/opt/briefing-bot/.venv/bin/briefing-bot", sys.executable)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "briefing-bot" in line]
    assert ours == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_systemd_calls_it_little_exposed(path: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd cannot tell it from a file")
    assert done.returncode == 0, done.stdout[-300:]
