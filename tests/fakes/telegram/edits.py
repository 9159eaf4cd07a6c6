"""Changing and deleting messages."""

from __future__ import annotations

from typing import Any

from tests.fakes.bot_api_html import Entity
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.keyboards import check_keyboard
from tests.fakes.telegram.messages import Messages
from tests.fakes.telegram.photos import check_photo
from tests.fakes.telegram.refusals import bad
from tests.fakes.telegram.text import MOST_CAPTION, MOST_TEXT, text_of

Json = dict[str, Any]

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)
_TWO_DAYS = 48 * 3600
_REACTIONS = set(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴"
    "😍🐳💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈"
    "😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


class Edits(Messages):
    """The methods that change what is in a chat. inline: messages sent through inline results."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: dict[str, Sent] = {}

    async def _edit_message_text(self, parameters: Json) -> Json | bool:
        sent = self._to_edit("editMessageText", parameters)
        if "text" not in parameters:
            raise bad("message text is empty")
        if sent.photo or sent.document:
            raise bad("there is no text in the message to edit")
        text, entities = text_of(parameters, "text", MOST_TEXT)
        return await self._edited(sent, parameters, text, entities)

    async def _edit_message_caption(self, parameters: Json) -> Json | bool:
        sent = self._to_edit("editMessageCaption", parameters)
        if not (sent.photo or sent.document):
            raise bad("there is no caption in the message to edit")
        text, entities = text_of(parameters, "caption", MOST_CAPTION)
        return await self._edited(sent, parameters, text, entities)

    async def _edit_message_reply_markup(self, parameters: Json) -> Json | bool:
        sent = self._to_edit("editMessageReplyMarkup", parameters)
        return await self._edited(sent, parameters, sent.text, sent.entities)

    async def _edit_message_media(self, parameters: Json) -> Json | bool:
        sent = self._to_edit("editMessageMedia", parameters)
        item = parameters["media"]
        text, entities = text_of(item, "caption", MOST_CAPTION)
        name, content = self._medium(parameters, item["media"])
        if item["type"] == "photo":
            check_photo(content)
        before = (sent.photo, sent.document)
        sent.photo = content if item["type"] == "photo" else None
        sent.document = (name, content) if item["type"] == "document" else None
        changed = before != (sent.photo, sent.document)
        return await self._edited(sent, parameters, text, entities, changed=changed)

    def _to_edit(self, method: str, parameters: Json) -> Sent:
        """Return the message that is to be changed. Raises Refused."""
        inline_id = parameters.get("inline_message_id")
        if inline_id is not None:
            if "chat_id" in parameters or "message_id" in parameters:
                raise bad("inline_message_id excludes chat_id and message_id")
            if inline_id not in self.inline:
                raise bad("MESSAGE_ID_INVALID")
            check_keyboard(parameters.get("reply_markup"), inline=True)
            return self.inline[inline_id]
        if "chat_id" not in parameters or "message_id" not in parameters:
            raise bad("message identifier is not specified")
        chat = self.target(parameters, method=method)
        check_keyboard(parameters.get("reply_markup"), private=chat.kind == "private")
        return self.own(chat, parameters["message_id"], "edit")

    async def _edited(
        self,
        sent: Sent,
        parameters: Json,
        text: str,
        entities: list[Entity],
        *,
        changed: bool = False,
    ) -> Json | bool:
        markup = parameters.get("reply_markup") or None
        markup = markup if markup and markup.get("inline_keyboard") else None
        if not changed and (text, entities, markup) == (sent.text, sent.entities, sent.markup):
            raise bad(_NOT_MODIFIED)

        def change() -> None:
            sent.text, sent.entities, sent.markup = text, entities, markup
            sent.edits += 1

        await self.notify(change)
        return True if sent.inline_id else self.as_json(sent)

    # ---- deleting

    async def _delete_message(self, parameters: Json) -> bool:
        chat = self.target(parameters)
        await self._delete(chat, parameters["message_id"])
        return True

    async def _delete_messages(self, parameters: Json) -> bool:
        chat = self.target(parameters)
        if not 1 <= len(parameters["message_ids"]) <= 100:
            raise bad("too many message identifiers specified")
        for message_id in parameters["message_ids"]:
            if message_id in chat.messages:
                await self._delete(chat, message_id)
        return True

    async def _delete(self, chat: Chat, message_id: int) -> None:
        message = chat.messages.get(message_id)
        if message is None or (isinstance(message, Sent) and message.deleted):
            raise bad("message to delete not found")
        time = message.time if isinstance(message, Sent) else message["date"]
        theirs = not isinstance(message, Sent) and chat.kind != "private"
        rights = chat.status == "administrator"
        if not rights and (theirs or self.clock() - time > _TWO_DAYS):
            raise bad("message can't be deleted")
        if isinstance(message, Sent):
            await self.notify(lambda: setattr(message, "deleted", True))
        else:
            del chat.messages[message_id]

    async def _set_message_reaction(self, parameters: Json) -> bool:
        chat = self.target(parameters)
        if self.message_json(chat, parameters["message_id"]) is None:
            raise bad("message to react not found")
        reactions = parameters.get("reaction", [])
        if len(reactions) > 1:
            raise bad("REACTIONS_TOO_MANY")
        for reaction in reactions:
            if reaction.get("emoji", "").rstrip("\ufe0f") not in _REACTIONS:
                raise bad("REACTION_INVALID")
        return True
