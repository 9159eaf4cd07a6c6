"""A folder of files into the store: what is new or changed is read and parsed, the rest is kept.

One transaction a file, so that a crash loses at most the file in hand, and the next run goes on.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from corpus import parser, readers
from corpus.briefing import Briefing, briefing_id, fingerprint
from corpus.errors import CorpusError, ReadError, StoreError
from corpus.limits import Limits
from corpus.store import CorpusStore, FileRecord, FileStat

logger = logging.getLogger(__name__)

#: Called after each file with the number done and the number of all.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class IngestReport:
    """What a run of ``ingest`` did, as paths within the folder.

    renamed: new path → old path; duplicates: path → path of the file that is stored in its place;
    unreadable: path → reason.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)


def ingest(
    folder: Path, store: CorpusStore, *, limits: Limits, progress: Progress | None = None
) -> IngestReport:
    """Bring ``store`` in line with the briefings in ``folder`` and return what was done.

    A file that cannot be read or parsed is reported and stops nothing; a briefing whose file is
    gone or became unreadable is removed. Raises ReadError, and changes nothing, where the folder
    is missing or holds no file of a known format (an unmounted disk must not empty the corpus).
    """
    files = briefing_files(folder)
    with store.writing():
        store.folder = folder.resolve()
        run = _Run(folder, store, limits)
        run.present = {file.path for file in files}
        for done, file in enumerate(files, 1):
            if file.path.isprintable():
                run.take(file)
            else:
                run.report.unreadable[ascii(file.path)] = "rename it: its name is not plain text"
            if progress:
                progress(done, len(files))
        run.settle(files)
    return run.report


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

    def __init__(self, folder: Path, store: CorpusStore, limits: Limits) -> None:
        self.folder = folder
        self.store = store
        self.limits = limits
        self.known = store.files()
        self.present: set[str] = set()
        self.report = IngestReport()

    def take(self, file: FileStat) -> None:
        """Bring the store in line with one file."""
        known = self.known.get(file.path)
        if known and known.stat == file and known.parser == parser_version():
            if known.reason:
                self.report.unreadable[file.path] = known.reason
                return
            if known.duplicate_of is None:
                self.report.unchanged.append(file.path)
                return
            if self._still_duplicate(known):
                self.report.duplicates[file.path] = known.duplicate_of
                return
        try:
            self._read(file)
        except StoreError:
            raise  # no fault of the file
        except CorpusError as e:
            # what the system refused may work next time; what the text lacks will not
            self._refuse(file, e.message, retry=isinstance(e.__cause__, OSError))
        except Exception as e:  # one file must not stop the others, even if the fault is ours
            logger.exception("%s cannot be parsed", file.path)
            reason = f"cannot be parsed ({type(e).__name__}); please report this file as a bug"
            self._refuse(file, reason, retry=False)

    def settle(self, files: list[FileStat]) -> None:
        """Deal with what only the whole folder can tell: files gone, duplicates left alone."""
        for path in sorted(self.known.keys() - self.present - set(self.report.renamed.values())):
            with self.store.atomic():
                if identity := self.store.id_at(path):
                    self.store.remove(identity)
                    self.report.removed.append(path)
                self.store.forget_file(path)
        self.known = self.store.files()
        for file in files:
            if file.path in self.report.duplicates and not self._still_duplicate(
                self.known[file.path]
            ):
                del self.report.duplicates[file.path]
                self.take(file)

    def _still_duplicate(self, known: FileRecord) -> bool:
        """Whether the briefing of a duplicate is still stored from the other file."""
        owner = self.store.path_with(known.fingerprint or "")
        return owner in self.present and owner == known.duplicate_of

    def _read(self, file: FileStat) -> None:
        """Read, parse and store one file; raises CorpusError."""
        path = self.folder / file.path
        if not path.is_file():
            raise ReadError(file.path, "is not a file, or a link to none; remove it")
        document = readers.read(path, file.path, self.limits)[0]
        identity = self.store.id_at(file.path)
        briefing = parser.parse(document, identity or briefing_id(file.path))
        mark = fingerprint(p.text for p in briefing.paragraphs)
        record = FileRecord(file.path, file.size, file.mtime_ns, parser_version(), mark)
        owner = self.store.path_with(mark)
        with self.store.atomic():
            if owner is None or owner == file.path:
                self._put(briefing, new=identity is None)
            elif owner in self.present:
                record = replace(record, duplicate_of=owner)
                self.report.duplicates[file.path] = owner
                if identity:
                    self.store.remove(identity)
            else:
                old = self.store.id_at(owner)
                assert old is not None
                self.store.forget_file(owner)
                self.store.put(parser.parse(document, old))
                self.report.renamed[file.path] = owner
            self.store.put_file(record)

    def _put(self, briefing: Briefing, *, new: bool) -> None:
        path = briefing.head.path
        if new:
            self.report.added.append(path)
        elif self.store.holds(briefing):
            self.report.unchanged.append(path)
            return
        else:
            self.report.changed.append(path)
        self.store.put(briefing)

    def _refuse(self, file: FileStat, reason: str, *, retry: bool) -> None:
        """Note why a file cannot be read; what was stored of it before can no longer be checked."""
        self.report.unreadable[file.path] = reason
        mtime_ns = -1 if retry else file.mtime_ns
        with self.store.atomic():
            if identity := self.store.id_at(file.path):
                self.store.remove(identity)
            self.store.put_file(
                FileRecord(file.path, file.size, mtime_ns, parser_version(), reason=reason)
            )
