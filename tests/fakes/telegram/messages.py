"""Sending messages."""

from __future__ import annotations

from typing import Any

from aiohttp.web import FileField

from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.calls import CURRENT
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.keyboards import check_keyboard
from tests.fakes.telegram.photos import attached, check_photo
from tests.fakes.telegram.refusals import bad
from tests.fakes.telegram.text import MOST_CAPTION, MOST_TEXT, text_of
from tests.fakes.telegram.world import World

Json = dict[str, Any]

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
_MOST_BYTES = 50_000_000


class Messages(World):
    """The methods that put something into a chat."""

    async def _send_chat_action(self, parameters: Json) -> bool:
        self.target(parameters)
        if parameters["action"] not in _ACTIONS:
            raise bad("wrong parameter action in request")
        await self.notify(lambda: self.actions.append(parameters["action"]))
        return True

    async def _send_message(self, parameters: Json) -> Json:
        text, entities = text_of(parameters, "text", MOST_TEXT)
        self._check_preview(parameters)
        return await self._send_one("sendMessage", parameters, Sent(0, 0, text, entities))

    async def _send_document(self, parameters: Json) -> Json:
        text, entities = text_of(parameters, "caption", MOST_CAPTION)
        sent = Sent(0, 0, text, entities, document=self._file(parameters["document"]))
        return await self._send_one("sendDocument", parameters, sent)

    async def _send_photo(self, parameters: Json) -> Json:
        text, entities = text_of(parameters, "caption", MOST_CAPTION)
        _name, content = self._file(parameters["photo"])
        check_photo(content)
        sent = Sent(0, 0, text, entities, photo=content)
        return await self._send_one("sendPhoto", parameters, sent)

    async def _send_media_group(self, parameters: Json) -> list[Json]:
        media = parameters["media"]
        if not 2 <= len(media) <= 10:
            raise bad("an album must include 2-10 items")
        if len({item["type"] for item in media}) > 1:
            raise bad("document can't be mixed with other media types")
        sent = []
        for item in media:
            text, entities = text_of(item, "caption", MOST_CAPTION)
            name, content = self._medium(parameters, item["media"])
            one = Sent(0, 0, text, entities)
            if item["type"] == "photo":
                check_photo(content)
                one.photo = content
            else:
                one.document = (name, content)
            sent.append(one)
        chat = self.target(parameters, method="sendMediaGroup", messages=len(media))
        album = str(self.new_id())
        for one in sent:
            one.album = album
            self._place(one, chat, parameters)
        await self.notify(lambda: self.sent.extend(sent))
        return [self.as_json(one) for one in sent]

    # ---- what these share

    async def _send_one(self, method: str, parameters: Json, sent: Sent) -> Json:
        chat = self.target(parameters)
        markup = parameters.get("reply_markup")
        check_keyboard(markup, private=chat.kind == "private")
        reply_to = self._reply_to(parameters, chat)
        if parameters.get("message_effect_id") and chat.kind != "private":
            raise bad("message effects can be used only in private chats")
        self.flood.check(method, chat.id, 1)
        sent.markup = markup
        self._place(sent, chat, parameters, reply_to)
        await self.notify(lambda: self.sent.append(sent))
        return self.as_json(sent)

    def _place(self, sent: Sent, chat: Chat, parameters: Json, reply_to: int | None = None) -> None:
        sent.chat_id, sent.message_id = chat.id, self.new_id(chat)
        sent.reply_to = reply_to or self._reply_to(parameters, chat)
        sent.thread = parameters.get("message_thread_id") or self._thread(chat, sent.reply_to)
        sent.time = self.clock()
        sent.call = CURRENT.get()
        chat.messages[sent.message_id] = sent

    def _thread(self, chat: Chat, reply_to: int | None) -> int | None:
        """Return the topic of the message that is replied to."""
        replied = self.message_json(chat, reply_to) if reply_to else None
        thread = replied.get("message_thread_id") if replied else None
        chat.check_thread(thread)
        return thread

    def _reply_to(self, parameters: Json, chat: Chat) -> int | None:
        reply = parameters.get("reply_parameters")
        if reply is None:
            return None
        if reply.get("chat_id", chat.id) != chat.id:
            self.known_chat(reply["chat_id"])
            raise bad("message to be replied not found")
        known = self.message_json(chat, reply["message_id"])
        if not known and not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        if known and "quote" in reply and reply["quote"] not in known.get("text", ""):
            raise bad("QUOTE_TEXT_INVALID")
        return int(reply["message_id"]) if known else None

    def _file(self, given: FileField | str) -> tuple[str, bytes]:
        """Return the name and content of a file that is sent, or that the server has."""
        if isinstance(given, str):
            if given not in self.files:
                raise bad("wrong file identifier/HTTP URL specified")
            return self.files[given]
        content = given.file.read()
        if not content:
            raise bad("file must be non-empty")
        if len(content) > _MOST_BYTES:
            raise bad("Request Entity Too Large")
        return given.filename, content

    def _medium(self, parameters: Json, medium: str) -> tuple[str, bytes]:
        if medium in self.files:
            return self.files[medium]
        name, content = attached(parameters, medium)
        if not content:
            raise bad("file must be non-empty")
        return name, content

    def _check_preview(self, parameters: Json) -> None:
        options = parameters.get("link_preview_options", {})
        if options.get("prefer_small_media") and options.get("prefer_large_media"):
            raise bad("link preview can't be both small and large")
