"""Where conversations are held with the program, over HTTP, and recorded as they go."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import sqlite_utils

from benchmarks.pictures import recording
from benchmarks.pictures.people import Chat, Person, private
from benchmarks.pictures.recorder import EDITED, Recorder
from benchmarks.pictures.records import Message, Picture
from bot.state.inbox import Inbox
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent

Json = dict[str, Any]
#: Seconds without anything new after which the bot has said all that it has to say.
_QUIET = 0.7
#: Seconds within which something is expected to happen.
_PATIENCE = 90
_PRESSES = {"de": "{name} drückt [{label}]", "en": "{name} presses [{label}]"}


class Stage:
    """The people and their phones; one conversation after the other."""

    def __init__(self, api: FakeBotApi, data_dir: Path) -> None:
        self.api = api
        self._recorder = Recorder(api)
        self._inbox = Inbox(sqlite_utils.Database(data_dir / "bot.db"))

    def begin(self) -> None:
        """Begin a new picture."""
        self._recorder.begin()

    def picture(self, name: str) -> Picture:
        """Return what has happened since the beginning."""
        return self._recorder.picture(name)

    def note(self, person: Person, text: str, *, chat: Chat | None = None) -> None:
        """Write a line in the middle of a chat."""
        self._recorder.note(chat or private(person), text)

    async def say(
        self,
        person: Person,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: int | None = None,
        silent: bool = False,
    ) -> int:
        """Write a message; return its id. ``silent``: the bot is not expected to answer."""
        chat = self._open(person, chat)
        message = self._message(person, chat, text)
        if reply_to is not None:
            message["reply_to_message"] = self._find(reply_to, chat)
        shown = Message(
            recording.words(text),
            self._recorder.time,
            mine=True,
            reply=self._recorder.quote(reply_to),
        )
        self._recorder.said(chat, message["message_id"], person.name, shown)
        await self._do({"message": message}, person, chat, silent=silent)
        return int(message["message_id"])

    async def edit(self, person: Person, message_id: int, text: str) -> None:
        """Change what one has written before."""
        chat = self._open(person, None)
        message = self._message(person, chat, text) | {"message_id": message_id}
        message["edit_date"] = message["date"]
        edited = EDITED[person.language]
        shown = Message(recording.words(text), self._recorder.time, mine=True, edited=edited)
        self._recorder.said(chat, message_id, person.name, shown)
        await self._do({"edited_message": message}, person, chat)

    async def press(self, person: Person, ending: str, *, chat: Chat | None = None) -> None:
        """Press the newest button in the chat whose label ends so."""
        chat = self._open(person, chat)
        sent, button = self._button(chat, ending)
        text = _PRESSES[person.language].format(name=person.name, label=button["text"])
        self._recorder.pressed(chat, sent, button["text"], text)
        query_id = str(self.api.new_id())
        query = {
            "id": query_id,
            "from": person.as_json(),
            "chat_instance": "1",
            "message": self.api.as_json(sent),
            "data": button["callback_data"],
        }
        await self._do({"callback_query": query}, person, chat)

    def latest(self, chat: Chat) -> Sent:
        """Return the newest message of the bot's in a chat."""
        return next(sent for sent in reversed(self.api.sent) if sent.chat_id == chat.id)

    def _open(self, person: Person, chat: Chat | None) -> Chat:
        chat = chat or private(person)
        self.api.open_chat(chat.id, "private" if chat.private else "supergroup")
        return chat

    def _message(self, person: Person, chat: Chat, text: str) -> Json:
        message: Json = {
            "message_id": self.api.new_id(),
            "date": int(time.time()),
            "chat": self.api.chats[chat.id]["chat"],
            "from": person.as_json(),
            "text": text,
        }
        entities = [
            {"type": mark.kind, "offset": mark.start, "length": mark.end - mark.start}
            for mark in recording.words(text).marks
        ]
        return message | ({"entities": entities} if entities else {})

    def _find(self, message_id: int, chat: Chat) -> Json:
        for sent in self.api.sent:
            if sent.message_id == message_id:
                return self.api.as_json(sent)
        raise LookupError(f"no message {message_id} of the bot's in {chat.title}")

    def _button(self, chat: Chat, ending: str) -> tuple[Sent, Json]:
        for sent in reversed(self.api.sent):
            rows = (sent.markup or {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if sent.chat_id == chat.id and button["text"].endswith(ending):
                    return sent, button
        raise LookupError(f"no button {ending!r} in {chat.title}")

    async def _do(self, update: Json, person: Person, chat: Chat, *, silent: bool = False) -> None:
        """Send an update and record what comes of it."""
        before = self._looks()
        await self.api.update(update)
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
