"""Getting on with Telegram: outages, refusals, a second instance, stopping."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from bot.app import build_application
from bot.delivery import courier
from bot.intake import polling
from bot.serving import run
from bot.state.store import State
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(courier, "_FIRST_PAUSE", 0.01)


async def test_start_survives_an_outage(api: FakeBotApi, tmp_path: Path) -> None:
    api.faults += [Fault("getMe", 502, times=3), Fault("getMe", None), Fault("deleteWebhook", 500)]
    await api.say("ferry")
    running = start_bot(api, tmp_path)
    await api.replies(1)
    assert await running.end() == 0


async def test_start_while_nothing_listens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = corpus()
    ours = services(tmp_path, store, FakeRetriever(store))
    stop = asyncio.Event()
    application = build_application("1:x", ours, api_url="http://127.0.0.1:9")
    task = asyncio.create_task(run(application, stop))
    while "cannot be reached" not in caplog.text:  # noqa: ASYNC110 (a log has no event)
        await asyncio.sleep(0.01)
    stop.set()
    assert await task == 0
    ours.close()


async def test_refused_token_ends_with_a_clear_word(
    api: FakeBotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    right, api.token = api.token, "1:another"
    running = start_bot(api, tmp_path)
    api.token = "2:yet-another"
    assert await running.task == 1
    assert "does not accept the token" in caplog.text
    assert "another" not in caplog.text
    assert right not in caplog.text
    await running.end()


async def test_second_instance_makes_the_first_stop(
    bot: Running, api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    await api.wait(lambda: api.polled)
    second = start_bot(api, bot.folder)
    assert await bot.task == 1
    assert "only one instance" in caplog.text
    await api.say("ferry")
    await api.replies(1)
    await second.end()


async def test_a_proxy_error_page_is_not_the_end(bot: Running, api: FakeBotApi) -> None:
    api.faults.append(Fault("getUpdates", 404, times=2))
    await api.say("ferry")
    await api.replies(1)
    await api.say("ferry")
    await api.replies(1, after=1)
    assert not bot.task.done()


async def test_dropped_polls_lose_nothing(bot: Running, api: FakeBotApi) -> None:
    api.faults.append(Fault("getUpdates", None, times=2))
    await api.say("ferry")
    await api.replies(1)
    assert not bot.task.done()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("delivered", [True, False])
async def test_an_answer_that_may_have_arrived_says_so_when_it_comes_again(
    api: FakeBotApi, delivered: bool
) -> None:
    api.faults.append(Fault("sendMessage", None, delivered=delivered))
    await api.say("ferry")
    await api.handled()
    assert len(api.sent) == 1 + delivered
    assert api.sent[-1].text.startswith("Sent again: Telegram did not confirm the first time.")
    asked = [call.method for call in api.calls]
    assert "getMe" in asked[asked.index("sendMessage") :], "not before Telegram was there again"


async def test_shows_that_it_is_typing(bot: Running, api: FakeBotApi) -> None:
    await api.say("ferry")
    await api.handled()
    methods = [call.method for call in api.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")
    assert not bot.task.done()


async def test_stopping_acknowledges_what_was_answered(bot: Running, api: FakeBotApi) -> None:
    await api.say("ferry")
    await api.replies(1)
    again = await bot.restart()
    await api.say("/help")
    _, help_ = await api.replies(2)
    assert help_.text.startswith("Just ask")
    await api.handled()
    assert len(api.sent) == 2, "nothing was answered twice"
    await again.end()


async def test_log_names_neither_token_nor_question(
    bot: Running, api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    bot.retriever.fail = ValueError("my private ferry question")
    with caplog.at_level(logging.DEBUG, logger="bot"):
        api.faults += [Fault("sendMessage", 500), Fault("getUpdates", 500)]
        await api.say("my private ferry question")
        await api.handled()
    assert "Traceback" in caplog.text
    assert "private ferry" not in caplog.text
    assert api.token not in caplog.text
    assert not bot.task.done()


async def test_what_was_left_unhandled_is_handled_by_the_next_start(
    bot: Running, api: FakeBotApi
) -> None:
    await bot.end()
    state = State(bot.folder / "bot.db")
    await api.say("ferry")
    state.inbox.put(api.updates)
    state.close()
    again = start_bot(api, bot.folder)
    await api.replies(1)
    await api.handled()
    assert len(api.sent) == 1, "Telegram delivered it once more, and it was recognised"
    await again.end()


@pytest.mark.usefixtures("bot")
async def test_a_full_batch_is_followed_by_a_look_for_more(api: FakeBotApi) -> None:
    async with api.outage():
        for number in range(100):
            await api.say("ferry", chat_id=7 if number % 2 else 8)
    await api.wait(lambda: any(call.parameters.get("timeout") == 0 for call in api.calls), 10)
    await api.handled(60)
