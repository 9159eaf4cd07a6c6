"""Whatever people do by chance, nothing breaks, strangers learn nothing, every request is right."""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass

import pytest

from bot.access import Role
from bot.messages.choose import MESSAGES
from tests.bot.conftest import Running
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

    async def step(self, number: int) -> None:
        """Do something and look at what came of it."""
        if number % 50 == 25:
            self.bot.store.remove(harbour().head.id)
        elif number % 50 == 40:
            self.bot.store.put(harbour())
        api, asked = self.bot.api, len(self.monkey.asked)
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
