"""Asking about chats and their members; files."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.chats import BOT, BOT_ID, Chat
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.refusals import bad

Json = dict[str, Any]

_MOST_BYTES = 20_000_000


class Groups(Profile):
    """The methods that tell of chats."""

    async def _get_chat(self, parameters: Json) -> Json:
        chat = self._open(parameters)
        gifts = {"unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
                 "gifts_from_channels"}  # fmt: skip
        return chat.as_json() | {
            "accent_color_id": 1,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(sorted(gifts), False),
        }

    async def _get_chat_member(self, parameters: Json) -> Json:
        chat, user_id = self._open(parameters), parameters["user_id"]
        if user_id not in chat.members and user_id != BOT_ID and user_id not in self.chats:
            raise bad("invalid user_id specified")
        return member_json(self.person_of(chat, user_id), chat.member_status(user_id))

    async def _get_chat_administrators(self, parameters: Json) -> list[Json]:
        chat = self._open(parameters)
        if chat.kind == "private":
            raise bad("there are no administrators in the private chat")
        admins = [member_json(self.person_of(chat, who), "administrator") for who in chat.admins]
        bot = [member_json(BOT, "administrator")] if chat.status == "administrator" else []
        return admins + bot

    async def _get_chat_member_count(self, parameters: Json) -> int:
        return len(self._open(parameters).members) + 1

    async def _leave_chat(self, parameters: Json) -> bool:
        chat = self._open(parameters)
        if chat.kind == "private":
            raise bad("can't leave a private chat")
        old, chat.status = chat.status, "left"
        await self.update({"my_chat_member": self.member_change(chat, BOT, old)})
        return True

    async def _export_chat_invite_link(self, parameters: Json) -> str:
        self._admin_of(parameters)
        return "https://t.me/+AbCdEfGhIjKlMnOp"

    async def _create_chat_invite_link(self, parameters: Json) -> Json:
        self._admin_of(parameters)
        if len(parameters.get("name", "")) > 32:
            raise bad("invite link name is too long")
        return {
            "invite_link": "https://t.me/+AbCdEfGhIjKlMnOp",
            "creator": BOT,
            "creates_join_request": False,
            "is_primary": False,
            "is_revoked": False,
        }

    async def _get_file(self, parameters: Json) -> Json:
        key = parameters["file_id"]
        if key not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        name, content = self.files[key]
        if len(content) > _MOST_BYTES:
            raise bad("file is too big")
        path = f"documents/{key}/{name}"
        size = len(content)
        return {"file_id": key, "file_unique_id": f"u-{key}", "file_size": size, "file_path": path}

    def _open(self, parameters: Json) -> Chat:
        chat = self.known_chat(parameters["chat_id"])
        if chat.kind != "private":
            chat.check_open()
        return chat

    def _admin_of(self, parameters: Json) -> Chat:
        chat = self._open(parameters)
        if chat.status != "administrator":
            raise bad("not enough rights to manage chat invite link")
        return chat

    # ---- what these share with what people do

    def person_of(self, chat: Chat, user_id: int) -> Json:
        """Return a person as the Bot API gives them."""
        if user_id == BOT_ID:
            return BOT
        known = chat.members.get(user_id)
        return known or {"id": user_id, "is_bot": False, "first_name": "Ada"}

    def member_change(self, chat: Chat, who: Json, old: str, new: str | None = None) -> Json:
        """Return what tells that somebody's part in a chat has changed."""
        return {
            "chat": chat.as_json(),
            "from": next(iter(chat.members.values()), {"id": 7, "is_bot": False,
                                                       "first_name": "Ada"}),
            "date": int(self.clock()),
            "old_chat_member": member_json(who, old),
            "new_chat_member": member_json(who, new or chat.member_status(who["id"])),
        }  # fmt: skip


_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


def member_json(who: Json, status: str) -> Json:
    """Return somebody's part in a chat as the Bot API gives it."""
    body: Json = {"user": who, "status": status}
    if status == "kicked":
        body["until_date"] = 0
    if status == "administrator":
        body |= dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
    return body
