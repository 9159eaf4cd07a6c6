"""The README cannot lie about commands, targets or files."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from bot.cli import COMMANDS, _parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_two_commands_are_make_targets() -> None:
    for name in ("run", "test"):
        match = re.search(rf"<!-- {name} -->\n```\n(.+)\n```", README)
        assert match is not None
        assert match[1] == f"make {name}"


TARGETS = sorted(set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE)))


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, flags=re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`briefing-bot ([^`]*)`", README))))
def test_every_command_is_understood(command: str) -> None:
    argv = shlex.split(command)
    assert _parser(argv).parse_args(argv).command in COMMANDS


def test_every_command_is_explained() -> None:
    for command in COMMANDS:
        assert f"`briefing-bot {command}" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).is_file()


def test_every_setting_it_names_exists() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)[`=]", README):
        assert name in example or name in MAKEFILE


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extract = next(line for line in script.splitlines() if line.startswith("command="))
    done = subprocess.run(
        ["bash", "-c", f'{extract}; echo "$command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "make test\n"
