"""Whatever people do by chance, nothing breaks, strangers learn nothing, every request is right."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from dataclasses import dataclass

import pytest

from bot.access import Role
from bot.digest.schedule import EVERY_DAY
from bot.messages.choose import MESSAGES
from bot.publishing.editing import Editor
from bot.publishing.newsdesk import look, match
from bot.publishing.planning import plan
from bot.publishing.ticker import Ticker
from bot.state.outbox import PartState
from tests.bot.conftest import Running
from tests.bot.shelves import issue
from tests.fakes.bot_api import Call
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_corpus import harbour
from tests.fakes.monkey import CHANNEL, CLOSED, FORUM, GROUP, MOVED, PEOPLE, Monkey
from tests.fakes.second_look import faults
from tests.fakes.ugly import ugly

pytestmark = pytest.mark.e2e

_STEPS = 160
_CHATS = (*PEOPLE, GROUP, MOVED, FORUM, CLOSED, CHANNEL)
#: Words of the briefings that nobody says.
_TELLTALE = ("Harbour Weekly", "Gdynia", "Kohlekraftwerke", "approved the new", "owners should")
_UNDER_WAY = (PartState.QUEUED, PartState.SENDING)
_FAILED = tuple(texts.failed[:20] for texts in MESSAGES.values())
_GONE = re.compile("message to (?:edit|delete) not found")


@dataclass
class Walk:
    """A walk of a monkey through a bot, and what is looked at after each step."""

    bot: Running
    monkey: Monkey
    caplog: pytest.LogCaptureFixture

    async def prepare(self) -> None:
        """Let some people in, keep others out, and fill the shelf."""
        for briefing in ugly():
            self.bot.store.put(briefing)
        self.bot.let_in(8, 9)
        self.bot.let_in(12, role=Role.ADMIN)
        self.bot.services.state.people.revoke(11, dt.datetime.now(dt.UTC))
        self.bot.allow(GROUP)
        self.bot.allow(FORUM)
        await self.monkey.prepare()
        await self.bot.api.handled()
        for chat in (7, 8, 12, FORUM):
            self.subscribe(chat)

    def subscribe(self, chat: int) -> None:
        """Let a chat have a digest and follow something."""
        state, now = self.bot.services.state, dt.datetime.now(dt.UTC)
        made = state.subscribers.open(chat, now, by=chat)
        state.watches.add(chat, "ferry council", by=chat, at_once=True, now=now)
        wish = {"at": dt.time(7, 30), "days": EVERY_DAY, "zone": "Europe/Berlin"}
        changed = state.subscribers.change(made.id, now, **wish)
        assert changed is not None
        plan(state, changed, now)

    async def step(self, number: int) -> None:
        """Do something and look at what came of it."""
        if number % 50 == 25:
            self.bot.store.remove(harbour().head.id)
        elif number % 50 == 40:
            self.bot.store.put(harbour())
        api, asked = self.bot.api, len(self.monkey.asked)
        before = len(api.calls)
        if number % 20 == 10:
            await self.publish(number)
        assert not any(self.is_wrong(call) for call in api.calls[before:])
        sent, calls = len(api.sent), len(api.calls)
        readers = {chat for chat in _CHATS if self.may_read(chat)}
        await self.monkey.step()
        await api.handled()
        readers |= {chat for chat in _CHATS if self.may_read(chat)}
        trace = "\n".join(self.monkey.did[-12:])
        for call in api.calls[calls:]:
            assert not self.is_wrong(call), f"{call}\n{trace}"
            assert faults(call.method, call.parameters) == [], f"{call}\n{trace}"
        for message in api.sent[sent:]:
            assert not message.text.startswith(_FAILED), trace
            assert message.chat_id in readers or not _tells(message), f"{message}\n{trace}"
        for chat, _ in self.monkey.asked[asked:]:
            silent = chat not in readers or chat in api.blocked
            assert silent or any(m.chat_id == chat for m in api.sent[sent:]), trace
        assert "Traceback" not in self.caplog.text, trace

    async def publish(self, number: int) -> None:
        """Add a briefing, and let everybody's digest be due."""
        services, now = self.bot.services, dt.datetime.now(dt.UTC)
        text = f"Ferry {number} and the seals of harbour {number}: the council decided."
        self.bot.store.put(issue(number, texts=(text,)))
        await look(services, f"g{number}")
        for news in services.state.news.to_match():
            await match(services, news)
        for subscriber in services.state.subscribers.scheduled(0, 99):
            services.state.subscribers.set_due(
                subscriber.id, now.date() + dt.timedelta(days=number), now, start=now
            )
        await Ticker(services, Editor(services)).tick()
        async with asyncio.timeout(30):
            while any(services.state.outbox.counts()[s] for s in _UNDER_WAY):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def may_read(self, chat: int) -> bool:
        """Whether the chat of a person, or a group, is open to the briefings."""
        if chat < 0:
            return self.bot.services.state.groups.allowed(chat)
        return chat == 7 or self.bot.services.state.people.role(chat) in (Role.READER, Role.ADMIN)

    def is_wrong(self, call: Call) -> bool:
        """Whether a request was refused for anything but what people had done just before."""
        return call.avoidable and not (self.monkey.deleted and _GONE.search(call.description))


def _tells(message: Sent) -> bool:
    return any(word in message.text for word in _TELLTALE)


@pytest.mark.parametrize("seed", range(4))
async def test_random_walk(bot: Running, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    walk = Walk(bot, Monkey(bot.api, seed), caplog)
    await walk.prepare()
    for number in range(_STEPS):
        await walk.step(number)
    assert bot.services.state.inbox.waiting() == []
    assert len(bot.api.sent) > _STEPS / 4
    assert bot.services.state.outbox.counts()[PartState.SENT] > 3
