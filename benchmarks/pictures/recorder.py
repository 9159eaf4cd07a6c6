"""What appears on people's phones while they talk with the bot, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from benchmarks.pictures import recording
from benchmarks.pictures.people import Chat
from benchmarks.pictures.records import Item, Message, Note, Picture, Quoted, Screen, Toast
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent

BOT = "Briefing Bot"
EDITED = {"de": "bearbeitet", "en": "edited"}
_CHANGES = {"de": "Die Nachricht wird zu:", "en": "The message becomes:"}
_OPENING = 9 * 60 + 41


class Recorder:
    """Notes what the fake server has seen since the last look, and what people did between."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._chats: dict[int, Chat] = {}
        self._items: list[tuple[int, Item]] = []
        self._quoted: dict[int, Quoted] = {}
        self._places: dict[int, int] = {}
        self._seen: dict[int, object] = {}
        self._calls = 0
        self._minutes = _OPENING

    def begin(self) -> None:
        """Begin a new picture; what was seen stays known."""
        self._items = []
        self._places = {}
        self._minutes = _OPENING

    def picture(self, name: str) -> Picture:
        """Return what has happened since the beginning, phone by phone."""
        screens = []
        for chat_id, group in groupby(self._items, key=lambda entry: entry[0]):
            chat = self._chats[chat_id]
            screens.append(Screen(chat.title, chat.subtitle, tuple(item for _, item in group)))
        return Picture(name, tuple(screens))

    def tick(self) -> None:
        """Let a minute pass on the phones' clocks."""
        self._minutes += 1

    @property
    def time(self) -> str:
        """The time of day on the phones."""
        return f"{self._minutes // 60:02}:{self._minutes % 60:02}"

    def note(self, chat: Chat, text: str) -> None:
        """Write a line in the middle of the chat."""
        self.add(chat, Note(text))

    def add(self, chat: Chat, item: Item) -> None:
        """Show something in a chat."""
        self._chats[chat.id] = chat
        self._items.append((chat.id, item))

    def said(self, chat: Chat, message_id: int, who: str, item: Message) -> None:
        """Show what somebody wrote; it may be replied to."""
        self._quoted[message_id] = recording.quoted(who, item.words.text)
        self.add(chat, item)

    def quote(self, message_id: int | None) -> Quoted | None:
        """Return how a reply to that message shows it."""
        return self._quoted.get(message_id) if message_id is not None else None

    def pressed(self, chat: Chat, sent: Sent, label: str, text: str) -> None:
        """Show which button somebody presses."""
        place = self._places.get(sent.message_id)
        if place is not None:
            chat_id, item = self._items[place]
            assert isinstance(item, Message)
            rows = tuple(
                tuple(replace(b, pressed=b.pressed or b.label == label) for b in row)
                for row in item.keyboard
            )
            self._items[place] = (chat_id, replace(item, keyboard=rows))
        self.note(chat, text)

    def catch_up(self, language: str, chat: Chat) -> None:
        """Note what the bot has done since the last look; toasts appear in ``chat``."""
        for call in self._api.calls[self._calls :]:
            if call.method == "answerCallbackQuery" and call.parameters.get("text"):
                alert = bool(call.parameters.get("show_alert"))
                self.add(chat, Toast(call.parameters["text"], alert))
        self._calls = len(self._api.calls)
        for album in _albums(self._api.sent):
            self._note_sent(album, language)

    def _note_sent(self, album: list[Sent], language: str) -> None:
        first = album[0]
        looks = (first.text, repr(first.markup), first.photo, tuple(first.entities))
        if self._seen.get(first.message_id) == looks:
            return
        known = first.message_id in self._seen
        self._seen[first.message_id] = looks
        where = self._chats.get(first.chat_id)
        if where is None:
            return  # nobody looks at this phone
        if known:
            self.note(where, _CHANGES[language])
        item = recording.message(
            album,
            time=self.time,
            name="" if where.private else BOT,
            edited=EDITED[language] if known else "",
        )
        self._quoted[first.message_id] = recording.quoted(BOT, first.text)
        self._places[first.message_id] = len(self._items)
        self.add(where, replace(item, reply=self.quote(first.reply_to)))


def _albums(sent: list[Sent]) -> Iterator[list[Sent]]:
    """Yield the messages; the photos of an album together."""
    album: list[Sent] = []
    for one in sent:
        if album and one.album and one.album == album[-1].album:
            album.append(one)
            continue
        if album:
            yield album
        album = [one]
    if album:
        yield album
