"""What the fake Bot API refuses of messages, and what becomes of the others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import Client

pytestmark = pytest.mark.e2e

HELLO = {"chat_id": 7, "text": "hello"}


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


@pytest.fixture(autouse=True)
async def _chat(api: FakeBotApi) -> None:
    await api.say("hi")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x"}, "text buttons are unallowed"),
        ({"text": " ", "callback_data": "x"}, "must be non-empty"),
        ({"text": "x", "callback_data": "x", "url": "https://a.example"}, "one thing only"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "url": "ftp://a.example"}, "Unsupported URL protocol"),
        ({"text": "x", "url": "https://nowhere"}, "Wrong HTTP URL"),
        ({"text": "x", "callback_data": "x", "style": "loud"}, "style"),
    ],
)
async def test_buttons(ask: Client, button: dict[str, Any], words: str) -> None:
    assert words in await ask.refused("sendMessage", **HELLO, reply_markup=keyboard(button))


async def test_sizes_of_keyboards(ask: Client) -> None:
    button = {"text": "x", "callback_data": "x" * 64}
    await ask("sendMessage", **HELLO, reply_markup=keyboard(*[button] * 100))
    for rows in ([[button]] * 101, [[button] * 9], [[button], []]):
        markup = {"inline_keyboard": rows}
        assert "400" in await ask.refused("sendMessage", **HELLO, reply_markup=markup)


async def test_chats_that_the_bot_may_not_write_to(api: FakeBotApi, ask: Client) -> None:
    assert (
        await ask.refused("sendMessage", chat_id=8, text="x") == "400 Bad Request: chat not found"
    )
    await api.block()
    blocked = "403 Forbidden: bot was blocked by the user"
    assert await ask.refused("sendMessage", **HELLO) == blocked
    await api.unblock()
    await ask("sendMessage", **HELLO)
    api.chats[7].deactivated = True
    assert await ask.refused("sendMessage", **HELLO) == "403 Forbidden: user is deactivated"
    api.open_chat(9).is_bot = True
    assert "can't send messages to bots" in await ask.refused("sendMessage", chat_id=9, text="x")
    await api.add_bot(-5)
    await ask("sendMessage", chat_id=-5, text="x")
    await api.remove_bot(-5)
    kicked = "403 Forbidden: bot was kicked from the supergroup chat"
    assert await ask.refused("sendMessage", chat_id=-5, text="x") == kicked


async def test_a_group_that_moved(api: FakeBotApi, ask: Client) -> None:
    await api.add_bot(-5, "group")
    await api.upgrade(-5, -1005)
    body = await ask.ask("sendMessage", chat_id=-5, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": -1005}
    await ask("sendMessage", chat_id=-1005, text="x")
    assert api.refused() == []


async def test_replies(api: FakeBotApi, ask: Client) -> None:
    asked = await api.say("a question")
    told = await ask("sendMessage", **HELLO, reply_parameters={"message_id": asked})
    assert told["reply_to_message"]["text"] == "a question"
    await api.unsay(asked)
    gone: dict[str, Any] = {"message_id": asked}
    refused = await ask.refused("sendMessage", **HELLO, reply_parameters=gone)
    assert refused == "400 Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await ask("sendMessage", **HELLO, reply_parameters=gone)
    await api.say("elsewhere", chat_id=8)
    (other,) = api.chats[8].messages
    refused = await ask.refused("sendMessage", **HELLO, reply_parameters={"message_id": other})
    assert "replied not found" in refused, "message ids belong to one chat"


async def test_topics(api: FakeBotApi, ask: Client) -> None:
    await api.add_bot(-5)
    thread = await api.open_topic(-5)
    there = {"chat_id": -5, "message_thread_id": thread, "text": "x"}
    assert (await ask("sendMessage", **there))["message_thread_id"] == thread
    asked = await api.say("?", chat_id=-5, thread=thread)
    told = await ask("sendMessage", chat_id=-5, text="x", reply_parameters={"message_id": asked})
    assert told["message_thread_id"] == thread, "an answer stays in the topic"
    for wrong in ({**there, "message_thread_id": 1}, {**HELLO, "message_thread_id": 3}):
        assert "message thread not found" in await ask.refused("sendMessage", **wrong)
    await api.close_topic(-5, thread)
    assert "TOPIC_CLOSED" in await ask.refused("sendMessage", **there)
    await api.promote_bot(-5)
    await ask("sendMessage", **there)
    await api.delete_topic(-5, thread)
    assert "message thread not found" in await ask.refused("sendMessage", **there)


async def test_edits(api: FakeBotApi, ask: Client) -> None:
    asked = await api.say("a question")
    sent = await ask("sendMessage", **HELLO, parse_mode="HTML")
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    same = await ask.refused("editMessageText", **place, text="hello ")
    assert same.startswith("400 Bad Request: message is not modified")
    assert (await ask("editMessageText", **place, text="bye"))["text"] == "bye"
    button = keyboard({"text": "x", "callback_data": "x"})
    await ask("editMessageReplyMarkup", **place, reply_markup=button)
    assert "not modified" in await ask.refused(
        "editMessageReplyMarkup", **place, reply_markup=button
    )
    await ask("editMessageReplyMarkup", **place)
    assert api.sent[0].labels() == []
    for message_id, words in ((asked, "message can't be edited"), (99, "to edit not found")):
        place["message_id"] = message_id
        assert words in await ask.refused("editMessageText", **place, text="x")
    assert "no caption" in await ask.refused(
        "editMessageCaption", chat_id=7, message_id=sent["message_id"], caption="x"
    )
    assert "identifier is not specified" in await ask.refused("editMessageText", text="x")


async def test_deleting(api: FakeBotApi, ask: Client) -> None:
    sent = await ask("sendMessage", **HELLO)
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    await ask("deleteMessage", **place)
    assert api.sent[0].deleted
    assert "to delete not found" in await ask.refused("deleteMessage", **place)
    assert "to edit not found" in await ask.refused("editMessageText", **place, text="x")
    await api.add_bot(-5)
    theirs = await api.say("x", chat_id=-5)
    assert "can't be deleted" in await ask.refused("deleteMessage", chat_id=-5, message_id=theirs)


async def test_files_and_albums(api: FakeBotApi, ask: Client) -> None:
    told = await ask("sendDocument", chat_id=7, document=b"content", caption="<b>x</b>",
                     parse_mode="HTML")  # fmt: skip
    assert told["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    key = told["document"]["file_id"]
    await ask("sendDocument", chat_id=7, document=key)
    path = (await ask("getFile", file_id=key))["file_path"]
    async with ask.http.get(f"{api.url}/file/bot{api.token}/{path}") as response:
        assert await response.read() == b"content"
    assert "non-empty" in await ask.refused("sendDocument", chat_id=7, document=b"")
    assert "wrong file" in await ask.refused("sendDocument", chat_id=7, document="made-up")
    assert "IMAGE_PROCESS" in await ask.refused("sendPhoto", chat_id=7, photo=b"no picture")
    media = [{"type": "document", "media": f"attach://f{n}"} for n in range(2)]
    sent = await ask("sendMediaGroup", chat_id=7, media=media, f0=b"a", f1=b"b")
    assert len({message["media_group_id"] for message in sent}) == 1
    one = await ask.refused("sendMediaGroup", chat_id=7, media=media[:1], f0=b"a")
    assert "2-10 items" in one


async def test_actions_and_reactions(api: FakeBotApi, ask: Client) -> None:
    await ask("sendChatAction", chat_id=7, action="typing")
    assert "wrong parameter action" in await ask.refused("sendChatAction", chat_id=7, action="sing")
    asked = await api.say("x")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await ask("setMessageReaction", chat_id=7, message_id=asked, reaction=thumb)
    thumb[0]["emoji"] = "🧀"
    told = await ask.refused("setMessageReaction", chat_id=7, message_id=asked, reaction=thumb)
    assert "REACTION_INVALID" in told


async def test_a_message_knows_its_request(api: FakeBotApi, ask: Client) -> None:
    await ask("sendMessage", **HELLO)
    call = api.sent[0].call
    assert call is not None
    assert (call.method, call.status, call.answered) == ("sendMessage", 200, True)
    assert not call.ambiguous
