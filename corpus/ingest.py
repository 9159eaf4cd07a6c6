"""A folder of files into the store: what is new or changed is read and parsed, the rest is kept.

Files are read in processes of their own, all processors at once; one transaction a file, so that
a crash loses at most the files in hand, and the next run goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from corpus import readers
from corpus.briefing import Briefing, fingerprint, with_id
from corpus.document import Remark
from corpus.errors import CorpusError, ReadError
from corpus.files import FileRecord, FileStat
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.store import CorpusStore

#: Called after each file with the number done and the number of all.
Progress = Callable[[int, int], None]


class FileReader(Protocol):
    """What reads files: ``corpus.sandbox.Sandbox``, in processes of their own."""

    def read(
        self, files: Sequence[tuple[Path, str]]
    ) -> Iterator[tuple[str, Reading | CorpusError]]:
        """Yield, in order, path in the folder and outcome of each file (on disk, in the folder)."""


@dataclass(slots=True)
class IngestReport:
    """What a run of ``ingest`` did, as paths within the folder.

    renamed: new path → old path; duplicates: path → path of the file that is stored in its place;
    unreadable: path → reason; remarks: what could not be read of files that could. A part of a
    file (an attachment of a mail) has a path in that file.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def ingest(
    folder: Path,
    store: CorpusStore,
    *,
    limits: Limits,
    progress: Progress | None = None,
    reader: FileReader | None = None,
) -> IngestReport:
    """Bring ``store`` in line with the briefings in ``folder`` and return what was done.

    A file that cannot be read or parsed is reported and stops nothing; a briefing whose file is
    gone or became unreadable is removed. Raises ReadError, and changes nothing, where the folder
    is missing or holds no file of a known format (an unmounted disk must not empty the corpus).
    ``reader`` reads the files; by default processes that are started for it.
    """
    files = briefing_files(folder)
    with store.writing():
        store.folder = folder.resolve()
        run = _Run(store, files)
        todo = [file for file in files if run.must_read(file)]
        done = len(files) - len(todo)
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
        run.report.remarks = store.remarks()
    if progress:
        progress(len(files), len(files))
    return run.report


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


@cache
def parser_version() -> str:
    """Return a digest of the code that reads and parses: a change of it re-reads every file."""
    here = Path(__file__).parent
    code = hashlib.sha256()
    for path in sorted([*here.glob("readers/*.py"), *here.glob("parser/*.py"), *here.glob("*.py")]):
        code.update(path.read_bytes())
    return code.hexdigest()[:16]


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


class _Run:
    """One run of ``ingest``: the state that its files share."""

    def __init__(self, store: CorpusStore, files: Sequence[FileStat]) -> None:
        self.store = store
        self.files = {file.path: file for file in files}
        self.known = store.files()
        self.parts: dict[str, list[FileRecord]] = defaultdict(list)
        for record in self.known.values():
            if record.container:
                self.parts[record.container].append(record)
        self.report = IngestReport()

    def must_read(self, file: FileStat) -> bool:
        """Tell whether a file is new or changed; report it if it is not."""
        if not file.path.isprintable():
            self.report.unreadable[ascii(file.path)] = "rename it: its name is not plain text"
            return False
        known = self.known.get(file.path)
        if not known or known.stat != file or known.parser != parser_version():
            return True
        records = [known, *self.parts[file.path]]
        if any(r.duplicate_of and not self._still_duplicate(r) for r in records):
            return True
        for record in records:
            if record.reason:
                self.report.unreadable[record.path] = record.reason
            elif record.duplicate_of:
                self.report.duplicates[record.path] = record.duplicate_of
            elif record.fingerprint:
                self.report.unchanged.append(record.path)
        return False

    def take(self, file: FileStat, outcome: Reading | CorpusError) -> None:
        """Bring the store in line with what was read of one file."""
        if isinstance(outcome, CorpusError):
            self._refuse(file, outcome)
            return
        found = {briefing.head.path for briefing in outcome.briefings}
        before = [record.path for record in self.parts[file.path]]
        with self.store.atomic():
            for path in [file.path, *before]:
                if path not in found:
                    self._remove(path)
            self.store.put_file(self._record(file, file.path))
            for briefing in outcome.briefings:
                self._place(file, briefing)
            self.store.put_remarks(file.path, outcome.remarks)

    def orphans(self) -> list[FileStat]:
        """Return the files with a briefing that was kept from another file which is gone."""
        known = self.store.files()
        paths = [p for p in self.report.duplicates if not self._still_duplicate(known[p])]
        for path in paths:
            del self.report.duplicates[path]
        owners = dict.fromkeys(known[path].file for path in paths)
        return [self.files[path] for path in owners]

    def settle(self) -> None:
        """Remove what came from files that are gone."""
        renamed = set(self.report.renamed.values())
        for path, record in sorted(self.known.items()):
            if record.file not in self.files and path not in renamed:
                with self.store.atomic():
                    self._remove(path)

    def _remove(self, path: str) -> None:
        if identity := self.store.id_at(path):
            self.store.remove(identity)
            self.report.removed.append(path)
        self.store.forget_file(path)

    def _still_duplicate(self, record: FileRecord) -> bool:
        """Whether the briefing of a duplicate is still stored from the other file."""
        owner = self.store.path_with(record.fingerprint or "")
        return owner == record.duplicate_of and self._is_present(owner)

    def _is_present(self, path: str | None) -> bool:
        """Whether the file at a path, or that a part is in, lies in the folder."""
        if path is None:
            return False
        known = self.known.get(path)
        return path in self.files or (known is not None and known.file in self.files)

    def _record(self, file: FileStat, path: str) -> FileRecord:
        container = file.path if path != file.path else None
        return FileRecord(path, file.size, file.mtime_ns, parser_version(), container=container)

    def _place(self, file: FileStat, briefing: Briefing) -> None:
        """Store a briefing, unless another file holds it already."""
        path = briefing.head.path
        mark = fingerprint(p.text for p in briefing.paragraphs)
        record = replace(self._record(file, path), fingerprint=mark)
        identity = self.store.id_at(path)
        owner = self.store.path_with(mark)
        if owner is None or owner == path:
            self._put(briefing, identity)
        elif self._is_present(owner):
            record = replace(record, duplicate_of=owner)
            self.report.duplicates[path] = owner
            if identity:
                self.store.remove(identity)
        else:
            old = self.store.id_at(owner)
            assert old is not None
            self.store.forget_file(owner)
            self.store.put(with_id(briefing, old))
            self.report.renamed[path] = owner
        self.store.put_file(record)
        self.known[path] = record

    def _put(self, briefing: Briefing, identity: str | None) -> None:
        path = briefing.head.path
        if identity is None:
            self.report.added.append(path)
        else:
            briefing = with_id(briefing, identity)
            if self.store.holds(briefing):
                self.report.unchanged.append(path)
                return
            self.report.changed.append(path)
        self.store.put(briefing)

    def _refuse(self, file: FileStat, error: CorpusError) -> None:
        """Note why a file cannot be read; what was stored of it before can no longer be checked."""
        self.report.unreadable[file.path] = error.message
        # what the system refused may work next time; what the file lacks will not
        mtime_ns = -1 if isinstance(error, ReadError) and error.passing else file.mtime_ns
        with self.store.atomic():
            for path in [file.path, *(record.path for record in self.parts[file.path])]:
                if identity := self.store.id_at(path):
                    self.store.remove(identity)
                self.store.forget_file(path)
            record = replace(self._record(file, file.path), reason=error.message)
            self.store.put_file(replace(record, mtime_ns=mtime_ns))
