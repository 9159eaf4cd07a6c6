"""How much sooner a folder of PDFs is read by two processes than by one.

    python -m benchmarks.ingest [--files 40]

Typesets PDFs of some twenty pages each and reads and parses them in the sandbox, in turns; prints
the seconds of each and their ratio.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.limits import Limits
from corpus.reading import Reading
from corpus.sandbox import Sandbox
from tests.corpus.formats.make_pdf import Look, make_pdf
from tests.corpus.formats.variations import vary

ROUNDS = 3
WORKERS = (1, 2)


def write_pdfs(folder: Path, count: int) -> list[tuple[Path, str]]:
    """Write ``count`` PDFs that differ, and return them as the sandbox wants them."""
    files = []
    for number in range(count):
        issues = [vary(20 * number + part) for part in range(20)]
        blocks = tuple(block for issue in issues for block in issue.blocks)
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        content = dataclasses.replace(issues[0], blocks=blocks, date=day)
        path = folder / f"issue-{number}.pdf"
        path.write_bytes(make_pdf(content, Look(columns=1 + number % 2)))
        files.append((path, path.name))
    return files


def seconds(files: Sequence[tuple[Path, str]], workers: int) -> float:
    """Return how long reading them takes with so many processes, their start included."""
    start = time.perf_counter()
    with Sandbox(Limits(), workers=workers) as sandbox:
        for name, outcome in sandbox.read(files):
            if not isinstance(outcome, Reading):
                raise SystemExit(f"{name}: {outcome}")
    return time.perf_counter() - start


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=40)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        files = write_pdfs(Path(scratch), arguments.files)
        runs = [[seconds(files, workers) for workers in WORKERS] for _ in range(ROUNDS)]
    times = [statistics.median(run[number] for run in runs) for number in range(len(WORKERS))]
    table = Table("processes", "seconds", "of one", title=f"{arguments.files} PDFs")
    for workers, taken in zip(WORKERS, times, strict=True):
        table.add_row(str(workers), f"{taken:.1f}", f"{taken / times[0]:.2f}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
