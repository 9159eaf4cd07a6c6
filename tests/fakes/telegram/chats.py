"""Chats, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.refusals import bad, forbidden

if TYPE_CHECKING:
    from tests.fakes.bot_api_sent import Sent

Json = dict[str, Any]

BOT_ID = 123456789
BOT: Json = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Briefing Bot",
    "username": "briefing_bot",
}
#: Who writes when an admin of a group stays anonymous.
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
#: Who writes when a channel posts in its discussion group, or somebody as a channel.
CHANNEL_BOT: Json = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}

HERE = {"member", "administrator", "creator", "restricted"}


@dataclass
class Topic:
    """A topic of a forum and the service message that opened it."""

    name: str
    opened: Json
    closed: bool = False


@dataclass
class Chat:
    """A chat as the bot knows it.

    status: the bot's own (``member``, ``administrator``, ``left``, ``kicked``). messages: those
    of people, as the Bot API gives them, and the bot's.
    """

    id: int
    kind: str = "private"
    title: str = "Group"
    name: str = "Ada"
    username: str | None = None
    status: str = "member"
    forum: bool = False
    messages: dict[int, Json | Sent] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    members: dict[int, Json] = field(default_factory=dict)
    moved_to: int | None = None
    last_id: int = 0
    deactivated: bool = False
    is_bot: bool = False

    def as_json(self) -> Json:
        """Return the chat as the Bot API gives it."""
        body: Json = {"id": self.id, "type": self.kind}
        body |= {"first_name": self.name} if self.kind == "private" else {"title": self.title}
        if self.username:
            body["username"] = self.username
        return body | ({"is_forum": True} if self.forum else {})

    def check_open(self) -> None:
        """Refuse what is sent here if the bot may not."""
        if self.moved_to is not None:
            refused = bad("group chat was upgraded to a supergroup chat")
            refused.parameters["migrate_to_chat_id"] = self.moved_to
            raise refused
        if self.is_bot:
            raise forbidden("bot can't send messages to bots")
        if self.deactivated:
            raise forbidden("user is deactivated")
        if self.status == "kicked":
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if self.status == "left":
            raise forbidden(f"bot is not a member of the {self.kind} chat")

    def check_thread(self, thread: int | None) -> None:
        """Refuse what is sent to a topic that is not there, or closed."""
        if thread is None:
            return
        if thread not in self.topics:
            raise bad("message thread not found")
        if self.topics[thread].closed and self.status != "administrator":
            raise bad("TOPIC_CLOSED")

    def member_status(self, user_id: int) -> str:
        """Return what somebody is in this chat."""
        if user_id == BOT_ID:
            return self.status
        if user_id in self.admins:
            return "administrator"
        return "member" if user_id in self.members else "left"
