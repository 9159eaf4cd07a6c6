"""The settings: the only reader of the environment.

The variables are listed in ``bot.variables``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot import values
from bot.state.vault import Vault, read_key
from bot.values import SettingsError
from bot.variables import VARIABLES
from corpus.limits import Limits

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
#: Where POSIX systems say which language messages should have, the first one set wins.
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
#: How systemd says where it wants to hear of a service, and how often.
SYSTEMD = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
_SECRETS = ("TELEGRAM_BOT_TOKEN", "WEBHOOK_URL", "WEBHOOK_SECRET", "ENCRYPTION_KEY_FILE")
_SECRET = re.compile(r"[\w-]{16,256}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the bot, and how much.

    admins: Telegram's ids of people. per_hour, per_hour_group: questions of one person and in one
    group. waiting: questions that may wait at a time.
    """

    admins: frozenset[int] = frozenset()
    per_hour: int = 60
    per_hour_group: int = 120
    waiting: int = 500


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days texts of questions, and everything else, are kept."""

    questions: int = 30
    rest: int = 180


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates: its address, what proves that it is Telegram, our port."""

    url: str
    secret: str = field(repr=False)
    port: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. The token never shows in ``repr``.

    token: None where the bot runs in the terminal.
    briefings_dir: folder that is ingested; samples: whether it is the bundled one.
    briefings_url: under which address that folder is published, without a slash at the end; None
        where it is not.
    dictionary: the Ding file that will be read; None where none was found.
    limits: what reading one file may take.
    operator: who runs the bot and how to reach them; may be empty.
    evaluation_file: questions with known answers (even if missing: who asks for it is told).
    webhook: None where the bot asks for its updates. monitor_port: None for none.
    encryption_key_file: what the bot's own database is encrypted with; None where it is not.
    evaluation_margin: of how many questions, as a share, a new index may be worse.
    locale: the system's, e.g. ``de_DE.UTF-8``: in which language the terminal speaks.
    systemd: what systemd has set of ``SYSTEMD``.
    """

    token: str | None = field(repr=False)
    api_url: str
    briefings_dir: Path
    briefings_url: str | None
    data_dir: Path
    embedding_model: str
    dictionary: Path | None
    limits: Limits
    access: Access
    keep: Keep
    operator: str
    evaluation_file: Path | None
    webhook: Webhook | None
    monitor_port: int | None
    encryption_key_file: Path | None
    evaluation_margin: float
    log_level: str
    log_format: str
    locale: str
    systemd: Mapping[str, str] = field(hash=False)

    @property
    def samples(self) -> bool:
        """Whether no folder of the user's own is configured."""
        return self.briefings_dir == SAMPLES

    @property
    def corpus_db(self) -> Path:
        """The corpus database (derived: ``ingest`` makes it anew)."""
        return self.data_dir / "corpus.db"

    @property
    def bot_db(self) -> Path:
        """The bot's own database (precious)."""
        return self.data_dir / "bot.db"

    @property
    def vault(self) -> Vault:
        """The bot's own database with the key that opens it.

        Raises StateError for a key that cannot be read.
        """
        return Vault(self.bot_db, read_key(self.encryption_key_file))

    @property
    def backups_dir(self) -> Path:
        """Copies of the bot's own database, where nothing else is said."""
        return self.data_dir / "backups"

    @property
    def serve_lock(self) -> Path:
        """Held by the bot that serves from this folder."""
        return self.data_dir / "serve.lock"

    @property
    def index_dir(self) -> Path:
        """The index generations (derived: ``build`` makes them anew)."""
        return self.data_dir / "index"

    @property
    def pages_dir(self) -> Path:
        """Pictures of pages that were shown (derived)."""
        return self.data_dir / "pages"

    @property
    def models_dir(self) -> Path:
        """The exported embedding models (derived)."""
        return self.data_dir / "models"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from ``environ``, else from ``.env`` and the process environment.

        Raises SettingsError for a value that cannot be used.
        """
        if environ is None:
            file = {key: value for key, value in dotenv_values(".env").items() if value is not None}
            environ = file | dict(os.environ)
        value = {v.name: environ.get(v.name, "").strip() or v.default for v in VARIABLES}
        folder, published = value["BRIEFINGS_DIR"], value["BRIEFINGS_URL"]
        return cls(
            token=values.token(value["TELEGRAM_BOT_TOKEN"]),
            api_url=values.url("TELEGRAM_API_URL", value["TELEGRAM_API_URL"]),
            briefings_dir=Path(folder).expanduser() if folder else SAMPLES,
            briefings_url=values.url("BRIEFINGS_URL", published) if published else None,
            data_dir=Path(value["DATA_DIR"]).expanduser(),
            embedding_model=value["EMBEDDING_MODEL"],
            dictionary=values.dictionary(value["DICTIONARY"]),
            limits=_limits(value),
            access=_access(value),
            keep=Keep(
                *(values.whole(name, value[name]) for name in ("KEEP_QUESTIONS_DAYS", "KEEP_DAYS"))
            ),
            operator=value["OPERATOR"],
            evaluation_file=values.file(value["EVALUATION_FILE"]),
            webhook=_webhook(value),
            monitor_port=values.whole("MONITOR_PORT", value["MONITOR_PORT"], most=65535) or None,
            encryption_key_file=values.file(value["ENCRYPTION_KEY_FILE"]),
            evaluation_margin=values.share("EVALUATION_MARGIN", value["EVALUATION_MARGIN"]),
            log_level=values.one_of("LOG_LEVEL", value["LOG_LEVEL"].upper(), LOG_LEVELS),
            log_format=values.one_of("LOG_FORMAT", value["LOG_FORMAT"].lower(), LOG_FORMATS),
            locale=next((environ[name] for name in LOCALE if environ.get(name)), ""),
            systemd={name: environ[name] for name in SYSTEMD if environ.get(name)},
        )


def bare_environment() -> dict[str, str]:
    """Return the environment for a process that reads what somebody sent, without our secrets.

    Empty rather than absent, so that they are not read from ``.env`` either.
    """
    return {**os.environ, **dict.fromkeys(_SECRETS, "")}


def _limits(value: Mapping[str, str]) -> Limits:
    number = {
        name: values.positive(name, value[name])
        for name in ("MAX_FILE_MB", "MAX_PAGES", "READ_SECONDS", "READ_MEMORY_MB")
    }
    return Limits(
        bytes=number["MAX_FILE_MB"] * 1_000_000,
        pages=number["MAX_PAGES"],
        seconds=number["READ_SECONDS"],
        memory=number["READ_MEMORY_MB"] * 1_000_000,
    )


def _access(value: Mapping[str, str]) -> Access:
    admins = [
        values.positive("ADMINS", part) for part in re.split(r"[\s,;]+", value["ADMINS"]) if part
    ]
    numbers = ("QUESTIONS_PER_HOUR", "QUESTIONS_PER_HOUR_GROUP", "MAX_WAITING")
    return Access(frozenset(admins), *(values.positive(name, value[name]) for name in numbers))


def _webhook(value: Mapping[str, str]) -> Webhook | None:
    if not value["WEBHOOK_URL"]:
        return None
    secret = value["WEBHOOK_SECRET"]
    if not _SECRET.fullmatch(secret):
        raise SettingsError(
            "WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -, as with:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return Webhook(
        values.url("WEBHOOK_URL", value["WEBHOOK_URL"]),
        secret,
        values.positive("WEBHOOK_PORT", value["WEBHOOK_PORT"]),
    )
