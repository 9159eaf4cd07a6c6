"""Nothing that is secret or private gets into the log, whoever writes it."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import logging
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, InvalidToken

from bot import logs
from bot.safe_errors import describe, traceback_of
from bot.state.errors import StateError

TOKEN = "987654321:AAE-a_token_that_is_long_enough_12345"
QUESTION = "".join(("why did my ", "private ferry sink"))
BODY = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 7, "type": "private", "first_name": "Adalgisa"},
        "from": {"id": 7, "is_bot": False, "first_name": "Adalgisa"},
        "text": QUESTION,
    },
}


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """Log everything, of everybody, to what the fixture returns."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logs.SafeHandler(stream, TOKEN, "short-secret")
    level, chatty = root.level, {name: logging.getLogger(name).level for name in logs.CHATTY}
    root.addHandler(handler)
    for name in ("", *chatty):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)
    for name, before in chatty.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture(autouse=True)
def _nothing_private(written: Callable[[], str]) -> Iterator[None]:
    yield
    for private in (TOKEN, TOKEN.partition(":")[2], "short-secret", QUESTION, "Adalgisa"):
        assert private not in written()


def test_configured_for_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []  # or the ones of the tests would be closed
    try:
        logs.configure("INFO", "short-secret")
        log = logging.getLogger("bot.anything")
        log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
        log.info("it is short-secret")
        log.info("it is %s", TOKEN.replace(":", "%3A"))
        logging.getLogger("httpx").info("HTTP Request: chatty")
    finally:
        root.handlers[:], root.level = before, level
        logging.captureWarnings(False)
    said = capsys.readouterr().err
    assert said.count("[token]") == 3
    assert TOKEN.partition(":")[2] not in said
    assert "short-secret" not in said
    assert "chatty" not in said


def chained() -> None:
    try:
        try:
            raise sqlite3.OperationalError(f"near {QUESTION}: syntax error")
        except sqlite3.Error as e:
            raise ValueError(QUESTION) from e
    except ValueError:
        raise ExceptionGroup(QUESTION, [KeyError(QUESTION), OSError(2, "no file", QUESTION)])  # noqa: B904


def test_exceptions_are_shown_without_what_they_quote(written: Callable[[], str]) -> None:
    log = logging.getLogger("bot.test")
    try:
        chained()
    except ExceptionGroup as e:
        e.add_note(QUESTION)
        log.exception("It failed with %s", e)  # noqa: TRY401 (some do)
        log.error(e)  # noqa: TRY400 (an exception in place of a message)
        log.warning("It failed with %(why)s", {"why": e})
    said = written()
    for name in ("OperationalError", "ValueError", "KeyError", "FileNotFoundError: no file"):
        assert f"\n{name}" in said, "every cause is there"
    assert "It failed with ExceptionGroup" in said
    assert "in chained" in said


def test_as_json_it_says_the_same_and_no_more() -> None:
    stream = io.StringIO()
    handler = logs.SafeHandler(stream)
    handler.setFormatter(logs.JsonFormatter(TOKEN, "short-secret"))
    logger = logging.getLogger("bot.test")
    logging.getLogger().addHandler(handler)
    try:
        chained()
    except ExceptionGroup as e:
        logger.exception("It failed with %s\nand %s", e, "short-secret")  # noqa: TRY401
        logger.warning('Für %s: "%s"', TOKEN, "ü", stack_info=True)
        logging.getLogger("httpx").warning("GET %s", QUESTION)
        logging.getLogger("httpx").info("GET %s", QUESTION)
    finally:
        logging.getLogger().removeHandler(handler)
    assert TOKEN not in stream.getvalue()
    assert "short-secret" not in stream.getvalue()
    assert QUESTION not in stream.getvalue()
    first, second, third = map(json.loads, stream.getvalue().splitlines())
    assert first["level"] == "ERROR"
    assert first["logger"] == "bot.test"
    assert dt.datetime.fromisoformat(first["time"]).utcoffset() == dt.timedelta(0)
    assert first["message"] == "It failed with ExceptionGroup\nand [token]"
    assert "in chained" in first["exception"]
    assert "KeyError" in first["exception"]
    assert second["message"] == 'Für [token]: "ü"'
    assert "test_logs.py" in second["stack"]
    assert third == {**third, "logger": "httpx", "message": "GET [str]"}


