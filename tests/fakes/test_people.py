"""What people do, as the bot hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import Client

pytestmark = pytest.mark.e2e

GROUP = -5


def last(api: FakeBotApi) -> Any:
    """Return the newest update without its number."""
    return next(value for name, value in api.updates[-1].items() if name != "update_id")


async def test_in_private_the_chat_is_the_person(api: FakeBotApi) -> None:
    await api.say("hi", chat_id=8, name="Ben", language="de")
    assert last(api)["from"] == {
        "id": 8, "is_bot": False, "first_name": "Ben", "language_code": "de",
    }  # fmt: skip
    assert last(api)["chat"] == {"id": 8, "type": "private", "first_name": "Ben"}


async def test_a_link_carries_its_payload(api: FakeBotApi) -> None:
    await api.open_link("p-12")
    assert last(api)["text"] == "/start p-12"
    assert last(api)["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("ferry tickets", False),
        ("/ask ferry", True),
        ("/ask@briefing_bot ferry", True),
        ("/ask@other_bot ferry", False),
        ("what of ferries, @briefing_bot?", True),
        ("what of ferries, @another_bot?", False),
    ],
)
async def test_privacy_mode(api: FakeBotApi, text: str, *, reaches: bool) -> None:
    api.open_chat(GROUP, "supergroup")
    await api.say(text, chat_id=GROUP)
    assert bool(api.updates) == reaches
    api.mentions_reach = False
    api.updates.clear()
    await api.say("@briefing_bot ferry", chat_id=GROUP)
    assert api.updates == []
    await api.promote_bot(GROUP)
    await api.say(text, chat_id=GROUP)
    assert last(api)["text"] == text, "an admin gets everything"


async def test_replies_to_the_bot_reach_it(api: FakeBotApi, ask: Client) -> None:
    await api.add_bot(GROUP)
    await ask("sendMessage", chat_id=GROUP, text="an answer")
    await api.say("and 2023?", chat_id=GROUP, reply_to=api.sent[0])
    assert last(api)["reply_to_message"]["text"] == "an answer"
    before = len(api.updates)
    theirs = await api.say("just talk", chat_id=GROUP)
    await api.say("and 2023?", chat_id=GROUP, reply_to=theirs)
    assert len(api.updates) == before


async def test_topics_and_who_opened_them(api: FakeBotApi) -> None:
    await api.add_bot(GROUP)
    thread = await api.open_topic(GROUP, "News")
    await api.say("/ask ferry", chat_id=GROUP, thread=thread)
    message = last(api)
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)
    assert message["chat"]["is_forum"]
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "News"


async def test_nobodies(api: FakeBotApi) -> None:
    await api.add_bot(GROUP)
    await api.say("/ask", chat_id=GROUP, anonymous=True)
    assert last(api)["from"]["username"] == "GroupAnonymousBot"
    assert last(api)["sender_chat"]["id"] == GROUP
    await api.say("/ask", chat_id=GROUP, as_chat=-1009)
    assert last(api)["sender_chat"]["id"] == -1009
    await api.post("news")
    assert "from" not in last(api)
    assert "channel_post" in api.updates[-1]


async def test_edits_and_files(api: FakeBotApi, ask: Client) -> None:
    said = await api.say("ferry")
    await api.edit_said(said, "ferries")
    assert "edited_message" in api.updates[-1]
    assert (last(api)["message_id"], last(api)["text"]) == (said, "ferries")
    await api.show("document", "look")
    assert (last(api)["document"]["file_name"], last(api)["caption"]) == ("report.pdf", "look")
    assert (await ask("getFile", file_id=last(api)["document"]["file_id"]))["file_size"] == 7
    await api.show("voice")
    assert "voice" in last(api)


async def test_the_bot_comes_and_goes(api: FakeBotApi) -> None:
    await api.add_bot(GROUP, "group", user=8)
    change, told = api.updates
    assert change["my_chat_member"]["from"]["id"] == 8
    assert change["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert told["message"]["new_chat_members"][0]["is_bot"]
    await api.remove_bot(GROUP)
    assert last(api)["new_chat_member"]["status"] == "kicked"
    await api.say("/ask anything", chat_id=GROUP)
    assert len(api.updates) == 3, "who is not there hears nothing"
    await api.block(9)
    assert last(api)["new_chat_member"]["status"] == "kicked"
    await api.unblock(9)
    assert last(api)["new_chat_member"]["status"] == "member"


async def test_people_come_and_go(api: FakeBotApi) -> None:
    await api.add_bot(GROUP)
    await api.join(GROUP, 8, "Ben")
    assert last(api)["new_chat_members"][0]["id"] == 8
    await api.leave(GROUP, 8)
    assert last(api)["left_chat_member"]["id"] == 8


async def test_a_group_is_upgraded(api: FakeBotApi) -> None:
    await api.add_bot(GROUP, "group")
    await api.upgrade(GROUP, -1005)
    old, new = api.updates[-2:]
    assert old["message"]["migrate_to_chat_id"] == -1005
    assert new["message"]["migrate_from_chat_id"] == GROUP


async def test_any_person_may_press(api: FakeBotApi, ask: Client) -> None:
    await api.add_bot(GROUP)
    button = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await ask("sendMessage", chat_id=GROUP, text="x", reply_markup=button)
    await api.press(api.sent[0], "Go", user=8)
    assert last(api)["from"]["id"] == 8
    await api.press_data(api.sent[0], "forged", user=9, forgotten=True)
    assert last(api)["message"]["date"] == 0
