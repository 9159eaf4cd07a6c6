"""A bot in this process, on a clock that the script sets, for pictures of digests and alerts."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

from benchmarks.pictures import recording
from benchmarks.pictures.people import ADMIN, Chat, Person, private
from benchmarks.pictures.recorder import Recorder
from benchmarks.pictures.records import Message, Note, Picture
from bot.access import Role
from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.keeping.lookout import Lookout
from bot.opening import open_services
from bot.publishing.herald import Herald
from bot.publishing.newsdesk import see_to_news
from bot.publishing.planning import plan
from bot.reindexing.reindexer import Reindexer
from bot.reindexing.report import Report, Step
from bot.settings import SAMPLES, Settings
from bot.state.groups import Verdict
from bot.state.reindexes import Reindex
from corpus.ingest import ingest
from corpus.store import CorpusStore
from index.bridge import load_bridge
from index.build import build
from index.encoder.models import load_encoder
from index.generation import current_id
from tests.bot.digest.kiosk import Kiosk
from tests.fakes.bot_api import FakeBotApi, Fault

ZONE = ZoneInfo("Europe/Berlin")
START = dt.datetime(2026, 11, 25, 9, 41, tzinfo=ZONE)
#: Seconds between two steps, so that a rate can be told.
_A_WHILE = 2.0
_PRESSES = {"de": "{name} drückt [{label}]", "en": "{name} presses [{label}]"}


class _SeenAtSteps(Reindexer):
    """Shows what it is told to show, though nothing is done."""

    async def show_step(self, reindex: Reindex, step: Step) -> None:
        self._told(step)
        await self._show(reindex)


class Newsstand:
    """Lets briefings arrive and days pass."""

    def __init__(
        self, kiosk: Kiosk, settings: Settings, travel: time_machine.Traveller, own: Settings
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._travel = travel
        self._own = own
        self._recorder = Recorder(kiosk.api)
        self._threads: dict[int, int] = {}
        self.state = kiosk.state

    def picture(self, name: str) -> Picture:
        """Return what has happened."""
        return self._recorder.picture(name)

    def begin(self) -> None:
        """Forget what was shown so far."""
        self._recorder.begin()

    def note(self, chat: Chat, text: str) -> None:
        """Write a line in the middle of a chat."""
        self._recorder.add(chat, Note(text))

    # ---- who gets what

    def let_in(self, person: Person) -> None:
        """Let somebody in who has written before."""
        now = dt.datetime.now(dt.UTC)
        self._kiosk.api.open_chat(person.id, name=person.name)
        role = Role.ADMIN if person is ADMIN else Role.READER
        self.state.people.let_in(person.id, role, by=ADMIN.id, now=now)
        self.state.people.seen(person.id, person.name, person.language, now.date())
        self._recorder.watch(private(person))

    async def allow(self, chat: Chat, topic: str) -> None:
        """Have a group with a topic that may use the bot."""
        group = self._kiosk.api.open_chat(chat.id, chat.kind, title=chat.title)
        group.members[chat.viewer.id] = chat.viewer.as_json()
        group.admins.add(chat.viewer.id)
        now = dt.datetime.now(dt.UTC)
        self.state.groups.joined(chat.id, chat.title, by=ADMIN.id, now=now)
        self.state.groups.decide(chat.id, Verdict.ALLOWED, by=ADMIN.id, now=now)
        self._threads[chat.id] = await self._kiosk.api.open_topic(chat.id, topic)
        await self._kiosk.handle()
        self._recorder.watch(chat)

    def subscribe(
        self,
        person: Person,
        *,
        at: str = "07:30",
        days: Iterable[int] = range(1, 8),
        follows: Iterable[str] = (),
        at_once: bool = False,
    ) -> None:
        """Let somebody have a digest, as if they had set it up before."""
        self.let_in(person)
        now = dt.datetime.now(dt.UTC)
        made = self.state.subscribers.open(person.id, now, by=person.id)
        for text in follows:
            self.state.watches.add(person.id, text, by=person.id, at_once=at_once, now=now)
        changed = self.state.subscribers.change(
            made.id,
            now,
            at=dt.time.fromisoformat(at),
            days=frozenset(days),
            zone=ZONE.key,
            cursor=self.state.news.latest(),
        )
        assert changed is not None
        plan(self.state, changed, now)

    # ---- what happens

    def loses_the_next_answer(self) -> None:
        """Let the next message go lost on its way, and its answer too."""
        self._kiosk.api.faults.append(Fault("sendMessage", None))

    async def publish(self, *names: str) -> None:
        """Let samples arrive, and build the index."""
        for name in names:
            shutil.copy(SAMPLES / name, self._settings.briefings_dir)
        await see_to_news(self._kiosk.application, make_index(self._settings, self._own))

    async def at(self, moment: str, language: str = "en") -> None:
        """Let it be that moment, by the clocks of Berlin."""
        then = dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE)
        self._travel.move_to(then, tick=False)
        self._recorder.set(then.hour * 60 + then.minute)
        await self._kiosk.at(then.astimezone(dt.UTC))
        while not self._kiosk.post.carriage.in_contact:  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.1)
        self._recorder.catch_up(language, private(ADMIN))

    def blocks(self, person: Person) -> None:
        """Let somebody block the bot."""
        self._kiosk.api.blocked.add(person.id)

    async def herald(self, language: str = "en") -> None:
        """Let broadcasts go out."""
        await Herald(self._kiosk.application).drain()
        self._recorder.catch_up(language, private(ADMIN))

    async def lookout(self, language: str = "de", *, later: dt.timedelta = dt.timedelta()) -> None:
        """Let the admins be told of what is wrong, or well again."""
        then = dt.datetime.now(dt.UTC) + later
        look = Lookout(self._kiosk.application, None, lambda: 0.0, clock=lambda: then)
        await look.tell()
        self._recorder.catch_up(language, private(ADMIN))

    async def say(self, person: Person, text: str, *, chat: Chat | None = None) -> None:
        """Write a message."""
        chat = chat or private(person)
        mine = chat.viewer == person
        words = recording.words(text)
        item = Message(words, self._recorder.time, mine=mine, name="" if mine else person.name)
        message_id = await self._kiosk.api.say(
            text,
            chat_id=chat.id,
            kind=chat.kind,
            user=person.id,
            name=person.name,
            language=person.language,
            thread=self._threads.get(chat.id),
        )
        self._recorder.said(chat, message_id, person.name, item)
        await self._kiosk.handle()
        self._recorder.catch_up(person.language, chat)

    async def send(self, person: Person, name: str, content: bytes) -> None:
        """Send a file."""
        chat = private(person)
        item = Message(
            recording.words(""), self._recorder.time, mine=True, file=(name, len(content))
        )
        message_id = await self._kiosk.api.send_file(
            name, content, chat_id=chat.id, language=person.language
        )
        self._recorder.said(chat, message_id, person.name, item)
        await self._kiosk.handle()
        self._recorder.catch_up(person.language, chat)

    async def forward(self, person: Person, text: str) -> None:
        """Send on what somebody wrote elsewhere."""
        chat = private(person)
        item = Message(recording.words(text), self._recorder.time, mine=True)
        origin = {"type": "hidden_user", "sender_user_name": "Mail", "date": 1_793_966_400}
        message_id = await self._kiosk.api.forward(
            text, origin=origin, chat_id=chat.id, language=person.language
        )
        self._recorder.said(chat, message_id, person.name, item)
        await self._kiosk.handle()
        self._recorder.catch_up(person.language, chat)

    async def reindex(self, person: Person, *steps: Step, end: Report | None = None) -> None:
        """Let the index be made anew: seen at some steps, or with another end than it has."""
        reindexer = _SeenAtSteps(self._kiosk.application)
        current = self.state.reindexes.under_way()
        assert current is not None
        for number, step in enumerate(steps):
            await asyncio.sleep(_A_WHILE if number else 0)
            await reindexer.show_step(current, step)
            self._recorder.catch_up(person.language, private(person))
        if end is None:
            await reindexer.drain()
        else:
            self.state.reindexes.end(current.id, end, dt.datetime.now(dt.UTC))
            await reindexer.show(current.id)
        self._recorder.catch_up(person.language, private(person))

    async def press(self, person: Person, ending: str, *, chat: Chat | None = None) -> None:
        """Press the newest button in the chat whose label ends so."""
        chat = chat or private(person)
        sent, label = next(
            (sent, label)
            for sent in reversed(self._kiosk.api.sent)
            for label in sent.labels()
            if sent.chat_id == chat.id and label.endswith(ending)
        )
        text = _PRESSES[person.language].format(name=person.name, label=label)
        self._recorder.pressed(chat, sent, label, text)
        await self._kiosk.api.press(sent, label, user=person.id, language=person.language)
        await self._kiosk.handle()
        self._recorder.catch_up(person.language, chat)


def make_index(settings: Settings, own: Settings) -> str:
    """Read what is new and build; return the generation's id."""
    store = CorpusStore(settings.corpus_db)
    ingest(settings.briefings_dir, store, limits=settings.limits)
    encoder = load_encoder(None, own.models_dir)
    bridge = load_bridge(own.dictionary, own.data_dir / "dictionary")
    build(store, encoder, settings.index_dir, bridge=bridge)
    store.close()
    return current_id(settings.index_dir) or ""


