"""The program at work: brought updates, watched, killed, started a second time."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.answers import judge
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_process import BotProcess

pytestmark = pytest.mark.e2e


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def process(api: FakeBotApi, data: Path, **settings: str) -> BotProcess:
    return BotProcess(api, data, data / "log.txt", DICTIONARY=str(data / "none"), **settings)


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        return response.status, await response.text()


@pytest.mark.model
async def test_updates_are_brought_to_a_webhook(api: FakeBotApi, data: Path) -> None:
    port = free_port()
    api.proxy = f"http://127.0.0.1:{port}"
    secret = "what-only-Telegram-and-we-know"
    bot = process(
        api,
        data,
        WEBHOOK_URL="https://bot.example.org/telegram",
        WEBHOOK_SECRET=secret,
        WEBHOOK_PORT=str(port),
    )
    await bot.start()
    await api.say("How many cars were aboard the Tianlu Pioneer?")
    (answer,) = await api.replies(1, seconds=60)
    assert answer.text.startswith("Found in the briefings")

    # While it is down Telegram keeps what it cannot bring.
    assert await bot.stop() == 0
    await api.say("/help")
    await bot.start()
    await api.replies(1, after=1, seconds=60)
    await api.handled()
    assert await bot.stop() == 0
    assert api.refused() == []
    assert api.dropped == 0
    assert secret not in bot.log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.model
async def test_health_and_metrics(api: FakeBotApi, data: Path) -> None:
    port = free_port()
    bot = process(api, data, MONITOR_PORT=str(port))
    await bot.start()
    await api.say("How many cars were aboard the Tianlu Pioneer?")
    await api.replies(1, seconds=60)
    status, health = await get(f"http://127.0.0.1:{port}/health")
    assert (status, json.loads(health)["problems"]) == (200, [])
    _, metrics = await get(f"http://127.0.0.1:{port}/metrics")
    assert 'briefing_bot_updates_total{kind="message"} 1.0' in metrics
    assert 'outcome="sent"' in metrics
    assert "Pioneer" not in health + metrics
    await bot.stop()


@pytest.mark.model
async def test_killed_again_and_again_it_loses_and_doubles_nothing(
    api: FakeBotApi, data: Path
) -> None:
    generator = random.Random(4)
    # slow enough that some messages are on their way when it is killed
    api.faults.append(Fault("sendMessage", 200, times=1_000_000, delay=0.1))
    bot = process(api, data, ADMINS="7,8,9")
    asked: dict[int, list[int]] = {7: [], 8: [], 9: []}
    for _ in range(4):
        await bot.start()
        for questions, chat in [(asked[chat], chat) for chat in asked for _ in range(2)]:
            text = generator.choice(["Was ist mit Gallium?", "thanks!", "who pays for the gauges?"])
            questions.append(await api.say(text, chat_id=chat))
        await asyncio.sleep(generator.uniform(1.0, 4.0))
        await bot.kill()
    await bot.start()
    every = {question for questions in asked.values() for question in questions}
    await api.wait(lambda: every <= {sent.reply_to for sent in api.sent}, 90)
    await bot.stop()
    verdict = judge(asked, api.sent)
    assert verdict.good, verdict
    assert api.refused() == []


async def test_a_second_program_on_the_same_data_does_not_start(
    api: FakeBotApi, tmp_path: Path
) -> None:
    first, second = process(api, tmp_path), process(api, tmp_path)
    await first.start()
    await api.say("/help")
    await api.replies(1, seconds=60)
    await second.start()
    assert await second.wait() == 1
    assert "Another bot is already serving" in second.log.read_text(encoding="utf-8")
    await api.say("/help")
    await api.replies(1, after=1, seconds=60)
    assert await first.stop() == 0


async def test_it_waits_for_a_telegram_that_is_down(api: FakeBotApi, tmp_path: Path) -> None:
    async with api.outage():
        bot = process(api, tmp_path)
        await bot.start()
        await api.wait(lambda: len(api.calls) > 1, 60)
        await api.say("/help")
    await api.replies(1, seconds=60)
    assert await bot.stop() == 0


async def test_a_port_that_is_taken_is_named(api: FakeBotApi, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bot = process(
            api,
            tmp_path,
            WEBHOOK_URL="https://bot.example.org/telegram",
            WEBHOOK_SECRET="what-only-Telegram-and-we-know",
            WEBHOOK_PORT=str(taken.getsockname()[1]),
        )
        await bot.start()
        assert await bot.wait() == 1
    assert "set WEBHOOK_PORT to a free one" in bot.log.read_text(encoding="utf-8")
