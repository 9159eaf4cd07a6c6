"""What happens in a year: news, changes of mind, crashes, outages and people who come and go."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Awaitable, Callable

from tests.bot.digest.year import STEP, Year

#: How likely it is that somebody comes back, as long as somebody is away, and nobody goes.
_COME_BACK = 0.7


async def live(
    year: Year, chance: random.Random, end: dt.datetime, people: int, *, quiet: dt.timedelta
) -> None:
    """Let things happen until then, to so many people; ``quiet``: the longest time in between."""
    for chat_id in range(1, people + 1):
        year.subscribe(chat_id)
    happenings, weights = zip(*_HAPPENINGS, strict=True)
    while year.now < end:
        await year.pass_to(year.now + _some(chance, quiet))
        (happens,) = chance.choices(happenings, weights)
        await happens(year, chance, chance.randint(1, people))
    for someone in list(year.api.blocked):
        await year.unblock(someone)
    await year.pass_to(year.now + dt.timedelta(days=1))


async def _publish(year: Year, _chance: random.Random, _someone: int) -> None:
    await year.publish()


async def _arm(year: Year, _chance: random.Random, _someone: int) -> None:
    year.arm()


async def _hiccup(year: Year, _chance: random.Random, _someone: int) -> None:
    await year.hiccup()


async def _down(year: Year, chance: random.Random, _someone: int) -> None:
    await year.down_for(_some(chance, dt.timedelta(hours=50)))


async def _outage(year: Year, chance: random.Random, _someone: int) -> None:
    await year.outage_for(_some(chance, dt.timedelta(hours=10)), chance.choice([None, 500, 502]))


async def _change(year: Year, _chance: random.Random, someone: int) -> None:
    year.subscribe(someone)


async def _come_or_go(year: Year, chance: random.Random, someone: int) -> None:
    away = sorted(year.api.blocked)
    if away and chance.random() < _COME_BACK:
        await year.unblock(chance.choice(away))
    elif someone not in away:
        await year.block(someone)


#: What may happen, and how often beside the others.
_HAPPENINGS: tuple[tuple[Callable[[Year, random.Random, int], Awaitable[None]], int], ...] = (
    (_publish, 35),
    (_arm, 15),
    (_hiccup, 10),
    (_down, 8),
    (_outage, 8),
    (_change, 10),
    (_come_or_go, 14),
)


def _some(chance: random.Random, longest: dt.timedelta) -> dt.timedelta:
    return STEP * chance.randint(1, longest // STEP)
