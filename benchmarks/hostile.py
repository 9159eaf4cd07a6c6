"""All hostile files of the tests in one folder, through ``ingest``: what became of each.

    python -m benchmarks.hostile [--seconds 60] [--memory 2000] [--only PATTERN]

Prints a line a file: outcome, seconds, and the most memory that the processes which read it held.
With them lie good files, of which none may be missing, and links, pipes and odd names.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from corpus.errors import CorpusError
from corpus.ingest import ingest
from corpus.ingest_run import IngestReport
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.sandbox import Sandbox
from corpus.store import CorpusStore
from tests.corpus.hostile.everything import CASES
from tests.corpus.hostile.places import make_places, unlike_others

_TICK = 0.01
_GOOD = 20


@dataclass(slots=True)
class Taken:
    """What a file took: seconds, and bytes of memory of the processes that read it."""

    outcome: Reading | CorpusError
    seconds: float
    memory: int


@dataclass(slots=True)
class Watch:
    """Looks all the time how much memory the processes of this program hold together."""

    most: int = 0
    _done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look until it is stopped."""
        while not self._done.wait(_TICK):
            self.look()

    def look(self) -> None:
        """Look once."""
        held = 0
        for process in psutil.Process().children(recursive=True):
            try:
                held += process.memory_info().rss
            except psutil.Error:
                continue  # it is gone
        self.most = max(self.most, held)

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()


class Measuring:
    """Reads one file after the other and notes what each took."""

    def __init__(self, sandbox: Sandbox, watch: Watch) -> None:
        self.taken: dict[str, Taken] = {}
        self._sandbox = sandbox
        self._watch = watch

    def read(
        self, files: Sequence[tuple[Path, str]]
    ) -> Iterator[tuple[str, Reading | CorpusError]]:
        """Yield the outcome of each file."""
        for file in files:
            self._watch.most = 0
            start = time.perf_counter()
            [(name, outcome)] = self._sandbox.read([file])
            seconds = time.perf_counter() - start
            self._watch.look()  # a small file is done between two looks
            self.taken[name] = Taken(outcome, seconds, self._watch.most)
            _print_line(name, self.taken[name])
            yield name, outcome


def main(argv: Sequence[str] | None = None) -> int:
    """Run; return 1 where a good file was not read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=Limits().seconds)
    parser.add_argument("--memory", type=int, default=Limits().memory // 10**6, help="MB")
    parser.add_argument("--only", default="", help="pattern of the names of files")
    args = parser.parse_args(argv)
    limits = replace(Limits(), seconds=args.seconds, memory=args.memory * 10**6)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "briefings"
        folder.mkdir()
        good = _fill(folder, args.only)
        store = CorpusStore(":memory:")
        start = time.perf_counter()
        report, taken = _measure(folder, store, limits)
        seconds = time.perf_counter() - start
        again = time.perf_counter()
        ingest(folder, CorpusStore(":memory:"), limits=limits)
        together = time.perf_counter() - again
    _print_summary(report, taken)
    print(f"one after the other {seconds:.0f} s, by all processes {together:.0f} s")
    missing = good - set(report.added)
    print(f"good files: {len(good) - len(missing)} of {len(good)} read")
    return 1 if missing else 0


def _fill(folder: Path, only: str) -> set[str]:
    """Write the files; return the names of the good ones."""
    for case in CASES:
        if re.search(only, case.name):
            (folder / case.name).write_bytes(case.make())
    make_places(folder)
    good = {f"{number * 5:02}-good.md" for number in range(_GOOD)}
    for name in good:
        (folder / name).write_text(unlike_others(name), encoding="utf-8")
    return good


def _measure(
    folder: Path, store: CorpusStore, limits: Limits
) -> tuple[IngestReport, dict[str, Taken]]:
    watch = Watch()
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        with Sandbox(limits, workers=1) as sandbox:
            reader = Measuring(sandbox, watch)
            return ingest(folder, store, limits=limits, reader=reader), reader.taken
    finally:
        watch.stop()
        thread.join()


def _print_line(name: str, taken: Taken) -> None:
    figures = f"{taken.seconds:6.2f} s {taken.memory / 1e6:6.0f} MB"
    print(f"{ascii(name)[1:-1][:34]:34} {figures}  {_said(taken.outcome)[:110]}", flush=True)


def _said(outcome: Reading | CorpusError) -> str:
    if isinstance(outcome, CorpusError):
        return outcome.message
    paragraphs = sum(len(briefing.paragraphs) for briefing in outcome.briefings)
    remarks = f", {len(outcome.remarks)} remarks" if outcome.remarks else ""
    return f"read: {paragraphs} paragraphs{remarks}"


def _print_summary(report: IngestReport, taken: dict[str, Taken]) -> None:
    kinds = Counter(
        "read" if isinstance(t.outcome, Reading) else type(t.outcome).__name__
        for t in taken.values()
    )
    print("\nread in a process:", ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    reasons = Counter(re.split(r"[;(]", reason)[0] for reason in report.unreadable.values())
    print(f"not read: {len(report.unreadable)}, for {len(reasons)} reasons:")
    for reason, number in reasons.most_common():
        print(f"  {number:3} {reason[:100]}")
    slowest = max(taken.values(), key=lambda t: t.seconds)
    largest = max(taken.values(), key=lambda t: t.memory)
    print(f"slowest {slowest.seconds:.1f} s, largest {largest.memory / 1e6:.0f} MB")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )
    print(f"the program itself: {own / 1e6:.0f} MB at most")


if __name__ == "__main__":
    sys.exit(main())
