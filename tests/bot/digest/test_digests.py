"""What subscribers get, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.digest.kiosk import Kiosk, open_kiosk
from tests.bot.shelves import issue
from tests.fakes.bot_api import FakeBotApi

pytestmark = pytest.mark.e2e


@pytest.fixture
async def kiosk(tmp_path: Path) -> AsyncIterator[Kiosk]:
    api = FakeBotApi()
    await api.start()
    async with open_kiosk(api, tmp_path) as kiosk:
        yield kiosk
    assert api.refused() == []
    await api.stop()


NEWS = issue(
    1,
    date=dt.date(2026, 11, 26),
    title="Lanterns everywhere",
    texts=(
        "The lantern council met on Thursday in the old town hall.",
        "Zeppelin flights will cost 40 euros from March on.",
    ),
)


async def test_what_is_new_comes_at_the_hour(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await kiosk.publish(NEWS)
    assert await kiosk.at("2026-11-27 06:29:59") == []
    (digest,) = await kiosk.at("2026-11-27 06:30:01")

    assert digest.text.startswith("Your digest · Friday, 27 November 2026\n1 new briefing\n")
    assert await kiosk.at("2026-11-27 06:31") == []
    assert await kiosk.at("2026-11-28 06:31") == [], "nothing new means no message"


async def test_topics_first(kiosk: Kiosk) -> None:
    kiosk.reader(8, language="de")
    kiosk.follow(8, "Zeppelin flights")
    await kiosk.publish(NEWS)
    followed, news = await kiosk.at("2026-11-27 06:30:01")


async def test_alert(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.follow(8, "Zeppelin flights", at_once=True)
    await kiosk.publish(NEWS)
    (alert,) = await kiosk.at("2026-11-26 10:30:01")
