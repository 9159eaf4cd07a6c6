"""The methods of the fake Bot API and the chats that they work on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api_check import Refused, check_keyboard
from tests.fakes.bot_api_photos import album_of, check_photo
from tests.fakes.bot_api_sent import Json, Sent, text_of

BOT = {"id": 123456789, "is_bot": True, "first_name": "Briefing Bot", "username": "briefing_bot"}


class Chats:
    """Everybody who chats with the bot, and what the bot may do there."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.chats: dict[int, Json] = {}
        self.commands: dict[str, list[Json]] = {}
        self.blocked: set[int] = set()
        self.updates: list[Json] = []
        self.queries: set[str] = set()
        self.actions: list[str] = []
        self._ids = 1000
        self._poll = 0
        self.polled = False
        self._changed = asyncio.Condition()

    def method(self, name: str) -> Callable[[Json], Any]:
        methods: dict[str, Callable[[Json], Any]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "deleteWebhook": self._true,
            "setMyCommands": self._set_my_commands,
            "sendChatAction": self._send_chat_action,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "sendMediaGroup": self._send_media_group,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_callback_query,
        }
        return methods[name]

    async def notify(self, change: Callable[[], Any]) -> None:
        """Make a change and wake up whoever waits for one."""
        async with self._changed:
            change()
            self._changed.notify_all()

    async def wait(self, condition: Callable[[], object], seconds: float = 30) -> None:
        """Return as soon as the condition holds; it may look at everything recorded."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(condition)

    async def _get_me(self, _parameters: Json) -> Json:
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}

    async def _true(self, _parameters: Json) -> bool:
        return True

    async def _set_my_commands(self, parameters: Json) -> bool:
        self.commands[parameters.get("language_code", "")] = parameters["commands"]
        return True

    def next_poll(self) -> int:
        self._poll += 1
        return self._poll

    async def _get_updates(self, parameters: Json) -> list[Json]:
        offset = parameters.get("offset", 0)
        allowed = parameters.get("allowed_updates")
        async with self._changed:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
            mine = self.next_poll()
            self.polled = True
            self._changed.notify_all()

            def due() -> list[Json]:
                return [u for u in self.updates if allowed is None or set(u) & set(allowed)]

            try:
                async with asyncio.timeout(parameters.get("timeout", 0)):
                    await self._changed.wait_for(lambda: due() or self._poll != mine)
            except TimeoutError:
                return []
            if self._poll != mine:
                raise Refused(
                    "Conflict: terminated by other getUpdates request; make sure that only one "
                    "bot instance is running",
                    409,
                )
            return due()[: parameters.get("limit", 100)]

    def _chat(self, parameters: Json) -> int:
        chat_id = parameters["chat_id"]
        if chat_id not in self.chats:
            raise Refused("Bad Request: chat not found")
        if chat_id in self.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        return int(chat_id)

    async def _send_chat_action(self, parameters: Json) -> bool:
        self._chat(parameters)
        if parameters["action"] not in {"typing", "upload_photo", "upload_document"}:
            raise Refused("Bad Request: wrong parameter action in request")
        self.actions.append(parameters["action"])
        return True

    async def _send_message(self, parameters: Json) -> Json:
        chat_id = self._chat(parameters)
        text, entities = text_of(parameters, "text", 4096)
        check_keyboard(parameters.get("reply_markup"))
        reply_to = self._reply_to(parameters, chat_id)
        markup = parameters.get("reply_markup")
        sent = Sent(chat_id, self.new_id(), text, entities, markup, reply_to)
        await self.notify(lambda: self.sent.append(sent))
        return self.as_json(sent)

    async def _send_document(self, parameters: Json) -> Json:
        chat_id = self._chat(parameters)
        text, entities = text_of(parameters, "caption", 1024)
        reply_to = self._reply_to(parameters, chat_id)
        document = parameters["document"]
        content = document.file.read()
        if not content:
            raise Refused("Bad Request: file must be non-empty")
        sent = Sent(
            chat_id, self.new_id(), text, entities, None, reply_to, (document.filename, content)
        )
        await self.notify(lambda: self.sent.append(sent))
        return self.as_json(sent)

    async def _send_photo(self, parameters: Json) -> Json:
        chat_id = self._chat(parameters)
        text, entities = text_of(parameters, "caption", 1024)
        check_keyboard(parameters.get("reply_markup"))
        reply_to = self._reply_to(parameters, chat_id)
        content = parameters["photo"].file.read()
        check_photo(content)
        markup = parameters.get("reply_markup")
        sent = Sent(chat_id, self.new_id(), text, entities, markup, reply_to, photo=content)
        await self.notify(lambda: self.sent.append(sent))
        return self.as_json(sent)

    async def _send_media_group(self, parameters: Json) -> list[Json]:
        chat_id = self._chat(parameters)
        reply_to = self._reply_to(parameters, chat_id)
        album = str(self.new_id())
        sent = []
        for content, item in album_of(parameters):
            text, entities = text_of(item, "caption", 1024)
            photo = Sent(chat_id, self.new_id(), text, entities, None, reply_to)
            photo.photo, photo.album = content, album
            sent.append(photo)
        await self.notify(lambda: self.sent.extend(sent))
        return [self.as_json(photo) for photo in sent]

    def _reply_to(self, parameters: Json, chat_id: int) -> int | None:
        reply = parameters.get("reply_parameters")
        if reply is None:
            return None
        known = reply["message_id"] in self.chats[chat_id]["messages"]
        if not known and not reply.get("allow_sending_without_reply"):
            raise Refused("Bad Request: message to be replied not found")
        return int(reply["message_id"]) if known else None

    async def _edit_message_text(self, parameters: Json) -> Json:
        chat_id = self._chat(parameters)
        sent = next(
            (
                m
                for m in self.sent
                if (m.chat_id, m.message_id) == (chat_id, parameters["message_id"])
            ),
            None,
        )
        if sent is None:
            raise Refused("Bad Request: message to edit not found")
        text, entities = text_of(parameters, "text", 4096)
        markup = parameters.get("reply_markup")
        check_keyboard(markup)
        if (text, entities, markup) == (sent.text, sent.entities, sent.markup):
            raise Refused(
                "Bad Request: message is not modified: specified new message content and reply "
                "markup are exactly the same as a current content and reply markup of the message"
            )

        def change() -> None:
            sent.text, sent.entities, sent.markup = text, entities, markup
            sent.edits += 1

        await self.notify(change)
        return self.as_json(sent)

    async def _answer_callback_query(self, parameters: Json) -> bool:
        if parameters["callback_query_id"] not in self.queries:
            raise Refused(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self.queries.remove(parameters["callback_query_id"])
        return True

    def as_json(self, sent: Sent) -> Json:
        """Return a message of the bot's as the Bot API gives it."""
        message: Json = {
            "message_id": sent.message_id,
            "date": int(time.time()),
            "chat": self.chats[sent.chat_id]["chat"],
            "from": BOT,
        }
        if sent.document or sent.photo:
            photo = {"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}
            message |= {"document": photo} if sent.document else {"photo": [photo]}
            message["caption"] = sent.text
            if sent.album:
                message["media_group_id"] = sent.album
        else:
            message["text"] = sent.text
        if sent.markup:
            message["reply_markup"] = sent.markup
        return message

    def new_id(self) -> int:
        self._ids += 1
        for chat in self.chats.values():
            chat["messages"].add(self._ids)
        return self._ids
