"""Whatever goes wrong with a question, its words are in no log.

That they are not is asserted by a fixture after every test; here things go wrong on purpose.
"""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from bot import logs
from bot.handlers import errors
from bot.replies import reply
from tests.bot.conftest import Running
from tests.fakes import overheard
from tests.fakes.bot_api import FakeBotApi, Fault

pytestmark = pytest.mark.e2e

QUESTION = "why did the minister resign over the ferry"


def caused() -> Exception:
    error = RuntimeError(f"while answering {QUESTION}")
    error.__cause__ = sqlite3.IntegrityError(f"UNIQUE constraint failed: {QUESTION}")
    return error


@pytest.mark.parametrize(
    "error",
    [
        ValueError(QUESTION),
        sqlite3.OperationalError(f'fts5: syntax error near "{QUESTION}"'),
        FileNotFoundError(2, "No such file", QUESTION),
        KeyError(QUESTION),
        ExceptionGroup(QUESTION, [ValueError(QUESTION)]),
        UnicodeEncodeError("ascii", QUESTION, 0, 5, QUESTION),
        caused(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_exception_that_quotes_the_question(
    bot: Running, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    bot.retriever.fail = error
    await bot.api.say(QUESTION)
    (reply,) = await bot.api.replies(1)
    reference = reply.text.rsplit(maxsplit=1)[1]
    assert f"Error {reference}\nTraceback" in caplog.text
    assert type(error).__name__ in caplog.text
    assert QUESTION not in caplog.text


async def test_the_error_handler_fails_too(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_args: object) -> None:
        raise ValueError(QUESTION)

    bot.retriever.fail = ValueError(QUESTION)
    monkeypatch.setattr(errors, "reply", fails)
    await bot.api.say(QUESTION)
    await bot.api.handled()
    monkeypatch.setattr(errors, "reply", reply)
    bot.retriever.fail = None
    await bot.api.say("ferry tickets")
    await bot.api.replies(1)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendMessage", 400, description=f'Bad Request: unsupported start tag "{QUESTION}"'),
        Fault("sendMessage", 400, description=f"Bad Request: can't parse entities: '{QUESTION}'"),
        Fault("sendMessage", 502, description=QUESTION, html=True),
        Fault("getUpdates", 502, description=QUESTION, html=True),
    ],
    ids=["refused", "markup", "proxy", "poll"],
)
async def test_telegram_or_a_proxy_quotes_the_question(
    bot: Running, api: FakeBotApi, fault: Fault
) -> None:
    api.faults.append(fault)
    await api.say(QUESTION)
    await api.wait(lambda: fault.times == 0)
    await api.handled()
    assert not bot.task.done()


async def test_an_update_that_the_library_cannot_read(bot: Running, api: FakeBotApi) -> None:
    chat = {"id": 7, "type": "private", "first_name": "Ada"}
    message = {"message_id": 5, "date": "never", "chat": chat, "text": QUESTION}
    await api.update({"message": message})
    await api.say("ferry tickets")
    await api.replies(1)
    assert not bot.task.done()


async def test_a_task_that_nobody_waits_for() -> None:
    async def fails() -> None:
        raise ValueError(QUESTION)

    overheard.hear({"text": QUESTION})
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.on_loop_error)
    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    del task
    loop.set_exception_handler(None)


def test_the_check_itself_notices(request: pytest.FixtureRequest) -> None:
    assert "nothing_private_is_logged" in request.fixturenames
