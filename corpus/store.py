"""The corpus database: the truth about what the briefings say, and the only SQL on it."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import rows
from corpus.briefing import Briefing, BriefingHead, Paragraph, Section, Source, fingerprint
from corpus.database import open_database
from corpus.document import Remark
from corpus.errors import StoreError
from corpus.files import FileRecord

if TYPE_CHECKING:
    from sqlite_utils import Database

#: SQLite allows more, but an IN list of this length is still planned quickly.
BATCH = 500


class CorpusStore:
    """Briefings, sections, paragraphs and sources in SQLite.

    ``path`` may be ":memory:". Raises StoreError where the file is no database of ours. One
    store may be used by several threads, one at a time.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        self._db = open_database(self.path)
        self._identity = self._file_identity()

    @cached_property
    def _tables(self) -> Database:
        """The database as sqlite-utils sees it: what writes needs it, what asks does not."""
        from sqlite_utils import Database

        return Database(self._db)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @property
    def replaced(self) -> bool:
        """Whether another file has taken the place of the one that is open."""
        return self._identity != self._file_identity()

    def _file_identity(self) -> tuple[int, int] | None:
        try:
            stat = Path(self.path).stat()
        except OSError:
            return None
        return (stat.st_dev, stat.st_ino)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes from changing the corpus; waits until they are done."""
        from filelock import FileLock  # which no question needs

        lock = FileLock(f"{self.path}.lock") if self.path != ":memory:" else nullcontext()
        with lock:
            yield

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make all changes in the context or, on an exception, none.

        Raises StoreError where the database cannot be written.
        """
        try:
            with self._tables.atomic():
                yield
        except sqlite3.Error as e:
            message = f"cannot be changed ({e}); run the command again, and `briefing-bot check`"
            raise StoreError(self.path, message) from e

    def select(self, sql: str, values: Iterable[Any] = ()) -> list[rows.Row]:
        """Return the rows of a query; for this package alone."""
        return list(self._db.execute(sql, tuple(values)).fetchall())

    # ---- what is stored

    @property
    def version(self) -> str:
        """Digest of everything stored; it changes if and only if the content does."""
        digests = self.select("SELECT id, digest FROM briefings ORDER BY id")
        return hashlib.blake2b(repr(digests).encode(), digest_size=8).hexdigest()

    def heads(self) -> list[BriefingHead]:
        """Return the heads of all briefings, by path."""
        sql = f"SELECT {rows.HEAD_COLUMNS} FROM briefings ORDER BY path"  # noqa: S608 (constant)
        return [rows.to_head(row) for row in self.select(sql)]

    def head(self, briefing_id: str) -> BriefingHead | None:
        """Return the head of one briefing, None if there is none by that id."""
        sql = f"SELECT {rows.HEAD_COLUMNS} FROM briefings WHERE id = ?"  # noqa: S608 (constant)
        found = self.select(sql, [briefing_id])
        return rows.to_head(found[0]) if found else None

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, in the order of briefing path and position."""
        columns = ", ".join(f"p.{name}" for name in rows.PARAGRAPH_COLUMNS.split(", "))
        sql = (
            f"SELECT {columns} FROM paragraphs p JOIN briefings b ON b.id = p.briefing_id "  # noqa: S608
            "ORDER BY b.path, p.position"
        )
        for row in self._db.execute(sql):
            yield rows.to_paragraph(row)

    def briefing_of_each(self) -> list[tuple[str, str]]:
        """Return the id of every paragraph, each with that of its briefing."""
        rows = self.select("SELECT id, briefing_id FROM paragraphs")
        return [(str(paragraph), str(briefing)) for paragraph, briefing in rows]

    def get_paragraphs(self, ids: Iterable[str]) -> dict[str, Paragraph]:
        """Return the paragraphs by id; ids that are not stored (any more) are left out."""
        wanted = list(ids)
        found: dict[str, Paragraph] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            sql = f"SELECT {rows.PARAGRAPH_COLUMNS} FROM paragraphs WHERE id IN ({marks})"  # noqa: S608
            found.update((row[0], rows.to_paragraph(row)) for row in self.select(sql, batch))
        return found

    def briefing_paragraphs(self, briefing_id: str) -> list[Paragraph]:
        """Return the paragraphs of one briefing in order."""
        sql = (
            f"SELECT {rows.PARAGRAPH_COLUMNS} FROM paragraphs "  # noqa: S608 (constant)
            "WHERE briefing_id = ? ORDER BY position"
        )
        return [rows.to_paragraph(row) for row in self.select(sql, [briefing_id])]

    def sections(self, briefing_id: str) -> list[Section]:
        """Return the sections of one briefing in order."""
        sql = "SELECT * FROM sections WHERE briefing_id = ? ORDER BY position"
        return [rows.to_section(row) for row in self.select(sql, [briefing_id])]

    def sources(self, briefing_id: str, section: int | None = None) -> list[Source]:
        """Return the sources that a briefing names, in order: of one section, or all."""
        sql = (
            "SELECT section, title, publisher, url FROM sources "
            "WHERE briefing_id = :briefing AND (:section IS NULL OR section = :section) "
            "ORDER BY position"
        )
        values = {"briefing": briefing_id, "section": section}
        return [Source(*row) for row in self._db.execute(sql, values)]

    def series(self) -> list[str]:
        """Return the names of all series and publishers, sorted."""
        sql = "SELECT series FROM briefings UNION SELECT publisher FROM briefings"
        return sorted(name for (name,) in self.select(sql) if name)

    def languages(self) -> Counter[str | None]:
        """Return how many paragraphs there are in each language."""
        return Counter(dict(self.select("SELECT language, count(*) FROM paragraphs GROUP BY 1")))

    def counts(self) -> tuple[int, int]:
        """Return how many briefings and paragraphs are stored."""
        row = self.select(
            "SELECT (SELECT count(*) FROM briefings), (SELECT count(*) FROM paragraphs)"
        )
        return (row[0][0], row[0][1])

    def extent(self) -> tuple[int, dt.date | None, dt.date | None]:
        """Return how many briefings there are, and the first and the last day of issue."""
        sql = "SELECT count(*), min(date), max(date) FROM briefings"
        count, *days = self.select(sql)[0]
        first, last = (dt.date.fromisoformat(day) if day else None for day in days)
        return count, first, last

    # ---- changing it

    def put(self, briefing: Briefing) -> None:
        """Store a briefing, in place of an earlier one with its id."""
        head = briefing.head
        mark = fingerprint(p.text for p in briefing.paragraphs)
        with self.atomic():
            self.remove(head.id)
            stored = (*rows.head_row(head), mark, rows.content_digest(briefing))
            self._insert(f"briefings ({rows.HEAD_COLUMNS}, fingerprint, digest)", [stored])
            self._insert("sections", [rows.section_row(head.id, s) for s in briefing.sections])
            self._insert("paragraphs", [rows.paragraph_row(p) for p in briefing.paragraphs])
            self._insert(
                "sources",
                [rows.source_row(head.id, n, s) for n, s in enumerate(briefing.sources, 1)],
            )

    def holds(self, briefing: Briefing) -> bool:
        """Return whether exactly this briefing is stored."""
        found = self.select("SELECT digest FROM briefings WHERE id = ?", [briefing.head.id])
        return found == [(rows.content_digest(briefing),)]

    def remove(self, briefing_id: str) -> None:
        """Remove a briefing with everything in it."""
        self._db.execute("DELETE FROM briefings WHERE id = ?", [briefing_id])

    def id_at(self, path: str) -> str | None:
        """Return the id of the briefing stored from the file at ``path``."""
        found = self.select("SELECT id FROM briefings WHERE path = ?", [path])
        return found[0][0] if found else None

    def path_with(self, mark: str) -> str | None:
        """Return the path of the stored briefing whose texts have the fingerprint ``mark``."""
        found = self.select("SELECT path FROM briefings WHERE fingerprint = ?", [mark])
        return found[0][0] if found else None

    def _insert(self, table: str, values: list[rows.Row]) -> None:
        if values:
            marks = ", ".join("?" * len(values[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    # ---- the folder it came from

    @property
    def folder(self) -> Path | None:
        """The folder that was ingested last; None before the first time."""
        found = self.select("SELECT value FROM meta WHERE key = 'folder'")
        return Path(found[0][0]) if found else None

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('folder', ?)", [str(folder)])

    def files(self) -> dict[str, FileRecord]:
        """Return what is known of each file, by path."""
        return {
            row[0]: FileRecord(*row) for row in self.select("SELECT * FROM files ORDER BY path")
        }

    def file(self, path: str) -> FileRecord | None:
        """Return what is known of one file or part; None if it was never read."""
        found = self.select("SELECT * FROM files WHERE path = ?", [path])
        return FileRecord(*found[0]) if found else None

    def put_file(self, record: FileRecord) -> None:
        """Remember a file, in place of what was known of its path."""
        with self.atomic():
            self._db.execute("DELETE FROM files WHERE path = ?", [record.path])
            self._insert("files", [astuple(record)])

    def remarks(self) -> list[Remark]:
        """Return what could not be read of files that could, by path."""
        sql = "SELECT path, text, pages FROM remarks ORDER BY path, position"
        return [rows.to_remark(row) for row in self.select(sql)]

    def put_remarks(self, file: str, remarks: Iterable[Remark]) -> None:
        """Remember what could not be read of a file and its parts, in place of what was known."""
        with self.atomic():
            self._db.execute("DELETE FROM remarks WHERE file = ?", [file])
            values = [rows.remark_row(file, n, r) for n, r in enumerate(remarks, 1)]
            self._insert("remarks", values)

    def forget_file(self, path: str) -> None:
        """Forget a file that is gone, or a part."""
        self._db.execute("DELETE FROM files WHERE path = ?", [path])
        self._db.execute("DELETE FROM remarks WHERE file = ?", [path])
