"""Conversations with the bot, drawn as a phone shows them.

Starts the program against the fake Bot API server of the tests, holds the conversations of the
scripts and draws each into one tall picture::

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.pictures --data-dir data --out pictures
    python -m benchmarks.pictures --out pictures --only 05_group 06_inline

Fails if the server refused any request of the bot's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.pictures import (
    script_answers,
    script_figures,
    script_groups,
    script_privacy,
    script_reading,
)
from benchmarks.pictures.newsstand import open_newsstand
from benchmarks.pictures.people import ADMIN, CARLA, READERS
from benchmarks.pictures.screen import draw
from benchmarks.pictures.script_admins import ADMIN_SCENES
from benchmarks.pictures.script_digests import SCENES as DIGEST_SCENES
from benchmarks.pictures.stage import Stage
from bot.settings import Settings
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess

_QUESTIONS = Path(__file__).resolve().parents[1] / "questions" / "samples.jsonl"
_REQUEST = {"de": "Zugang erbitten", "en": "Request access"}

Script = Callable[[Stage], Awaitable[None]]
SCRIPTS: dict[str, Script] = {
    "01_first_contact": script_answers.first_contact,
    "02_passages": script_answers.passages,
    "03_follow_up": script_answers.follow_up,
    "04_not_covered": script_answers.not_covered,
    "05_group": script_groups.group,
    "06_inline": script_groups.inline,
    "07_timeline": script_reading.timeline,
    "08_browsing": script_reading.browsing,
    "10_privacy": script_privacy.privacy,
    "11_errors": script_privacy.errors,
    "12_administration": script_privacy.administration,
    "22_status": script_figures.status,
    "23_stats": script_figures.stats,
    "25_evaluation": script_figures.evaluation,
    # they change what briefings there are, so that they come last
    "09_citing": script_reading.citing,
    "24_coverage": script_figures.coverage,
}


SCENES = DIGEST_SCENES | ADMIN_SCENES


async def hold(names: list[str], data_dir: Path, out: Path) -> None:
    """Hold the conversations and draw them. Raises AssertionError for a refused request."""
    api = FakeBotApi()
    await api.start()
    with tempfile.TemporaryDirectory() as folder:
        admins = f"{ADMIN.id},{CARLA.id}"
        settings = {"ADMINS": admins, "EVALUATION_FILE": str(_QUESTIONS)}
        bot = BotProcess(api, data_dir, Path(folder) / "log.txt", **settings)
        await bot.start()
        try:
            stage = Stage(api, data_dir)
            await let_in(stage)
            for name in names:
                stage.begin()
                try:
                    await SCRIPTS[name](stage)
                finally:  # a picture of how far it came tells why
                    draw(stage.picture(name)).save(out / f"{name}.png")
                    print(out / f"{name}.png")
        finally:
            await bot.stop()
            await api.stop()
    assert not api.refused(), api.refused()


async def play(name: str, own: Settings, out: Path) -> None:
    """Let digests arrive, and draw them."""
    scene = SCENES[name]
    with tempfile.TemporaryDirectory() as folder:
        async with open_newsstand(Path(folder), own, scene.new) as stand:
            try:
                await scene.play(stand)
            finally:
                draw(stand.picture(name)).save(out / f"{name}.png")
                print(out / f"{name}.png")


async def let_in(stage: Stage) -> None:
    """Let everybody in who only reads."""
    await stage.say(ADMIN, "/start")
    for person in READERS:
        await stage.say(person, "/start")
        await stage.press(person, _REQUEST[person.language])
        await stage.press(ADMIN, "Let in")


def main() -> None:
    """Draw the conversations."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    every = [*SCRIPTS, *SCENES]
    parser.add_argument("--only", nargs="+", choices=every, default=every)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = [name for name in args.only if name in SCRIPTS]
    if names:
        asyncio.run(hold(names, args.data_dir.resolve(), args.out))
    os.environ["DATA_DIR"] = str(args.data_dir.resolve())
    own = Settings.from_env()
    for name in args.only:
        if name in SCENES:
            asyncio.run(play(name, own, args.out))


if __name__ == "__main__":
    main()
