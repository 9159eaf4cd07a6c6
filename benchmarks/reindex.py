"""The index made anew under a stream of questions: ``python -m benchmarks.reindex``.

    python -m benchmarks.reindex --paragraphs 20000 --kills 20
    python -m benchmarks.reindex --new 2000              most of it is there already

Starts the program against the Bot API server of the tests, with Telegram's limits kept. People ask
twice a second, first while nothing else happens and then while ``/reindex`` reads and encodes what
is new, or everything again. Then a reindexing of everything is cancelled, and the program is killed
at random moments of others, before each of which a briefing comes in: the index before must answer
at once, and the last run must come to its end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.big_corpus import (
    PARAGRAPHS_PER_BRIEFING,
    DisturbingEncoder,
    write_briefings,
)
from benchmarks.common import keep
from benchmarks.kill import QUESTIONS
from benchmarks.load import percentile
from bot.archive import opening
from bot.settings import SAMPLES, Settings
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index.build import build
from index.generation import current_id
from tests.fakes.bot_api import FakeBotApi, FloodLimits
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_process import BotProcess

ADMIN, FIRST_READER, READERS = 7, 100, 20
#: Questions a second, and how many while nothing else happens.
RATE, IDLE = 2.0, 120
#: What a reindexing says when it has ended.
ENDS = ("answers.", "could not be done", "up to date")


class Company:
    """People who ask; ``asked``: when each question was, by chat and message."""

    def __init__(self, api: FakeBotApi, seed: int) -> None:
        self._api = api
        self._chance = random.Random(seed)  # noqa: S311 (nothing secret)
        self.asked: dict[tuple[int, int], float] = {}

    async def ask(self) -> None:
        """Ask one question."""
        chat = FIRST_READER + len(self.asked) % READERS
        text = self._chance.choice(QUESTIONS[:5])
        sent = self._api.clock()
        self.asked[chat, await self._api.say(text, chat_id=chat)] = sent

    async def ask_until(self, stop: asyncio.Event) -> None:
        """Ask at an even rate."""
        while not stop.is_set():
            await self.ask()
            await asyncio.sleep(1 / RATE)

    def waited(self, since: float) -> tuple[list[float], int]:
        """Return how long the questions since then waited, sorted, and how many do yet."""
        first: dict[tuple[int, int], float] = {}
        for message in self._api.sent:
            first.setdefault((message.chat_id, message.reply_to or 0), message.time)
        wanted = {key: at for key, at in self.asked.items() if at >= since}
        waited = sorted(first[key] - at for key, at in wanted.items() if key in first)
        return waited, len(wanted) - len(waited)


def make_briefings(folder: Path, paragraphs: int) -> None:
    """Write briefings like the samples, with so many paragraphs."""
    store = CorpusStore(":memory:")
    ingest(SAMPLES, store, limits=Limits())
    write_briefings(folder, [one.text for one in store.paragraphs()], paragraphs)


def build_quickly(data: Path, briefings: Path) -> None:
    """Build an index whose vectors cost nothing: what is measured encodes everything again."""
    settings = Settings.from_env(
        dict(os.environ) | {"DATA_DIR": str(data), "BRIEFINGS_DIR": str(briefings)}
    )
    store = CorpusStore(settings.corpus_db)
    ingest(briefings, store, limits=settings.limits)
    encoder, bridge = opening.open_encoder(settings), opening.open_bridge(settings)
    texts = [one.text for _, one in zip(range(1000), store.paragraphs(), strict=False)]
    quick = DisturbingEncoder(encoder, encoder.encode_passages(texts))
    build(store, quick, settings.index_dir, bridge=bridge)
    store.close()


async def shows(sent: Sent, *words: str, seconds: float = 3600) -> None:
    """Wait until a message shows one of some words."""
    async with asyncio.timeout(seconds):
        while not any(one in sent.text for one in words):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def reindex(api: FakeBotApi, *, full: bool = False) -> Sent:
    """Ask for a reindexing; return the message that tells of it."""
    known = len(api.sent)
    await api.say("/reindex full" if full else "/reindex", chat_id=ADMIN)
    async with asyncio.timeout(60):
        while not any(one.chat_id == ADMIN for one in api.sent[known:]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return next(one for one in reversed(api.sent) if one.chat_id == ADMIN)


def edits_of(api: FakeBotApi, sent: Sent) -> list[float]:
    """Return the seconds between two changes of a message."""
    times = [
        call.began
        for call in api.calls
        if call.method == "editMessageText"
        and call.parameters.get("message_id") == sent.message_id
        and call.parameters.get("chat_id") == sent.chat_id
    ]
    return [after - before for before, after in pairwise(times)]


def children() -> list[psutil.Process]:
    """Return the processes that reindex."""
    return [
        one
        for one in psutil.process_iter(["cmdline"])
        if "--for-bot" in (one.info["cmdline"] or [])
    ]


async def under_questions(
    api: FakeBotApi, company: Company, change: Callable[[], None], *, full: bool
) -> dict[str, Any]:
    """Reindex what ``change`` has changed while people ask; return the figures."""
    began = api.clock()
    for _ in range(IDLE):
        await company.ask()
        await asyncio.sleep(1 / RATE)
    await asyncio.sleep(3)
    idle, missing = company.waited(began)
    stop, since, begun = asyncio.Event(), api.clock(), time.monotonic()
    asking = asyncio.create_task(company.ask_until(stop))
    await asyncio.to_thread(change)
    message = await reindex(api, full=full)
    await shows(message, *ENDS)
    took = time.monotonic() - begun
    stop.set()
    await asking
    await asyncio.sleep(5)
    busy, failed = company.waited(since)
    gaps = edits_of(api, message)
    return {
        "idle: questions, not answered": [len(idle), missing],
        "idle p50, p95, s": [percentile(idle, 0.5), percentile(idle, 0.95)],
        "reindexing took, s": took,
        "ended": message.text.partition("\n")[0],
        "meanwhile: questions, not answered": [len(busy), failed],
        "meanwhile p50, p95, s": [percentile(busy, 0.5), percentile(busy, 0.95)],
        "p95 to idle p95": percentile(busy, 0.95) / percentile(idle, 0.95),
        "edits, shortest gap, s": [len(gaps), min(gaps, default=0.0)],
    }


async def cancelling(api: FakeBotApi) -> dict[str, Any]:
    """Cancel a reindexing of everything; return how long that takes."""
    message = await reindex(api, full=True)
    await shows(message, "Encoding")
    pressed = time.monotonic()
    await api.press(message, "Cancel")
    await shows(message, "Ended.", seconds=60)
    told = time.monotonic() - pressed
    return {"cancelled after, s": told, "processes left": len(children())}


async def killing(
    api: FakeBotApi,
    bot: BotProcess,
    company: Company,
    index: Path,
    feeds: Sequence[Callable[[], None]],
) -> dict[str, Any]:
    """Kill the bot at random moments of reindexings; return what became of it all.

    feeds: each lets another briefing come in before the next kill.
    """
    chance, answered, left = random.Random(5), 0, 0  # noqa: S311
    message = await reindex(api)
    for feed in feeds:
        await asyncio.to_thread(feed)
        await asyncio.sleep(chance.uniform(0.5, 15))
        before = current_id(index)
        await bot.kill()
        await asyncio.sleep(2)
        left += len(children())
        await bot.start()
        since = api.clock()
        await company.ask()
        for _ in range(600):
            if not company.waited(since)[1]:
                break
            await asyncio.sleep(0.1)
        answered += not company.waited(since)[1] and before is not None
        if any(end in message.text for end in ENDS):
            message = await reindex(api)
    await shows(message, *ENDS)
    if "could not" in message.text:
        message = await reindex(api)
        await shows(message, *ENDS)
    return {
        "kills": len(feeds),
        "answered right after": answered,
        "processes left behind": left,
        "the last run": message.text.partition("\n")[0],
    }


async def run(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Return all figures."""
    data, briefings = folder / "data", folder / "briefings"
    aside = folder / "aside"
    make_briefings(aside, args.paragraphs)
    files = sorted(aside.iterdir())
    late = files[: -(-(args.new or 0) // PARAGRAPHS_PER_BRIEFING)]
    later = files[len(late) : len(late) + args.kills]
    briefings.mkdir()
    for path in files[len(late) + len(later) :]:
        path.rename(briefings / path.name)

    def change(some: Sequence[Path]) -> None:
        for path in some:
            path.rename(briefings / path.name)

    own = Settings.from_env().data_dir
    data.mkdir()
    for name in ("models", "dictionary"):
        if (own / name).exists():
            (data / name).symlink_to((own / name).resolve())
    build_quickly(data, briefings)
    api = FakeBotApi(limits=FloodLimits())
    await api.start()
    admins = ",".join(map(str, (ADMIN, *range(FIRST_READER, FIRST_READER + READERS))))
    settings = {
        "ADMINS": admins,
        "BRIEFINGS_DIR": str(briefings),
        "LOG_LEVEL": "INFO",
        "QUESTIONS_PER_HOUR": "100000",
    }
    bot = BotProcess(api, data, folder / "log.txt", **settings)
    await bot.start()
    company = Company(api, args.seed)
    figures: dict[str, Any] = {"paragraphs": args.paragraphs, "new": args.new or args.paragraphs}
    try:
        for _ in range(5):
            await company.ask()
            await asyncio.sleep(2)
        full = args.new is None
        figures |= await under_questions(api, company, partial(change, late), full=full)
        figures |= await cancelling(api)
        if args.kills:
            feeds = [partial(change, [path]) for path in later]
            figures |= await killing(api, bot, company, data / "index", feeds)
    finally:
        await bot.stop()
        await api.stop()
    return figures


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=20_000)
    parser.add_argument("--new", type=int, help="so many of them are new; else all are read anew")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, help="folder to keep the figures in")
    args = parser.parse_args(argv)
    os.environ["NO_PROXY"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(run(args, Path(folder)))
    table = Table("", "", title=f"Reindexing {args.paragraphs:,} paragraphs")
    for name, value in figures.items():
        shown = value if isinstance(value, list) else [value]
        table.add_row(
            name, ", ".join(f"{one:,.2f}" if isinstance(one, float) else str(one) for one in shown)
        )
    Console(width=100).print(table)
    if args.results:
        keep(args.results, f"reindex-{args.paragraphs}", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
