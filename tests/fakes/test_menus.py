"""Commands, queries and chats as the fake Bot API keeps them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import Client

pytestmark = pytest.mark.e2e

ASK = {"command": "ask", "description": "Ask a question"}
ARTICLE: dict[str, Any] = {
    "type": "article",
    "id": "1",
    "title": "A ferry",
    "input_message_content": {"message_text": "<b>x</b>", "parse_mode": "HTML"},
}


async def test_menus_by_scope_and_language(api: FakeBotApi, ask: Client) -> None:
    await api.say("hi")
    await ask("setMyCommands", commands=[ASK])
    await ask("setMyCommands", commands=[ASK], language_code="de")
    scope = {"type": "chat", "chat_id": 7}
    await ask("setMyCommands", commands=[ASK, {**ASK, "command": "invite"}], scope=scope)
    assert set(api.commands) == {"", "de"}
    assert len(api.menus["chat:7", ""]) == 2
    await ask("deleteMyCommands", scope=scope)
    assert await ask("getMyCommands", scope=scope) == []


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": [ASK] * 2}, "DUPLICATE"),
        ({"commands": [{**ASK, "command": "Ask"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**ASK, "command": "/ask"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**ASK, "description": ""}]}, "DESCRIPTION_INVALID"),
        ({"commands": [{**ASK, "description": "x" * 257}]}, "DESCRIPTION_INVALID"),
        ({"commands": [{**ASK, "command": f"c{n}"} for n in range(101)]}, "TOO_MUCH"),
        ({"commands": [ASK], "language_code": "de-AT"}, "LANG_CODE_INVALID"),
        ({"commands": [ASK], "scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
    ],
)
async def test_wrong_menus(ask: Client, parameters: dict[str, Any], words: str) -> None:
    assert words in await ask.refused("setMyCommands", **parameters)


async def test_a_press_is_answered_once_and_in_time(api: FakeBotApi, ask: Client) -> None:
    await api.say("hi")
    button = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await ask("sendMessage", chat_id=7, text="x", reply_markup=button)
    await api.press(api.sent[0], "Go")
    await api.press(api.sent[0], "Go")
    first, second = [u["callback_query"] for u in api.updates if "callback_query" in u]
    assert first["data"] == "go"
    assert first["message"]["reply_markup"] == button
    too_long = {"callback_query_id": first["id"], "text": "x" * 201}
    assert "MESSAGE_TOO_LONG" in await ask.refused("answerCallbackQuery", **too_long)
    await ask("answerCallbackQuery", callback_query_id=first["id"], text="ok", show_alert=True)
    assert (api.toasts[0].text, api.toasts[0].alert) == ("ok", True)
    again = await ask.refused("answerCallbackQuery", callback_query_id=first["id"])
    assert "query is too old" in again
    assert api.answered_twice == [first["id"]]
    now = api.clock()
    api.clock = lambda: now + 151
    late = await ask.refused("answerCallbackQuery", callback_query_id=second["id"])
    assert "query is too old" in late


async def test_inline_queries(api: FakeBotApi, ask: Client) -> None:
    asking = asyncio.create_task(api.ask_inline("ferry", user=8))
    await api.wait(lambda: api.updates)
    query = api.updates[-1]["inline_query"]
    assert (query["query"], query["from"]["id"]) == ("ferry", 8)
    key = {"inline_query_id": query["id"]}
    for wrong, words in (
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "id": str(n)} for n in range(51)], "too many results"),
        ([{**ARTICLE, "input_message_content": {"message_text": " "}}], "text is empty"),
        ([{**ARTICLE, "input_message_content": {"message_text": "x" * 4097}}], "too long"),
        ([{**ARTICLE, "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}], "unallowed"),
        ([{**ARTICLE, "title": ""}], "TITLE_EMPTY"),
        ([{**ARTICLE, "thumbnail_url": "file:///x"}], "thumbnail_url is invalid"),
    ):
        assert words in await ask.refused("answerInlineQuery", **key, results=wrong)
    start = {"text": "Ask for access", "start_parameter": "no spaces"}
    assert "START_PARAM" in await ask.refused("answerInlineQuery", **key, results=[], button=start)
    await ask("answerInlineQuery", **key, results=[ARTICLE], is_personal=True, cache_time=0)
    answer = await asking
    assert (answer.titles(), answer.texts(), answer.is_personal) == (["A ferry"], ["x"], True)
    assert "too old" in await ask.refused("answerInlineQuery", **key, results=[])


async def test_a_message_sent_inline_can_be_edited(api: FakeBotApi, ask: Client) -> None:
    sent = await api.choose_inline(ARTICLE, chat_id=8)
    assert api.updates[-1]["message"]["via_bot"]["username"] == "briefing_bot"
    assert await ask("editMessageText", inline_message_id=sent.inline_id, text="y") is True
    assert sent.text == "y"
    assert "MESSAGE_ID_INVALID" in await ask.refused(
        "editMessageText", inline_message_id="x", text="y"
    )


async def test_chats_and_members(api: FakeBotApi, ask: Client) -> None:
    await api.add_bot(-5)
    await api.join(-5, 8, "Ben")
    assert (await ask("getChat", chat_id=-5))["type"] == "supergroup"
    assert (await ask("getChatMember", chat_id=-5, user_id=8))["status"] == "member"
    api.chats[-5].admins.add(8)
    (admin,) = await ask("getChatAdministrators", chat_id=-5)
    assert admin["user"]["first_name"] == "Ben"
    assert "not enough rights" in await ask.refused("exportChatInviteLink", chat_id=-5)
    await ask("leaveChat", chat_id=-5)
    assert "not a member" in await ask.refused("getChat", chat_id=-5)
    assert api.updates[-1]["my_chat_member"]["new_chat_member"]["status"] == "left"


async def test_descriptions(api: FakeBotApi, ask: Client) -> None:
    await ask("setMyShortDescription", short_description="Quotes briefings")
    assert api.texts["short_description", ""] == "Quotes briefings"
    assert "too long" in await ask.refused("setMyDescription", description="x" * 513)
