"""The environment variables that are settings.

Each is described once, here; ``.env.example`` repeats it for people and a test holds the two
together.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    Variable("OPERATOR", "", "Who runs the bot and how to reach them; /privacy tells it."),
    Variable(
        "EVALUATION_FILE",
        "",
        "Questions with known answers, by which /eval measures the index; docs/evaluation.md.",
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
    Variable(
        "EVALUATION_MARGIN",
        "0.02",
        "A new index that is worse by more than this share of the questions is held back.",
    ),
    Variable(
        "ENCRYPTION_KEY_FILE",
        "",
        "Key with which bot.db is encrypted; empty: it is not. `briefing-bot encrypt` makes it.",
    ),
    Variable("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable("LOG_FORMAT", "text", "text, or json: one object a line, for what collects logs."),
)
