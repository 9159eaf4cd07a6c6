"""A bot with subscribers all over the world, in a time that passes quickly and not smoothly."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.access import Role
from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.publishing.newsdesk import see_to_news
from bot.publishing.planning import plan, regain
from corpus.store import CorpusStore
from tests.bot.digest.expected import Calendar, Wish
from tests.bot.digest.kiosk import Kiosk
from tests.bot.replay import Disk, Line, Power, PowerFailure
from tests.bot.shelves import issue
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.inline_sandbox import InlineSandbox
from tests.fakes.retriever import FakeRetriever

#: Each has two clock changes in a year; some by half an hour or two, some at midnight.
ZONES = (
    "Europe/Berlin",
    "America/St_Johns",
    "America/Nuuk",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Asia/Beirut",
    "America/Havana",
    "America/Santiago",
    "Pacific/Chatham",
)
TIMES = tuple(
    dt.time.fromisoformat(text)
    for text in ("00:00", "00:15", "00:30", "01:30", "02:00", "02:30", "07:30", "18:00", "23:45")
)
DAYS = (
    frozenset(range(1, 8)),
    frozenset(range(1, 8)),
    frozenset(range(1, 6)),
    frozenset({1}),
    frozenset({6, 7}),
)
STEP = dt.timedelta(minutes=5)


@dataclass
class Story:
    """What happened, as the server and the calendar saw it.

    published: when each briefing was there to be told of. trouble: periods in which the bot did
    not run or Telegram could not be reached. blocked: periods in which somebody blocked the bot.
    jolts: when the power failed or an answer was lost. moved: how often minds were changed.
    """

    calendars: dict[int, Calendar] = field(default_factory=dict)
    published: dict[str, dt.datetime] = field(default_factory=dict)
    joined: dict[int, dt.datetime] = field(default_factory=dict)
    trouble: list[tuple[dt.datetime, dt.datetime]] = field(default_factory=list)
    blocked: dict[int, list[tuple[dt.datetime, dt.datetime]]] = field(default_factory=dict)
    jolts: list[dt.datetime] = field(default_factory=list)
    crashes: int = 0
    moved: int = 0


class Year:
    """Lets time pass."""

    def __init__(
        self,
        api: FakeBotApi,
        folder: Path,
        *,
        seed: int,
        start: dt.datetime,
        zones: Sequence[str] = ZONES,
    ) -> None:
        self.api = api
        self.now = start
        self.story = Story()
        self._folder = folder
        self._zones = zones
        self._chance = random.Random(seed)
        self._corpus = corpus(folder / "corpus.db")
        self._generation = 1
        self._power = Power()
        self._kiosk: Kiosk | None = None
        self._reachable = True
        self._letters = 0

    # ---- lives

    async def begin(self) -> None:
        """Start the bot on what there is."""
        self._power = Disk.power = Power()
        self._corpus = CorpusStore(self._folder / "corpus.db")
        made = services(self._folder, self._corpus, FakeRetriever(self._corpus), InlineSandbox())
        application = build_application(
            self.api.token,
            made,
            api_url=self.api.url,
            request=Line(self._power),
            limits=UNLIMITED,
        )
        await application.initialize()
        self._kiosk = Kiosk(self.api, self._corpus, made, application, now=self.now)
        self._kiosk.state.outbox.recover()
        await see_to_news(application, f"g{self._generation}")
        await self._kiosk.ticker.plan_all()

    @property
    def kiosk(self) -> Kiosk:
        assert self._kiosk is not None
        return self._kiosk

    async def end(self) -> None:
        """End the bot, whatever it is doing."""
        if self._kiosk is None:
            return
        kiosk, self._kiosk = self._kiosk, None
        tasks = [task for task in asyncio.all_tasks() if task.get_name().startswith("digest")]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._power.failed = ""
        await kiosk.application.shutdown()
        kiosk.services.close()

    # ---- people

    def subscribe(self, chat_id: int) -> None:
        """Let somebody subscribe, or change their mind; the power does not fail while they do."""
        with self._calm():
            self._subscribe(chat_id)

    def _subscribe(self, chat_id: int) -> None:
        chance, kiosk = self._chance, self.kiosk
        zone, at, days = chance.choice(self._zones), chance.choice(TIMES), chance.choice(DAYS)
        state = kiosk.state
        self.api.open_chat(chat_id)
        state.people.let_in(chat_id, Role.READER, by=7, now=self.now)
        state.people.seen(chat_id, "Ada", "en", self.now.date())
        known = state.subscribers.of_chat(chat_id)
        made = known or state.subscribers.open(chat_id, self.now, by=chat_id)
        more = {} if known else {"cursor": state.news.latest()}
        changed = state.subscribers.change(made.id, self.now, zone=zone, at=at, days=days, **more)
        assert changed is not None
        plan(state, changed, self.now)
        self.story.joined.setdefault(chat_id, self.now)
        calendar = self.story.calendars.setdefault(chat_id, Calendar())
        calendar.wishes.append(Wish(self.now, zone, at, days))
        self.story.moved += known is not None

    async def block(self, chat_id: int) -> None:
        """Let somebody block the bot, which learns of it when it next writes."""
        self.api.blocked.add(chat_id)
        end = dt.datetime.max.replace(tzinfo=dt.UTC)
        self.story.blocked.setdefault(chat_id, []).append((self.now, end))

    async def unblock(self, chat_id: int) -> None:
        """Let somebody come back, and say so."""
        self.api.blocked.discard(chat_id)
        periods = self.story.blocked[chat_id]
        periods[-1] = (periods[-1][0], self.now)
        with self._calm():
            regain(self.kiosk.state, chat_id, self.now)

    @contextmanager
    def _calm(self) -> Iterator[None]:
        counting, self._power.counting = self._power.counting, False
        yield
        self._power.counting = counting

    async def publish(self) -> None:
        """Add a briefing and build the index."""
        self._letters += 1
        title = f"Letter number {self._letters}"
        briefing = issue(
            self._letters,
            title=title,
            date=self.now.date(),
            texts=(f"In matter {self._letters} the council decided on item {self._letters * 7}.",),
        )
        self._corpus.put(briefing)
        self._generation += 1
        self.story.published[title] = self.now
        with suppress(PowerFailure):
            await see_to_news(self.kiosk.application, f"g{self._generation}")
        if self._power.failed:
            await self._crash()

    # ---- time

    async def pass_to(self, moment: dt.datetime) -> None:
        """Let time pass step by step, with whatever happens on the way."""
        while self.now < moment:
            self.now += STEP
            await self._step()

    async def _step(self) -> None:
        if self._kiosk is None:
            return
        kiosk = self._kiosk
        kiosk.now = self.now
        with suppress(PowerFailure):
            await kiosk.ticker.tick()
            await kiosk.post.drain()
            while self._reachable and not (kiosk.post.carriage.in_contact or self._power.failed):
                await self._in_contact()
                await kiosk.post.drain()
        if self._power.failed:
            await self._crash()

    async def _crash(self) -> None:
        self.story.crashes += 1
        self.story.jolts.append(self.now)
        await self.end()
        if self._reachable:
            await self.begin()

    def arm(self) -> None:
        """Let the power fail at one of the next moments."""
        self._power.counting = True
        self._power.fails_at = self._power.moments + self._chance.randint(1, 120)

    async def down_for(self, span: dt.timedelta) -> None:
        """Switch the bot off for a while."""
        begun = self.now
        await self.end()
        self.now += span
        self.story.trouble.append((begun, self.now + STEP))
        await self.begin()

    async def outage_for(self, span: dt.timedelta, status: int | None) -> None:
        """Let Telegram be out of reach for a while; who fails then starts again after it."""
        begun, self._reachable = self.now, False
        async with self.api.outage(status):
            await self.pass_to(self.now + span)
        self._reachable = True
        self.story.trouble.append((begun, self.now + STEP))
        if self._kiosk is None:
            await self.begin()
        await self._step()

    async def hiccup(self) -> None:
        """Let the next message be delivered, or not, without an answer."""
        fault = Fault("sendMessage", None, delivered=self._chance.random() < 0.5)
        self.api.faults.append(fault)
        end = self.now + dt.timedelta(days=1)
        while fault.times and self.now < end:
            await self.pass_to(self.now + STEP)
        self.api.faults.remove(fault)
        self.story.jolts.append(self.now)

    async def _in_contact(self) -> None:
        async with asyncio.timeout(10):
            while not self.kiosk.post.carriage.in_contact and not self._power.failed:  # noqa: ASYNC110
                await asyncio.sleep(0.002)


@asynccontextmanager
async def open_year(
    folder: Path, *, seed: int, start: dt.datetime, zones: Sequence[str] = ZONES
) -> AsyncIterator[Year]:
    """Open a year on a fresh server; ``tests.bot.replay.wire`` has to be in force."""
    api = FakeBotApi()
    year = Year(api, folder, seed=seed, start=start, zones=zones)
    api.clock = lambda: year.now.timestamp()  # noqa: PLW0108 (the present `now`)
    await api.start()
    await year.begin()
    try:
        yield year
    finally:
        await year.end()
        await api.stop()
