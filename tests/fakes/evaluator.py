"""The program as far as it evaluates: it prints the figures that lie beside the questions.

Beside ``questions.jsonl`` lie ``figures.json``, or ``error.txt`` with what goes wrong; while
``hold`` lies there it goes on; ``started`` is written to when it begins.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, str(Path(__file__).resolve()))


def figures(generation: str = "g1", **changes: Any) -> dict[str, Any]:
    """Return what ``briefing-bot evaluate --json`` prints."""
    row = {
        "direction": "de→en",
        "questions": 12,
        "recall_1": 0.5,
        "recall_3": 0.75,
        "recall_5": 0.75,
        "mrr": 0.6,
        "ndcg_10": 0.62,
        "highlight": 1.0,
        "answered": 0.5,
        "withheld": 0.25,
    }
    nothing = {"language": "de", "questions": 4, "false_answers": 0.25, "shown": 0.5}
    return {
        "generation": generation,
        "directions": [row | changes.pop("row", {})],
        "unanswerable": 4,
        "false_answers": 0.25,
        "shown": 0.5,
        "nothing": [nothing],
        "p50": 0.041,
        "p95": 0.09,
        "unmatched": [],
    } | changes


def main(file: Path) -> int:
    """Behave like the command."""
    folder = file.parent
    with (folder / "started").open("a", encoding="utf-8") as started:
        started.write(f"{os.getpriority(os.PRIO_PROCESS, 0)} {os.getpid()}\n")
    while (folder / "hold").exists():
        time.sleep(0.02)
    if (folder / "error.txt").exists():
        sys.stderr.write((folder / "error.txt").read_text(encoding="utf-8"))
        return 1
    figures = (folder / "figures.json").read_text(encoding="utf-8")
    sys.stdout.write(figures)
    return 0


if __name__ == "__main__":
    # as the program is called: evaluate FILE --json
    assert sys.argv[1] == "evaluate"
    assert sys.argv[3] == "--json"
    sys.exit(main(Path(sys.argv[2])))
