"""A bot whose power fails at a moment of one's choice, and what is to be seen afterwards."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.request import HTTPXRequest

from bot.access import Role
from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.intake.intake import Intake
from bot.services import App, Services
from bot.state import vault
from bot.state.groups import Verdict
from corpus.store import CorpusStore
from tests.fakes.answers import AGAIN
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.inline_sandbox import InlineSandbox
from tests.fakes.retriever import FakeRetriever

Rows = dict[str, list[tuple[Any, ...]]]

#: Requests that go on beside the handling, at no fixed moment, and that nobody misses.
_BESIDE = ("sendChatAction",)
#: What differs from one run to the next.
_RANDOM, _CLOCK = re.compile(r"inv_[\w-]+"), re.compile(r"^\d+:\d\d · ")
_MARK = re.compile(r"(?<=:invitation:)\w+$")
_VARIES = {"at", "hash", "message_id", "message_ids", "received_at", "tries", "content"}
#: Only the delivery's own; what is in them is looked at apart.
_OWN = {"sends", "_sqlite_migrations", "sqlite_sequence"}


class PowerFailure(BaseException):
    """The process is gone: no handler may catch it."""


@dataclass
class Power:
    """Fails at the moment of number ``fails_at``, and from then on nothing can be done.

    While ``counting``, the moments are those after each request and each commit: nothing else
    changes what the next run finds.
    """

    fails_at: int = 0
    moments: int = 0
    counting: bool = False
    failed: str = ""

    def check(self) -> None:
        """Go on only while there is power."""
        if self.failed:
            raise PowerFailure(self.failed)

    def moment(self, what: str) -> None:
        """Go on, or fail."""
        self.check()
        if self.counting:
            self.moments += 1
            if self.moments == self.fails_at:
                self.failed = what
                self.check()


class Line(HTTPXRequest):
    """The connection to Telegram."""

    def __init__(self, power: Power) -> None:
        # nothing here is encrypted, and reading all certificates takes long
        super().__init__(connection_pool_size=16, read_timeout=5, httpx_kwargs={"verify": False})
        self._power = power

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        method = url.rsplit("/", 1)[-1]
        self._power.check()
        done = await super().do_request(url, *args, **kwargs)
        if method not in _BESIDE:
            self._power.moment(f"after {method}")
        return done


class Disk(sqlite3.Connection):
    """The connection to ``bot.db``."""

    power = Power()

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        self.power.check()
        done = super().execute(sql, *args)
        if sql.startswith("COMMIT"):
            self.power.moment("after a commit")
        return done


@dataclass
class World:
    """A server with people, a folder, and the bot that runs on them, life after life.

    afterwards: what the bot does when everything is handled. stock: what adds to its briefings.
    """

    api: FakeBotApi
    folder: Path
    power: Power = field(default_factory=Power)
    changes: dict[str, Any] = field(default_factory=dict)
    afterwards: Callable[[App], Awaitable[object]] | None = None
    stock: list[Callable[[CorpusStore], object]] = field(default_factory=list)
    services: Services = field(init=False)
    application: App = field(init=False)
    intake: Intake = field(init=False)

    async def begin(self) -> None:
        """Start the bot, which goes on with what is left."""
        Disk.power = self.power
        store = corpus()
        for put in self.stock:
            put(store)
        made = services(self.folder, store, FakeRetriever(store), InlineSandbox())
        self.services = replace(made, **self.changes)
        self.application = build_application(
            self.api.token,
            self.services,
            api_url=self.api.url,
            request=Line(self.power),
            limits=UNLIMITED,
        )
        await self.application.initialize()
        self.intake = Intake(self.application)
        self.intake.resume()

    async def stock_up(self, put: Callable[[CorpusStore], object]) -> None:
        """Have more briefings, in this life and the following."""
        self.stock.append(put)
        await self.end()
        await self.begin()

    async def end(self) -> None:
        """End the bot, whatever it is doing."""
        await self.intake.close(0)
        await self.application.shutdown()
        self.services.close()

    async def deliver(self) -> Sent | None:
        """Bring the bot what people did, and return the last message when all is handled."""
        updates = list(self.api.updates)
        await self.intake.receive(updates)
        self.api.updates.clear()
        await self.settled()
        if self.afterwards is not None:
            await self.afterwards(self.application)
        return self.api.sent[-1] if self.api.sent else None

    async def settled(self) -> None:
        """Return when nothing waits."""
        async with asyncio.timeout(20):
            while self.intake.waiting:  # noqa: ASYNC110 (a count has no event)
                await asyncio.sleep(0.001)

    async def calm(self) -> Sent:
        """Handle everything so far; return the last message."""
        last = await self.deliver()
        assert last is not None
        return last

    async def press(self, button: str, *, chat: int | None = None, user: int | None = None) -> None:
        """Handle everything so far; press the last button whose data begins so."""
        await self.calm()
        sent, data = next(
            (sent, one["callback_data"])
            for sent in reversed(self.api.sent)
            for one in sent.buttons()
            if one.get("callback_data", "").startswith(button) and chat in (None, sent.chat_id)
        )
        await self.api.press_data(sent, data, user=user)

    def let_in(self, *people: int, role: Role = Role.READER) -> None:
        """Give people access."""
        for user_id in people:
            self.services.state.people.let_in(user_id, role, by=7, now=dt.datetime.now(dt.UTC))

    def allow(self, group: int) -> None:
        """Let the members of a group ask."""
        self.api.open_chat(group, "supergroup", status="member")
        now, groups = dt.datetime.now(dt.UTC), self.services.state.groups
        groups.joined(group, "Group", by=7, now=now)
        groups.decide(group, Verdict.ALLOWED, by=7, now=now)


#: Brings a world to the point where an update waits to be fetched.
Scenario = Callable[[World], Awaitable[None]]


@dataclass(frozen=True)
class Seen:
    """What people see, chat by chat, and what the bot remembers."""

    messages: dict[int, list[tuple[Any, ...]]]
    marked: int
    rows: Rows
    unknown: int


async def play(
    scenario: Scenario, folder: Path, fails_at: int = 0, **changes: Any
) -> tuple[Seen, Power]:
    """Let a scenario's last update be handled, with a failure of the power at a moment."""
    folder.mkdir()  # noqa: ASYNC240 (nobody waits)
    api = FakeBotApi()
    await api.start()
    world = World(api, folder, changes=changes)
    try:
        await world.begin()
        await scenario(world)
        world.power.fails_at, world.power.counting = fails_at, True
        with suppress(PowerFailure):
            world.power.moment("before all")
            await world.deliver()
        power = world.power
        if power.failed:
            await world.end()
            world.power = Power()
            await world.begin()
        power.counting = False
        await world.deliver()
        await world.deliver()
        await world.end()
        return look(api, folder / "bot.db"), power
    finally:
        await api.stop()


