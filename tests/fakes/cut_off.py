"""A command of the program that loses its power, at each of its changes to the disk in turn.

``python -m tests.fakes.cut_off FOLDER COMMAND …`` copies the data folder to ``FOLDER-0`` and lets
the command end there before its first change, without any clearing up; in ``FOLDER-1`` before its
second, and so on until it comes to its end. With ``--again`` it is then run in each to its end.
"""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import sys
from typing import Any

from bot.cli import main

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "shutil.copyfile", "sqlite3.connect"}
_CUT = 9


class Power:
    """Counts what changes files below a folder and ends the process at one of these."""

    def __init__(self, folder: str, last: int) -> None:
        self._folder = folder
        self._left = last

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """Be told of what the interpreter is about to do; an audit hook."""
        writes = (
            event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        )
        vain = event == "os.remove" and not os.path.lexists(args[0])
        if (writes or event in _CHANGES) and not vain and self._folder in str(args[0]):
            self._left -= 1
            if self._left < 0:
                os._exit(_CUT)


def run(folder: str, command: list[str], last: int) -> int:
    """Run a command in a process of its own, to its end or the ``last`` change; its status."""
    child = os.fork()
    if not child:
        os.environ["DATA_DIR"] = folder
        sys.addaudithook(Power(folder, last).hook)
        os._exit(main(command))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def cut_off(folder: str, command: list[str]) -> None:
    """Do as the module says."""
    importlib.import_module(f"bot.commands.{command[0]}")  # once, and not in each of the processes
    again = "--again" in command
    command = [word for word in command if word != "--again"]
    for number in itertools.count():
        copy = shutil.copytree(folder, f"{folder}-{number}")
        status = run(copy, command, number)
        assert status in (0, _CUT)
        if again:
            assert run(shutil.copytree(copy, f"{copy}-again"), command, 10_000) == 0
        if status == 0:
            return


if __name__ == "__main__":
    cut_off(sys.argv[1], sys.argv[2:])
