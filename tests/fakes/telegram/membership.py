"""How groups change: the bot and people come and go, topics open and close, groups move."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.chats import BOT, Chat, Topic
from tests.fakes.telegram.groups import member_json
from tests.fakes.telegram.people import People
from tests.fakes.telegram.writing import person_json

Json = dict[str, Any]


class Membership(People):
    """What happens to groups, and between people and the bot."""

    async def add_bot(
        self, chat_id: int, kind: str = "supergroup", *, user: int = 7, admin: bool = False
    ) -> Chat:
        """Add the bot to a group or channel, or add it again; a channel says nothing of it."""
        chat = self.open_chat(chat_id, kind, status="left")
        chat.members.setdefault(user, person_json(user))
        await self._set_status(chat, "administrator" if admin else "member", user)
        if kind != "channel":
            await self._service(chat, user, {"new_chat_members": [BOT]})
        return chat

    async def remove_bot(self, chat_id: int, *, user: int = 7) -> None:
        """Remove the bot from a group."""
        await self._set_status(self.chats[chat_id], "kicked", user)

    async def promote_bot(self, chat_id: int, *, admin: bool = True, user: int = 7) -> None:
        """Make the bot an admin of a group, or take that from it."""
        await self._set_status(self.chats[chat_id], "administrator" if admin else "member", user)

    async def block(self, user: int = 7) -> None:
        """Block the bot."""
        await self._block(user, "member", "kicked")
        self.blocked.add(user)

    async def unblock(self, user: int = 7) -> None:
        """Let the bot write again."""
        self.blocked.discard(user)
        await self._block(user, "kicked", "member")

    async def _block(self, user: int, old: str, new: str) -> None:
        chat = self.open_chat(user)
        await self.update({"my_chat_member": self._change(chat, user, old, new)})

    async def _set_status(self, chat: Chat, status: str, user: int) -> None:
        old, chat.status = chat.status, status
        await self.update({"my_chat_member": self._change(chat, user, old, status)})

    def _change(self, chat: Chat, user: int, old: str, new: str) -> Json:
        return {
            "chat": chat.as_json(),
            "from": chat.members.get(user) or person_json(user),
            "date": int(self.clock()),
            "old_chat_member": member_json(BOT, old),
            "new_chat_member": member_json(BOT, new),
        }

    # ---- people in groups

    async def join(self, chat_id: int, user: int, name: str = "Ben") -> None:
        """Somebody joins a group."""
        chat = self.chats[chat_id]
        chat.members[user] = person_json(user, name)
        await self._service(chat, user, {"new_chat_members": [chat.members[user]]})
        await self._member_changed(chat, user, "left", "member")

    async def leave(self, chat_id: int, user: int) -> None:
        """Somebody leaves a group."""
        chat = self.chats[chat_id]
        person = chat.members.get(user) or person_json(user)
        await self._service(chat, user, {"left_chat_member": person})
        chat.members.pop(user, None)
        await self._member_changed(chat, user, "member", "left")

    async def _member_changed(self, chat: Chat, user: int, old: str, new: str) -> None:
        if chat.status == "administrator":
            change = self._change(chat, user, old, new)
            for name, status in (("old_chat_member", old), ("new_chat_member", new)):
                change[name] = member_json(person_json(user), status)
            await self.update({"chat_member": change})

    async def _service(self, chat: Chat, user: int, content: Json) -> Json:
        """Put a service message into a chat; bots get them whatever their privacy mode."""
        message: Json = {
            "message_id": self.new_id(chat),
            "date": int(self.clock()),
            "chat": chat.as_json(),
            "from": chat.members.get(user) or person_json(user),
        } | content
        chat.messages[message["message_id"]] = message
        if self.bot_is_in(chat):
            await self.update({"message": message})
        return message

    # ---- topics

    async def open_topic(self, chat_id: int, name: str = "News", *, user: int = 7) -> int:
        """Open a topic in a forum; return its thread's id."""
        chat = self.open_chat(chat_id, "supergroup")
        chat.forum = True
        thread = chat.last_id + 1
        topic = {"name": name, "icon_color": 7322096}
        opened = await self._service(
            chat,
            user,
            {"message_thread_id": thread, "is_topic_message": True, "forum_topic_created": topic},
        )
        chat.topics[thread] = Topic(name, opened)
        return thread

    async def close_topic(self, chat_id: int, thread: int, *, user: int = 7) -> None:
        """Close a topic: only admins write there from now on."""
        chat = self.chats[chat_id]
        chat.topics[thread].closed = True
        content = {"message_thread_id": thread, "is_topic_message": True, "forum_topic_closed": {}}
        await self._service(chat, user, content)

    async def delete_topic(self, chat_id: int, thread: int) -> None:
        """Delete a topic with all its messages."""
        chat = self.chats[chat_id]
        del chat.topics[thread]
        for message_id in list(chat.messages):
            message = self.message_json(chat, message_id)
            if message and message.get("message_thread_id") == thread:
                await self.unsay(message_id, chat_id=chat_id)

    # ---- moving

    async def upgrade(self, chat_id: int, new_id: int, *, user: int = 7) -> Chat:
        """Turn a basic group into a supergroup, which has another id."""
        old = self.chats[chat_id]
        new = self.open_chat(new_id, "supergroup", title=old.title, status=old.status)
        new.members, new.admins = dict(old.members), set(old.admins)
        await self._service(old, user, {"migrate_to_chat_id": new_id})
        await self._service(new, user, {"migrate_from_chat_id": chat_id})
        old.moved_to = new_id
        return new
