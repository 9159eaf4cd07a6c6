"""A stream of questions while something is wrong with Telegram or the way there.

Whatever it is, every question is answered, in order, and twice only where nobody could know
whether the first answer had arrived; then the second one says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.request import HTTPXRequest

from bot.app import build_application
from bot.delivery import courier
from bot.delivery.pace import UNLIMITED
from bot.intake import polling
from bot.serving import run
from tests.bot.conftest import Api, Running
from tests.fakes.answers import judge
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_corpus import corpus, services
from tests.fakes.inline_sandbox import InlineSandbox
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e

CHATS, EACH = 5, 6
#: More often than any fault strikes in a test.
ALWAYS = 1_000_000


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute is some milliseconds."""
    for module in (polling, courier):
        monkeypatch.setattr(module, "_FIRST_PAUSE", 0.005)
        monkeypatch.setattr(module, "_LONGEST_PAUSE", 0.05)


@pytest.fixture
async def bot(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Running]:
    """A bot that loses patience with a request after half a second."""
    store = corpus()
    retriever, sandbox = FakeRetriever(store), InlineSandbox()
    ours = services(tmp_path, store, retriever, sandbox, admins=range(1, CHATS + 1))
    assert isinstance(api, Api)
    api.loads.append(ours.load)
    stop = asyncio.Event()
    request = HTTPXRequest(connection_pool_size=64, read_timeout=0.5)
    application = build_application(
        api.token, ours, api_url=api.url, request=request, limits=UNLIMITED
    )
    task = asyncio.create_task(run(application, stop))
    running = Running(api, store, retriever, ours, task, stop, tmp_path, sandbox)
    yield running
    await running.end()


async def ask(api: FakeBotApi) -> dict[int, list[int]]:
    """Ask in all chats in turn; return the messages' ids by chat."""
    asked: dict[int, list[int]] = {chat: [] for chat in range(1, CHATS + 1)}
    for number in range(EACH):
        for chat, questions in asked.items():
            text = f"ferry tickets {number}" if number % 2 else f"zeppelin {number}"
            questions.append(await api.say(text, chat_id=chat))
        await asyncio.sleep(0.01)
    return asked


def drop(*, delivered: bool) -> Fault:
    return Fault("sendMessage", None, times=8, delivered=delivered, probability=0.5)


@pytest.mark.parametrize(
    ("faults", "ambiguous"),
    [
        pytest.param([Fault("getUpdates", 500, times=5)], False, id="500 on polls"),
        pytest.param([Fault("sendMessage", 500, times=8, probability=0.5)], True, id="500"),
        pytest.param([Fault("sendMessage", 502, times=8, html=True)], True, id="a proxy's page"),
        pytest.param([drop(delivered=False)], True, id="dropped before delivery"),
        pytest.param([drop(delivered=True)], True, id="dropped after delivery"),
        pytest.param([Fault("getUpdates", None, times=5)], False, id="dropped polls"),
        pytest.param([Fault("getUpdates", None, times=5, delivered=True)], False, id="lost polls"),
        pytest.param([Fault("sendMessage", 429, times=3)], False, id="429"),
        pytest.param([Fault("getUpdates", 429, times=1)], False, id="429 on polls"),
        pytest.param([Fault("getUpdates", 401, times=3)], False, id="401 for a while"),
        pytest.param([Fault("sendMessage", 401, times=3)], False, id="401 on sends"),
        pytest.param([Fault("getUpdates", 409, times=1)], False, id="another, stopping, instance"),
        pytest.param([Fault("sendMessage", None, times=2, hang=True)], True, id="hanging send"),
        pytest.param(
            [Fault("sendMessage", None, times=2, hang=True, delivered=True)],
            True,
            id="hanging after delivery",
        ),
        pytest.param([Fault("sendChatAction", 500, times=ALWAYS)], False, id="no typing"),
    ],
)
async def test_every_question_is_answered_once_and_in_order(
    bot: Running, api: FakeBotApi, faults: list[Fault], ambiguous: bool
) -> None:
    api.faults += faults
    asked = await ask(api)
    await api.handled(60)
    verdict = judge(asked, api.sent)
    assert verdict.good, verdict
    doubtful = sum(call.ambiguous and call.method == "sendMessage" for call in api.calls)
    assert verdict.repeated == doubtful, "it came twice where the first had arrived, nowhere else"
    assert ambiguous or not verdict.repeated
    assert api.refused() == []
    assert not bot.task.done()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("status", [None, 502])
async def test_an_outage_of_everything(api: FakeBotApi, status: int | None) -> None:
    first = await ask(api)
    async with api.outage(status):
        await asyncio.sleep(0.3)
        second = await ask(api)
        await asyncio.sleep(0.3)
    await api.handled(60)
    asked = {chat: [*first[chat], *second[chat]] for chat in first}
    verdict = judge(asked, api.sent)
    assert verdict.good, verdict
    assert api.refused() == []


async def test_a_hanging_poll_is_given_up(
    bot: Running, api: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_LONG_POLL", 0)
    api.faults.append(Fault("getUpdates", None, times=2, hang=True))
    await api.say("ferry", chat_id=1)
    await api.replies(1)
    assert not bot.task.done()
