"""A thousand people ask at once, while an index is being built and others say /start.

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.load --data-dir data
    python -m benchmarks.load --people 200 --rounds 3 --waiting 2000

Starts the program against the Bot API server of the tests, with Telegram's limits kept. In every
round all ask within a moment, some of them three questions; each must be answered, in the order of
asking, or told that the bot is busy. Meanwhile other people say /start, four times a second, and
another process builds the index of a larger archive from nothing, again and again.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.common import keep
from benchmarks.company import Builder, Footprint
from benchmarks.crowd import PINGERS, PINGING, Crowd
from bot.access import Role
from bot.messages.choose import MESSAGES
from bot.state.store import State
from tests.fakes.bot_api import FakeBotApi, FloodLimits
from tests.fakes.bot_process import BotProcess

#: Seconds that a round may take at most, and that the bot may rest after it.
PATIENCE, REST = 900.0, 3.0
BUSY = tuple(text.asking.busy.split("**")[1] for text in MESSAGES.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """What a round came to. Times are seconds, memory is megabytes.

    unanswered: neither answered nor told busy. doubled: answered more than once. out_of_order:
    answers that came before that of an earlier question of the same person. processor: time of
    one processor that the bot used.
    """

    asked: int
    answered: int
    busy: int
    unanswered: int
    doubled: int
    out_of_order: int
    answers: tuple[float, ...]
    starts: tuple[float, ...]
    memory: tuple[float, float, float]
    files: tuple[int, int]
    seconds: float
    processor: float


async def round_of(api: FakeBotApi, crowd: Crowd, bot: Footprint) -> Figures:
    """Let everybody ask, wait for the last reply, and return the figures."""
    before, began = len(api.sent), time.monotonic()
    memory, files, bot.peak, used = bot.now(), bot.files(), 0.0, bot.seconds()
    pinging = asyncio.create_task(crowd.say_start())
    async with bot.watched():
        await crowd.ask()
        try:
            async with asyncio.timeout(PATIENCE):
                while not crowd.all_replied():  # noqa: ASYNC110 (a look at all is not for each)
                    await asyncio.sleep(0.5)
        except TimeoutError:
            print("Not every question was answered in time", file=sys.stderr)
        seconds = time.monotonic() - began
        pinging.cancel()
        await asyncio.sleep(REST)
    sent = api.sent[before:]
    first, wrong = crowd.judge(sent)
    busy = [message for message in first if message.text.startswith(BUSY)]
    answered = [message for message in first if not message.text.startswith(BUSY)]
    return Figures(
        asked=len(first) + wrong["unanswered"],
        answered=len(answered),
        busy=len(busy),
        **wrong,
        answers=crowd.waited(answered),
        starts=crowd.starts(sent),
        memory=(memory, bot.peak, bot.now()),
        files=(files, bot.files()),
        seconds=seconds,
        processor=bot.seconds() - used,
    )


async def run(args: argparse.Namespace, folder: Path) -> tuple[list[Figures], FakeBotApi, int]:
    """Return the figures of each round, the server, and how many indexes were built meanwhile."""
    data = Path(shutil.copytree(args.data_dir, folder / "bot", symlinks=True))
    let_in(data / "bot.db", (*range(1, args.people + 1), *range(PINGING, PINGING + PINGERS)))
    builder = Builder(args.data_dir, folder / "archive", args.paragraphs)
    await builder.ingest()
    api = FakeBotApi(limits=FloodLimits())
    await api.start()
    bot = BotProcess(
        api, data, folder / "log.txt",
        ADMINS="", LOG_LEVEL="INFO", QUESTIONS_PER_HOUR="100000", MAX_WAITING=str(args.waiting),
    )  # fmt: skip
    for person in (*range(1, args.people + 1), *range(PINGING, PINGING + PINGERS)):
        api.open_chat(person)
    await bot.start()
    try:
        await api.say("gallium", chat_id=PINGING)
        await api.replies(1, seconds=120)
        crowd, footprint = Crowd(api, args.people), Footprint(bot.pid)
        async with builder.at_work():
            figures = [await round_of(api, crowd, footprint) for _ in range(args.rounds)]
    finally:
        await bot.stop()
        await api.stop()
    return figures, api, builder.built


def let_in(bot_db: Path, people: Sequence[int]) -> None:
    """Make these people readers, in an empty ``bot.db``."""
    bot_db.unlink(missing_ok=True)
    state = State(bot_db)
    for person in people:
        state.people.let_in(person, Role.READER, by=None, now=dt.datetime.now(dt.UTC))
    state.close()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def table(rounds: Sequence[Figures], title: str) -> Table:
    """Return the figures as a table, a column for each round."""
    shown = Table("", *(f"round {number}" for number in range(1, len(rounds) + 1)), title=title)
    for name in ("asked", "answered", "busy", "unanswered", "doubled", "out_of_order"):
        shown.add_row(name.replace("_", " "), *(f"{getattr(one, name):,}" for one in rounds))
    for name in ("answers", "starts"):
        for share in (0.5, 0.95, 0.99):
            values = [percentile(getattr(one, name), share) for one in rounds]
            label = f"{'answer' if name == 'answers' else '/start'} p{share * 100:.0f}"
            shown.add_row(label, *(f"{value:.2f} s" for value in values))
    for place, label in enumerate(("before", "peak", "after")):
        shown.add_row(f"memory {label}", *(f"{one.memory[place]:.0f} MB" for one in rounds))
    shown.add_row("open files", *(f"{one.files[0]} → {one.files[1]}" for one in rounds))
    shown.add_row("took", *(f"{one.seconds:.0f} s" for one in rounds))
    shown.add_row("processor time", *(f"{one.processor:.0f} s" for one in rounds))
    return shown


def main() -> int:
    """Print the figures; return 1 if a question was lost or a rule of Telegram's broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--waiting", type=int, default=500, help="as MAX_WAITING")
    parser.add_argument("--paragraphs", type=int, default=4000, help="of the archive that is built")
    parser.add_argument("--results", type=Path, help="folder to keep the figures in")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds, api, built = asyncio.run(run(args, Path(folder)))
    console = Console()
    console.print(table(rounds, f"{args.people:,} people ask at once; {built} indexes were built"))
    refused = [f"{call.method}: {call.description}" for call in api.refused()]
    console.print(f"Refused requests: {len(refused)}; 429s provoked: {len(api.floods())}")
    for line in dict.fromkeys(refused):
        console.print(f"  {line}")
    if args.results:
        keep(args.results, "load", [asdict(one) for one in rounds])
    lost = any(one.unanswered or one.doubled or one.out_of_order for one in rounds)
    return 1 if lost or refused or api.floods() else 0


if __name__ == "__main__":
    sys.exit(main())
