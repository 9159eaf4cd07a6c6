"""What the server knows: chats, messages, waiting updates; and how a test waits for a change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from tests.fakes import overheard
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.calls import Call
from tests.fakes.telegram.chats import BOT, BOT_ID, Chat
from tests.fakes.telegram.flood import Flood
from tests.fakes.telegram.refusals import bad, forbidden
from tests.fakes.telegram.text import entity_json

Json = dict[str, Any]

#: Types of updates that a bot gets only if it asks for them by name.
ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}


class World:
    """The state that all methods work on.

    clock: in seconds since 1970; a test may replace it. sent: what the bot sent, in order.
    updates: not yet confirmed. allowed: the types of updates that the bot gets, None for all but
    those to be asked for. reads_all: the bot's privacy mode is off. mentions_reach: whether a
    mention gets through to a bot in privacy mode; @BotFather says that it does, the list in the
    documentation does not have it.
    """

    def __init__(self) -> None:
        self.clock: Callable[[], float] = time.time
        self.sent: list[Sent] = []
        self.calls: list[Call] = []
        self.chats: dict[int, Chat] = {}
        self.blocked: set[int] = set()
        self.updates: list[Json] = []
        self.allowed: set[str] | None = None
        self.actions: list[str] = []
        self.reads_all = False
        self.mentions_reach = True
        self.flood = Flood(self.now)
        self.files: dict[str, tuple[str, bytes]] = {}
        self._last_id = 1000
        self._last_update = 870_000_000
        self._changed = asyncio.Condition()

    def now(self) -> float:
        """Return the time by the clock that the test may have replaced."""
        return self.clock()

    async def notify(self, change: Callable[[], Any]) -> None:
        """Make a change and wake up whoever waits for one."""
        async with self._changed:
            change()
            self._changed.notify_all()

    async def wait(self, condition: Callable[[], object], seconds: float = 30) -> None:
        """Return as soon as the condition holds; it may look at everything recorded."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(condition)

    # ---- updates

    async def update(self, content: Json) -> None:
        """Put an update into the queue if the bot gets such updates."""
        overheard.hear(content)
        kind = next(iter(content))
        if self.allowed is None and kind in ASKED_FOR:
            return
        if self.allowed is not None and kind not in self.allowed:
            return
        self._last_update += 1
        update = {"update_id": self._last_update, **content}
        await self.notify(lambda: self.updates.append(update))

    # ---- chats and messages

    def open_chat(self, chat_id: int, kind: str = "private", **more: Any) -> Chat:
        """Return the chat; it is opened if it is not there yet."""
        if chat_id not in self.chats:
            self.chats[chat_id] = Chat(chat_id, kind, **more)
        return self.chats[chat_id]

    def new_id(self, chat: Chat | None = None) -> int:
        """Return the next number: supergroups and channels count for themselves."""
        if chat is not None and chat.kind in {"supergroup", "channel"}:
            chat.last_id += 1
            return chat.last_id
        self._last_id += 1
        return self._last_id

    def target(self, parameters: Json, *, method: str = "", messages: int = 1) -> Chat:
        """Return the chat that a request is for. Raises Refused."""
        chat = self.known_chat(parameters.get("chat_id"))
        if chat.id in self.blocked:
            raise forbidden("bot was blocked by the user")
        chat.check_open()
        chat.check_thread(parameters.get("message_thread_id"))
        if chat.kind == "channel" and chat.status != "administrator":
            raise bad("need administrator rights in the channel chat")
        if method:
            self.flood.check(method, chat.id, messages)
        return chat

    def known_chat(self, chat_id: Any) -> Chat:
        """Return the chat. Raises Refused if the bot does not know it."""
        if isinstance(chat_id, str):
            named = [c for c in self.chats.values() if c.username and f"@{c.username}" == chat_id]
            chat_id = named[0].id if named else None
        if chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def own(self, chat: Chat, message_id: int, purpose: str) -> Sent:
        """Return a message of the bot's. Raises Refused."""
        message = chat.messages.get(message_id)
        if message is None or (isinstance(message, Sent) and message.deleted):
            raise bad(f"message to {purpose} not found")
        if not isinstance(message, Sent):
            raise bad(f"message can't be {purpose.rstrip('e')}ed")
        return message

    def message_json(self, chat: Chat, message_id: int) -> Json | None:
        """Return a message without the one that it replies to; None if it is not there."""
        message = chat.messages.get(message_id)
        if message is None or (isinstance(message, Sent) and message.deleted):
            return None
        body = self.as_json(message) if isinstance(message, Sent) else dict(message)
        body.pop("reply_to_message", None)
        return body

    def as_json(self, sent: Sent) -> Json:
        """Return a message of the bot's as the Bot API gives it."""
        chat = self.chats[sent.chat_id]
        message: Json = {
            "message_id": sent.message_id,
            "date": int(sent.time),
            "chat": chat.as_json(),
            "from": BOT,
        }
        entities = [entity_json(entity) for entity in sent.entities]
        if sent.document or sent.photo:
            message |= self._media_json(sent)
            message |= {"caption": sent.text} if sent.text else {}
            message |= {"caption_entities": entities} if entities else {}
        else:
            message["text"] = sent.text
            message |= {"entities": entities} if entities else {}
        if sent.thread is not None:
            message |= {"message_thread_id": sent.thread, "is_topic_message": True}
        if sent.reply_to and (replied := self.message_json(chat, sent.reply_to)):
            message["reply_to_message"] = replied
        if sent.markup and "inline_keyboard" in sent.markup:
            message["reply_markup"] = sent.markup
        return message | ({"edit_date": int(self.clock())} if sent.edits else {})

    def _media_json(self, sent: Sent) -> Json:
        key = f"file-{sent.chat_id}-{sent.message_id}"
        known: Json = {"file_id": key, "file_unique_id": f"u-{key}"}
        if sent.document:
            self.files[key] = sent.document
            media: Json = {"document": known | {"file_name": sent.document[0]}}
        else:
            self.files[key] = ("photo.png", sent.photo or b"")
            media = {"photo": [known | {"width": 1, "height": 1}]}
        return media | ({"media_group_id": sent.album} if sent.album else {})

    def bot_is_in(self, chat: Chat) -> bool:
        """Whether the bot gets anything of this chat."""
        return chat.member_status(BOT_ID) in {"member", "administrator"}
