"""Files that are either whole or not there: what a crash at any moment must not break."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; empty where the file is missing or damaged."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_json(path: Path, value: object) -> None:
    """Write a JSON file in one step: a crash leaves the old file or the new one."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step: a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def complete(part: Path, place: Path) -> None:
    """Move a folder to the name that says it is complete, once all of it is on the disk."""
    for root, _, leaves in os.walk(part):
        for leaf in leaves:
            _sync(Path(root, leaf))
        _sync(Path(root))
    part.rename(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk, and do not keep its pages.

    Pages as they were written lie in large pieces, and a map makes a whole piece resident at each
    touch: a start would take twice the memory. Read again, they lie one by one.
    """
    if path.is_dir() and os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise") and path.is_file():
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
