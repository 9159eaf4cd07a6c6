"""`briefing-bot check`: what would stop the bot or make it worse."""

from __future__ import annotations

import argparse

from rich.table import Table
from rich.text import Text

from bot.checks import Level, examine
from bot.console import err, out
from bot.settings import Settings

DESCRIPTION = """\
Looks at the settings, the token (it asks Telegram), the folders, the corpus, the dictionary, the
model, the index and the languages, and says what to do about each thing that is not right.
The exit status is 1 if anything would stop the bot.
"""
_STYLE = {Level.OK: "green", Level.WORSE: "yellow", Level.STOPS: "bold red"}
_WORD = {Level.OK: "ok", Level.WORSE: "worse", Level.STOPS: "stops"}


def configure(_parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: none."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Examine and print a table."""
    with err.status("Looking ..."):
        findings = list(examine(settings))
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        text = Text(finding.text)
        if finding.remedy:
            text.append(f"\n→ {finding.remedy}", style=_STYLE[finding.level])
        table.add_row(Text(_WORD[finding.level], _STYLE[finding.level]), finding.topic, text)
    out.print(table, soft_wrap=False)
    return int(any(finding.level is Level.STOPS for finding in findings))
