"""The sample briefings, built once for all tests that start the program, and its Telegram."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.overheard import nothing_private_is_logged
from tests.fakes.program import REPOSITORY, environment

__all__ = ["nothing_private_is_logged"]  # in every test of this folder


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of the samples, made by the program with the real model.

    Workers of one run share it. Without the dictionary: compiling it takes half a minute and
    would show nothing more.
    """
    own = tmp_path_factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    data = root / "built-samples"
    with FileLock(root / "built-samples.lock"):
        if not (data / "done").exists():
            for command in ("ingest", "build"):
                subprocess.run(
                    [sys.executable, "-m", "bot", command],
                    env=environment(data),
                    cwd=REPOSITORY,
                    check=True,
                )
            (data / "done").touch()
    return data


@pytest.fixture
def data(built_once: Path, tmp_path: Path) -> Path:
    """Return a copy of the built samples that a test may change."""
    return Path(shutil.copytree(built_once, tmp_path / "data"))


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    server = FakeBotApi()
    await server.start()
    yield server
    await server.stop()
