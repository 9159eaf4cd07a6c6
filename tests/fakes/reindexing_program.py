"""Stands in for ``python -m bot``: reindexes nothing, and says what a test wrote for it.

``python reindexing_program.py FOLDER reindex …`` notes its arguments, its number and how many lines
FOLDER/briefings/letter.txt has, in FOLDER, prints the lines of FOLDER/says one after another, and
waits at a line ``wait`` for FOLDER/go.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    folder = Path(sys.argv[1])
    with (folder / "calls").open("a") as calls:
        calls.write(" ".join(sys.argv[2:]) + "\n")
    letter = folder / "briefings" / "letter.txt"
    found = len(letter.read_text().splitlines()) if letter.exists() else 0
    with (folder / "lines").open("a") as lines:
        lines.write(f"{found}\n")
    (folder / "pid").write_text(str(os.getpid()))
    (folder / "token").write_text(os.environ.get("TELEGRAM_BOT_TOKEN", "unset"))
    for line in (folder / "says").read_text().splitlines():
        if line == "wait":
            while not (folder / "go").exists():
                time.sleep(0.01)
        elif line.startswith("exit "):
            sys.stderr.write("Something is wrong with the disk\n")
            sys.exit(int(line.removeprefix("exit ")))
        else:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
