"""How long things take, as ratios to bare sentence-transformers measured in the same run.

    python -m benchmarks.speed                          100,000 paragraphs (an hour on two cores)
    python -m benchmarks.speed --paragraphs 5000        the same questions asked of less
    python -m benchmarks.speed --keep big               keep the corpus there, use it next time

Runs taken in turn share whatever else the machine is doing; medians are compared. Vectors of the
large corpus are disturbed copies of real ones, so its first build does not hold the hour that
encoding would take: the cost of a build without changes is set against the rest alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.big_corpus import DisturbingEncoder, write_briefings
from bot.archive.library import FIRST
from bot.settings import SAMPLES, Settings
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index.bridge import load_bridge
from index.build import build
from index.encoder.files import bundled_folder
from index.encoder.models import load_encoder
from index.encoder.torch import load_reference
from index.generation import open_current
from index.retriever import Retriever

QUESTIONS = Path(__file__).parent / "questions"
ROOT = Path(__file__).parent.parent
#: Texts encoded and rounds taken; enough that the median stands still.
TEXTS, ENCODING_ROUNDS, STARTS = 96, 3, 5
#: Questions that are asked before it is the other one's turn.
BLOCK = 20
#: Starts the command that is measured: a child counts what its parent had in memory as its own
#: until it runs its own program, so the parent must be small.
LAUNCHER = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the result: a figure, what it must be, and how it came about."""

    what: str
    figure: float
    least: float | None = None
    most: float | None = None
    how: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is what it must be."""
        return (self.least is None or self.figure >= self.least) and (
            self.most is None or self.figure <= self.most
        )


def encoding(model: Any, encoder: Any, texts: Sequence[str]) -> list[Line]:
    """Compare paragraphs encoded per second."""
    ours, theirs = [], []
    for _ in range(ENCODING_ROUNDS):
        ours.append(_seconds(lambda: encoder.encode_passages(texts)))
        theirs.append(
            _seconds(lambda: model.encode(texts, batch_size=32, normalize_embeddings=True))
        )
    rates = [len(texts) / statistics.median(times) for times in (ours, theirs)]
    how = f"{rates[0]:.1f} against {rates[1]:.1f} paragraphs/s"
    return [
        Line("encoding rate / sentence-transformers, batch 32", rates[0] / rates[1], 1.25, how=how)
    ]


def questions(model: Any, retriever: Retriever, asked: Sequence[str]) -> list[Line]:
    """Compare a whole question, asked as the bot does, with encoding it alone.

    Each question is asked once, as people do: a second time, its words are known already. The two
    take turns by blocks, not by questions: for some milliseconds after torch has encoded, its idle
    threads still keep a processor busy, which no bot has to put up with.
    """
    ours, theirs = [], []
    warm, *blocks = (asked[start : start + BLOCK] for start in range(0, len(asked), BLOCK))
    for question in warm:
        retriever.retrieve(question, top_k=FIRST)
        model.encode(question)
    for block in blocks:
        ours += [_seconds(lambda q=q: retriever.retrieve(q, top_k=FIRST)) for q in block]
        theirs += [_seconds(model.encode, question) for question in block]
    lines = []
    for name, share, most in (("p50", 0.5, 1.0), ("p95", 0.95, None)):
        here, there = (_quantile(times, share) for times in (ours, theirs))
        how = f"{here * 1e3:.1f} against {there * 1e3:.1f} ms"
        lines.append(
            Line(f"whole question / bare encode, {name}", here / there, most=most, how=how)
        )
    return lines


def starts(data_dir: Path, name: str) -> list[Line]:
    """Compare a second start up to the first answer with importing and encoding once."""
    question = "How many ships does the company want by 2028?"
    ours = [sys.executable, "-m", "bot", "ask", "--json", question]
    script = (
        "from sentence_transformers import SentenceTransformer; "
        f"SentenceTransformer({str(bundled_folder())!r}, device='cpu').encode({question!r})"
    )
    theirs = [sys.executable, "-c", script]
    environment = os.environ | {"DATA_DIR": str(data_dir)}
    runs = [(_run(ours, environment), _run(theirs, environment)) for _ in range(STARTS)]
    times = [statistics.median(run[who][0] for run in runs) for who in (0, 1)]
    sizes = [statistics.median(run[who][1] for run in runs) for who in (0, 1)]
    how = f"{times[0]:.2f} against {times[1]:.2f} s"
    size = f"{sizes[0]:.0f} against {sizes[1]:.0f} MB resident at most"
    return [
        Line(
            f"start to first answer / import and encode once ({name})",
            times[0] / times[1],
            most=0.1,
            how=how,
        ),
        Line(f"its memory ({name})", sizes[0] / sizes[1], most=0.5, how=size),
    ]


def prepare(folder: Path, paragraphs: int, texts: Sequence[str], settings: Settings) -> list[Line]:
    """Make the large corpus in ``folder`` and compare ingest and build with doing them again."""
    real = load_encoder(None, settings.models_dir)
    encoder = DisturbingEncoder(real, real.encode_passages(texts))
    data = folder / "data"
    if not (folder / "briefings").exists():
        write_briefings(folder / "briefings", texts, paragraphs)
    bridge = load_bridge(settings.dictionary, settings.data_dir / "dictionary")

    def whole() -> None:
        store = CorpusStore(data / "corpus.db")
        ingest(folder / "briefings", store, limits=settings.limits)
        build(store, encoder, data / "index", bridge=bridge)
        store.close()

    fresh = not (data / "index" / "CURRENT").exists()
    first = _seconds(whole)
    again = statistics.median(_seconds(whole) for _ in range(3))
    if not fresh:
        return []
    how = f"{again:.2f} s against {first:.0f} s and what encoding would take"
    return [Line("ingest and build without changes / the first", again / first, most=0.02, how=how)]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, and return 1 if a target was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--xquad", type=Path, help="folder with xquad.*.json, for more texts")
    parser.add_argument("--keep", type=Path, help="folder for the large corpus")
    args = parser.parse_args(argv)
    settings = Settings.from_env()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        lines = _measure(folder, args.paragraphs, _texts(args.xquad), settings)
    table = Table("what", "figure", "target", "", "how", title=f"{args.paragraphs:,} paragraphs")
    for line in lines:
        target = f"≥ {line.least}" if line.least else f"≤ {line.most}" if line.most else ""
        mark = "" if not target else "[green]met[/]" if line.met else "[red]missed[/]"
        table.add_row(line.what, f"{line.figure:.3f}", target, mark, line.how)
    Console(width=140).print(table)
    return 0 if all(line.met for line in lines) else 1


def _measure(folder: Path, paragraphs: int, texts: Sequence[str], settings: Settings) -> list[Line]:
    lines = prepare(folder, paragraphs, texts, settings)
    data = folder / "data"
    _link(settings.models_dir, data / "models")
    _link(settings.data_dir / "dictionary", data / "dictionary")
    lines += starts(settings.data_dir, "samples") if settings.samples else []
    lines += starts(data, f"{paragraphs:,}")
    encoder = load_encoder(None, settings.models_dir)
    bridge = load_bridge(settings.dictionary, settings.data_dir / "dictionary")
    store = CorpusStore(data / "corpus.db")
    retriever = Retriever(store, encoder, open_current(data / "index"), bridge)
    model = load_reference(str(bundled_folder()))
    lines += questions(model, retriever, _questions())
    return lines + encoding(model, encoder, list(islice(cycle(texts), TEXTS)))


def _texts(xquad: Path | None) -> list[str]:
    """Return real paragraphs: those of the samples, and XQuAD's if its folder is given."""
    store = CorpusStore(":memory:")
    ingest(SAMPLES, store, limits=Limits(bytes=1_000_000))
    texts = [paragraph.text for paragraph in store.paragraphs() if len(paragraph.text) > 100]
    for path in sorted(xquad.glob("xquad.*.json")) if xquad else ():
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        texts += [part["context"] for article in articles for part in article["paragraphs"]]
    return texts


def _questions() -> list[str]:
    """Return every question of ours, each once, in a mixed order that is always the same."""
    lines = [
        line
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    asked = list(dict.fromkeys(json.loads(line)["question"] for line in lines))
    random.Random(1).shuffle(asked)  # noqa: S311 (no secret)
    return asked


def _link(source: Path, target: Path) -> None:
    if not target.exists() and source.exists():
        target.symlink_to(source.resolve())


def _seconds(call: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


def _quantile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds a process took and the most memory, in MB, it had."""
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    seconds, kilobytes = map(float, done.stdout.split())
    return seconds, kilobytes / 1024


if __name__ == "__main__":
    sys.exit(main())
