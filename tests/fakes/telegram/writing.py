"""What people write, and what of it reaches the bot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.chats import ANONYMOUS, BOT, BOT_ID, CHANNEL_BOT, Chat
from tests.fakes.telegram.groups import Groups
from tests.fakes.telegram.text import found_in

Json = dict[str, Any]

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@(\w+))?")


@dataclass(frozen=True)
class Writer:
    """Who writes. anonymous: as an admin of the group who stays anonymous. as_chat: as a channel
    or group of theirs."""

    user: int = 7
    name: str = "Ada"
    language: str = "en"
    anonymous: bool = False
    as_chat: int | None = None


class Writing(Groups):
    """What people write in Telegram; the bot hears of it as it would there."""

    async def say(
        self,
        text: str,
        *,
        chat_id: int = 7,
        language: str = "en",
        kind: str = "private",
        user: int | None = None,
        name: str = "Ada",
        reply_to: int | Sent | None = None,
        thread: int | None = None,
        anonymous: bool = False,
        as_chat: int | None = None,
        ago: float = 0.0,
        media: Json | None = None,
    ) -> int:
        """Write to the bot, or in a group that it is in; return the message's id.

        user: by default the one of the private chat, else person 7. thread: the topic of a forum.
        anonymous: as an admin of the group who stays anonymous. as_chat: as a channel. ago:
        seconds since it was written. media: what the message shows, the text is its caption.
        """
        chat = self.open_chat(chat_id, kind)
        user = user or (chat_id if chat.kind == "private" else 7)
        writer = Writer(user, name, language, anonymous, as_chat)
        message = self._head(chat, writer, thread, reply_to, ago)
        if media is None:
            message |= _written("text", "entities", text)
        else:
            message |= media | (_written("caption", "caption_entities", text) if text else {})
        return await self._put(chat, message)

    async def open_link(self, payload: str = "", **who: Any) -> int:
        """Open the bot by a link that carries a payload, or press Start."""
        return await self.say(f"/start {payload}".strip(), **who)

    async def show(
        self, what: str, caption: str = "", *, at: tuple[float, float] = (1.0, 1.0), **who: Any
    ) -> int:
        """Send a ``photo``, ``voice``, ``document``, ``sticker``, ``location`` ...

        at: latitude and longitude of a location, in degrees.
        """
        key = f"{what}-{self.new_id()}"
        file: Json = {"file_id": key, "file_unique_id": f"u-{key}"}
        self.files[key] = (f"{what}.bin", b"content")
        every: Json = {
            "photo": [file | {"width": 9, "height": 9}],
            "voice": file | {"duration": 3},
            "document": file | {"file_name": "report.pdf", "file_size": 7},
            "sticker": file
            | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
            "location": {"latitude": at[0], "longitude": at[1]},
        }
        return await self.say(caption, media={what: every[what]}, **who)

    async def send_file(
        self, name: str, content: bytes, *, size: int | None = None, **who: Any
    ) -> int:
        """Send a file; ``size``: what Telegram says of it, if that is something else."""
        key = f"document-{self.new_id()}"
        self.files[key] = (name, content)
        document: Json = {
            "file_id": key,
            "file_unique_id": f"u-{key}",
            "file_name": name,
            "file_size": len(content) if size is None else size,
        }
        return await self.say("", media={"document": document}, **who)

    async def forward(
        self, text: str, *, origin: Json | None, entities: Sequence[Json] = (), **who: Any
    ) -> int:
        """Send on what stood elsewhere; without an origin, paste it.

        origin: a MessageOrigin, as the Bot API describes it.
        """
        sent_on: Json = {"text": text} | ({"forward_origin": origin} if origin else {})
        if entities:
            sent_on["entities"] = list(entities)
        return await self.say("", media=sent_on, **who)

    async def edit_said(self, message_id: int, text: str, *, chat_id: int = 7) -> None:
        """Change what somebody wrote."""
        chat = self.chats[chat_id]
        message = chat.messages[message_id]
        assert not isinstance(message, Sent)
        message.pop("entities", None)
        message |= {"edit_date": int(self.clock())} | _written("text", "entities", text)
        if self._reaches(chat, message):
            await self.update({"edited_message": message})

    async def unsay(self, message_id: int, *, chat_id: int = 7) -> None:
        """Delete a message; bots are not told."""
        message = self.chats[chat_id].messages[message_id]
        if isinstance(message, Sent):
            message.deleted = True
        else:
            del self.chats[chat_id].messages[message_id]

    async def post(self, text: str, *, chat_id: int = -1009, edited: bool = False) -> int:
        """Post in a channel that the bot is in."""
        chat = self.open_chat(chat_id, "channel", title="Channel", status="administrator")
        post: Json = {
            "message_id": self.new_id(chat),
            "date": int(self.clock()),
            "chat": chat.as_json(),
            "sender_chat": chat.as_json(),
        } | _written("text", "entities", text)
        chat.messages[post["message_id"]] = post
        post |= {"edit_date": int(self.clock())} if edited else {}
        await self.update({"edited_channel_post" if edited else "channel_post": post})
        return int(post["message_id"])

    def _head(
        self,
        chat: Chat,
        writer: Writer,
        thread: int | None,
        reply_to: int | Sent | None,
        ago: float,
    ) -> Json:
        """Return what every message has, whatever it shows."""
        sender = self._sender(chat, writer)
        message: Json = {
            "message_id": self.new_id(chat),
            "date": int(self.clock() - ago),
            "chat": chat.as_json(),
            "from": sender,
        }
        if writer.anonymous:
            message["sender_chat"] = chat.as_json()
        elif writer.as_chat is not None:
            message["sender_chat"] = {"id": writer.as_chat, "type": "channel", "title": "Theirs"}
        replied = reply_to.message_id if isinstance(reply_to, Sent) else reply_to
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            # In a topic, what replies to nothing replies to the message that opened the topic.
            message["reply_to_message"] = chat.topics[thread].opened
        if replied is not None and (known := self.message_json(chat, replied)):
            message["reply_to_message"] = known
        return message

    def _sender(self, chat: Chat, writer: Writer) -> Json:
        if writer.anonymous:
            return ANONYMOUS
        if writer.as_chat is not None:
            return CHANNEL_BOT
        person = person_json(writer.user, writer.name, writer.language)
        chat.members[writer.user] = person
        if chat.kind == "private":
            chat.name = writer.name
        return person

    async def _put(self, chat: Chat, message: Json) -> int:
        chat.messages[message["message_id"]] = message
        if self._reaches(chat, message):
            await self.update({"message": message})
        return int(message["message_id"])

    def _reaches(self, chat: Chat, message: Json) -> bool:
        """Whether the bot gets a message, as its privacy mode has it."""
        if chat.kind == "private":
            return True
        if not self.bot_is_in(chat):
            return False
        if self.reads_all or chat.status == "administrator":
            return True
        text = str(message.get("text", message.get("caption", "")))
        command = _COMMAND.match(text)
        if command:
            return command[1] is None or command[1].lower() == BOT["username"]
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID
        mentioned = f"@{BOT['username']}" in text.lower()
        return replied or "via_bot" in message or (mentioned and self.mentions_reach)


def person_json(user: int = 7, name: str = "Ada", language: str = "en") -> Json:
    """Return a person as the Bot API gives them."""
    return {"id": user, "is_bot": False, "first_name": name, "language_code": language}


def _written(name: str, entities: str, text: str) -> Json:
    found = found_in(text)
    return {name: text} | ({entities: found} if found else {})
