"""Health and metrics over HTTP on loopback."""

from __future__ import annotations

import logging
import math
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome
from bot.monitor.health import Health, Monitor
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import Heartbeat

pytestmark = pytest.mark.e2e


@dataclass
class World:
    """What the bot is like."""

    now: float = 0.0
    waiting: int = 0
    oldest: float = 0.0
    index: bool = True
    heart: Heartbeat = field(init=False)
    metrics: Metrics = field(default_factory=Metrics)
    monitor: Monitor = field(init=False)

    def __post_init__(self) -> None:
        self.heart = Heartbeat(clock=lambda: self.now)
        health = Health(self.heart, lambda: self.waiting, lambda: self.oldest, lambda: self.index)
        self.metrics.watch(lambda: self.waiting, lambda: self.oldest)
        self.monitor = Monitor(health, self.metrics, 0)

    async def get(self, path: str) -> tuple[int, str]:
        url = self.monitor.url + path
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.text()

    async def json(self, path: str) -> tuple[int, dict[str, object]]:
        url = self.monitor.url + path
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.json()

    def figure(self, text: str, name: str, **labels: str) -> float:
        return next(
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and sample.labels == labels
        )


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    await world.monitor.start()
    yield world
    await world.monitor.close()


async def test_a_bot_that_is_well(world: World) -> None:
    world.heart.polled()
    world.heart.began(7)
    world.waiting = 2
    status, report = await world.json("/health")
    assert status == 200
    assert report == {
        "live": True,
        "ready": True,
        "problems": [],
        "seconds_since_telegram_answered": 0.0,
        "updates_waiting": 2,
        "updates_in_handling": 1,
        "oldest_waiting_seconds": 0.0,
    }
    assert (await world.json("/live"))[0] == 200


async def test_before_telegram_has_answered(world: World) -> None:
    status, report = await world.json("/health")
    assert status == 503
    assert report["problems"] == ["Telegram has not answered lately"]
    assert (await world.json("/live"))[0] == 200


async def test_every_problem_is_told(world: World) -> None:
    world.heart.polled()
    world.now, world.oldest, world.index = 100.0, 130.0, False
    world.heart.attempted()
    status, report = await world.json("/health")
    assert status == 503
    assert report["live"] is True
    assert report["problems"] == [
        "Telegram has not answered lately",
        "an update has waited for 130 s",
        "there is no index: run ingest and build",
    ]


async def test_a_dead_bot_is_not_live(world: World) -> None:
    world.now = 130.0
    status, report = await world.json("/live")
    assert status == 503
    assert report["live"] is False


def _gone() -> float:
    raise FileNotFoundError


async def test_figures(world: World) -> None:
    metrics = world.metrics
    metrics.received("message")
    metrics.received("message", duplicate=True)
    metrics.question("answered", 0.2)
    metrics.sent(Lane.QUICK, "sent")
    metrics.sent(Lane.BULK, Outcome.UNKNOWN)
    metrics.error(ValueError("what somebody wrote"))
    metrics.put_off(TimeoutError("what somebody wrote"))
    metrics.polled()
    world.waiting, world.oldest = 3, 4.5
    metrics.ask(live=lambda: True, outbox_unknown=lambda: 2, database_bytes=_gone)
    status, text = await world.get("/metrics")
    assert status == 200
    assert "wrote" not in text
    figure = world.figure
    assert figure(text, "briefing_bot_updates_total", kind="message") == 2
    assert figure(text, "briefing_bot_inbox_duplicates_total") == 1
    assert figure(text, "briefing_bot_questions_total", verdict="answered") == 1
    assert figure(text, "briefing_bot_question_seconds_sum") == 0.2
    assert figure(text, "briefing_bot_sends_total", lane="quick", outcome="sent") == 1
    assert figure(text, "briefing_bot_ambiguous_sends_total") == 1
    assert figure(text, "briefing_bot_errors_total", kind="ValueError") == 1
    assert figure(text, "briefing_bot_put_off_total", kind="TimeoutError") == 1
    assert metrics.seen == {"ValueError": 1, "TimeoutError": 1}
    assert figure(text, "briefing_bot_queue_waiting") == 3
    assert figure(text, "briefing_bot_queue_oldest_seconds") == 4.5
    assert figure(text, "briefing_bot_last_poll_timestamp_seconds") > 1e9
    assert figure(text, "briefing_bot_live") == 1
    assert figure(text, "briefing_bot_outbox_unknown") == 2
    assert math.isnan(figure(text, "briefing_bot_database_bytes"))
    assert figure(text, "briefing_bot_process_resident_memory_bytes") > 0


async def test_listens_on_loopback_alone(world: World) -> None:
    assert world.monitor.url.startswith("http://127.0.0.1:")
    assert (await world.get("/"))[0] == 404


async def test_a_port_that_is_taken_does_not_stop_the_bot(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(world.monitor.url.rpartition(":")[2])
    health = Health(world.heart, lambda: 0, lambda: 0.0, lambda: True)
    second = Monitor(health, Metrics(), port)
    with caplog.at_level(logging.WARNING):
        await second.start()
    assert f"port {port} cannot be used" in caplog.text
    assert second.url == ""
    await second.close()
    assert (await world.get("/live"))[0] == 200
