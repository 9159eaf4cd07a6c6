"""The program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes import overheard

REPOSITORY = Path(__file__).resolve().parents[2]


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Return an environment for the program with ``data`` and nothing else configured."""
    return {
        **os.environ,
        "DATA_DIR": str(data),
        "DICTIONARY": str(data / "no-dictionary"),
        "TELEGRAM_BOT_TOKEN": "",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY),
        **settings,
    }


def run_program(data: Path, *command: str, typed: str = "", **settings: str) -> str:
    """Run the program on what is typed and return what it prints; nothing may go wrong in it."""
    overheard.hear({"text": typed})
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        input=typed,
        env=environment(data, **settings),
        cwd=data,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    overheard.wrote(done.stderr)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout
