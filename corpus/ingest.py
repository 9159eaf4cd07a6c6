"""A folder of files into the store: what is new or changed is read and parsed, the rest is kept.

Files are read in processes of their own, all processors at once; one transaction a file, so that
a crash loses at most the files in hand, and the next run goes on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Protocol

from corpus import readers
from corpus.corrections import Corrections, read_corrections
from corpus.document import Remark
from corpus.errors import CorpusError, ParseError, ReadError
from corpus.files import FileStat
from corpus.ingest_run import IngestReport, Run
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.store import CorpusStore

#: Called with the number of files done and of all: for those that are not read at once, then after
#: each one.
Progress = Callable[[int, int], None]

_LEADS_OUT = "is a link out of the folder; put the file itself there"


class FileReader(Protocol):
    """What reads files: ``corpus.sandbox.Sandbox``, in processes of their own."""

    def read(
        self, files: Sequence[tuple[Path, str]]
    ) -> Iterator[tuple[str, Reading | CorpusError]]:
        """Yield, in order, path in the folder and outcome of each file (on disk, in the folder)."""


def ingest(
    folder: Path,
    store: CorpusStore,
    *,
    limits: Limits,
    progress: Progress | None = None,
    reader: FileReader | None = None,
    anew: bool = False,
) -> IngestReport:
    """Bring ``store`` in line with the briefings in ``folder`` and return what was done.

    A file that cannot be read or parsed is reported and stops nothing; a briefing whose file is
    gone or became unreadable is removed. Raises ReadError, and changes nothing, where the folder
    is missing or holds no file of a known format (an unmounted disk must not empty the corpus).
    reader: reads the files; by default processes that are started for it. anew: all files are read
    again, whether they changed or not.
    """
    files = briefing_files(folder)
    with store.writing():
        store.folder = folder.resolve()
        corrections, mistaken = _corrections(folder, files)
        run = Run(store, files, _circumstances(limits), corrections)
        todo = []
        for file in files:
            if file.path.isprintable() and leads_out(folder, file):
                run.take(file, ReadError(file.path, _LEADS_OUT))
            elif (anew and file.path.isprintable()) or run.must_read(file):
                todo.append(file)
        done = len(files) - len(todo)
        if progress and done:
            progress(done, len(files))
        with nullcontext(reader) if reader or not todo else _sandbox(limits) as box:
            while todo:
                assert box is not None
                outcomes = box.read([(folder / file.path, file.path) for file in todo])
                for file, (_, outcome) in zip(todo, outcomes, strict=True):
                    run.take(file, outcome)
                    done += 1
                    if progress:
                        progress(min(done, len(files)), len(files))
                todo = run.orphans()
        run.settle()
        run.report.remarks = [*store.remarks(), *mistaken]
    return run.report


def _corrections(
    folder: Path, files: Sequence[FileStat]
) -> tuple[dict[str, Corrections], list[Remark]]:
    """Return the corrections of files by their paths, and what is wrong with some."""
    found, mistaken = {}, []
    for file in files:
        try:
            if corrections := read_corrections(folder / file.path):
                found[file.path] = corrections
        except ParseError as e:
            mistaken.append(Remark(file.path, f"{e.where} {e.message}"))
    return found, mistaken


def leads_out(folder: Path, file: FileStat) -> bool:
    """Tell whether a file is a link to one outside the folder, which nobody meant to be shown."""
    path = folder / file.path
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False  # it leads nowhere, which reading it will say


def _circumstances(limits: Limits) -> str:
    """Return what, besides the code, decides how much of a file is read."""
    return f"{limits} {shutil.which('tesseract')}"


def _sandbox(limits: Limits) -> AbstractContextManager[FileReader]:
    from corpus.sandbox import Sandbox  # which a run without changes does not need

    return Sandbox(limits)


def briefing_files(folder: Path) -> list[FileStat]:
    """Return the files of a known format in ``folder`` and below, by path.

    Raises ReadError where the folder is missing or holds none.
    """
    files = sorted(_files(folder), key=lambda file: file.path)
    if not files:
        known = ", ".join(sorted(readers.SUFFIXES))
        raise ReadError(str(folder), f"holds no briefings; put {known} files there")
    return files


def _files(folder: Path) -> Iterator[FileStat]:
    """Yield the files of a known format below ``folder``, by path; hidden ones are skipped."""
    if not folder.is_dir():
        raise ReadError(str(folder), "is not a folder; set BRIEFINGS_DIR to one that exists")
    for root, names, leaves in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for leaf in sorted(leaves):
            path = Path(root) / leaf
            if leaf.startswith(".") or path.suffix.lower() not in readers.SUFFIXES:
                continue
            stat = path.stat() if path.exists() else path.lstat()
            yield FileStat(path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns)
