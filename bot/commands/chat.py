"""`briefing-bot chat`: the real bot in this terminal."""

from __future__ import annotations

import argparse
import sys

from bot.console import out
from bot.opening import open_services
from bot.settings import Settings
from bot.terminal.chat import run_chat
from bot.terminal.screen import Screen
from bot.terminal.telegram import TerminalTelegram
from index.generation import current_id

DESCRIPTION = """\
Opens the Telegram bot in this terminal: the same program, with the terminal in place of Telegram's
servers. Every line is a message, a number presses the button of that number, /quit ends.

Examples:
  briefing-bot chat
  echo "Was ist mit Gallium?" | briefing-bot chat
"""


def configure(_parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: none."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Chat until the input ends."""
    screen = Screen(out)
    services = open_services(settings)
    try:
        telegram = TerminalTelegram(screen, settings.data_dir / "downloads")
        run_chat(
            services,
            telegram,
            screen,
            settings.locale,
            sys.stdin,
            generation=lambda: current_id(settings.index_dir),
            serve_lock=settings.serve_lock,
        )
    finally:
        services.close()
    return 0
