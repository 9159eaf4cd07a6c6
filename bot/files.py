"""Files that are there whole or not at all, whatever happens to the power."""

from __future__ import annotations

import os
from pathlib import Path


def replace(part: Path, target: Path) -> None:
    """Give a file that is whole its name, so that a loss of power leaves it or the one before."""
    sync(part)
    part.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Return when a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