def look(api: FakeBotApi, path: Path) -> Seen:
    """Return what there is to see."""
    messages: dict[int, list[tuple[Any, ...]]] = {}
    marked, albums = 0, set[str]()
    for sent in api.sent:
        marked += sent.text.startswith(AGAIN)
        if sent.album in albums or sent.deleted:
            continue  # an album comes as one
        albums |= {sent.album} if sent.album else set()
        messages.setdefault(sent.chat_id, []).append(_message(sent))
    with sqlite3.connect(path) as db:
        waiting = db.execute("SELECT count(*) FROM updates WHERE content IS NOT NULL").fetchone()
        unknown = db.execute("SELECT count(*) FROM sends WHERE stage = 'sending'").fetchone()
        rows = _rows(db)
    db.close()
    assert waiting == (0,), "everything is handled"
    return Seen(messages, marked, rows, unknown[0])


def _message(sent: Sent) -> tuple[Any, ...]:
    text = next((sent.text.removeprefix(a).lstrip() for a in AGAIN if a in sent.text), sent.text)
    what = "photo" if sent.photo else sent.document[0] if sent.document else "text"
    buttons = [_MARK.sub("", button.get("callback_data", "")) for button in sent.buttons()]
    labels = [_CLOCK.sub("", label) for label in sent.labels()]
    return (_RANDOM.sub("inv_", text), what, labels, buttons)


def _rows(db: sqlite3.Connection) -> Rows:
    """Return what is in every table, apart from times and what is random."""
    db.row_factory = sqlite3.Row
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: sorted(
            (
                tuple(
                    bool(row[name]) if name.endswith(("_at", "seconds")) else row[name]
                    for name in row.keys()  # noqa: SIM118 (a row's values come without it)
                    if name not in _VARIES
                )
                for row in db.execute(f"SELECT * FROM {table}")
            ),
            key=lambda row: json.dumps(row, default=str),
        )
        for table in tables
        if table not in _OWN
    }


def same(expected: Seen, seen: Seen, where: str) -> int:
    """Compare; return how many messages came once more than they should."""
    assert seen.rows == expected.rows, where
    assert seen.messages.keys() == expected.messages.keys(), where
    more = 0
    for chat, wanted in expected.messages.items():
        got = list(seen.messages[chat])
        for number, message in enumerate(wanted):
            assert number < len(got), f"{where}: {message} is lost"
            assert got[number] == message, f"{where}: {got[number]} instead of {message}"
            while got[number + 1 : number + 2] == [message] != wanted[number + 1 : number + 2]:
                del got[number + 1]
                more += 1
        assert len(got) == len(wanted), f"{where}: {got[len(wanted) :]} too much"
    assert more <= 1, where
    assert more <= seen.marked, f"{where}: came again without saying so"
    assert seen.unknown == 0, where
    return more


async def crash_everywhere(scenario: Scenario, folder: Path, **changes: Any) -> tuple[int, int]:
    """Play a scenario with a failure at every moment; return how many there are, and came twice."""
    expected, calm = await play(scenario, folder / "calm", **changes)
    assert expected.messages
    twice = 0
    for moment in range(1, calm.moments + 1):
        seen, power = await play(scenario, folder / str(moment), moment, **changes)
        assert power.failed
        twice += same(expected, seen, f"power failed at moment {moment}, {power.failed}")
    return calm.moments, twice


def wire(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``bot.db`` be opened on a disk that depends on the power."""
    connect = partial(sqlite3.connect, factory=Disk)
    errors = (sqlite3.Error, sqlite3.DatabaseError, sqlite3.OperationalError)
    names = {error.__name__: error for error in errors}
    monkeypatch.setattr(vault, "sqlite3", SimpleNamespace(connect=connect, **names))
