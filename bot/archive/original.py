"""The file that a briefing was read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a briefing was read from.

    file: where it lies. name: what a reader knows the briefing's own file by. part: where that
    stands in ``file``, if it is in another (an attachment of a mail). stat: its size in bytes and
    time of last change in nanoseconds when it was read; None where that is not known.
    """

    file: Path
    name: str
    part: str | None
    stat: tuple[int, int] | None

    def is_unchanged(self) -> bool:
        """Return whether the file is still as it was when it was read."""
        try:
            now = self.file.stat()
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns) == self.stat

    def digest(self) -> str | None:
        """Return a digest of what is in the file; None where it is not what was read."""
        if not self.is_unchanged():
            return None
        try:
            with self.file.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
