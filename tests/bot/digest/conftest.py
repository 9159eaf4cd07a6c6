"""A bot that publishes, whose clock a test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.digest.kiosk import Kiosk, open_kiosk
from tests.fakes.bot_api import FakeBotApi


@pytest.fixture
async def kiosk(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Kiosk]:
    async with open_kiosk(api, tmp_path) as kiosk:
        yield kiosk
