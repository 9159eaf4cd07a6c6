"""Thousands of digests due at once, over HTTP, while others ask: ``python -m benchmarks.delivery``.

    python -m benchmarks.delivery                            10,000 readers, Telegram's limits
    python -m benchmarks.delivery --readers 2000 --kills 50  kill -9 all the while

Starts the program against the Bot API server of the tests. Every reader is due a digest at the same
minute, every fourth one of two messages. With ``--kills`` the program is killed at random moments
and started again at once; Telegram then takes its time, so that messages are on their way when it
happens. What arrived is compared with what the program noted.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.common import keep
from benchmarks.load import percentile
from benchmarks.readership import FOLLOWERS, make_readership
from bot.access import Role
from bot.settings import Settings
from bot.state.store import State
from index.evaluation.questions import read_questions
from tests.fakes.bot_api import FakeBotApi, Fault, FloodLimits
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_process import BotProcess

QUESTIONS = Path(__file__).with_name("questions") / "samples.jsonl"
#: People who ask have numbers from here on; seconds between two questions.
ASKING, ASKERS, EVERY = 1_000_000, 300, 1.0
#: Messages of digests that may leave in a second: the bulk lane's share (``bot.delivery.pace``).
ALLOWED = 20.0
#: Seconds that the server takes for a message while the program is being killed.
DELAY = 0.15
#: Seconds without a message after which nothing more is expected.
QUIET = 20.0


async def ask(api: FakeBotApi, stop: asyncio.Event) -> dict[tuple[int, int], float]:
    """Let somebody ask every second until ``stop`` is set; return when each question was asked."""
    texts = [(q.question, q.language or "en") for q in read_questions(QUESTIONS)]
    asked: dict[tuple[int, int], float] = {}
    while not stop.is_set():
        person = ASKING + len(asked) % ASKERS
        text, language = texts[len(asked) % len(texts)]
        said = await api.say(text, chat_id=person, language=language)
        asked[person, said] = api.now()
        await asyncio.sleep(EVERY)
    return asked


def digests(api: FakeBotApi, readers: int) -> list[Sent]:
    """Return the messages of digests that have arrived."""
    return [sent for sent in api.sent if 0 < sent.chat_id <= readers]


async def all_arrived(api: FakeBotApi, readers: int, database: Path) -> None:
    """Return when the program has nothing left to send."""
    with Progress(console=Console(stderr=True)) as progress:
        bar = progress.add_task("Digests", total=readers + readers // FOLLOWERS)
        last, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            await asyncio.sleep(1)
            count = len(digests(api, readers))
            progress.update(bar, completed=count)
            if count != last or (count == 0 and _open(database)):
                last, since = count, time.monotonic()


def _open(database: Path) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM subscribers WHERE due_at < ?", _soon())
                   .fetchone()[0])  # fmt: skip


def _soon() -> tuple[str]:
    return ((dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat(timespec="seconds"),)


async def run(args: argparse.Namespace, folder: Path, due: dt.datetime) -> dict[str, Any]:
    """Return what came of it."""
    api = FakeBotApi(limits=FloodLimits())
    if args.kills:
        api.faults.append(Fault("sendMessage", 200, times=10**9, delay=DELAY))
    await api.start()
    data, log = folder / "data", folder / "log.txt"
    for chat_id in (*range(1, args.readers + 1), *range(ASKING, ASKING + ASKERS)):
        api.open_chat(chat_id)
    bot = BotProcess(api, data, log, ADMINS="", LOG_LEVEL="INFO", QUESTIONS_PER_HOUR="100000")
    await bot.start()
    await asyncio.sleep(max(0.0, (due - dt.datetime.now(dt.UTC)).total_seconds()))
    stop, killed = asyncio.Event(), 0
    asking = asyncio.create_task(ask(api, stop)) if not args.kills else None
    chance = random.Random(args.seed)  # noqa: S311 (nothing secret)
    while killed < args.kills:
        await asyncio.sleep(chance.uniform(0.5, 4))
        await bot.kill()
        killed += 1
        await bot.start()
    await all_arrived(api, args.readers, data / "bot.db")
    stop.set()
    asked = await asking if asking else {}
    await asyncio.sleep(3)
    await bot.stop()
    await api.stop()
    figures = judge(digests(api, args.readers), data / "bot.db", args.readers)
    figures |= {"kills": killed} if killed else pace_of(digests(api, args.readers))
    if asked:
        figures |= answers_of(api, asked)
    figures["requests refused"] = len([c for c in api.refused() if c.status != 429])
    figures["429"] = len(api.floods())
    figures["429 not waited for"] = not_waited_for(api)
    return figures


def judge(sent: Sequence[Sent], database: Path, readers: int) -> dict[str, Any]:
    """Return what became of every edition: what readers have against what is noted."""
    noted: dict[int, list[tuple[int, str]]] = defaultdict(list)
    with sqlite3.connect(database) as db:
        for chat_id, part, state in db.execute(
            "SELECT chat_id, part, state FROM outbox ORDER BY chat_id, part"
        ):
            noted[chat_id].append((part, state))
        fates = Counter(dict(db.execute("SELECT fate, count(*) FROM editions GROUP BY fate")))
    db.close()
    got: dict[int, Counter[str]] = defaultdict(Counter)
    for message in sent:
        got[message.chat_id][message.text.partition("\n")[0]] += 1
    counts: Counter[str] = Counter()
    for chat_id in range(1, readers + 1):
        states = [state for _, state in noted[chat_id]]
        wanted = 2 if chat_id % FOLLOWERS == 0 else 1
        arrived, unknown = got[chat_id].total(), states.count("unknown")
        counts["lost"] += len(states) != wanted or arrived + unknown < wanted
        counts["twice"] += max(got[chat_id].values(), default=0) > 1 or arrived > wanted
        counts["sent, noted and not there"] += states.count("sent") > arrived
        counts["not at its end"] += any(state in ("queued", "sending") for state in states)
        counts["in doubt"] += unknown
        counts["in doubt, arrived"] += max(0, arrived - states.count("sent"))
    return {
        "readers": readers,
        "editions done": fates["done"],
        "messages that arrived": len(sent),
        **{name: counts[name] for name in (
            "lost", "twice", "sent, noted and not there", "not at its end",
            "in doubt", "in doubt, arrived",
        )},
    }  # fmt: skip


def pace_of(sent: Sequence[Sent]) -> dict[str, Any]:
    """Return how quickly messages came, overall and in the steady part of it."""
    times = sorted(message.time for message in sent)
    begun, ended = times[0], times[-1]
    seconds = Counter(int(at - begun) for at in times)
    steady = [seconds[n] for n in range(5, int((ended - begun) * 0.9))]
    return {
        "took, s": ended - begun,
        "messages a second": len(times) / (ended - begun),
        "steady, a second": sum(steady) / max(len(steady), 1),
        "allowed, a second": ALLOWED,
        "most in one second": max(seconds.values()),
    }


def answers_of(api: FakeBotApi, asked: dict[tuple[int, int], float]) -> dict[str, Any]:
    """Return how long the questions waited that were asked meanwhile, by the server's clock."""
    first: dict[tuple[int, int], float] = {}
    for message in api.sent:
        question = (message.chat_id, message.reply_to or 0)
        if question in asked:
            first.setdefault(question, message.time)
    waited = sorted(first[question] - asked[question] for question in first)
    return {
        "questions asked meanwhile": len(asked),
        "not answered": len(asked) - len(first),
        "answer p50, s": percentile(waited, 0.5),
        "answer p95, s": percentile(waited, 0.95),
        "answer p99, s": percentile(waited, 0.99),
    }


