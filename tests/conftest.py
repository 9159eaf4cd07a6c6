"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.settings import LOCALE
from bot.variables import VARIABLES

# A machine that is busy is no reason to fail: nothing in a test is about time.
# CI tries the same examples every time, so that it fails for what changed; developers try new ones.
settings.register_profile(
    "any",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own environment and working folder out of the tests."""
    for name in (*(variable.name for variable in VARIABLES), *LOCALE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
