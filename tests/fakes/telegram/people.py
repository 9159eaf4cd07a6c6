"""What people do besides writing: press buttons and ask inline."""

from __future__ import annotations

from typing import Any

from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.chats import BOT
from tests.fakes.telegram.queries import InlineAnswer, Query
from tests.fakes.telegram.text import MOST_TEXT, text_of
from tests.fakes.telegram.writing import Writing, person_json

Json = dict[str, Any]


class People(Writing):
    """What people do in Telegram; the bot hears of it as it would there."""

    def __init__(self) -> None:
        super().__init__()
        self._last_query = 4_000_000_000_000

    # ---- pressing

    async def press(
        self, sent: Sent, label: str, *, language: str = "en", user: int | None = None
    ) -> None:
        """Press the button of that label under a message."""
        await self.press_data(
            sent, sent.button(label)["callback_data"], language=language, user=user
        )

    async def press_data(
        self,
        sent: Sent,
        data: str,
        *,
        language: str = "en",
        forgotten: bool = False,
        user: int | None = None,
    ) -> None:
        """Send any callback data; ``forgotten``: Telegram no longer knows the message's text."""
        user = user or (sent.chat_id if sent.chat_id > 0 else 7)
        query: Json = {
            "id": self._query(inline=False),
            "from": person_json(user, self._name(user), language),
            "chat_instance": "1",
            "data": data,
        }
        if sent.inline_id is not None:
            query["inline_message_id"] = sent.inline_id
        elif forgotten:
            chat = self.chats[sent.chat_id].as_json()
            query["message"] = {"message_id": sent.message_id, "date": 0, "chat": chat}
        else:
            query["message"] = self.as_json(sent)
        await self.update({"callback_query": query})

    def _name(self, user: int) -> str:
        return self.chats[user].name if user in self.chats else "Ada"

    def _query(self, *, inline: bool) -> str:
        self._last_query += 1
        self.queries[str(self._last_query)] = Query(self.clock(), inline)
        return str(self._last_query)

    # ---- inline

    async def ask_inline(
        self,
        text: str,
        *,
        user: int = 7,
        language: str = "en",
        offset: str = "",
        chat_type: str = "sender",
        seconds: float = 30,
    ) -> InlineAnswer:
        """Write ``@bot text`` in any chat; return what is offered."""
        key = self._query(inline=True)
        query = {
            "id": key,
            "from": person_json(user, self._name(user), language),
            "query": text,
            "offset": offset,
            "chat_type": chat_type,
        }
        await self.update({"inline_query": query})
        await self.wait(lambda: key in self.inline_answers, seconds)
        return self.inline_answers[key]

    async def choose_inline(
        self, result: Json, *, chat_id: int = 7, user: int = 7, feedback: bool = False
    ) -> Sent:
        """Post a result of an inline query in a chat; the bot hears of it if it is in there."""
        text, entities = text_of(result["input_message_content"], "message_text", MOST_TEXT)
        chat = self.open_chat(chat_id)
        sent = Sent(chat_id, self.new_id(chat), text, entities, result.get("reply_markup"))
        sent.inline_id = f"inline-{self.new_id()}"
        self.inline[sent.inline_id] = sent
        if feedback:
            chosen = {"result_id": result["id"], "from": person_json(user), "query": ""}
            await self.update({"chosen_inline_result": chosen})
        await self.say(text, chat_id=chat_id, user=user, media={"text": text, "via_bot": BOT})
        return sent
