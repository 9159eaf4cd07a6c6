"""`briefing-bot build`: the corpus database into a searchable index."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from rich.text import Text

from bot.archive import opening
from bot.console import err
from bot.progress import progress
from bot.reindexing.gate import Judge
from bot.settings import Settings
from corpus.store import CorpusStore

DESCRIPTION = """\
Builds a new index generation from DATA_DIR/corpus.db and switches to it when it is complete; a
running bot goes on answering meanwhile and takes the new one up by itself. Text that was encoded
before is not encoded again, so a build after a few new briefings takes seconds. It may be stopped
at any moment; the next build goes on where it was. Where EVALUATION_FILE is set, an index that is
worse than the one in use is held back.

Examples:
  briefing-bot build
  EMBEDDING_MODEL=intfloat/multilingual-e5-small briefing-bot build
"""


HELD = (
    "The new index is worse than the one in use and was held back: `briefing-bot reindex` shows the"
    " figures, `briefing-bot reindex --promote` uses it all the same."
)


def configure(_parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: none."""


def run(_args: argparse.Namespace, settings: Settings) -> int:
    """Build, if anything changed, and say what was done."""
    store = CorpusStore(settings.corpus_db)
    if opening.is_current(store, settings):
        err.print("The index is up to date.")
        return 0
    with err.status("Getting the model and the dictionary ready (once) ..."):
        encoder = opening.open_encoder(settings)
        opening.open_bridge(settings)
    started, judge = time.perf_counter(), Judge(settings)
    with progress("Encoding") as step:
        generation = opening.build(store, settings, step, judge.accepts)
    seconds = time.perf_counter() - started
    if judge.worse:
        err.print(HELD)
        return 0
    err.print(f"Index built: {len(generation):,} paragraphs in {seconds:.1f} s.")
    for note in [encoder.note, *opening.language_notes(store, settings)]:
        if note:
            err.print(Text.assemble(("Note: ", "yellow"), note))
    return 0


def build_apart() -> int:
    """Build in a process of its own, so that its libraries do not stay in this one's memory."""
    return subprocess.run([sys.executable, "-m", "bot", "build"], check=False).returncode
