"""What the bot takes of the machine it runs on. Blocking where it looks at the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Where Linux tells how many pages of memory a process takes: in all, and resident.
_MEMORY = Path("/proc/self/statm")
#: With less room the next build may fail.
_LOW = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """Bytes; what cannot be known is None.

    used: by the data folder. free: on its disk. memory: resident, of this process.
    """

    used: int | None
    free: int | None
    memory: int | None

    @property
    def is_low(self) -> bool:
        """Whether the disk is nearly full."""
        return self.free is not None and self.free < _LOW


def look(folder: Path | None) -> Machine:
    """Return what the data folder and this process take."""
    used = free = None
    if folder is not None:
        with suppress(OSError):
            free = shutil.disk_usage(folder).free
            used = _size(folder)
    return Machine(used, free, _memory())


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
