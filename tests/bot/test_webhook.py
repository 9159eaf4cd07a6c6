"""Telegram brings updates: over HTTP on loopback, to a server with the bot's real inbox."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from telegram import WebhookInfo

from bot.intake import webhook as module
from bot.intake.webhook import SECRET_HEADER, WebhookServer, look_after
from bot.monitor.watchdog import WEBHOOK, Heartbeat
from bot.settings import Webhook
from bot.state.database import open_state
from bot.state.inbox import Inbox
from bot.state.vault import Vault

pytestmark = pytest.mark.e2e

SECRET = "a-secret-that-only-telegram-knows"
QUESTION = "my private ferry question"
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "text": QUESTION}}


@dataclass
class Post:
    """The server, its inbox, and which updates were handed on to be handled."""

    inbox: Inbox
    fail: BaseException | None = None
    handed_on: list[int] = field(default_factory=list)
    server: WebhookServer = field(init=False)

    def __post_init__(self) -> None:
        self.server = WebhookServer(
            Webhook("https://bot.example/telegram", SECRET, 0), self._receive
        )

    async def _receive(self, updates: list[dict[str, Any]]) -> None:
        if self.fail:
            raise self.fail
        self.handed_on += self.inbox.put(updates)

    async def bring(
        self, body: object, *, secret: str | None = SECRET, path: str = "/telegram"
    ) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        how = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.server.url + path, headers=headers, **how) as response,
        ):
            assert await response.read() == b"", "who asks learns nothing from the answer"
            return response.status


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    db = open_state(Vault(":memory:"))
    post = Post(Inbox(db))
    await post.server.start()
    yield post
    await post.server.close()
    db.close()


async def test_an_update_is_stored_before_telegram_is_told(post: Post) -> None:
    assert await post.bring(UPDATE) == 200
    assert post.inbox.waiting() == [UPDATE]
    assert post.handed_on == [5]


async def test_a_proxy_may_shorten_the_path(post: Post) -> None:
    assert await post.bring(UPDATE, path="/") == 200
    assert await post.bring(UPDATE | {"update_id": 6}, path="/a/b") == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "gehëim"])
async def test_whoever_does_not_know_the_secret_is_refused(post: Post, secret: str | None) -> None:
    assert await post.bring(UPDATE, secret=secret) == 403
    assert post.inbox.waiting() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, [], "text", 5, {}, {"update_id": "5"},
     {"update_id": True}, {"update_id": None}, [UPDATE]],
)  # fmt: skip
async def test_what_is_no_update_is_refused(post: Post, body: object) -> None:
    assert await post.bring(body) == 400
    assert post.inbox.waiting() == []


async def test_what_is_too_large_is_refused(post: Post) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            post.server.url, headers={SECRET_HEADER: SECRET}, data=b"[" + b" " * 1_000_000
        ) as response,
    ):
        assert response.status == 413
    assert post.inbox.waiting() == []


async def test_an_update_that_comes_twice_is_handled_once(post: Post) -> None:
    assert [await post.bring(UPDATE) for _ in range(3)] == [200, 200, 200]
    assert post.handed_on == [5]


async def test_only_telegram_posts(post: Post) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(post.server.url, headers={SECRET_HEADER: SECRET}) as response,
    ):
        assert response.status == 405


@pytest.mark.parametrize(
    "why", [sqlite3.OperationalError(f"disk full: {QUESTION}"), ValueError(QUESTION), OSError(28)]
)
async def test_what_cannot_be_stored_is_brought_again(post: Post, why: Exception) -> None:
    post.fail = why
    assert await post.bring(UPDATE) == 503
    post.fail = None
    assert await post.bring(UPDATE) == 200
    assert await post.bring(UPDATE) == 200
    assert post.handed_on == [5]


async def test_what_is_under_way_is_stored_when_the_bot_stops(post: Post) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(updates: list[dict[str, Any]]) -> None:
        begun.set()
        await go_on.wait()
        post.inbox.put(updates)

    await post.server.close()
    post.server = WebhookServer(Webhook("https://bot.example", SECRET, 0), slow)
    await post.server.start()
    bringing = asyncio.create_task(post.bring(UPDATE))
    await begun.wait()
    closing = asyncio.create_task(post.server.close())
    await asyncio.sleep(0)
    go_on.set()
    assert await bringing == 200
    await closing
    assert post.inbox.waiting() == [UPDATE]


async def test_a_port_that_is_taken_is_an_error(post: Post) -> None:
    port = int(post.server.url.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await WebhookServer(Webhook("https://bot.example", SECRET, port), post._receive).start()


class Telling:
    """Tells how bringing updates gets on, each time a little more."""

    def __init__(self, *infos: WebhookInfo) -> None:
        self.infos = list(infos)
        self.stop = asyncio.Event()

    async def get_webhook_info(self) -> WebhookInfo:
        if len(self.infos) == 1:
            self.stop.set()
        return self.infos.pop(0)


async def test_what_hinders_telegram_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_BETWEEN_LOOKS", 0.001)
    well = WebhookInfo("https://bot.example", False, 0)
    when = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    ill = WebhookInfo(
        "https://bot.example", False, 3, last_error_date=when, last_error_message="503 Unavailable"
    )
    bot = Telling(well, ill, ill, well)
    heart = Heartbeat(WEBHOOK)
    webhook = Webhook("https://bot.example", SECRET, 0)
    assert await look_after(bot, webhook, heart, bot.stop)  # type: ignore[arg-type]
    assert heart.in_contact()
    assert caplog.text.count("could not bring an update (503 Unavailable); 3 wait there") == 1
