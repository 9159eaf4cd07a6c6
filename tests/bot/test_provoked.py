"""What a random walk has provoked once, each by itself: no error, and a person is answered."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

from bot import handlers
from bot.handlers.taps import TapHandler
from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.writing import person_json

pytestmark = pytest.mark.e2e

GROUP, MOVED = -5, -1005


async def test_button_of_a_message_that_was_deleted_meanwhile(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.api.say("/language")
    (asked,) = await bot.api.replies(1)
    await bot.api.unsay(asked.message_id)
    await bot.api.press(asked, "Deutsch")
    (chosen,) = await bot.api.replies(1, after=1)
    assert "Deutsch" in chosen.text
    assert "Error" not in caplog.text


@pytest.mark.parametrize("deleted", [True, False])
async def test_topic_that_closes_before_the_answer(
    bot: Running, caplog: pytest.LogCaptureFixture, deleted: bool
) -> None:
    bot.allow(MOVED)
    thread = await bot.api.open_topic(MOVED)
    await bot.api.handled()
    await bot.api.say("/ask ferry", chat_id=MOVED, kind="supergroup", thread=thread)
    if deleted:
        await bot.api.delete_topic(MOVED, thread)
    else:
        await bot.api.close_topic(MOVED, thread)
    await bot.api.handled()
    tries = [call for call in bot.api.calls if call.method == "sendMessage"]
    assert [call.status for call in tries] == [400], "it is not told there that it failed"
    assert "Error" not in caplog.text


async def test_forged_button_of_a_message_posted_inline(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    posted = Sent(7, 0, "", inline_id="inline-1")
    for data in ("2:latest:0", "1:more:1:0:0", "2:forget:all", "nonsense"):
        await bot.api.press_data(posted, data)
    await bot.api.handled()
    assert [toast.text[:26] for toast in bot.api.toasts] == ["This button belongs to an "] * 4
    assert bot.api.sent == []
    assert "Error" not in caplog.text


async def test_buttons_of_a_group_that_has_moved(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bot.allow(GROUP)
    await bot.api.say("/briefings", chat_id=GROUP, kind="group")
    await bot.api.say("/ask ferry", chat_id=GROUP, kind="group")
    (shelf, answer) = await bot.api.replies(2)
    bot.api.open_chat(MOVED, "supergroup")
    bot.api.chats[GROUP].moved_to = MOVED  # the bot is not told before it writes there
    await bot.api.press(answer, "1 · Cite")
    await bot.api.press_data(shelf, shelf.buttons()[0]["callback_data"])
    new = await bot.api.replies(2, after=2)
    assert {sent.chat_id for sent in new} == {MOVED}
    assert all(sent.reply_to is None for sent in new), "nothing there is what was pressed"
    assert "Error" not in caplog.text


async def test_error_that_no_chat_can_be_told_of(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bot.retriever.fail = ZeroDivisionError()
    asking = {"id": "1", "from": person_json(7), "query": "ferry", "offset": ""}
    await bot.api.update({"inline_query": asking})
    await bot.api.handled()
    assert caplog.text.count("Traceback") == 1
    bot.retriever.fail = None
    assert (await bot.api.ask_inline("ferry tickets")).results


async def test_entities_that_do_not_fit_the_text(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.api.say("🦭 ferry", media={"text": "🦭 ferry", "entities": [
        {"type": "bot_command", "offset": 0, "length": 1},
        {"type": "mention", "offset": 1, "length": 99},
    ]})  # fmt: skip
    await bot.api.replies(1)
    assert "Error" not in caplog.text


async def test_longest_names_on_buttons(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/help", chat_id=8, name="\u202e" + "n" * 63)
    await bot.api.say("/people")
    (_, listed) = await bot.api.replies(2)
    (label,) = [label for label in listed.labels() if "nnn" in label]
    assert label.startswith("nnn")
    assert label.endswith("… · reader")
    assert len(label) < 48


def areas() -> list[str]:
    """Return the areas of all buttons."""
    names = [module.name for module in pkgutil.iter_modules(handlers.__path__)]
    modules = [import_module(f"bot.handlers.{name}") for name in names]
    every = [one for module in modules if hasattr(module, "handlers") for one in module.handlers()]
    taps = [one.pattern for one in every if isinstance(one, TapHandler)]
    return sorted(
        {re.sub("[^a-z]", "", tap.pattern) for tap in taps if isinstance(tap, re.Pattern)}
    )


async def test_forged_buttons_of_every_area(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    assert {"ctx", "named", "people", "shelf"} <= set(areas())
    odd = ("", "x", "9" * 16, "-1", "all")
    for area in areas():
        for number, one in enumerate(odd):
            await bot.api.press_data(answer, ":".join(("2", area, *[one] * number))[:64])
        await bot.api.handled()
    assert "Error" not in caplog.text
    assert bot.api.refused() == []


async def test_no_menu_for_somebody_who_never_wrote(bot: Running) -> None:
    await bot.api.say("/revoke 4242")
    await bot.api.say("/people")
    (_, listed) = await bot.api.replies(2)
    await bot.api.press_data(listed, "2:people:reader:4242")
    await bot.api.press_data(listed, "2:people:admin:4242")
    await bot.api.handled()
    await bot.api.say("/help", chat_id=4242)
    await bot.api.wait(lambda: ("chat:4242", "de") in bot.api.menus)
    assert bot.api.refused() == []
