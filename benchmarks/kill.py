"""`kill -9` at random moments under a stream of questions: what was answered, how often, in order.

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.kill --data-dir data
    python -m benchmarks.kill --kills 50 --chats 8 --seed 3

Starts the program against the Bot API server of the tests, with Telegram's limits kept; people in
several chats ask all the time. The program is killed at random moments and started again at once.
At the end every question must have its answer, once, and in each chat in the order of asking. An
answer may come twice only if it was on its way when the program was killed, and then it says so.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.fakes.answers import Verdict, judge
from tests.fakes.bot_api import FakeBotApi, Fault, FloodLimits
from tests.fakes.bot_process import BotProcess

QUESTIONS = (
    "how many ships does tianlu want by 2028",
    "Was ist mit Gallium?",
    "who pays for the gauges on the Syr Darya",
    "What is the capital of Australia?",
    "wer wird Preistreuhänder für elektroautos",
    "danke!",
    "Mindestpreis chinesische Kompaktwagen EU",
)


async def ask(
    api: FakeBotApi, chats: int, generator: random.Random, stop: asyncio.Event
) -> dict[int, list[int]]:
    """Let people ask until ``stop`` is set; return the message ids by chat."""
    asked: dict[int, list[int]] = {chat: [] for chat in range(1, chats + 1)}
    while not stop.is_set():
        chat = generator.randint(1, chats)
        text = generator.choice(QUESTIONS)
        asked[chat].append(await api.say(text, chat_id=chat))
        await asyncio.sleep(generator.expovariate(chats / 2.5))
    return asked


async def run(
    data_dir: Path, kills: int, chats: int, seed: int
) -> tuple[Verdict, list[str], float]:
    """Return the verdict, the requests that the server refused, and how long it took."""
    generator = random.Random(seed)  # noqa: S311 (nothing secret)
    start = time.monotonic()
    api = FakeBotApi(limits=FloodLimits())
    # Telegram takes its time, so that some kills come while a message is on its way.
    api.faults.append(Fault("sendMessage", 200, times=1_000_000, delay=0.15))
    await api.start()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(data_dir, Path(folder, "data")))
        (data / "bot.db").unlink(missing_ok=True)
        log = Path(folder, "log.txt")
        settings = {
            "ADMINS": ",".join(str(chat) for chat in range(1, chats + 1)),
            "QUESTIONS_PER_HOUR": "100000",
            "MONITOR_PORT": "0",
        }
        bot = BotProcess(api, data, log, **settings)
        stop = asyncio.Event()
        people = asyncio.create_task(ask(api, chats, generator, stop))
        for _ in track(range(kills), "Killing", console=Console(stderr=True)):
            await bot.start()
            await asyncio.sleep(generator.uniform(0.5, 6))
            await bot.kill()
        stop.set()
        asked = await people
        await bot.start()
        every = [question for questions in asked.values() for question in questions]

        def answered() -> bool:
            replied = {message.reply_to for message in api.sent}
            return all(question in replied for question in every)

        try:
            await api.wait(answered, seconds=120)
        except TimeoutError:
            print(_end_of(log), file=sys.stderr)
        await asyncio.sleep(2)
        await bot.stop()
        await api.stop()
    refused = [f"{call.method}: {call.description}" for call in api.refused()]
    return judge(asked, api.sent), refused, time.monotonic() - start


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-3000:]


def main(argv: Sequence[str] | None = None) -> int:
    """Print what became of the questions; 1 if something did that must not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--chats", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    os.environ["NO_PROXY"] = "127.0.0.1"
    verdict, refused, seconds = asyncio.run(
        run(args.data_dir.resolve(), args.kills, args.chats, args.seed)
    )
    table = Table(title=f"{args.kills} kills in {seconds:.0f} s, {args.chats} chats")
    table.add_column("what")
    table.add_column("number", justify="right")
    for what, number in (
        ("questions asked", verdict.asked),
        ("not answered", verdict.unanswered),
        ("came twice, on the way at a kill, said so", verdict.repeated),
        ("came twice otherwise", verdict.doubled),
        ("out of order in their chat", verdict.out_of_order),
        ("requests that the server refused", len(refused)),
    ):
        table.add_row(what, str(number))
    Console().print(table)
    for line in refused[:10]:
        print(line)
    return 0 if verdict.good and not refused else 1


if __name__ == "__main__":
    sys.exit(main())
