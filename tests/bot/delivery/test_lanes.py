"""Who goes first; with limits of hundredths of a second, so that order and not time is tested."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery.lanes import Lane, Lanes
from bot.delivery.pace import Limit, Limits

ONE_AT_A_TIME = Limits(overall=(Limit(1, 0.01),), bulk=(Limit(1, 0.01),))


async def leave(lanes: Lanes, *wanted: tuple[int, Lane]) -> list[int]:
    """Return the chats in the order in which their messages left."""
    gone: list[int] = []

    async def one(chat: int, lane: Lane) -> None:
        await lanes.turn(chat, lane)
        gone.append(chat)

    await asyncio.gather(*(one(chat, lane) for chat, lane in wanted))
    return gone


async def test_what_somebody_waits_for_goes_first() -> None:
    lanes = Lanes(ONE_AT_A_TIME)
    await lanes.turn(99, Lane.QUICK)
    order = await leave(
        lanes, (1, Lane.BULK), (2, Lane.ANSWER), (3, Lane.QUICK), (4, Lane.ANSWER), (5, Lane.QUICK)
    )
    assert order == [3, 5, 2, 4, 1]
    assert lanes.waiting == 0


async def test_a_full_chat_holds_up_nobody_else() -> None:
    lanes = Lanes(Limits(private=(Limit(1, 0.05),)))
    assert await leave(lanes, (1, Lane.QUICK), (1, Lane.QUICK), (2, Lane.BULK)) == [1, 2, 1]


async def test_a_pause_stops_its_chat_and_two_stop_all() -> None:
    lanes = Lanes()
    lanes.pause(1, 0.05)
    assert await leave(lanes, (1, Lane.QUICK), (2, Lane.QUICK)) == [2, 1]
    lanes.pause(3, 0.05)
    lanes.pause(4, 0.1)
    waiting = asyncio.create_task(lanes.turn(5, Lane.QUICK))
    await asyncio.sleep(0)
    assert not waiting.done()
    await waiting


async def test_who_gives_up_leaves_no_gap() -> None:
    lanes = Lanes(ONE_AT_A_TIME)
    await lanes.turn(1, Lane.QUICK)
    given_up = asyncio.create_task(lanes.turn(2, Lane.QUICK))
    next_one = asyncio.create_task(lanes.turn(3, Lane.QUICK))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    await next_one
    assert lanes.waiting == 0


async def test_ornaments_only_when_there_is_nothing_better_to_do() -> None:
    lanes = Lanes(Limits(overall=(Limit(3, 10.0),)))
    assert lanes.is_free(1)
    await lanes.turn(1, Lane.QUICK)
    await lanes.turn(2, Lane.QUICK)
    assert not lanes.is_free(1)


async def test_chats_that_are_quiet_are_forgotten() -> None:
    lanes = Lanes(Limits(private=(Limit(1, 0.0001),)))
    for chat in range(1, 1500):
        await lanes.turn(chat, Lane.QUICK)
    await asyncio.sleep(0.01)
    await lanes.turn(1, Lane.QUICK)
    assert len(lanes._chats) < 1000


async def test_what_an_earlier_run_sent_counts() -> None:
    lanes = Lanes(Limits(group=(Limit(2, 0.3),)))
    lanes.recall([(-5, 0.2), (-5, 0.1)])
    assert await leave(lanes, (-5, Lane.QUICK), (1, Lane.BULK)) == [1, -5]
