"""The image and its set-up, as far as they can be told without docker."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import COMMANDS, _parser
from bot.monitor.health import Health, Monitor
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import Heartbeat
from bot.settings import Settings
from bot.variables import VARIABLES
from tests.operations.known import FOLDER, FOREIGN, ROOT, SETTINGS


@cache
def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, each in one line."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = (line.partition(" ") for line in joined.splitlines() if line.strip())
    return [(word, rest.strip()) for word, _, rest in pairs if not word.startswith("--")]


def of_kind(kind: str) -> list[str]:
    return [rest for word, rest in instructions() if word == kind]


def ignored() -> tuple[set[str], list[str]]:
    lines = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    return {rule[1:] for rule in rules if rule.startswith("!")}, rules


def test_the_image_is_made_of_what_is_there_and_nothing_else_is_sent_to_docker() -> None:
    copied = [rest.split() for rest in of_kind("COPY") if not rest.startswith("--from=build")]
    sources = {source for words in copied for source in words[:-1]}
    for source in sources:
        assert (ROOT / source).exists()
    sent, rules = ignored()
    assert rules[0] == "*", "what is not named stays here: .env, data, briefings"
    assert sent == sources
    packages = re.findall(r'"([a-z_]+)"', _packages())
    assert {name for name in packages if "." not in name} <= sources


def _packages() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return text.partition("packages = [")[2].partition("]")[0]


def test_its_python_is_one_that_the_program_runs_on() -> None:
    needed = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text())
    bases = [re.match(r"python:3\.(\d+)-slim-\w+", rest) for rest in of_kind("FROM")]
    assert needed is not None
    assert len(bases) == 2
    assert len({base.group() for base in bases if base}) == 1
    for base in bases:
        assert base is not None
        assert int(base[1]) >= int(needed[1])


def test_it_runs_without_rights_and_without_secrets() -> None:
    assert of_kind("USER") == ["10001"]
    assert of_kind("VOLUME") == ["/data"]
    names = {
        pair.partition("=")[0] for rest in of_kind("ENV") for pair in rest.split() if "=" in pair
    }
    assert names <= SETTINGS | FOREIGN
    assert not names & {"TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET"}
    assert not of_kind("ARG")
    assert "https://download.pytorch.org/whl/cpu" in " ".join(of_kind("RUN")), "no CUDA"
    argv = json.loads(of_kind("CMD")[0])
    assert _parser(argv).parse_args(argv).command == "serve"


async def test_its_check_of_health_asks_whether_the_bot_lives() -> None:
    words = json.loads(of_kind("HEALTHCHECK")[0].partition("CMD ")[2])
    assert words[:2] == ["python", "-c"]
    port = next(variable.default for variable in VARIABLES if variable.name == "MONITOR_PORT")
    assert f"127.0.0.1:{port}/live" in words[2]
    now = 0.0
    heart = Heartbeat(clock=lambda: now)
    monitor = Monitor(Health(heart, lambda: 0, lambda: 0.0, lambda: False), Metrics(), 0)
    await monitor.start()
    code = words[2].replace(f"http://127.0.0.1:{port}", monitor.url)
    assert await _status(code) == 0, "not ready, but alive"
    now = 1000.0
    assert await _status(code) != 0
    await monitor.close()
    assert await _status(code) != 0


async def _status(code: str) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait()


HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which(
    "hadolint"
)


@pytest.mark.skipif(not HADOLINT, reason="hadolint is not installed")
def test_hadolint_has_nothing_to_say() -> None:
    assert HADOLINT is not None
    done = subprocess.run(
        [HADOLINT, str(FOLDER / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_containers_are_set_up_with_settings_that_there_are() -> None:
    composed = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    bot, update = composed["services"]["bot"], composed["services"]["update"]
    assert (FOLDER / bot["build"]["context"]).resolve() == ROOT
    assert (ROOT / bot["build"]["dockerfile"]).is_file()
    for service in (bot, update):
        assert service["environment"].keys() <= SETTINGS
        assert (FOLDER / service["env_file"]).resolve() == ROOT / ".env"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "privileged" not in service
        assert "data:/data" in service["volumes"]
        assert service["environment"]["DATA_DIR"] == "/data"
        (briefings,) = (volume for volume in service["volumes"] if volume != "data:/data")
        # the bot puts there what is sent by chat
        assert briefings.endswith("}:/briefings" if service is bot else "}:/briefings:ro")
        assert service["environment"]["BRIEFINGS_DIR"] == "/briefings"
        for name in re.findall(r"\$\{(\w+)", str(service)):
            assert name in SETTINGS
    assert set(composed["volumes"]) == {"data"}
    assert _parser(bot["command"]).parse_args(bot["command"]).command == "serve"
    for command in re.findall(r"briefing-bot (\w+)", update["command"][0]):
        assert command in COMMANDS
    settings = Settings.from_env(_set(update["environment"]))
    assert settings.token is None
    assert settings.webhook is None


def _set(environment: dict[str, Any]) -> dict[str, str]:
    """Return what a container is told where ``.env`` sets the secrets."""
    secret = {
        "TELEGRAM_BOT_TOKEN": f"123456789:{'A' * 35}",
        "WEBHOOK_URL": "https://bot.example.org/telegram",
        "WEBHOOK_SECRET": "what-only-Telegram-and-we-know",
    }
    return secret | {name: str(value) for name, value in environment.items()}
