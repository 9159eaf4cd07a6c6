"""Files that admins have sent and not published or discarded yet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from corpus.corrections import Corrections

_COLUMNS = "id, user_id, name, replaces, corrections, summary, at"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be published.

    name: of the file, safe to be used as one. replaces: path in the folder of briefings of the file
    whose place it takes. summary: what was read of it, as JSON of ``bot.uploads.summary``.
    """

    id: int
    user_id: int
    name: str
    replaces: str | None
    corrections: Corrections
    summary: str | None
    at: dt.datetime


class Uploads:
    """The table of uploads in ``bot.db``; the files lie in a folder of their own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def take(
        self, user_id: int, update_id: int, name: str, now: dt.datetime, since: dt.datetime
    ) -> Upload:
        """Return the upload of an update.

        It takes the place of the file that was to be replaced, if one has been named since then.
        """
        known = self.of_update(update_id)
        if known is not None:
            return known
        with self._db.atomic():
            awaited = self._one("user_id = ? AND awaited AND at >= ?", user_id, _text(since))
            self._db.execute("DELETE FROM uploads WHERE user_id = ? AND awaited", (user_id,))
            done = self._db.execute(
                "INSERT INTO uploads (user_id, update_id, name, replaces, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (user_id, update_id, name, awaited.replaces if awaited else None, _text(now)),
            )
        taken = self.get(int(done.lastrowid or 0))
        assert taken is not None
        return taken

    def await_file(self, user_id: int, replaces: str, now: dt.datetime) -> None:
        """Note that the next file of an admin takes the place of another."""
        with self._db.atomic():
            self._db.execute("DELETE FROM uploads WHERE user_id = ? AND awaited", (user_id,))
            self._db.execute(
                "INSERT INTO uploads (user_id, name, replaces, at, awaited)"
                " VALUES (?, '', ?, ?, 1)",
                (user_id, replaces, _text(now)),
            )

    def get(self, upload_id: int) -> Upload | None:
        """Return an upload; None if it was published or discarded."""
        return self._one("id = ?", upload_id)

    def of(self, user_id: int) -> list[Upload]:
        """Return what waits for an admin, in order."""
        return self._all("user_id = ? AND NOT awaited AND summary IS NOT NULL ORDER BY id", user_id)

    def of_update(self, update_id: int) -> Upload | None:
        """Return the upload that an update brought, if it waits."""
        return self._one("update_id = ?", update_id)

    def before(self, user_id: int, update_id: int) -> Upload | None:
        """Return the last that waits for an admin and does not come from that update."""
        return self._one(
            "user_id = ? AND NOT awaited AND summary IS NOT NULL AND update_id IS NOT ?"
            " ORDER BY id DESC LIMIT 1",
            user_id,
            update_id,
        )

    def go_on(self, upload_id: int, before: Upload) -> None:
        """Let an upload take in another: what it replaces, and what was corrected of it."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE uploads SET replaces = ?, corrections = ? WHERE id = ?",
                (before.replaces, json.dumps(asdict(before.corrections)), upload_id),
            )
            self._db.execute("DELETE FROM uploads WHERE id = ?", (before.id,))

    def read(self, upload_id: int, summary: str) -> None:
        """Keep what was read of a file."""
        with self._db.atomic():
            self._db.execute("UPDATE uploads SET summary = ? WHERE id = ?", (summary, upload_id))

    def correct(self, upload_id: int, corrections: Corrections) -> None:
        """Keep what an admin has corrected of the metadata."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE uploads SET corrections = ? WHERE id = ?",
                (json.dumps(asdict(corrections)), upload_id),
            )

    def end(self, upload_id: int) -> None:
        """Forget an upload, which was published or discarded."""
        with self._db.atomic():
            self._db.execute("DELETE FROM uploads WHERE id = ?", (upload_id,))

    def sweep(self, before: dt.datetime) -> int:
        """Forget what was sent before then and neither published nor discarded; return how much."""
        with self._db.atomic():
            done = self._db.execute("DELETE FROM uploads WHERE at < ?", (_text(before),))
        return int(done.rowcount)

    def waiting(self) -> set[int]:
        """Return the numbers of all uploads."""
        return {int(number) for (number,) in self._db.execute("SELECT id FROM uploads")}

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the files that a person has sent and that still wait."""
        rows = self._db.query(
            "SELECT name, replaces, at FROM uploads WHERE user_id = ? ORDER BY id", [user_id]
        )
        return {"uploads": list(rows)}

    def forget(self, user_id: int) -> None:
        """Forget what a person has sent and not published; the files go with the next sweep."""
        with self._db.atomic():
            self._db.execute("DELETE FROM uploads WHERE user_id = ?", (user_id,))

    def _one(self, condition: str, *values: Any) -> Upload | None:
        return next(iter(self._all(condition, *values)), None)

    def _all(self, condition: str, *values: Any) -> list[Upload]:
        sql = f"SELECT {_COLUMNS} FROM uploads WHERE {condition}"  # noqa: S608 (our conditions)
        return [_upload(row) for row in self._db.execute(sql, values)]


def _upload(row: tuple[Any, ...]) -> Upload:
    key, user_id, name, replaces, corrections, summary, at = row
    return Upload(
        int(key),
        int(user_id),
        str(name),
        replaces,
        Corrections(**json.loads(corrections)),
        summary,
        dt.datetime.fromisoformat(at),
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
