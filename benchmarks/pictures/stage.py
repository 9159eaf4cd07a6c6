"""Where conversations are held with the program, over HTTP, and recorded as they go."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import sqlite_utils

from benchmarks.pictures import recording, usage
from benchmarks.pictures.people import ADMIN, TOPIC, Chat, Person, private
from benchmarks.pictures.recorder import EDITED, Recorder
from benchmarks.pictures.records import Message, Note, Picture
from bot.state.inbox import Inbox
from corpus.store import CorpusStore
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.queries import InlineAnswer, Query

Json = dict[str, Any]
_USERNAME = "@briefing_bot"
#: Seconds without anything new after which the bot has said all that it has to say.
_QUIET = 0.7
#: Seconds within which something is expected to happen.
_PATIENCE = 90
#: The same for what takes long.
_LONG = 600
_PRESSES = {"de": "{name} drückt [{label}]", "en": "{name} presses [{label}]"}
_LINK = re.compile(r"https://t\.me/\w+\?start=([\w-]+)")


class Stage:
    """The people and their phones; one conversation after the other."""

    def __init__(self, api: FakeBotApi, data_dir: Path) -> None:
        self.api = api
        self._recorder = Recorder(api)
        self._data_dir = data_dir
        self._corpus = data_dir / "corpus.db"
        self._inbox = Inbox(sqlite_utils.Database(data_dir / "bot.db"))
        self._threads: dict[int, int] = {}
        self._offered: InlineAnswer | None = None
        self._queries = 0

    def begin(self) -> None:
        """Begin a new picture."""
        self._recorder.begin()

    def picture(self, name: str) -> Picture:
        """Return what has happened since the beginning."""
        return self._recorder.picture(name)

    def watch(self, person: Person) -> None:
        """Show also what the bot writes to this person without being asked."""
        self._recorder.watch(private(person))

    def note(self, chat: Chat, text: str) -> None:
        """Write a line in the middle of a chat."""
        self._recorder.add(chat, Note(text))

    # ---- what people do

    async def say(
        self,
        person: Person,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Sent | None = None,
        silent: bool = False,
        shown: str = "",
        ago: float = 0.0,
    ) -> int:
        """Write a message; return its id.

        silent: the bot is not expected to answer. shown: what the phone shows instead. ago: the
        bot gets it so many seconds late.
        """
        chat, before = chat or private(person), self._looks()
        message_id = await self.api.say(
            text,
            chat_id=chat.id,
            kind=chat.kind,
            user=person.id,
            name=person.name,
            language=person.language,
            reply_to=reply_to,
            thread=self._threads.get(chat.id),
            ago=ago,
        )
        mine = chat.viewer == person
        item = Message(
            recording.words(shown or text),
            self._recorder.time,
            mine=mine,
            name="" if mine else person.name,
            reply=self._recorder.quote(chat, reply_to.message_id) if reply_to else None,
        )
        self._recorder.said(chat, message_id, person.name, item)
        await self._settle(before, person, chat, silent=silent)
        return message_id

    async def edit(self, person: Person, message_id: int, text: str) -> None:
        """Change what one has written before."""
        chat, before = private(person), self._looks()
        await self.api.edit_said(message_id, text, chat_id=chat.id)
        edited = EDITED[person.language]
        item = Message(recording.words(text), self._recorder.time, mine=True, edited=edited)
        self._recorder.said(chat, message_id, person.name, item)
        await self._settle(before, person, chat)

    async def press(self, person: Person, ending: str, *, chat: Chat | None = None) -> None:
        """Press the newest button in the chat whose label ends so."""
        chat, before = chat or private(person), self._looks()
        sent, button = self._button(chat, ending)
        text = _PRESSES[person.language].format(name=person.name, label=button["text"])
        self._recorder.pressed(chat, sent, button["text"], text)
        if "callback_data" in button:
            self._queries += 1
            query_id = f"picture-{self._queries}"
            self.api.queries[query_id] = Query(self.api.clock())
            query = {
                "id": query_id,
                "from": person.as_json(),
                "chat_instance": "1",
                "message": self.api.as_json(sent),
                "data": button["callback_data"],
            }
            await self.api.update({"callback_query": query})
            await self._settle(before, person, chat)

    async def follow(self, person: Person) -> None:
        """Open the newest link to the bot that it has sent to anybody."""
        sent = reversed(self.api.sent)
        found = (_LINK.search(f"{one.text} {one.markup} {one.entities}") for one in sent)
        link = next(link for link in found if link)
        self.note(private(person), f"{person.name} → {link[0]}")
        await self.say(person, f"/start {link[1]}", shown="/start")

    async def query(self, person: Person, text: str, *, chat: Chat) -> None:
        """Write the bot's name and a question in a chat that the bot is not in."""
        self._offered = await self.api.ask_inline(
            text, user=person.id, language=person.language, seconds=_PATIENCE
        )
        typed = f"{_USERNAME} {text}"
        self._recorder.add(chat, recording.results(typed, self._offered))
        self._recorder.tick()

    def pick(self, number: int, *, chat: Chat) -> None:
        """Post one of the results that were just offered."""
        assert self._offered is not None
        words, keyboard = recording.posted(self._offered.results[number])
        time = self._recorder.time
        item = Message(words, time, mine=True, keyboard=keyboard, via=_USERNAME)
        self._recorder.add(chat, item)

    async def add_bot(self, chat: Chat) -> None:
        """Have the admin add the bot to a group that is a forum, and open a topic."""
        before = self._looks()
        self._recorder.watch(private(ADMIN))
        self._recorder.watch(chat)
        group = self.api.open_chat(chat.id, chat.kind, title=chat.title, status="left")
        group.members[ADMIN.id] = ADMIN.as_json()
        await self.api.add_bot(chat.id, user=ADMIN.id)
        self._threads[chat.id] = await self.api.open_topic(chat.id, TOPIC, user=ADMIN.id)
        await self._settle(before, ADMIN, private(ADMIN))

    def take_away(self, path: str) -> None:
        """Take a briefing out of the corpus, as if its file had been deleted."""
        store = CorpusStore(self._corpus)
        identity = store.id_at(path)
        assert identity is not None
        with store.writing():
            store.remove(identity)
        store.close()

    def make_use(self) -> None:
        """Have the bot used for a month."""
        usage.make_use(self._data_dir)

    def make_issues(self) -> None:
        """Have years of issues in the corpus."""
        usage.make_issues(self._data_dir)

    async def until_changed(self, person: Person) -> None:
        """Wait until the bot changes the newest message that it wrote to somebody."""
        chat = private(person)
        before, sent = self._looks(), self.latest(chat)
        await self.api.wait(lambda: sent.edits > 0, _LONG)
        await self._settle(before, person, chat)

    def latest(self, chat: Chat) -> Sent:
        """Return the newest message of the bot's in a chat."""
        return next(sent for sent in reversed(self.api.sent) if sent.chat_id == chat.id)

    # ---- what comes of it

    def _button(self, chat: Chat, ending: str) -> tuple[Sent, Json]:
        for sent in reversed(self.api.sent):
            for button in sent.buttons():
                if sent.chat_id == chat.id and button["text"].endswith(ending):
                    return sent, button
        raise LookupError(f"no button {ending!r} in {chat.title}")

    async def _settle(
        self, before: object, person: Person, chat: Chat, *, silent: bool = False
    ) -> None:
        """Wait until the bot has done what it does; record it."""
        await self.api.handled(seconds=_PATIENCE)
        if not silent:
            await self.api.wait(lambda: self._looks() != before, _PATIENCE)
        async with asyncio.timeout(_PATIENCE):
            while self._inbox.waiting() or self._looks() != before:
                before = self._looks()
                await asyncio.sleep(_QUIET)
        self._recorder.catch_up(person.language, chat)
        self._recorder.tick()

    def _looks(self) -> tuple[int, int]:
        """Return what changes with everything that the bot does for somebody to see."""
        unseen = {"getUpdates", "sendChatAction"}
        return len(self.api.sent), sum(call.method not in unseen for call in self.api.calls)
