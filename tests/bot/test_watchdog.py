"""When the bot counts as dead, on a clock that stands still unless it is set."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading

import pytest
from telegram.error import RetryAfter

from bot.intake import polling
from bot.monitor.watchdog import WEBHOOK, Heartbeat, Watchdog


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heart(clock: Clock) -> Heartbeat:
    return Heartbeat(clock=clock)


def beat(heart: Heartbeat, clock: Clock, seconds: float, *, good: bool = True) -> None:
    """Let time pass, with Telegram asked every ten seconds."""
    end = clock.now + seconds
    while clock.now < end:
        clock.now = min(clock.now + 10, end)
        heart.attempted()
        if good:
            heart.polled()


def test_lives_while_telegram_is_asked(heart: Heartbeat, clock: Clock) -> None:
    assert heart.silence() is None
    assert not heart.in_contact(), "Telegram has not answered yet"
    beat(heart, clock, 100_000)
    assert heart.in_contact()
    assert heart.silence() == 0
    assert heart.why_dead() is None


def test_dead_when_nobody_asks_any_more(heart: Heartbeat, clock: Clock) -> None:
    beat(heart, clock, 100)
    clock.now += 121
    assert heart.why_dead() == "Telegram has not been asked for 121 s"


def test_an_outage_is_not_death_for_half_an_hour(heart: Heartbeat, clock: Clock) -> None:
    beat(heart, clock, 100)
    heart.began(1)
    beat(heart, clock, 1790, good=False)
    assert not heart.in_contact()
    assert heart.why_dead() is None
    beat(heart, clock, 20, good=False)
    assert heart.why_dead() == "Telegram has not answered for 1810 s"


def test_after_an_outage_handling_has_its_full_time(heart: Heartbeat, clock: Clock) -> None:
    beat(heart, clock, 100)
    heart.began(1)
    beat(heart, clock, 600, good=False)
    beat(heart, clock, 250)
    assert heart.why_dead() is None
    beat(heart, clock, 100)
    assert heart.why_dead() == "an update has not got on for 340 s"


def test_dead_when_one_update_hangs_among_others(heart: Heartbeat, clock: Clock) -> None:
    heart.began(1)
    for update_id in range(2, 12):
        heart.began(update_id)
        beat(heart, clock, 29)
        heart.ended(update_id)
    assert heart.handling == 1
    assert heart.why_dead() is None
    beat(heart, clock, 11)
    assert heart.why_dead() == "an update has not got on for 301 s"
    heart.began(1)
    assert heart.why_dead() is None, "it got on"


def test_a_pause_that_telegram_orders_is_no_hang(heart: Heartbeat, clock: Clock) -> None:
    heart.began(1)
    heart.told_to_wait(400)
    beat(heart, clock, 690)
    assert heart.why_dead() is None
    beat(heart, clock, 20)
    assert heart.why_dead() is not None


def test_sending_that_is_tried_again_is_no_hang(heart: Heartbeat, clock: Clock) -> None:
    heart.began(1)
    for _ in range(60):
        beat(heart, clock, 30)
        heart.delayed()
        assert heart.why_dead() is None
    beat(heart, clock, 310)
    assert heart.why_dead() is not None, "and then it hangs"


def test_with_a_webhook_telegram_is_asked_less_often(clock: Clock) -> None:
    heart = Heartbeat(WEBHOOK, clock)
    heart.attempted()
    heart.polled()
    clock.now += 170
    assert heart.in_contact()
    assert heart.why_dead() is None


async def test_a_long_pause_before_the_next_poll_is_no_hang(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "_LONGEST_PAUSE", 0.01)
    refusals, attempts = [RetryAfter(dt.timedelta(seconds=0.05))], []

    async def poll() -> str:
        if refusals:
            raise refusals.pop()
        return "updates"

    done = await polling.retrying(
        poll, asyncio.Event(), attempted=lambda: attempts.append("still there")
    )
    assert done == "updates"
    assert len(attempts) >= 6


class Ending:
    """Notes how a process would end."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.left = threading.Event()
        self.status: int | None = None

    def leave(self, status: int) -> None:
        self.status = status
        self.left.set()


def test_the_watchdog_asks_first_and_then_ends_the_process(
    heart: Heartbeat, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    ending = Ending()
    watchdog = Watchdog(heart, every=0.01, grace=0.01, leave=ending.leave)
    with caplog.at_level(logging.CRITICAL):
        watchdog.start(ending.stopped.set)
        clock.now += 1000
        assert ending.left.wait(10)
    assert ending.stopped.is_set()
    assert ending.status == 1
    assert watchdog.reason == "Telegram has not been asked for 1000 s"
    assert "does not get on: Telegram has not been asked" in caplog.text
    assert "watchdog:" in caplog.text, "it says what each thread was doing"
    watchdog.close()


def test_the_watchdog_lets_a_bot_end_that_can(heart: Heartbeat, clock: Clock) -> None:
    ending = Ending()
    watchdog = Watchdog(heart, every=0.01, grace=60, leave=ending.leave)
    clock.now += 1000
    watchdog.start(ending.stopped.set)
    assert ending.stopped.wait(10)
    watchdog.close()
    assert ending.status is None


def test_the_watchdog_of_a_bot_that_lives_ends_with_it(heart: Heartbeat) -> None:
    ending = Ending()
    watchdog = Watchdog(heart, every=0.01, leave=ending.leave)
    watchdog.start(ending.stopped.set)
    watchdog.close()
    watchdog.close()
    assert watchdog.reason is None
    assert not ending.stopped.is_set()
