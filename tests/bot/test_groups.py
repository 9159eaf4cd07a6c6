"""The bot in groups: allowed by an admin, left, moved."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

GROUP = -1005


async def added(bot: Running, language: str = "en") -> Sent:
    """Let somebody add the bot to a group; return what the admin is asked."""
    await bot.api.say("/language", language=language)
    await bot.api.add_bot(GROUP, user=9)
    return (await bot.api.replies(2))[1]


async def test_admins_decide_about_a_group(bot: Running) -> None:
    question = await added(bot)
    assert question.chat_id == 7
    assert question.text.startswith("Ada added me to the group “Group”.")
    await bot.api.press(question, "Allow")
    (hello,) = await bot.api.replies(1, after=2)
    assert (hello.chat_id, hello.text[:28]) == (GROUP, "This group may ask me now. F")
    await bot.api.say("/ask ferry", chat_id=GROUP, user=9)
    (answer,) = await bot.api.replies(1, after=3)
    assert "Harbour Weekly" in answer.text
    assert question.text.startswith("“Group” may ask me now. You allowed it.\n\nWhat I see")
    assert "only /ask and replies to me" in question.text
    assert "@BotFather → /setprivacy → Disable" in question.text
    assert "/setprivacy" in question.marked("code"), "it is no command of this bot"


async def test_a_group_is_refused_and_left(bot: Running) -> None:
    question = await added(bot, "de")
    await bot.api.press(question, "Ablehnen und verlassen", language="de")
    await bot.api.handled()
    assert bot.api.chats[GROUP].status == "left"
    assert question.text == "Sie haben „Group“ abgelehnt, ich habe die Gruppe verlassen."
    await bot.api.press_data(question, f"2:group:allow:{GROUP}", language="de")
    await bot.api.handled()
    assert not bot.services.state.groups.allowed(GROUP), "what was decided stands"
    await bot.api.add_bot(GROUP, user=9)
    (again,) = await bot.api.replies(1, after=2)
    assert again.labels() == ["Zulassen", "Ablehnen und verlassen"]


async def test_what_the_bot_sees_without_privacy_mode(bot: Running) -> None:
    bot.api.reads_all = True
    question = await added(bot)
    await bot.api.press(question, "Allow")
    await bot.api.handled()
    assert "everything, because privacy mode is off" in question.text


async def test_groups_are_listed_and_left(bot: Running) -> None:
    await bot.api.say("/groups")
    (none,) = await bot.api.replies(1)
    assert none.text.startswith("I am in no group.")
    bot.allow(GROUP)
    bot.api.open_chat(GROUP, "supergroup")
    await bot.api.say("/groups")
    (listed,) = await bot.api.replies(1, after=1)
    assert "1 group\n\nGroup · allowed" in listed.text
    await bot.api.press(listed, "Leave Group")
    await bot.api.handled()
    assert bot.api.chats[GROUP].status == "left"
    assert not bot.services.state.groups.allowed(GROUP)
    assert listed.text.startswith("I am in no group.")
    assert bot.api.refused() == []


async def test_a_group_of_before_is_asked_about_when_it_speaks(bot: Running) -> None:
    await bot.api.say("/language")
    for text in ("/ask ferry", "/ask ferry"):
        await bot.api.say(text, chat_id=GROUP, kind="supergroup", user=9)
    _, told, question = await bot.api.replies(3)
    await bot.api.handled()
    assert told.chat_id == GROUP
    assert question.text.startswith("I am in the group “Group”, which is not allowed.")
    assert len(bot.api.sent) == 3
    await bot.api.say("/groups")
    (listed,) = await bot.api.replies(1, after=3)
    assert listed.labels() == ["Allow Group", "Leave Group"]
    await bot.api.press(listed, "Allow Group")
    await bot.api.handled()
    assert bot.services.state.groups.allowed(GROUP)


async def test_a_group_that_moves_stays_allowed(bot: Running) -> None:
    bot.api.open_chat(-5, "group")
    bot.allow(-5)
    await bot.api.say("/ask ferry", chat_id=-5)
    await bot.api.replies(1)
    await bot.api.upgrade(-5, GROUP)
    await bot.api.say("/ask ferry", chat_id=GROUP)
    (_, answer) = await bot.api.replies(2)
    assert "Harbour Weekly" in answer.text
    assert bot.services.state.groups.get(-5) is None


async def test_a_message_to_a_moved_group_follows_it(bot: Running) -> None:
    question = await added(bot)
    new = bot.api.open_chat(-1006, "supergroup", status="member")
    bot.api.chats[GROUP].moved_to = new.id
    await bot.api.press(question, "Allow")
    (hello,) = await bot.api.replies(1, after=2)
    assert hello.chat_id == -1006
    assert bot.services.state.groups.allowed(-1006)


async def test_blocking_and_coming_back_is_noted(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/start", chat_id=8)
    await bot.api.replies(1)
    await bot.api.block(8)
    await bot.api.handled()
    person = bot.services.state.people.get(8)
    assert person is not None
    assert not person.reachable
    await bot.api.unblock(8)
    await bot.api.handled()
    person = bot.services.state.people.get(8)
    assert person is not None
    assert person.reachable


async def test_a_group_that_removed_the_bot_is_marked(bot: Running) -> None:
    await added(bot)
    await bot.api.remove_bot(GROUP)
    await bot.api.handled()
    group = bot.services.state.groups.get(GROUP)
    assert group is not None
    assert not group.present


@pytest.mark.parametrize("data", ["", "allow", "allow:x", "allow:-99", "eat:-1005", "allow:--5"])
async def test_a_button_of_no_group(bot: Running, data: str) -> None:
    question = await added(bot)
    await bot.api.press_data(question, f"2:group:{data}")
    await bot.api.handled()
    assert question.text == "I know nothing of this group any more."
    assert not bot.services.state.groups.allowed(GROUP)
