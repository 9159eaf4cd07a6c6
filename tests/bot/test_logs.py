from __future__ import annotations

import logging

import pytest

from bot import logs

TOKEN = "987654321:AAE-a_token_that_is_long_enough_12345"


def test_no_secret_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.configure("INFO", "short-secret")
        log = logging.getLogger("anything")
        log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
        log.info("it is short-secret")
        try:
            raise ValueError(f"The token `{TOKEN}` was rejected by the server.")  # noqa: TRY301
        except ValueError:
            log.exception("failed for Bot[token=%s]", TOKEN)
        logging.getLogger("httpx").info("HTTP Request: chatty")
    finally:
        root.handlers[:], root.level = before, level
        logging.captureWarnings(False)
    written = capsys.readouterr().err
    assert written.count("[token]") == 4
    assert TOKEN not in written
    assert "short-secret" not in written
    assert "chatty" not in written
    assert "Traceback" in written
