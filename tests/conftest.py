"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy is no reason to fail: nothing in a test is about time.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own environment and working folder out of the tests."""
    for name in list(os.environ):
        if name.startswith("TELEGRAM_") or name in ("BRIEFINGS_DIR", "DATA_DIR", "DICTIONARY"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
