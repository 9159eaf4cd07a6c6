"""`kill -9` at twenty random moments of `ingest` and `build`, with the real program and model.

    python -m benchmarks.crash                      the samples
    python -m benchmarks.crash --rounds 5 --briefings ~/briefings

Each round begins with nothing but the exported model and the dictionary, is killed once at a
random moment, and is then started as a user would start it, with a question. The answer must come,
and the index must be, file by file, the one of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from index.generation import GENERATIONS, MANIFEST, current_id

ROOT = Path(__file__).parent.parent
QUESTION, ANSWER = "How many ships does Tianlu want by 2028?", "six such ships"


@dataclass(frozen=True, slots=True)
class Round:
    """What happened in one round."""

    seconds: float
    command: str
    answered: bool
    same: bool


class Trial:
    """One data folder with the model and dictionary of ``settings``, and the program run on it."""

    def __init__(self, data: Path, settings: Settings, briefings: Path) -> None:
        self.data = data
        data.mkdir(parents=True)
        for name in ("models", "dictionary"):
            (data / name).symlink_to((settings.data_dir / name).resolve())
        self.environment = os.environ | {
            "DATA_DIR": str(data),
            "BRIEFINGS_DIR": str(briefings),
            "TELEGRAM_BOT_TOKEN": "",
        }

    def start(self, command: str) -> subprocess.Popen[bytes]:
        """Start a command of the program in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *command.split()],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def answers(self) -> bool:
        """Start the program as a user does, put the question, and return whether it answered."""
        done = subprocess.run(
            [sys.executable, "-m", "bot"],
            cwd=ROOT,
            env=self.environment,
            input=QUESTION + "\n",
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0 and ANSWER in done.stdout

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file of the index that answers, but its time of creation."""
        place = self.data / "index" / GENERATIONS / (current_id(self.data / "index") or "none")
        return {
            path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(place.rglob("*"))
            if path.is_file() and path.name != MANIFEST
        }


def undisturbed(trial: Trial) -> tuple[dict[str, float], dict[str, str]]:
    """Return the seconds that each command takes, and the digests of the index."""
    seconds = {}
    for command in ("ingest", "build"):
        start = time.perf_counter()
        if trial.start(command).wait() != 0:
            raise SystemExit(f"`{command}` fails without being killed")
        seconds[command] = time.perf_counter() - start
    return seconds, trial.digests()


def disturb(trial: Trial, moment: float, seconds: dict[str, float]) -> str:
    """Run ingest and build, kill -9 whatever runs at the moment, and return its name."""
    for command, lasts in seconds.items():
        process = trial.start(command)
        if moment < lasts:
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            return command
        process.wait()
        moment -= lasts
    return "nothing"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the rounds, print a table, and return 1 if one of them ended otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--briefings", type=Path, help="folder to use instead of the samples")
    args = parser.parse_args(argv)
    settings = Settings.from_env()
    briefings = args.briefings or settings.briefings_dir
    generator = random.Random(args.seed)  # noqa: S311 (nothing secret)
    rounds = []
    with tempfile.TemporaryDirectory() as scratch:
        seconds, expected = undisturbed(Trial(Path(scratch, "undisturbed"), settings, briefings))
        for number in range(args.rounds):
            trial = Trial(Path(scratch, str(number)), settings, briefings)
            # Half of the rounds for each command, however much longer one of them takes.
            command = ("ingest", "build")[number % 2]
            before = seconds["ingest"] if command == "build" else 0.0
            moment = before + generator.uniform(0.2, 1) * seconds[command]
            killed = disturb(trial, moment, seconds)
            answered = trial.answers()
            rounds.append(Round(moment - before, killed, answered, trial.digests() == expected))
    _print(rounds, seconds)
    return 0 if all(one.answered and one.same for one in rounds) else 1


def _print(rounds: Sequence[Round], seconds: dict[str, float]) -> None:
    lasts = ", ".join(f"{command} {lasts:.1f} s" for command, lasts in seconds.items())
    table = Table(
        "killed", "after", "next start answers", "same index", title=f"Undisturbed: {lasts}"
    )
    for one in rounds:
        words = ["yes" if fact else "[red]no[/]" for fact in (one.answered, one.same)]
        table.add_row(one.command, f"{one.seconds:.2f} s", *words)
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
