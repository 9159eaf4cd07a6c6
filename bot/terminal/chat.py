"""The terminal chat: the real bot, with this terminal in place of Telegram."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout
from telegram import Update

from bot.app import build_application
from bot.delivery.pace import UNLIMITED
from bot.keeping.evaluations import see_to_all
from bot.messages.choose import messages_for
from bot.publishing.round import publish
from bot.reindexing.reindexer import Reindexer
from bot.richtext import Run
from bot.services import App, Services, services_in
from bot.terminal.screen import Screen
from bot.terminal.telegram import CHAT, Json, TerminalTelegram

#: A number with more digits (a year) may be a question.
_BUTTON_DIGITS = 3


def run_chat(
    services: Services,
    telegram: TerminalTelegram,
    screen: Screen,
    language: str,
    lines: TextIO,
    *,
    generation: Callable[[], str | None] = lambda: None,
    serve_lock: Path | None = None,
) -> None:
    """Put each line to the bot until the lines end or one is ``/quit``.

    language: the tag that Telegram would report for the person, e.g. ``de``. generation: returns
    the id of the index generation in use; digests and alerts come before and after each answer.
    serve_lock: held by a bot that serves and reindexes by itself; None where nothing is reindexed.
    """
    # Whoever sits at the terminal can read the settings, and everything else.
    access = replace(services.access, admins=frozenset({int(CHAT["id"])}), per_hour=sys.maxsize)
    services = replace(services, access=access)
    application = build_application(_token(), services, request=telegram, limits=UNLIMITED)
    messages = messages_for(language)
    person = {"id": CHAT["id"], "is_bot": False, "first_name": "You", "language_code": language}
    with asyncio.Runner() as runner:
        runner.run(application.initialize())
        try:
            if lines.isatty():
                screen.note(messages.terminal_hint)
                runner.run(_say(application, telegram, person, "/start"))
            for line in _lines(lines):
                if _presses_nothing(line, telegram):
                    screen.message((Run(messages.no_button.format(number=line)),), ())
                else:
                    runner.run(publish(application, generation()))
                    runner.run(_say(application, telegram, person, line))
                    runner.run(see_to_all(application))
                    runner.run(_reindex(application, serve_lock))
                    runner.run(publish(application, generation()))
        finally:
            runner.run(application.shutdown())


async def _reindex(application: App, serve_lock: Path | None) -> None:
    """Make the index anew if a line asked for that, unless a bot serves, which does it."""
    wanted = services_in(application).state.reindexes.under_way()
    if serve_lock is None or wanted is None or wanted.user_id != CHAT["id"]:
        return
    with suppress(Timeout), FileLock(serve_lock, timeout=0):
        await Reindexer(application).drain()


def _token() -> str:
    """Return a token, as the Bot API wants one. It goes nowhere; invitations are made with it."""
    return f"1:{secrets.token_hex(16)}"


def _lines(source: TextIO) -> Iterator[str]:
    """Yield what is typed, without empty lines, up to ``/quit``."""
    prompt = source is sys.stdin and source.isatty()
    if prompt:
        with suppress(ImportError):
            import readline  # noqa: F401 (gives input() its editing keys)
    while True:
        try:
            line = input("> ") if prompt else source.readline()
        except (EOFError, KeyboardInterrupt):
            return
        if not prompt and not line:
            return
        line = line.strip()
        if line == "/quit":
            return
        if line:
            yield line


def _presses_nothing(line: str, telegram: TerminalTelegram) -> bool:
    number = line.isdecimal() and len(line) <= _BUTTON_DIGITS
    return number and bool(telegram.buttons) and line not in telegram.buttons


async def _say(application: App, telegram: TerminalTelegram, person: Json, line: str) -> None:
    update: Json = {"update_id": telegram.next_id()}
    pressed = telegram.buttons.get(line)
    if pressed is not None:
        message, data = pressed
        update["callback_query"] = {
            "id": str(update["update_id"]),
            "from": person,
            "chat_instance": "terminal",
            "message": message,
            "data": data,
        }
    else:
        message = telegram.message(line, person)
        if line.startswith("/"):
            length = len(line.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        update["message"] = message
    await application.process_update(Update.de_json(update, application.bot))