def not_waited_for(api: FakeBotApi) -> int:
    """Return how many messages to a chat came before it was over what a 429 asked to wait for."""
    ignored = 0
    for flood in api.floods():
        told = re.search(r"retry after (\d+)", flood.description)
        wait = float(told[1]) if told else 1.0
        ignored += any(
            call.began < flood.ended + wait - 0.05
            for call in api.calls[api.calls.index(flood) + 1 :][:50]
            if call.parameters.get("chat_id") == flood.parameters.get("chat_id")
        )
    return ignored


def main(argv: Sequence[str] | None = None) -> int:
    """Print what became of the digests; return 1 if something did that must not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, help="folder to keep the figures in")
    args = parser.parse_args(argv)
    os.environ["NO_PROXY"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        due = make_readership(folder, Settings.from_env(), args.readers, dt.timedelta(seconds=10))
        state = State(folder / "data" / "bot.db")
        with state.atomic():
            for person in range(ASKING, ASKING + ASKERS):
                state.people.let_in(person, Role.READER, by=None, now=due)
        state.close()
        figures = asyncio.run(run(args, folder, due))
    table = Table("", "", title=f"{args.readers:,} digests due at once")
    for name, value in figures.items():
        table.add_row(name, f"{value:,.2f}" if isinstance(value, float) else f"{value:,}")
    Console(width=100).print(table)
    if args.results:
        keep(args.results, "delivery-killed" if args.kills else "delivery", figures)
    wrong = ("lost", "twice", "sent, noted and not there", "not at its end", "429 not waited for")
    return 1 if any(figures[name] for name in wrong) or figures["requests refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
