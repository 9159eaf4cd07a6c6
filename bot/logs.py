"""Logging that shows neither a secret nor what a person wrote, whatever a library logs.

All of it happens where a record is written, so it holds for every logger, at any level: secrets
are taken out; exceptions are shown without their messages, which like to quote a value; of what
other people's code logs, only warnings, and of these only the fixed words.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from bot.safe_errors import OURS, describe, traceback_of

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

log = logging.getLogger(__name__)

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: A bot token: the bot's id, a colon, and a secret of 35 characters (some leeway).
_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_HIDDEN = "[token]"
#: These write request addresses (with the token in them) or whole updates when they are chatty.
CHATTY = ("httpx", "httpcore", "telegram", "asyncio")
#: ``file.py:12: Category`` of a Python warning; behind it stand its words and a line of code.
_WARNING = re.compile(r"[^\n]*?:\d+: \w+")
#: How asyncio shows tasks, futures and callbacks, with their arguments and results.
_REPR = re.compile(r"<.*>", re.DOTALL)


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, without secrets and without what was written."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text that may be kept."""
        return redact(super().format(_safe(record)), *self._secrets)

    def formatException(  # noqa: N802 (the library's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the traceback without the messages of the exceptions."""
        return traceback_of(ei[1]) if ei[1] is not None else ""


class JsonFormatter(RedactingFormatter):
    """The same as one JSON object a line, for programs.

    ``time`` in UTC, ``level``, ``logger``, ``message``; ``exception`` with its traceback, if any.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of JSON that may be kept."""
        safe = _safe(record)
        moment = dt.datetime.fromtimestamp(safe.created, dt.UTC)
        told = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": safe.levelname,
            "logger": safe.name,
            "message": safe.getMessage(),
        }
        if safe.exc_info:
            told["exception"] = self.formatException(safe.exc_info)
        if safe.stack_info:
            told["stack"] = self.formatStack(safe.stack_info)
        kept = {key: redact(words, *self._secrets) for key, words in told.items()}
        return json.dumps(kept, ensure_ascii=False)


def _safe(record: logging.LogRecord) -> logging.LogRecord:
    """Return a record without what was written."""
    # a copy, since a record remembers how the first formatter showed its exception
    copy = logging.makeLogRecord(record.__dict__)
    copy.exc_text = None
    if is_ours(record.name):
        copy.msg, copy.args = _described(record.msg), _without_errors(record.args)
    else:
        copy.msg, copy.args = _fixed_words(record), ()
    return copy


class SafeHandler(logging.StreamHandler[TextIO]):
    """Writes redacted records: ours of any level, and warnings of others."""

    def __init__(self, stream: TextIO | None = None, *secrets: str) -> None:
        super().__init__(stream)
        self.setFormatter(RedactingFormatter(*secrets))
        self.addFilter(_is_worth_writing)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the library's name)
        """Say where a record could not be written; the library would show its values."""
        kind = sys.exc_info()[0]
        why = kind.__name__ if kind else "unknown"
        sys.stderr.write(f"{record.name}, line {record.lineno}: not logged ({why})\n")


def _is_worth_writing(record: logging.LogRecord) -> bool:
    return is_ours(record.name) or record.levelno >= logging.WARNING


def is_ours(name: str) -> bool:
    """Return whether the logger of that name is one of this program's own."""
    return name.partition(".")[0] in OURS


def _without_errors(args: Any) -> Any:
    """Return the arguments of a record with exceptions described instead of quoted."""
    if isinstance(args, dict):
        return {name: _described(value) for name, value in args.items()}
    return tuple(map(_described, args)) if isinstance(args, tuple) else args


def _described(value: object) -> object:
    return describe(value) if isinstance(value, BaseException) else value


def _fixed_words(record: logging.LogRecord) -> str:
    """Return what another's record says, without the values in it (numbers say nothing)."""
    if record.name == "py.warnings":
        place = _WARNING.match(record.getMessage())
        return place.group() if place else "a warning"
    words = str(_kind(record.msg) if not isinstance(record.msg, str) else record.msg)
    words = words.partition("\n")[0]
    if not record.args:
        return _REPR.sub("<…>", words)
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return words % tuple(_kind(value) for value in args)
    except (TypeError, ValueError):  # %d of a kind, or values by name
        return words


def _kind(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return describe(value) if isinstance(value, BaseException) else f"[{type(value).__name__}]"


def redact(text: str, *secrets: str) -> str:
    """Return ``text`` without the given secrets and without anything shaped like a bot token."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _TOKEN.sub(_HIDDEN, text)


def configure(level: str, *secrets: str, as_json: bool = False) -> None:
    """Log to standard error, redacted; in place of whatever was configured before.

    as_json: one object a line instead of text.
    """
    handler = SafeHandler(None, *secrets)
    if as_json:
        handler.setFormatter(JsonFormatter(*secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    quieten()


def quieten() -> None:
    """Let libraries speak only of what went wrong, at any level of ours."""
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def catch_all() -> None:
    """Let what nobody caught, in any thread, end in the log, not raw on standard error."""
    sys.excepthook = lambda _kind, error, _traceback: _uncaught(error, "the program")
    threading.excepthook = lambda args: _uncaught(args.exc_value, "a thread")
    sys.unraisablehook = lambda args: _uncaught(args.exc_value, "cleaning up")


def _uncaught(error: BaseException | None, where: str) -> None:
    if isinstance(error, KeyboardInterrupt):
        return
    log.critical("Uncaught in %s", where, exc_info=error)


def on_loop_error(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what the event loop complains of; its own way would show tasks with their results.

    For ``loop.set_exception_handler``.
    """
    error = context.get("exception")
    message = _REPR.sub("<…>", str(context.get("message")).partition("\n")[0])
    log.error("In the event loop: %s", message, exc_info=error)
