"""How the fake Bot API hands out updates."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import Client

pytestmark = pytest.mark.e2e


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_they_are_confirmed(api: FakeBotApi, ask: Client) -> None:
    for text in ("a", "b", "c"):
        await api.say(text)
    updates = await ask("getUpdates", limit=2)
    assert texts(updates) == ["a", "b"]
    assert texts(await ask("getUpdates")) == ["a", "b", "c"], "a killed bot gets them again"
    offset = updates[-1]["update_id"] + 1
    assert texts(await ask("getUpdates", offset=offset)) == ["c"]
    assert texts(api.updates) == ["c"]


async def test_a_negative_offset_forgets(api: FakeBotApi, ask: Client) -> None:
    for text in ("a", "b", "c"):
        await api.say(text)
    assert texts(await ask("getUpdates", offset=-1)) == ["c"]
    assert api.dropped == 2


async def test_only_kinds_that_were_asked_for(api: FakeBotApi, ask: Client) -> None:
    await api.say("before the first poll everything comes")
    await ask("getUpdates", allowed_updates=["message"])
    said = await api.say("x")
    await api.edit_said(said, "y")
    assert len(api.updates) == 2
    await ask("getUpdates", allowed_updates=["message", "edited_message"])
    await api.edit_said(said, "z")
    assert api.updates[-1]["edited_message"]["text"] == "z"
    assert "unknown kinds" in await ask.refused("getUpdates", allowed_updates=["messages"])


async def test_a_second_poll_ends_the_first(api: FakeBotApi, ask: Client) -> None:
    first = asyncio.create_task(ask.refused("getUpdates", timeout=30))
    await api.wait(lambda: api.polled)
    second = asyncio.create_task(ask("getUpdates", timeout=30))
    assert "409 Conflict: terminated by other getUpdates" in await first
    await api.say("x")
    assert texts(await second) == ["x"]
    assert api.conflicts == 1


async def test_limits_of_a_poll(ask: Client) -> None:
    for wrong in ({"limit": 0}, {"limit": 101}, {"timeout": 51}):
        assert "out of range" in await ask.refused("getUpdates", **wrong)


class Hook:
    """A web server that takes updates: what it was brought, and how it answers."""

    def __init__(self) -> None:
        self.brought: list[Any] = []
        self.secrets: list[str | None] = []
        self.status = 200
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.status == 200:
            self.brought.append(await request.json())
        return web.Response(status=self.status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_each_update_until_it_takes_it(
    api: FakeBotApi, ask: Client, hook: Hook
) -> None:
    api.proxy, api.webhook_pause = hook.url, 0.001
    hook.status = 503
    await ask("setWebhook", url="https://bot.example/hook", secret_token="s3cret")
    assert "can't use getUpdates" in await ask.refused("getUpdates")
    for text in ("a", "b"):
        await api.say(text)
    await api.say("c", chat_id=8)
    while len(hook.secrets) < 4:  # noqa: ASYNC110 (a list has no event)
        await asyncio.sleep(0.001)
    assert (await ask("getWebhookInfo"))["pending_update_count"] == 3
    hook.status = 200
    await api.handled()
    assert set(hook.secrets) == {"s3cret"}
    assert sorted(texts(hook.brought)) == ["a", "b", "c"]
    assert texts([u for u in hook.brought if u["message"]["chat"]["id"] == 7]) == ["a", "b"]
    await ask("deleteWebhook")
    await ask("getUpdates")
    assert api.dropped == 0


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://bot.example/hook"}, "HTTPS URL must be provided"),
        ({"url": "https://bot.example:9000/hook"}, "ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.example/hook", "secret_token": "no spaces"}, "secret token"),
        ({"url": "https://bot.example/hook", "max_connections": 101}, "out of range"),
    ],
)
async def test_wrong_webhooks(ask: Client, parameters: dict[str, Any], words: str) -> None:
    assert words in await ask.refused("setWebhook", **parameters)


async def test_dropping_what_waits_is_noted(api: FakeBotApi, ask: Client) -> None:
    await api.say("x")
    await ask("deleteWebhook", drop_pending_updates=True)
    assert (api.dropped, api.updates) == (1, [])
