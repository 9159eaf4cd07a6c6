"""One run of ``ingest``: what is done with each file, and what is reported of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from corpus.briefing import Briefing, fingerprint, with_id
from corpus.corrections import Corrections
from corpus.document import Remark
from corpus.errors import CorpusError, ReadError
from corpus.files import FileRecord, FileStat
from corpus.reading import Reading
from corpus.store import CorpusStore


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


@cache
def parser_version() -> str:
    """Return a digest of the code that reads and parses: a change of it re-reads every file."""
    code = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(here.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()[:16]


class Run:
    """One run of ``ingest``: the state that its files share.

    circumstances: limits and tools by which files are read; where something of a file was not
    read, others may do better, so that it is then read again. corrections: of metadata, by path.
    """

    def __init__(
        self,
        store: CorpusStore,
        files: Sequence[FileStat],
        circumstances: str = "",
        corrections: Mapping[str, Corrections] | None = None,
    ) -> None:
        self.store = store
        self.version = parser_version()
        self.doubtful = f"{self.version}+{hashlib.sha256(circumstances.encode()).hexdigest()[:8]}"
        self.corrections = corrections or {}
        self.files = {file.path: file for file in files}
        self.known = store.files()
        self.parts: dict[str, dict[str, FileRecord]] = defaultdict(dict)
        for path, record in self.known.items():
            if record.container:
                self.parts[record.container][path] = record
        self.report = IngestReport()
        self._stored: set[str] = set()  # reported as added or changed: a file may be read twice

    def must_read(self, file: FileStat) -> bool:
        """Tell whether a file is new or changed; report it if it is not."""
        if not file.path.isprintable():
            self.report.unreadable[ascii(file.path)] = "rename it: its name is not plain text"
            return False
        known = self.known.get(file.path)
        versions = {self._corrected(file.path, one) for one in (self.version, self.doubtful)}
        if not known or known.stat != file or known.parser not in versions:
            return True
        records = [known, *self.parts[file.path].values()]
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
        for path in [file.path, *self.parts[file.path]]:
            self.report.duplicates.pop(path, None)
        if isinstance(outcome, CorpusError):
            self._refuse(file, outcome)
            return
        found = {briefing.head.path for briefing in outcome.briefings}
        with self.store.atomic():
            for path in [file.path, *self.parts[file.path]]:
                if path not in found:
                    self._remove(path)
            version = self._corrected(file.path, self.doubtful if outcome.remarks else self.version)
            self.store.put_file(_record(file, file.path, version))
            for briefing in outcome.briefings:
                record = _record(file, briefing.head.path, version)
                self._place(record, self._corrected_briefing(file.path, briefing))
            self.store.put_remarks(file.path, outcome.remarks)

    def _corrected(self, path: str, version: str) -> str:
        """Return a version that changes with what was corrected of a file."""
        corrections = self.corrections.get(path)
        return f"{version}~{corrections.digest}" if corrections else version

    def _corrected_briefing(self, path: str, briefing: Briefing) -> Briefing:
        """Return the briefing of a file, not of a part of it, with what was corrected."""
        corrections = self.corrections.get(path)
        own = briefing.head.path == path
        return corrections.apply(briefing) if corrections and own else briefing

    def orphans(self) -> list[FileStat]:
        """Return the files with a briefing that was kept from another file which is gone."""
        known = self.store.files()
        paths = [p for p in self.report.duplicates if not self._still_duplicate(known[p])]
        return [self.files[file] for file in dict.fromkeys(known[path].file for path in paths)]

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

    def _place(self, record: FileRecord, briefing: Briefing) -> None:
        """Store a briefing, unless another file holds it already."""
        path = briefing.head.path
        mark = fingerprint(p.text for p in briefing.paragraphs)
        record = replace(record, fingerprint=mark)
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
        if record.container:
            self.parts[record.container][path] = record

    def _put(self, briefing: Briefing, identity: str | None) -> None:
        path = briefing.head.path
        if identity is None:
            self.report.added.append(path)
        else:
            briefing = with_id(briefing, identity)
            if self.store.holds(briefing):
                if path not in self._stored:
                    self.report.unchanged.append(path)
                return
            self.report.changed.append(path)
        self._stored.add(path)
        self.store.put(briefing)

    def _refuse(self, file: FileStat, error: CorpusError) -> None:
        """Note why a file cannot be read; what was stored of it before can no longer be checked."""
        self.report.unreadable[file.path] = error.message
        # what the system refused may work next time; what the file lacks will not
        mtime_ns = -1 if isinstance(error, ReadError) and error.passing else file.mtime_ns
        with self.store.atomic():
            for path in [file.path, *self.parts[file.path]]:
                if identity := self.store.id_at(path):
                    self.store.remove(identity)
                self.store.forget_file(path)
            record = _record(file, file.path, self._corrected(file.path, self.doubtful))
            self.store.put_file(replace(record, mtime_ns=mtime_ns, reason=error.message))


def _record(file: FileStat, path: str, version: str) -> FileRecord:
    """Return the record of a file or, where ``path`` is another, of a part of it."""
    container = file.path if path != file.path else None
    return FileRecord(path, file.size, file.mtime_ns, version, container=container)
