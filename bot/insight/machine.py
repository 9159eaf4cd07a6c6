"""What the bot takes of the machine it runs on. Blocking where it looks at the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Where Linux tells how many pages of memory a process takes: in all, and resident.
_MEMORY = Path("/proc/self/statm")
#: Of a disk, less than either is too little: the next build may fail.
_LEAST_SHARE, _LEAST_BYTES = 0.05, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Space:
    """The room on a disk, in bytes."""

    free: int
    total: int

    def is_short(self, *, margin: float = 1.0) -> bool:
        """Whether too little is free."""
        least = max(_LEAST_BYTES, _LEAST_SHARE * self.total)
        return self.free < margin * least


def space_in(folder: Path) -> Space:
    """Return the room on the disk of a folder. Raises OSError."""
    usage = shutil.disk_usage(folder)
    return Space(usage.free, usage.total)


@dataclass(frozen=True, slots=True)
class Machine:
    """What cannot be known is None.

    used: bytes of the data folder; space: on its disk. memory: resident bytes of this process.
    """

    used: int | None
    space: Space | None
    memory: int | None


def look(folder: Path | None) -> Machine:
    """Return what the data folder and this process take."""
    used = space = None
    if folder is not None:
        with suppress(OSError):
            space = space_in(folder)
            used = _size(folder)
    return Machine(used, space, _memory())


def _size(folder: Path) -> int:
    """Return the bytes of all files in a folder; what goes away meanwhile is not counted."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(root, name).lstat().st_size
    return total


def _memory() -> int | None:
    with suppress(OSError, ValueError, IndexError):
        pages = int(_MEMORY.read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return None
