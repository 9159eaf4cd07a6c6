"""`briefing-bot reindex`: read what is new and make it searchable, or go back."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from contextlib import suppress

from rich.table import Table
from rich.text import Text

from bot.commands.build import HELD
from bot.console import err, out
from bot.evaluating import Evaluation, EvaluationError
from bot.progress import progress
from bot.reindexing.report import Outcome, Report, Step, Wanted, to_line
from bot.reindexing.work import reindex
from bot.settings import Settings
from corpus.errors import CorpusError
from index.errors import RetrievalError
from index.switching import choose_model, promote, roll_back

log = logging.getLogger(__name__)

DESCRIPTION = """\
Reads what changed in BRIEFINGS_DIR, builds a new index beside the one in use and goes over to it; a
running bot answers all the while. Where EVALUATION_FILE is set, the new index is measured first,
and held back if it is worse than the one in use by more than EVALUATION_MARGIN. It may be stopped
at any moment; the next run goes on where it was.

Examples:
  briefing-bot reindex                          what changed
  briefing-bot reindex --full                   read and encode everything again
  briefing-bot reindex --model ./my-model       with another model, from now on
  briefing-bot reindex --promote                take the index into use that was held back
  briefing-bot reindex --rollback               go back to the index before
"""
#: Of a process beside a bot that answers questions.
_NICE = 15


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--full", action="store_true", help="read and encode everything again")
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="a SentenceTransformer for this and later builds; empty: EMBEDDING_MODEL again",
    )
    parser.add_argument("--trust", action="store_true", help="do not measure the new index")
    parser.add_argument("--promote", action="store_true", help="use the index that was held back")
    parser.add_argument("--rollback", action="store_true", help="use the index before")
    parser.add_argument("--resumed", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--for-bot", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Do what is wanted and say what was done."""
    if args.promote or args.rollback:
        generation = (promote if args.promote else roll_back)(settings.index_dir)
        made = generation.manifest
        name = made.encoder.name
        choose_model(settings.index_dir, None if name == settings.embedding_model else name)
        err.print(f"Answering from index {made.id} of {made.created}, {made.paragraphs:,} rows.")
        return 0
    wanted = Wanted(args.full, args.model, args.trust)
    if args.for_bot:
        return _for_bot(settings, wanted, resumed=args.resumed)
    with progress("Reindexing") as show:
        report = reindex(settings, wanted, lambda step: show(step.done, step.total))
    _print(report)
    return 0 if report.outcome is not Outcome.HELD else 1


def _for_bot(settings: Settings, wanted: Wanted, *, resumed: bool) -> int:
    """Work quietly beside the bot that has started this, and tell it as lines of JSON."""
    with suppress(OSError):
        os.nice(_NICE)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()
    try:
        report = reindex(settings, wanted, _tell, resumed=resumed)
    except (CorpusError, RetrievalError, EvaluationError) as e:
        report = Report(Outcome.FAILED, error=str(e))
    except Exception as e:  # the bot has to be told whatever it is
        log.exception("Reindexing failed")
        report = Report(Outcome.FAILED, error=type(e).__name__)
    print(to_line(report), flush=True)  # noqa: T201 (that is how the bot is told)
    return 0


def _tell(step: Step) -> None:
    print(to_line(step), flush=True)  # noqa: T201


def _end_with_the_bot() -> None:
    """End when the bot does, however that happens: its end of the pipe is closed then."""
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGTERM)


def _print(report: Report) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items() if count)
    err.print(f"{report.outcome.value}: {counts or 'nothing new'} ({report.seconds:.1f} s)")
    for path, reason in report.unreadable.items():
        err.print(Text.assemble(("not read   ", "red"), f"{path}: {reason}"))
    if report.outcome is Outcome.HELD:
        err.print(HELD)
    if report.after:
        out.print(
            _measured(Evaluation.from_json(report.before), Evaluation.from_json(report.after))
        )


def _measured(before: Evaluation, after: Evaluation) -> Table:
    table = Table("", "before", "after", box=None, pad_edge=False, header_style="bold")
    old, new = before.overall, after.overall
    if old is not None and new is not None:
        for name in ("recall_1", "recall_5", "mrr", "ndcg_10", "withheld"):
            table.add_row(name, f"{getattr(old, name):.3f}", f"{getattr(new, name):.3f}")
    if before.false_answers is not None and after.false_answers is not None:
        false = f"{before.false_answers:.3f}", f"{after.false_answers:.3f}"
        table.add_row("false answers", *false)
    return table
