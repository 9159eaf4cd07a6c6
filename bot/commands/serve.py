"""`briefing-bot serve`: the bot on Telegram."""

from __future__ import annotations

import argparse

from bot.serving import serve
from bot.settings import Settings
from bot.values import SettingsError

DESCRIPTION = """\
Fetches questions from Telegram and answers them until it is stopped (Ctrl-C or SIGTERM). Needs
TELEGRAM_BOT_TOKEN; make a bot and get its token from @BotFather in Telegram. A new index generation
is taken up as soon as `briefing-bot build` has made one, without a restart.
"""


def configure(_parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: none."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped."""
    if settings.token is None:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not set; get one from @BotFather in Telegram,"
            " or try the bot without one: briefing-bot chat"
        )
    return serve(settings)
