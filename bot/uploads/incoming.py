"""Files on their way into the folder of briefings: where they wait, and how they get there.

Blocking. A file comes into the folder in one step, under a name that is safe; nothing there is
lost: what is replaced or removed is kept in a folder of its own.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.files import replace
from bot.uploads.summary import Summaries, summaries
from corpus.corrections import Corrections, file_of, write_corrections
from corpus.errors import CorpusError
from corpus.limits import Limits
from corpus.readers import SUFFIXES

#: Characters of a file's name before its ending; and bytes, of which a name has 255 at most.
_LONGEST, _BYTES = 80, 180
#: What no file that is sent is called, since its name would be hidden.
_NOTE = ".note"
#: Where published files are put, in the folder of briefings.
PUBLISHED = "uploads"
_UNSAFE = re.compile(r"[^\w .,()+&'–-]+")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The folders: where uploads wait, the briefings, and what was taken out of them."""

    waiting: Path
    briefings: Path
    removed: Path
    limits: Limits

    def place(self, upload_id: int, name: str) -> Path:
        """Return where the file of an upload waits."""
        return self.waiting / str(upload_id) / name

    def keep(self, upload_id: int, name: str, content: bytes) -> None:
        """Keep the file of an upload; it is there whole or not at all. Raises OSError."""
        part = self.part(upload_id, name)
        part.write_bytes(content)
        self.arrived(upload_id, name)

    def part(self, upload_id: int, name: str) -> Path:
        """Return where the file of an upload is put together."""
        place = self.place(upload_id, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.with_name(f"{place.name}.part")

    def arrived(self, upload_id: int, name: str) -> None:
        """Give the file of an upload that is there whole its name. Raises OSError."""
        replace(self.part(upload_id, name), self.place(upload_id, name))

    def note(self, upload_id: int, text: str) -> None:
        """Keep something to be known of an upload, beside its file. Raises OSError."""
        self.keep(upload_id, _NOTE, text.encode())

    def noted(self, upload_id: int) -> str:
        """Return what was kept so; empty where nothing was."""
        place = self.place(upload_id, _NOTE)
        return place.read_text(encoding="utf-8") if place.is_file() else ""

    def read(self, upload_id: int, name: str) -> Summaries:
        """Return what a file holds, read within limits in a process of its own."""
        from corpus.sandbox import Sandbox  # which nothing else of the bot needs

        with Sandbox(self.limits, workers=1) as sandbox:
            ((_, outcome),) = sandbox.read([(self.place(upload_id, name).absolute(), name)])
        if isinstance(outcome, CorpusError):
            return Summaries(error=outcome.message)
        return summaries(outcome)

    def publish(
        self, upload_id: int, name: str, corrections: Corrections, replaces: str | None
    ) -> str:
        """Put a file among the briefings; return its path there.

        replaces: path of a file whose place it takes, which is kept aside. Safe to do again, until
        the upload is discarded. Raises OSError.
        """
        source = self.place(upload_id, name)
        target = self._target(source, replaces)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(source, part)
        if replaces is not None:
            old = self.briefings / replaces
            if old.is_file() and not filecmp.cmp(source, old, shallow=False):
                self.remove(replaces)
        if corrections:
            write_corrections(target, corrections)
        part.replace(target)
        return target.relative_to(self.briefings).as_posix()

    def _target(self, source: Path, replaces: str | None) -> Path:
        if replaces is not None:
            old = self.briefings / replaces
            same = old.suffix.lower() == source.suffix.lower()
            return old if same else _free(old.with_name(source.name), source)
        return _free(self.briefings / PUBLISHED / source.name, source)

    def discard(self, upload_id: int) -> None:
        """Remove the file of an upload."""
        shutil.rmtree(self.waiting / str(upload_id), ignore_errors=True)

    def tidy(self, kept: set[int]) -> None:
        """Remove the files of all uploads but some."""
        if self.waiting.is_dir():
            for place in self.waiting.iterdir():
                if not (place.name.isdecimal() and int(place.name) in kept):
                    shutil.rmtree(place, ignore_errors=True)

    def remove(self, path: str) -> bool:
        """Take a file out of the briefings and keep it aside; False if it is gone already."""
        file = (self.briefings / path).resolve()
        if not file.is_relative_to(self.briefings.resolve()) or not file.is_file():
            return False
        self.removed.mkdir(parents=True, exist_ok=True)
        beside = file_of(file)
        kept = _free(self.removed / file.name)
        if beside.is_file():
            shutil.move(beside, file_of(kept))
        shutil.move(file, kept)
        return True


def safe_name(name: str) -> str | None:
    """Return a name for a file that was called so; None where it is of no format that is read.

    Whatever the name says, it stays in the folder, is visible, and can be typed.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        return None
    stem = unicodedata.normalize("NFKC", re.split(r"[/\\]", name)[-1][: -len(suffix)])
    stem = " ".join(_UNSAFE.sub(" ", stem).split()).strip(" .")[:_LONGEST]
    stem = stem.encode()[:_BYTES].decode(errors="ignore").strip(" .")
    return f"{stem or 'briefing'}{suffix}"


def _free(path: Path, source: Path | None = None) -> Path:
    """Return a path at which nothing lies yet, or what ``source`` holds.

    With a number behind the name, if need be.
    """
    number, free = 2, path
    while free.exists() and (source is None or not filecmp.cmp(source, free, shallow=False)):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
