"""`briefing-bot` without a command: bring everything up to date, then start."""

from __future__ import annotations

import argparse

from bot.archive import opening
from bot.commands import build, chat, ingest, serve
from bot.console import err
from bot.settings import Settings
from corpus.store import CorpusStore


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Ingest, build where something changed, and serve Telegram or, without a token, chat."""
    if settings.samples:
        err.print("No BRIEFINGS_DIR is set: using the bundled sample briefings.")
    store = CorpusStore(settings.corpus_db)
    ingest.update(store, settings.briefings_dir, settings)
    current = opening.is_current(store, settings)
    store.close()
    if not current and (status := build.build_apart()):
        return status
    return serve.run(args, settings) if settings.token else chat.run(args, settings)
