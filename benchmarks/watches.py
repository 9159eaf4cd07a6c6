"""Ten thousand watches, matched with five hundred new paragraphs: ``python -m benchmarks.watches``.

    python -m benchmarks.watches                        20,000 paragraphs
    python -m benchmarks.watches --paragraphs 100000 --keep big

The bot's own way, with its database and its turns: the archive is built without the new paragraphs
and looked at, then with them. Every second watch is a topic of one to three words of the archive,
the others are questions with some words replaced. Against that, each is asked by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.big_corpus import DisturbingEncoder, write_briefings
from benchmarks.common import keep
from bot.archive.library import Library
from bot.opening import open_services
from bot.publishing import newsdesk
from bot.services import Services
from bot.settings import SAMPLES, Settings
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index.bridge import load_bridge
from index.build import build
from index.encoder.models import load_encoder
from index.generation import current_id

QUESTIONS = Path(__file__).parent / "questions"
#: Share of a question's words that are replaced by others of the archive.
_REPLACED = 0.25
#: Watches whose texts are encoded together.
_ENCODED = 200
_WORD = re.compile(r"[^\W\d_]{5,}")


def prepare(folder: Path, paragraphs: int, new: int, settings: Settings) -> Callable[[], str]:
    """Make the archive without the new paragraphs; return what adds them and builds anew."""
    samples = CorpusStore(":memory:")
    ingest(SAMPLES, samples, limits=Limits(bytes=1_000_000))
    texts = [one.text for one in samples.paragraphs() if len(one.text) > 100]
    real = load_encoder(None, settings.models_dir)
    encoder = DisturbingEncoder(real, real.encode_passages(texts))
    bridge = load_bridge(settings.dictionary, settings.data_dir / "dictionary")
    briefings, aside = folder / "briefings", folder / "aside"

    def make() -> str:
        store = CorpusStore(settings.corpus_db)
        ingest(briefings, store, limits=settings.limits)
        build(store, encoder, settings.index_dir, bridge=bridge)
        store.close()
        return current_id(settings.index_dir) or ""

    def add() -> str:
        for path in aside.iterdir():
            path.rename(briefings / path.name)
        return make()

    if not briefings.exists():
        write_briefings(briefings, texts, paragraphs)
    aside.mkdir(exist_ok=True)
    for path in sorted(briefings.iterdir())[-(-(paragraphs - new) // 40) :]:
        path.rename(aside / path.name)
    make()
    return add


def watches(count: int, texts: Sequence[str]) -> list[str]:
    """Return so many different topics and questions."""
    chance = random.Random(1)  # noqa: S311 (nothing secret)
    words = [_WORD.findall(text) for text in texts]
    words = [some for some in words if len(some) > 3]
    lines = [
        line
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    questions = sorted({json.loads(line)["question"] for line in lines})
    made: dict[str, None] = {}
    while len(made) < count:
        some = chance.choice(words)
        if len(made) % 2:
            start = chance.randrange(len(some) - 2)
            made[" ".join(some[start : start + chance.randint(1, 3)])] = None
        else:
            asked = chance.choice(questions).split()
            changed = [
                chance.choice(some) if chance.random() < _REPLACED else word for word in asked
            ]
            made[f"{' '.join(changed).rstrip('?!. ')}?"] = None
    return list(made)


@contextmanager
def peak() -> Iterator[list[float]]:
    """Look at the memory that the process has resident, in MB: before, and the most."""
    process, over = psutil.Process(), threading.Event()
    seen = [process.memory_info().rss / 1e6] * 2

    def look() -> None:
        while not over.wait(0.02):
            seen[1] = max(seen[1], process.memory_info().rss / 1e6)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


async def measure(
    services: Services,
    add: Callable[[], str],
    generation: str,
    followed: Sequence[str],
    args: argparse.Namespace,
) -> dict[str, Any]:
    """Return what it takes to match all that is followed, and to ask each by itself."""
    state, desk, now = services.state, services.desk, dt.datetime.now(dt.UTC)
    await newsdesk.look(services, generation)
    with state.atomic():
        for chat_id, text in enumerate(followed, 1):
            state.subscribers.open(chat_id, now)
            state.watches.add(chat_id, text, by=chat_id, at_once=True, now=now)
    encoded_with = await desk.run(lambda library: library.stock.encoded_with)
    start = time.perf_counter()
    for first in range(0, len(followed), _ENCODED):
        some = state.watches.encoded(first, _ENCODED, encoded_with)
        texts = [one.watch.text for one in some]
        vectors = await desk.run(partial(_encode, texts))
        made = zip((one.watch.id for one in some), vectors, strict=True)
        state.watches.keep_vectors(made, encoded_with)
    encoding = time.perf_counter() - start
    start = time.perf_counter()
    new = await newsdesk.look(services, add())
    looking = time.perf_counter() - start
    turns: list[float] = []
    run_slow = desk.run_slow

    async def timed(work: Callable[..., Any]) -> Any:
        begun = time.perf_counter()
        result = await run_slow(work)
        turns.append(time.perf_counter() - begun)
        return result

    desk.run_slow = timed  # type: ignore[method-assign]
    start = time.perf_counter()
    with peak() as memory:
        (news,) = state.news.to_match()
        found = await newsdesk.match(services, news)
    matching = time.perf_counter() - start
    desk.run_slow = run_slow  # type: ignore[method-assign]
    day, asked = now.date(), followed[:: max(1, len(followed) // args.singles)]
    start = time.perf_counter()
    for text in track(asked, "Asking each by itself"):
        await desk.run(partial(_ask, text, day))
    single = (time.perf_counter() - start) / len(asked)
    turns.sort()
    return {
        "paragraphs": args.paragraphs,
        "new paragraphs": new,
        "watches": len(followed),
        "passages found": found,
        "encoding all watches once, s": encoding,
        "building the index and looking for what is new, s": looking,
        "matching, s": matching,
        "memory before, MB": memory[0],
        "memory at most, MB": memory[1],
        "longest turn, s": turns[-1],
        "turn at p95, s": turns[int(0.95 * len(turns))],
        "asked one by one": len(asked),
        "one search, ms": 1000 * single,
        "all searches, s": single * len(followed),
        "matching / all searches": matching / (single * len(followed)),
    }


def _encode(texts: Sequence[str], library: Library) -> list[bytes]:
    return library.stock.encode(texts)


def _ask(text: str, day: dt.date, library: Library) -> None:
    library.ask(text, day)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=20_000)
    parser.add_argument("--new", type=int, default=500)
    parser.add_argument("--watches", type=int, default=10_000)
    parser.add_argument("--singles", type=int, default=10_000, help="asked by themselves")
    parser.add_argument("--keep", type=Path, help="folder for the archive")
    parser.add_argument("--results", type=Path, help="folder to keep the figures in")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        own = Settings.from_env()
        data = folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        for name in ("models", "dictionary"):
            if not (data / name).exists():
                (data / name).symlink_to((own.data_dir / name).resolve())
        for old in data.glob("bot.db*"):
            old.unlink()
        briefings = folder / "briefings"
        os.environ |= {"DATA_DIR": str(data), "BRIEFINGS_DIR": str(briefings)}
        settings = Settings.from_env()
        add = prepare(folder, args.paragraphs, args.new, settings)
        services = open_services(settings)
        generation = current_id(settings.index_dir) or ""
        store = CorpusStore(settings.corpus_db)
        followed = watches(args.watches, [one.text for one in store.paragraphs()])
        store.close()
        figures = asyncio.run(measure(services, add, generation, followed, args))
        services.close()
    table = Table("", "", title="Watches matched with what is new")
    for name, value in figures.items():
        table.add_row(name, f"{value:,.3f}" if isinstance(value, float) else f"{value:,}")
    Console(width=100).print(table)
    if args.results:
        keep(args.results, f"watches-{args.paragraphs}", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
