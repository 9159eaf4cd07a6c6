"""The command line: `briefing-bot COMMAND`, or without one: update everything and start."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from rich.text import Text
from rich_argparse import RawDescriptionRichHelpFormatter

from bot import logs
from bot.console import err
from bot.evaluating import EvaluationError
from bot.settings import Settings
from bot.state.errors import StateError
from bot.values import SettingsError
from corpus.errors import CorpusError
from index.errors import RetrievalError

DESCRIPTION = """\
Ask your briefings a question; get the passages that answer it, word for word, with citations.

Without a command: reads the briefings, builds the index and starts. With TELEGRAM_BOT_TOKEN set
it serves Telegram, without one it opens the same bot in this terminal.
Settings come from the environment or from a file .env in this folder (see .env.example).
"""
#: In the order in which a newcomer needs them; each is a module of ``bot.commands``.
COMMANDS = {
    "ingest": "read the briefings of a folder into the corpus database",
    "build": "make the corpus searchable",
    "reindex": "both of them, beside a running bot; or go back to the index before",
    "ask": "answer one question in the terminal",
    "chat": "talk to the bot in this terminal, without Telegram",
    "serve": "serve Telegram",
    "evaluate": "measure the answers on questions of your own",
    "backup": "copy what cannot be made anew, while the bot serves",
    "encrypt": "keep what people wrote unreadable without a key",
    "restore": "go on with what a backup holds",
    "check": "tell everything that would stop the bot or make it worse",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0, 1 for a failure, 2 for wrong usage."""
    argv = sys.argv[1:] if argv is None else argv
    # Modules live until the end: to look for garbage among them is a tenth of a short command.
    gc.disable()
    try:
        args = _parser(argv).parse_args(argv)
        settings = Settings.from_env()
        # what a command prints is for people; only `serve` runs unattended and logs what it does
        logs.configure(
            _quiet(settings.log_level), settings.token or "", as_json=settings.log_format == "json"
        )
        command = importlib.import_module(f"bot.commands.{args.command or 'start'}")
        gc.freeze()
        gc.enable()
        return int(command.run(args, settings))
    except (SettingsError, CorpusError, RetrievalError, StateError, EvaluationError) as e:
        err.print(Text.assemble(("Error: ", "bold red"), str(e)))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has seen enough; keep the interpreter from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        gc.enable()


def _quiet(level: str) -> str:
    return "WARNING" if level == "INFO" else level


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser for ``argv``; only the modules of commands that it names are imported."""
    parser = argparse.ArgumentParser(
        prog="briefing-bot",
        description=DESCRIPTION,
        formatter_class=RawDescriptionRichHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, formatter_class=RawDescriptionRichHelpFormatter
        )
        if name in argv:
            module = importlib.import_module(f"bot.commands.{name}")
            command.description = module.DESCRIPTION
            module.configure(command)
    return parser
