"""What was said to the bot in a test, and whether anything of it was logged anywhere.

The fake Bot API notes what it brings to the bot, whoever starts a program notes where it logs, and
the fixture at the end compares. It is at work in every test below the folder of a ``conftest.py``
that imports it.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot import logs
from bot.safe_errors import OURS

#: What shorter texts say may stand in a log by chance.
_LENGTH = 14
_COMMAND = re.compile(r"/\S+\s*")
#: Whom a message names; the bot's own name is in every log.
_MENTION = re.compile(r"@\w+")
#: The fields of updates that people write.
_WRITTEN = {"text", "caption", "query"}

_said: set[str] = set()
_secrets: set[str] = set()
_log_files: set[Path] = set()
_errors: list[str] = []


def hear(update: Any) -> None:
    """Note everything that people write in an update; what the bot itself wrote is left out."""
    if not isinstance(update, dict) or update.get("from", {}).get("is_bot"):
        return
    for name, value in update.items():
        if name in _WRITTEN and isinstance(value, str):
            _said.add(value)
        else:
            hear(value)


def is_secret(token: str) -> None:
    """Note what must not be logged at all."""
    _secrets.add(token)


def logs_to(path: Path) -> None:
    """Note a file that a program logs to."""
    _log_files.add(path)


def wrote(errors: str) -> None:
    """Note what a program wrote to its standard error."""
    _errors.append(errors)


def pieces(text: str) -> set[str]:
    """Return the stretches of a text that would give it away: from each word on, in lower case."""
    unnamed = _MENTION.sub(" ", _COMMAND.sub("", text, count=1))
    plain = " ".join(unnamed.lower().split())
    starts = [match.start() for match in re.finditer(r"\S+", plain)]
    found = {plain[start : start + _LENGTH] for start in starts}
    return {piece for piece in found if len(piece) == _LENGTH and any(map(str.isalpha, piece))}


def leaks(log: str, said: set[str]) -> set[str]:
    """Return what of the texts stands in a log, also as Python, JSON or an address writes it."""
    plain = " ".join(log.lower().split())
    return {
        piece
        for text in said
        for piece in pieces(text)
        for form in (piece, ascii(piece)[1:-1], json.dumps(piece)[1:-1], quote(piece).lower())
        if form in plain
    }


class _OwnWords(logging.Handler):
    """Keeps what this program's own loggers say before anything is taken out of it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if logs.is_ours(record.name):
            self.lines.append(record.getMessage())


@contextmanager
def _listening(*handlers: logging.Handler) -> Iterator[None]:
    """Let handlers hear everything; of others, ours writes only warnings, which always come."""
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in OURS]
    before = [logger.level for logger in ours]
    for handler in handlers:
        root.addHandler(handler)
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
        for logger, level in zip(ours, before, strict=True):
            logger.setLevel(level)


@pytest.fixture(autouse=True)
def nothing_private_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a token or anything that was said to the bot got into a log.

    Looked at is what the program's own handler would write at the level DEBUG; what our loggers
    say, before anything is taken out; and what programs that were started wrote.
    """
    for noted in (_said, _secrets, _log_files, _errors):
        noted.clear()
    written, own = io.StringIO(), _OwnWords()
    with _listening(logs.SafeHandler(written), own):
        yield
    kept = {
        "the log": written.getvalue(),
        "our own words": "\n".join(own.lines),
        "standard error": "\n".join(_errors),
    }
    kept |= {path.name: path.read_text("utf-8", "replace") for path in _log_files if path.exists()}
    for where, log in kept.items():
        found = leaks(log, _said) | {secret for secret in _secrets if secret in log}
        assert not found, f"{where} of {request.node.name} tells what is private: {found}"
