"""What goes wrong on purpose, and limits."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.bot_api import FakeBotApi, Fault, FloodLimits
from tests.fakes.conftest import Client
from tests.fakes.telegram.faults import ALWAYS

pytestmark = pytest.mark.e2e

HELLO = {"chat_id": 7, "text": "hello"}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(api: FakeBotApi) -> Clock:
    api.clock = Clock()
    api.open_chat(7)
    return api.clock


async def sends(ask: Client, api: FakeBotApi, count: int, chat_id: int = 7) -> list[int]:
    """Return the status of each of so many messages, sent one after another."""
    before = len(api.calls)
    for _ in range(count):
        await ask.ask("sendMessage", chat_id=chat_id, text="x")
    return [call.status for call in api.calls[before:]]


@pytest.mark.usefixtures("clock")
async def test_statuses(api: FakeBotApi, ask: Client) -> None:
    api.faults += [Fault("sendMessage", 500), Fault("sendMessage", 429, retry_after=9)]
    assert await ask.refused("sendMessage", **HELLO) == "500 Injected fault"
    body = await ask.ask("sendMessage", **HELLO)
    assert body["parameters"] == {"retry_after": 9}
    await ask("sendMessage", **HELLO)
    assert len(api.sent) == 1
    assert api.floods() == api.refused() == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("delivered", [True, False])
@pytest.mark.parametrize("hang", [True, False])
async def test_connections_that_break_or_hang(
    api: FakeBotApi, ask: Client, *, delivered: bool, hang: bool
) -> None:
    api.faults.append(Fault("sendMessage", None, delivered=delivered, hang=hang))
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        async with asyncio.timeout(0.2 if hang else 10):
            await ask.ask("sendMessage", **HELLO)
    assert len(api.sent) == delivered
    (call,) = api.calls
    assert call.ambiguous == delivered
    assert not call.answered


@pytest.mark.usefixtures("clock")
async def test_a_proxys_page(api: FakeBotApi, ask: Client) -> None:
    api.faults.append(Fault("sendMessage", 502, html=True, description="Bad Gateway"))
    url = f"{api.url}/bot{api.token}/sendMessage"
    async with ask.http.post(url, data=HELLO) as response:
        assert response.content_type == "text/html"
        assert "Bad Gateway" in await response.text()


async def test_for_a_while_and_for_one_chat(api: FakeBotApi, ask: Client, clock: Clock) -> None:
    api.open_chat(8)
    api.faults.append(Fault("*", 401, ALWAYS, chat_id=7, seconds=60))
    assert await sends(ask, api, 2) == [401, 401]
    assert await sends(ask, api, 1, chat_id=8) == [200]
    clock.now += 60
    assert await sends(ask, api, 1) == [200]


@pytest.mark.usefixtures("clock")
async def test_now_and_then(api: FakeBotApi, ask: Client) -> None:
    api.faults.append(Fault("sendMessage", 500, ALWAYS, probability=0.5))
    assert set(await sends(ask, api, 20)) == {200, 500}


@pytest.mark.usefixtures("clock")
async def test_an_outage_of_everything(api: FakeBotApi, ask: Client) -> None:
    async with api.outage(503):
        assert "503" in await ask.refused("getMe")
        assert await sends(ask, api, 1) == [503]
    await ask("getMe")


async def test_limits_of_one_person(api: FakeBotApi, ask: Client, clock: Clock) -> None:
    api.flood.limits = FloodLimits(burst=3)
    assert await sends(ask, api, 4) == [200, 200, 200, 429]
    body = await ask.ask("sendMessage", **HELLO)
    assert body["description"] == "Too Many Requests: retry after 3"
    clock.now += 2.9
    assert await sends(ask, api, 1) == [429]
    clock.now += 0.2
    assert await sends(ask, api, 4) == [200, 200, 200, 429]
    assert len(api.floods()) == 4


async def test_limits_of_a_group_and_of_all(api: FakeBotApi, ask: Client, clock: Clock) -> None:
    api.flood.limits = FloodLimits(overall=30, burst=9)
    await api.add_bot(-5)
    assert await sends(ask, api, 21, chat_id=-5) == [200] * 20 + [429]
    clock.now += 59
    assert await sends(ask, api, 1, chat_id=-5) == [429]
    clock.now += 2
    assert await sends(ask, api, 1, chat_id=-5) == [200]
    for person in range(10, 39):
        api.open_chat(person)
        assert await sends(ask, api, 1, chat_id=person) == [200]
    assert await sends(ask, api, 1, chat_id=38) == [429], "thirty a second for all together"
