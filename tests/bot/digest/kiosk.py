"""A bot that publishes, on a clock that stands until it is set, against the fake server."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.access import Role
from bot.app import build_application
from bot.delivery.pace import UNLIMITED, Limits
from bot.intake.intake import Intake
from bot.publishing.editing import Editor
from bot.publishing.newsdesk import see_to_news
from bot.publishing.planning import plan
from bot.publishing.post import Post
from bot.publishing.ticker import Ticker
from bot.services import App, Services
from bot.state.groups import Verdict
from bot.state.store import State
from bot.state.subscribers import Subscriber
from corpus.briefing import Briefing
from corpus.store import CorpusStore
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.retriever import FakeRetriever

#: A Friday, half past seven in Berlin.
START = dt.datetime(2026, 11, 27, 6, 30, tzinfo=dt.UTC)
EVERY_DAY = frozenset(range(1, 8))


@dataclass
class Kiosk:
    """A bot and its readers; ``now`` is what its clock shows."""

    api: FakeBotApi
    store: CorpusStore
    services: Services
    application: App
    now: dt.datetime = START - dt.timedelta(days=1)
    generation: int = 1
    ticker: Ticker = field(init=False)
    post: Post = field(init=False)
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        editor = Editor(self.services)
        self.ticker = Ticker(self.services, editor, clock=lambda: self.now)
        self.post = Post(self.application, clock=lambda: self.now)
        self.intake = Intake(self.application)

    @property
    def state(self) -> State:
        return self.services.state

    def reader(
        self,
        chat_id: int,
        *,
        at: str = "07:30",
        days: Iterable[int] = EVERY_DAY,
        zone: str = "Europe/Berlin",
        language: str = "en",
        **more: object,
    ) -> Subscriber:
        """Subscribe a person, or a group that is allowed."""
        if chat_id > 0:
            self.api.open_chat(chat_id)
            self.state.people.let_in(chat_id, Role.READER, by=7, now=self.now)
            self.state.people.seen(chat_id, "Ada", language, self.now.date())
        else:
            self.api.open_chat(chat_id, "supergroup", title="Desk")
            self.state.groups.joined(chat_id, "Desk", by=7, now=self.now)
            self.state.groups.decide(chat_id, Verdict.ALLOWED, by=7, now=self.now)
            more = {"title": "Desk"} | more
        made = self.state.subscribers.open(chat_id, self.now, by=7)
        changed = self.state.subscribers.change(
            made.id,
            self.now,
            at=dt.time.fromisoformat(at),
            days=frozenset(days),
            zone=zone,
            cursor=self.state.news.latest(),
            **more,
        )
        assert changed is not None
        return plan(self.state, changed, self.now)

    def follow(self, chat_id: int, *texts: str, at_once: bool = False) -> list[int]:
        """Follow something in a chat."""
        self.state.subscribers.open(chat_id, self.now)
        added = (
            self.state.watches.add(chat_id, text, by=7, at_once=at_once, now=self.now)
            for text in texts
        )
        return [watch.id for watch, _ in added]

    async def publish(self, *briefings: Briefing) -> None:
        """Put briefings into the corpus and build an index generation."""
        for briefing in briefings:
            self.store.put(briefing)
        self.generation += 1
        await see_to_news(self.application, f"g{self.generation}")

    async def at(self, moment: str | dt.datetime) -> list[Sent]:
        """Set the clock; return the messages that are sent then."""
        before = len(self.api.sent)
        self.now = (
            dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
            if isinstance(moment, str)
            else moment
        )
        await self.ticker.tick()
        await self.post.drain()
        return self.api.sent[before:]

    async def handle(self) -> list[Sent]:
        """Let the bot handle what people did; return what it sends."""
        before, updates = len(self.api.sent), list(self.api.updates)
        self.api.updates.clear()
        await self.intake.receive(updates)
        async with asyncio.timeout(20):
            while self.intake.waiting:  # noqa: ASYNC110 (a count has no event)
                await asyncio.sleep(0.001)
        return self.api.sent[before:]

    async def tap(self, sent: Sent, label: str, *, user: int | None = None) -> list[Sent]:
        """Let somebody press a button; return what the bot sends."""
        await self.api.press(sent, label, user=user)
        return await self.handle()

    async def say(self, text: str, chat_id: int, **more: Any) -> list[Sent]:
        """Let somebody write; return what the bot sends."""
        await self.api.say(text, chat_id=chat_id, **more)
        return await self.handle()


def is_silent(sent: Sent) -> bool:
    """Whether a message made no sound when it came."""
    assert sent.call is not None
    return bool(sent.call.parameters.get("disable_notification"))


@asynccontextmanager
async def open_kiosk(
    api: FakeBotApi, folder: Path, limits: Limits = UNLIMITED
) -> AsyncIterator[Kiosk]:
    """Open a kiosk whose news begin now."""
    store = corpus()
    made = services(folder, store, FakeRetriever(store))
    application = build_application(api.token, made, api_url=api.url, limits=limits)
    await application.initialize()
    kiosk = Kiosk(api, store, made, application)
    await see_to_news(application, "g1")
    try:
        yield kiosk
    finally:
        await kiosk.intake.close(0)
        await application.shutdown()
        made.close()
