"""Pictures that were drawn once, kept on disk within a bound: what was not looked at longest goes.

Each is a file of its own, named after its key. A picture is written beside its place and moved
there, and whoever finds one gone draws it again; so several processes may share a folder without a
lock. (``diskcache`` would do this too, but it is no longer kept up and unpickles what it finds in
its folder.)
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class PageCache:
    """Pictures by key in ``folder``; together they take up to ``max_bytes``.

    A key is a name of letters and digits. What the disk refuses is not an error: it is not kept.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def get(self, key: str) -> bytes | None:
        """Return the picture, None if it is not (or no longer) kept."""
        path = self._folder / key
        try:
            picture = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, in place of an earlier one by that key."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._folder / key, picture)
            self._trim()

    def _write(self, path: Path, picture: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(picture)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _trim(self) -> None:
        """Remove what was used longest ago until the rest is within the bound.

        What a crash left half written is among it, since nobody uses it.
        """
        kept = []
        for entry in os.scandir(self._folder):
            with suppress(FileNotFoundError):
                stat = entry.stat()
                kept.append((stat.st_mtime_ns, stat.st_size, entry.path))
        excess = sum(size for _, size, _ in kept) - self._max_bytes
        for _, size, path in sorted(kept):
            if excess <= 0:
                break
            Path(path).unlink(missing_ok=True)
            excess -= size
