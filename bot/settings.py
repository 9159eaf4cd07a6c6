"""The settings: the only reader of the environment.

Every variable is described once, in ``VARIABLES``; ``.env.example`` repeats it for people and a
test holds the two together.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from corpus.limits import Limits

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
#: Where `make run` and Debian's package trans-de-en put the Ding dictionary.
DICTIONARIES = (Path(sys.prefix, "share/trans/de-en"), Path("/usr/share/trans/de-en"))
#: Where POSIX systems say which language messages should have, the first one set wins.
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names it and says what would do."""


_TOKEN = re.compile(r"\d+:[\w-]{30,}", re.ASCII)
_SECRET = re.compile(r"[\w-]{16,256}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, default (as text) and one line on what it does."""

    name: str
    default: str
    help: str


VARIABLES = (
    Variable("TELEGRAM_BOT_TOKEN", "", "Token from @BotFather; without it a terminal chat opens."),
    Variable(
        "TELEGRAM_API_URL",
        "https://api.telegram.org",
        "Base URL of the Bot API; set it for a Bot API server of your own.",
    ),
    Variable("BRIEFINGS_DIR", "", "Folder with your briefings; empty: the bundled samples."),
    Variable(
        "BRIEFINGS_URL",
        "",
        "Base URL under which that folder is published, if it is; citations then link there.",
    ),
    Variable("DATA_DIR", "data", "Folder for the databases, the index and the exported model."),
    Variable(
        "EMBEDDING_MODEL",
        "bundled",
        "'bundled' (English), or any SentenceTransformer by hub name or folder.",
    ),
    Variable(
        "DICTIONARY",
        "",
        "German-English Ding file; empty: the one of Debian's package trans-de-en, if installed.",
    ),
    Variable("MAX_FILE_MB", "20", "Briefings larger than this many megabytes are refused."),
    Variable("MAX_PAGES", "2000", "Documents with more pages than this are refused."),
    Variable("READ_SECONDS", "60", "A file that takes longer to read than this is given up."),
    Variable("READ_MEMORY_MB", "2000", "A file that takes more memory to read is given up."),
    Variable(
        "ADMINS",
        "",
        "Telegram ids of the admins, with commas between; the bot tells everybody their own.",
    ),
    Variable("QUESTIONS_PER_HOUR", "60", "Questions that one person may ask in an hour."),
    Variable(
        "QUESTIONS_PER_HOUR_GROUP", "120", "Questions that may be asked in one group in an hour."
    ),
    Variable("MAX_WAITING", "500", "With more questions waiting, new ones are told to come back."),
    Variable(
        "KEEP_QUESTIONS_DAYS",
        "30",
        "Days that the texts of questions are kept; 0: erased as soon as they are answered.",
    ),
    Variable("KEEP_DAYS", "180", "Days that feedback and what else is no longer needed is kept."),
    Variable(
        "WEBHOOK_URL",
        "",
        "https address at which Telegram reaches this bot; empty: the bot asks Telegram (polling).",
    ),
    Variable("WEBHOOK_SECRET", "", "What proves that a request comes from Telegram; make one up."),
    Variable("WEBHOOK_PORT", "8443", "Loopback port that the address above is passed on to."),
    Variable("MONITOR_PORT", "9811", "Loopback port of /health and /metrics; 0: none."),
    Variable("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
)


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
    webhook: None where the bot asks for its updates. monitor_port: None for none.
    locale: the system's, e.g. ``de_DE.UTF-8``: in which language the terminal speaks.
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
    webhook: Webhook | None
    monitor_port: int | None
    log_level: str
    locale: str

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
            token=_token(value["TELEGRAM_BOT_TOKEN"]),
            api_url=_url("TELEGRAM_API_URL", value["TELEGRAM_API_URL"]),
            briefings_dir=Path(folder).expanduser() if folder else SAMPLES,
            briefings_url=_url("BRIEFINGS_URL", published) if published else None,
            data_dir=Path(value["DATA_DIR"]).expanduser(),
            embedding_model=value["EMBEDDING_MODEL"],
            dictionary=_dictionary(value["DICTIONARY"]),
            limits=_limits(value),
            access=_access(value),
            keep=Keep(
                *(_whole(name, value[name]) for name in ("KEEP_QUESTIONS_DAYS", "KEEP_DAYS"))
            ),
            webhook=_webhook(value),
            monitor_port=_whole("MONITOR_PORT", value["MONITOR_PORT"], most=65535) or None,
            log_level=_one_of("LOG_LEVEL", value["LOG_LEVEL"].upper(), LOG_LEVELS),
            locale=next((environ[name] for name in LOCALE if environ.get(name)), ""),
        )


def _token(value: str) -> str | None:
    if value and not _TOKEN.fullmatch(value):
        # which of its parts is wrong is not said: it must not be shown
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not of the form 123456789:AbC…; copy it from @BotFather again"
        )
    return value or None


def _url(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"{name} is {value!r}; it must be like https://example.org/folder")
    return value.rstrip("/")


def _limits(value: Mapping[str, str]) -> Limits:
    number = {
        name: _positive(name, value[name])
        for name in ("MAX_FILE_MB", "MAX_PAGES", "READ_SECONDS", "READ_MEMORY_MB")
    }
    return Limits(
        bytes=number["MAX_FILE_MB"] * 1_000_000,
        pages=number["MAX_PAGES"],
        seconds=number["READ_SECONDS"],
        memory=number["READ_MEMORY_MB"] * 1_000_000,
    )


def _access(value: Mapping[str, str]) -> Access:
    admins = [_positive("ADMINS", part) for part in re.split(r"[\s,;]+", value["ADMINS"]) if part]
    numbers = ("QUESTIONS_PER_HOUR", "QUESTIONS_PER_HOUR_GROUP", "MAX_WAITING")
    return Access(frozenset(admins), *(_positive(name, value[name]) for name in numbers))


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
        _url("WEBHOOK_URL", value["WEBHOOK_URL"]),
        secret,
        _positive("WEBHOOK_PORT", value["WEBHOOK_PORT"]),
    )


def _positive(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number above 0")
    return int(value)


def _whole(name: str, value: str, *, most: int = 100_000) -> int:
    if not value.isdecimal() or int(value) > most:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number up to {most}")
    return int(value)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _dictionary(value: str) -> Path | None:
    """Return the file that is set (even if missing: ``check`` says so), else the first found."""
    if value:
        return Path(value).expanduser()
    return next((path for path in DICTIONARIES if path.is_file()), None)
