"""What appears on people's phones while they talk with the bot, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from benchmarks.pictures import recording
from benchmarks.pictures.people import Chat
from benchmarks.pictures.records import Item, Message, Note, Picture, Quoted, Screen, Toast, Words
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent

BOT = "Briefing Bot"
EDITED = {"de": "bearbeitet", "en": "edited"}
_CHANGES = {"de": "Die Nachricht wird zu:", "en": "The message becomes:"}
_TURNS = {"de": "Die Knöpfe darunter werden zu:", "en": "The buttons below it become:"}
_OPENING = 9 * 60 + 41

#: A message: its chat and its number there.
Key = tuple[int, int]


class Recorder:
    """Notes what the fake server has seen since the last look, and what people did between."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._chats: dict[int, Chat] = {}
        self._items: list[tuple[Chat, Item]] = []
        self._quoted: dict[Key, Quoted] = {}
        self._places: dict[Key, int] = {}
        self._seen: dict[Key, tuple[object, str]] = {}
        self._toasts = 0
        self._minutes = _OPENING

    def begin(self) -> None:
        """Begin a new picture; what was seen stays known."""
        self._items = []
        self._places = {}
        self._chats = {}
        self._minutes = _OPENING

    def picture(self, name: str) -> Picture:
        """Return what has happened since the beginning, phone by phone."""
        screens = []
        for chat, group in groupby(self._items, key=lambda entry: entry[0]):
            items = tuple(item for _, item in group)
            screens.append(Screen(chat.title, chat.subtitle, items))
        return Picture(name, tuple(screens))

    def tick(self) -> None:
        """Let a minute pass on the phones' clocks."""
        self._minutes += 1

    def set(self, minutes: int) -> None:
        """Let the phones show a time; ``minutes``: since midnight."""
        self._minutes = minutes

    @property
    def time(self) -> str:
        """The time of day on the phones."""
        return f"{self._minutes // 60:02}:{self._minutes % 60:02}"

    def watch(self, chat: Chat) -> None:
        """Show from now on what the bot writes in a chat."""
        self._chats[chat.id] = chat

    def add(self, chat: Chat, item: Item) -> None:
        """Show something in a chat."""
        self.watch(chat)
        self._items.append((chat, item))

    def said(self, chat: Chat, message_id: int, who: str, item: Message) -> None:
        """Show what somebody wrote; it may be replied to."""
        self._quoted[chat.id, message_id] = recording.quoted(who, item.words.text)
        self.add(chat, item)

    def quote(self, chat: Chat, message_id: int | None) -> Quoted | None:
        """Return how a reply to that message shows it."""
        return self._quoted.get((chat.id, message_id)) if message_id is not None else None

    def pressed(self, chat: Chat, sent: Sent, label: str, text: str) -> None:
        """Show which button somebody presses."""
        place = self._places.get((sent.chat_id, sent.message_id))
        if place is not None:
            where, item = self._items[place]
            assert isinstance(item, Message)
            rows = tuple(
                tuple(replace(b, pressed=b.pressed or b.label == label) for b in row)
                for row in item.keyboard
            )
            self._items[place] = (where, replace(item, keyboard=rows))
        self.add(chat, Note(text))

    def catch_up(self, language: str, chat: Chat) -> None:
        """Note what the bot has done since the last look; toasts appear in ``chat``."""
        for toast in self._api.toasts[self._toasts :]:
            if toast.text:
                self.add(chat, Toast(toast.text, toast.alert))
        self._toasts = len(self._api.toasts)
        for album in _albums(self._api.sent):
            self._note_sent(album, language)

    def _note_sent(self, album: list[Sent], language: str) -> None:
        first = album[0]
        key = (first.chat_id, first.message_id)
        content = (first.text, first.photo, tuple(first.entities))
        seen, self._seen[key] = self._seen.get(key), (content, repr(first.markup))
        where = self._chats.get(first.chat_id)
        if seen == self._seen[key] or where is None or first.deleted:
            return
        item = recording.message(
            album,
            time=self.time,
            name="" if where.private else BOT,
            edited=EDITED[language] if seen else "",
        )
        if seen:
            same = seen[0] == content
            self.add(where, Note((_TURNS if same else _CHANGES)[language]))
            item = replace(item, words=Words(""), name="", photos=(), file=None) if same else item
        self._quoted[key] = recording.quoted(BOT, first.text)
        self._places[key] = len(self._items)
        reply = self.quote(where, first.reply_to) if item.words.text or item.photos else None
        self.add(where, replace(item, reply=reply))


def _albums(sent: list[Sent]) -> Iterator[list[Sent]]:
    """Yield the messages; the photos of an album together."""
    for _, album in groupby(sent, key=lambda one: one.album or id(one)):
        yield list(album)
