"""Conversations with the bot, drawn as a phone shows them.

Starts the program against the fake Bot API server of the tests, holds the conversations of the
scripts and draws each into one tall picture::

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.pictures --data-dir data --out pictures
    python -m benchmarks.pictures --out pictures --only group inline

Fails if the server refused any request of the bot's.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.pictures import script_answers
from benchmarks.pictures.people import ADMIN
from benchmarks.pictures.screen import draw
from benchmarks.pictures.stage import Stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess

Script = Callable[[Stage], Awaitable[None]]
SCRIPTS: dict[str, Script] = {
    "english_question": script_answers.english_question,
    "german_question": script_answers.german_question,
}


async def hold(names: list[str], data_dir: Path, out: Path) -> None:
    """Hold the conversations and draw them. Raises AssertionError for a refused request."""
    api = FakeBotApi()
    await api.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(api, data_dir, Path(folder) / "log.txt", ADMINS=str(ADMIN.id))
        await bot.start()
        try:
            stage = Stage(api, data_dir)
            for name in names:
                stage.begin()
                await SCRIPTS[name](stage)
                draw(stage.picture(name)).save(out / f"{name}.png")
                print(out / f"{name}.png")
        finally:
            await bot.stop()
            await api.stop()
    assert not api.refused(), api.refused()


def main() -> None:
    """Draw the conversations."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    parser.add_argument("--only", nargs="+", choices=SCRIPTS, default=list(SCRIPTS))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(hold(args.only, args.data_dir.resolve(), args.out))


if __name__ == "__main__":
    main()
