"""`briefing-bot evaluate`: how good the answers are, on questions of one's own."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from bot.archive import opening
from bot.console import err, out, print_json
from bot.settings import Settings
from corpus.store import CorpusStore
from index.answer import Verdict
from index.evaluation import EvaluationReport, Measured, evaluate
from index.evaluation.questions import read_questions
from index.retriever import Retriever

#: Short, so that a row fits into 80 characters.
_COLUMNS = ("n", "R@1", "R@3", "R@5", "MRR", "nDCG@10", "marked", "answered", "withheld")
DESCRIPTION = """\
Asks every question of a JSON Lines file and measures the answers, by language direction.
docs/evaluation.md explains how to make such a file and what the figures mean.

Examples:
  briefing-bot evaluate benchmarks/questions/samples.jsonl
  briefing-bot evaluate my-questions.jsonl --misses
  briefing-bot evaluate my-questions.jsonl --json --generation data/index/generations/NAME
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", type=Path, help="questions, one JSON object a line")
    parser.add_argument(
        "--misses", action="store_true", help="also print every question that went wrong"
    )
    parser.add_argument("--json", action="store_true", help="print the figures for scripts")
    parser.add_argument(
        "--generation",
        type=Path,
        metavar="FOLDER",
        help="the index to ask, by its folder; without it the one in use",
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Evaluate and print the report."""
    questions = read_questions(args.file)
    store = CorpusStore(settings.corpus_db)
    generation = opening.open_generation(settings, args.generation)
    retriever = Retriever(
        store, opening.open_encoder(settings), generation, opening.open_bridge(settings)
    )
    today = dt.datetime.now().astimezone().date()
    with err.status(f"Asking {len(questions)} questions ..."):
        report = evaluate(retriever, store, questions, today=today)
    if args.json:
        figures = asdict(report)
        del figures["measured"]
        print_json({"generation": generation.id, **figures})
        return 0
    out.print(_directions(report), soft_wrap=False)
    out.print(_rest(report))
    for question in report.unmatched:
        out.print(Text.assemble(("answer in no paragraph: ", "yellow"), question))
    if args.misses:
        for line in _misses(report.measured):
            out.print(line)
    return 0


def _directions(report: EvaluationReport) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    for name in _COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    for row in report.directions:
        figures = (row.recall_1, row.recall_3, row.recall_5, row.mrr, row.ndcg_10)
        table.add_row(
            row.direction,
            str(row.questions),
            *map(_share, figures),
            *map(_share, (row.highlight, row.answered, row.withheld)),
        )
    return table


def _rest(report: EvaluationReport) -> Text:
    return Text(
        f"false-answer rate {_share(report.false_answers)}, any passage shown"
        f" {_share(report.shown)} (of {report.unanswerable} questions without an answer)\n"
        f"latency p50 {report.p50 * 1000:.0f} ms, p95 {report.p95 * 1000:.0f} ms"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _misses(measured: tuple[Measured, ...]) -> Iterator[Text]:
    """Yield a line for each question that a reader would call badly answered."""
    for item in measured:
        verdict, confidence = item.answer.verdict, item.answer.confidence
        if not item.expected and verdict is Verdict.ANSWERED:
            wrong = "false answer"
        elif item.expected and verdict is Verdict.NOT_COVERED:
            wrong = "withheld"
        elif item.expected and (item.rank is None or item.rank > 3):
            wrong = f"rank {item.rank or '–'}"
        elif item.marked is False:
            wrong = "highlight"
        else:
            continue
        yield Text.assemble(
            (f"{wrong:<13}", "yellow"),
            (f"{item.direction:<13}{confidence:.2f}  ", "dim"),
            item.question.question,
        )
