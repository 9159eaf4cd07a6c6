"""What is known of the files of the folder, and of their parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileStat:
    """A file as it lies in the folder: size in bytes, time of last change in nanoseconds."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of a file of the folder, or of a part of one, since it was read.

    parser: digest of the code that read it. fingerprint: of the texts of its briefing; None where
    it has none of its own: ``reason`` then says why, or it only holds others. duplicate_of: path
    of the file that holds the same briefing and is stored in its place. container: the file that a
    part is in; None for files. A part has size and time of its file.
    """

    path: str
    size: int
    mtime_ns: int
    parser: str
    fingerprint: str | None = None
    duplicate_of: str | None = None
    reason: str | None = None
    container: str | None = None

    @property
    def stat(self) -> FileStat:
        """How the file lay in the folder when it was read."""
        return FileStat(self.path, self.size, self.mtime_ns)

    @property
    def file(self) -> str:
        """Path of the file that it is, or is in."""
        return self.container or self.path