@asynccontextmanager
async def open_newsstand(
    folder: Path, own: Settings, new: Iterable[str]
) -> AsyncIterator[Newsstand]:
    """Open a bot that has all samples but those that are to be new."""
    data, briefings = folder / "data", folder / "briefings"
    data.mkdir(parents=True)
    briefings.mkdir()
    for name in ("models", "dictionary"):
        (data / name).symlink_to((own.data_dir / name).resolve())
    kept = {"DATA_DIR": str(data), "BRIEFINGS_DIR": str(briefings), "ADMINS": str(ADMIN.id)}
    os.environ |= kept
    settings = Settings.from_env()
    for path in SAMPLES.iterdir():
        if path.is_file() and path.name not in set(new):
            shutil.copy(path, briefings)
    generation = make_index(settings, own)
    api = FakeBotApi()
    await api.start()
    with time_machine.travel(START, tick=False) as travel:
        api.clock = lambda: dt.datetime.now(dt.UTC).timestamp()
        services = open_services(settings)
        application = build_application(api.token, services, api_url=api.url, limits=UNLIMITED)
        await application.initialize()
        store = CorpusStore(settings.corpus_db)
        kiosk = Kiosk(api, store, services, application, now=dt.datetime.now(dt.UTC))
        await see_to_news(application, generation)
        stand = Newsstand(kiosk, settings, travel, own)
        stand.let_in(ADMIN)
        try:
            yield stand
        finally:
            await kiosk.intake.close(0)
            await application.shutdown()
            services.close()
            store.close()
            await api.stop()
    assert not api.refused(), api.refused()
