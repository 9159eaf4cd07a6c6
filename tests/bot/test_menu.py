"""Telegram's menus follow what somebody may do and the language they chose."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Running
from tests.fakes.telegram.faults import Fault

pytestmark = pytest.mark.e2e


def commands(bot: Running, scope: str, language: str = "") -> list[str]:
    return [command["command"] for command in bot.api.menus.get((scope, language), [])]


def words(bot: Running, scope: str, language: str = "") -> str:
    return " ".join(command["description"] for command in bot.api.menus[(scope, language)])


async def started(bot: Running) -> None:
    await bot.api.wait(lambda: ("all_group_chats", "de") in bot.api.menus)


async def test_everybody_else_sees_a_strangers_menu(bot: Running) -> None:
    await started(bot)
    assert commands(bot, "default") == ["start", "language", "privacy"]
    assert commands(bot, "default", "de") == ["start", "language", "privacy"]
    assert "ask" in commands(bot, "all_group_chats")
    assert "Eine Frage stellen" in words(bot, "all_group_chats", "de")


async def test_a_reader_gets_a_menu_and_loses_it(bot: Running) -> None:
    await started(bot)
    bot.let_in(8)
    await bot.api.say("/people")
    (shown,) = await bot.api.replies(1)
    assert ("chat:8", "de") not in bot.api.menus, "they never wrote"
    await bot.api.say("/start", chat_id=8)
    await bot.api.wait(lambda: "latest" in commands(bot, "chat:8", "de"))
    assert "people" not in commands(bot, "chat:8")
    await bot.api.press_data(shown, "2:people:admin:8")
    await bot.api.wait(lambda: "people" in commands(bot, "chat:8", "de"))
    await bot.api.press_data(shown, "2:people:revoked:8")
    await bot.api.wait(lambda: not commands(bot, "chat:8") and not commands(bot, "chat:8", "de"))
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_a_menu_is_in_the_chosen_language(bot: Running) -> None:
    await bot.api.say("/language")
    (question,) = await bot.api.replies(1)
    await bot.api.wait(lambda: commands(bot, "chat:7", "de"))
    assert "Invite somebody" in words(bot, "chat:7")
    await bot.api.press(question, "Deutsch")
    await bot.api.wait(lambda: "Jemanden einladen" in words(bot, "chat:7"))
    await bot.api.handled()
    assert words(bot, "chat:7") == words(bot, "chat:7", "de")


async def test_a_start_sets_only_what_changed(bot: Running) -> None:
    await bot.api.say("/help")
    await bot.api.wait(lambda: commands(bot, "chat:7", "de"))
    await bot.api.handled()
    before = len(bot.api.calls)
    again = await bot.restart()
    again.let_in(8)
    await bot.api.say("/help", chat_id=8)
    await bot.api.wait(lambda: commands(bot, "chat:8", "de"))
    chats = [
        call.parameters["scope"]["chat_id"]
        for call in bot.api.calls[before:]
        if call.method == "setMyCommands" and call.parameters["scope"]["type"] == "chat"
    ]
    assert chats == [8, 8], "7 has theirs"
    await again.end()


async def test_a_menu_that_fails_stops_nothing(bot: Running) -> None:
    bot.api.faults.append(Fault("setMyCommands", 500, times=50))
    await bot.api.say("/language")
    (question,) = await bot.api.replies(1)
    await bot.api.press(question, "Deutsch")
    await bot.api.handled()
    assert question.text == "Ich schreibe Ihnen jetzt auf Deutsch."