def test_another_handler_does_not_spoil_it(
    written: Callable[[], str], caplog: pytest.LogCaptureFixture
) -> None:
    shown = io.StringIO()
    raw = logging.StreamHandler(shown)
    logging.getLogger().handlers.insert(0, raw)
    try:
        raise ValueError(QUESTION)  # noqa: TRY301
    except ValueError:
        logging.getLogger("bot.test").exception("It failed")
    finally:
        logging.getLogger().handlers.remove(raw)
    assert QUESTION in shown.getvalue(), "which the record then remembers"
    assert "It failed" in written()
    caplog.clear()


def test_what_the_library_logs_of_updates_and_tokens(written: Callable[[], str]) -> None:
    bot, update = Bot(TOKEN), Update.de_json(BODY, None)
    library = logging.getLogger("telegram.ext.Application")
    library.debug("Processing update %s", update)
    library.critical("Error while parsing updates! Received data was %r", [BODY])
    library.error('Can not load invalid JSON data: "%s"', json.dumps(BODY))
    library.error("Refused for %r", bot)
    library.warning("%(what)s by name", {"what": QUESTION})
    library.warning("Waited %.1f s for %s", 2.5, None)
    library.error(InvalidToken(f"The token `{TOKEN}` was rejected by the server."))
    library.error("Refused", exc_info=BadRequest(f'Unsupported start tag "{QUESTION}"'))
    said = written()
    assert "Processing" not in said
    assert "Error while parsing updates! Received data was '[list]'" in said
    assert "Waited 2.5 s for None" in said
    assert "BadRequest: Unsupported start tag […]" in said


def test_addresses_of_requests_and_files(written: Callable[[], str]) -> None:
    url = f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.pdf"
    logging.getLogger("httpx").info('HTTP Request: POST %s "HTTP/1.1 200 OK"', url)
    logging.getLogger("httpcore.http11").debug("send_request_headers.started request=%s", url)
    logging.getLogger("elsewhere").warning(f"fetched {url}")  # noqa: G004 (as others do)
    logging.getLogger("bot.files").info("fetched %s", url)
    assert written().count("file/bot[token]/documents") == 2


def test_python_warnings(written: Callable[[], str]) -> None:
    logging.captureWarnings(True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(QUESTION, UserWarning, stacklevel=1)
    finally:
        logging.captureWarnings(False)
    assert "UserWarning" in written()
    assert "test_logs.py:" in written()


async def test_what_the_event_loop_complains_of(written: Callable[[], str]) -> None:
    async def fails() -> None:
        raise ValueError(QUESTION)

    def fails_too(question: str) -> None:
        raise ValueError(question)

    loop = asyncio.get_running_loop()
    for handler in (None, logs.on_loop_error):
        loop.set_exception_handler(handler)
        task = asyncio.create_task(fails())
        await asyncio.wait({task})
        del task  # nobody asks what became of it
        loop.call_soon(fails_too, QUESTION)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    loop.set_exception_handler(None)
    said = written()
    assert said.count("Task exception was never retrieved") == 2
    assert said.count("ValueError\n") == 4
    assert "In the event loop: Exception in callback <…>" in said or "callback" in said


def test_a_record_that_cannot_be_formatted(
    written: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    record = logging.makeLogRecord(
        {"name": "bot.test", "msg": "%d of them", "args": (QUESTION,), "lineno": 5}
    )
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logs.SafeHandler):
            handler.handle(record)  # alone, since pytest's own handlers raise
    assert capsys.readouterr().err.startswith("bot.test, line ")
    assert written() == ""


@pytest.mark.parametrize("where", ["main", "thread", "cleaning up"])
def test_what_nobody_caught(where: str) -> None:
    code = f"""
import sys, threading
from bot import logs
logs.configure("DEBUG", "short-secret")
logs.catch_all()
class Sink:
    def __del__(self):
        fail(sys.argv[1])
def fail(text):
    raise ValueError(text)
if {where!r} == "thread":
    thread = threading.Thread(target=fail, args=sys.argv[1:])
    thread.start()
    thread.join()
elif {where!r} == "main":
    fail(sys.argv[1])
else:
    Sink()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, QUESTION],
        cwd=logs.__file__.rpartition("/bot/")[0],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Uncaught in" in done.stderr
    assert "in fail" in done.stderr
    assert "ValueError" in done.stderr
    assert QUESTION not in done.stderr + done.stdout


def test_our_own_words_are_kept() -> None:
    assert describe(StateError("move it away")) == "StateError: move it away"
    assert describe(InvalidToken("The token `1:x` is bad")) == "InvalidToken: The token […]"
    assert describe(BadRequest("Can't parse: 'x' in \"y\"")) == "BadRequest: Can't parse: […]"
    assert describe(sqlite3.OperationalError(QUESTION)) == "OperationalError"


def test_a_ring_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert traceback_of(first).count("Error") == 2
