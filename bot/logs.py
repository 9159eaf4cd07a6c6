"""Logging that never shows a secret, whatever a library puts into a message or a traceback."""

from __future__ import annotations

import logging
import re

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: A bot token: the bot's id, a colon, and a secret of 35 characters (some leeway).
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
_HIDDEN = "[token]"
#: These write request addresses (with the token in them) or whole updates when they are chatty.
_CHATTY = ("httpx", "httpcore", "telegram", "asyncio")


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and then takes the secrets out of the text."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text without secrets."""
        return redact(super().format(record), *self._secrets)


def redact(text: str, *secrets: str) -> str:
    """Return ``text`` without the given secrets and without anything shaped like a bot token."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _TOKEN.sub(_HIDDEN, text)


def configure(level: str, *secrets: str) -> None:
    """Log to standard error, redacted; in place of whatever was configured before."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(*secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    quieten()


def quieten() -> None:
    """Let libraries speak only of what went wrong, at any level of ours."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
