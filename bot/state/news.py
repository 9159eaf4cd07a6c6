"""What was new in each index generation: the bot's own memory of what it has seen before.

The corpus can be made anew at any time and says nothing about when something came. So ``bot.db``
remembers ids of paragraphs and digests of their sentences, for good: what was there once is no news
again, wherever it turns up. Before the first look everything is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

_SIGN = 1 << 63


@dataclass(frozen=True, slots=True)
class Mark:
    """A digest of a sentence's words, and where it stands in its paragraph."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """A paragraph that has an id not seen before.

    file: size and time of change of the file it stands in; None where that is not known. whole: a
    digest of all its words.
    """

    paragraph_id: str
    briefing_id: str
    file: tuple[int, int] | None
    whole: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paragraph that is news; ``start`` and ``end``: its first sentence that is new.

    mark: of all its words. changed: its briefing was known before.
    """

    paragraph_id: str
    briefing_id: str
    news: int
    changed: bool
    start: int
    end: int
    mark: int


class News:
    """The tables of what is known and what arrived in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def looked_at(self) -> str | None:
        """Return the generation that was looked at last; None before the first look."""
        rows = self._db.execute("SELECT generation FROM looked_at").fetchall()
        return str(rows[0][0]) if rows else None

    def known(self, paragraph_ids: Sequence[str]) -> set[str]:
        """Return which of these paragraphs were seen before; any number of them."""
        numbers = {_number(identity): identity for identity in paragraph_ids}
        found = self._db.execute("SELECT id FROM known_paragraphs").fetchall()
        return {numbers[number] for (number,) in found if number in numbers}

    def begin(self, generation: str, now: dt.datetime) -> int:
        """Return the number of the news of a generation; a look that was interrupted goes on."""
        rows = self._db.execute("SELECT id FROM news WHERE NOT looked").fetchall()
        with self._db.atomic():
            if rows:
                self._db.execute(
                    "UPDATE news SET generation = ? WHERE id = ?", (generation, rows[0][0])
                )
                return int(rows[0][0])
            done = self._db.execute(
                "INSERT INTO news (generation, at) VALUES (?, ?)", (generation, _text(now))
            )
        assert done.lastrowid is not None
        return int(done.lastrowid)

    def add(self, news: int, fresh: Iterable[Fresh]) -> None:
        """Remember paragraphs, and which of them are news.

        None is before the first look, nor in a file that was only read in another way. What is
        known of briefings is changed by ``end`` alone, so that a look can be interrupted.
        """
        first_look = self.looked_at() is None
        with self._db.atomic():
            for one in fresh:
                arrival = None if first_look else self._news(news, one)
                if arrival is not None:
                    self._put(arrival)
                self._learn(one)

    def _news(self, news: int, fresh: Fresh) -> Arrival | None:
        known = self._db.execute(
            "SELECT size, mtime_ns FROM known_briefings WHERE id = ?", (fresh.briefing_id,)
        ).fetchall()
        if known and fresh.file is not None and tuple(known[0]) == fresh.file:
            return None
        new = next((mark for mark in fresh.marks if not self._is_known(mark.value)), None)
        if new is None:
            return None
        return Arrival(
            fresh.paragraph_id,
            fresh.briefing_id,
            news,
            bool(known),
            new.start,
            new.end,
            fresh.whole,
        )

    def _is_known(self, mark: int) -> bool:
        rows = self._db.execute("SELECT 1 FROM known_marks WHERE mark = ?", (mark,))
        return rows.fetchone() is not None

    def _put(self, arrival: Arrival) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO arrivals (paragraph_id, briefing_id, news, changed, first,"
            " last, mark) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                arrival.paragraph_id,
                arrival.briefing_id,
                arrival.news,
                int(arrival.changed),
                arrival.start,
                arrival.end,
                arrival.mark,
            ),
        )

    def _learn(self, fresh: Fresh) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO known_paragraphs VALUES (?)", (_number(fresh.paragraph_id),)
        )
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO known_marks VALUES (?)", [(mark.value,) for mark in fresh.marks]
        )

    def end(
        self,
        news: int,
        files: Mapping[str, tuple[int, int] | None],
        now: dt.datetime,
    ) -> int:
        """Note that a generation was looked at; return how many paragraphs of it are news.

        files: size and time of change of the file of each briefing in it, by the briefing's id.
        """
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT INTO known_briefings (id, size, mtime_ns) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET size = excluded.size,"
                " mtime_ns = excluded.mtime_ns",
                [(briefing, *(file or (None, None))) for briefing, file in files.items()],
            )
            arrived = len(self.arrivals(news - 1, news))
            rows = self._db.execute("SELECT generation FROM news WHERE id = ?", (news,)).fetchall()
            self._db.execute("DELETE FROM looked_at")
            self._db.execute("INSERT INTO looked_at VALUES (?, ?)", (rows[0][0], _text(now)))
            if arrived:
                self._db.execute("UPDATE news SET looked = 1 WHERE id = ?", (news,))
            else:
                self._db.execute("DELETE FROM news WHERE id = ?", (news,))
        return arrived

    def to_match(self) -> list[int]:
        """Return the news in which what is followed was not looked for yet, in order."""
        rows = self._db.execute("SELECT id FROM news WHERE looked AND NOT matched ORDER BY id")
        return [int(news) for (news,) in rows]

    def matched(self, news: int) -> None:
        """Note that what is followed was looked for: subscribers may be told."""
        with self._db.atomic():
            self._db.execute("UPDATE news SET matched = 1 WHERE id = ?", (news,))

    def latest(self) -> int:
        """Return the last news that subscribers may be told; 0 if there is none."""
        rows = self._db.execute("SELECT coalesce(max(id), 0) FROM news WHERE matched")
        return int(rows.fetchone()[0])

    def before(self, moment: dt.datetime) -> int:
        """Return the last news that came before then; 0 if none did."""
        rows = self._db.execute(
            "SELECT coalesce(max(id), 0) FROM news WHERE at < ?", (_text(moment),)
        )
        return int(rows.fetchone()[0])

    def moment(self, news: int) -> dt.datetime | None:
        """Return when a news came; None where that is not known any more."""
        rows = self._db.execute("SELECT at FROM news WHERE id = ?", (news,)).fetchall()
        return dt.datetime.fromisoformat(rows[0][0]) if rows else None

    def arrivals(self, after: int, until: int) -> list[Arrival]:
        """Return the paragraphs that came after a news, up to another."""
        rows = self._db.execute(
            "SELECT paragraph_id, briefing_id, news, changed, first, last, mark FROM arrivals"
            " WHERE news > ? AND news <= ?",
            (after, until),
        )
        return [
            Arrival(paragraph, briefing, news, bool(changed), first, last, mark)
            for paragraph, briefing, news, changed, first, last, mark in rows
        ]

    def sweep(self, before: dt.datetime) -> int:
        """Forget what came before then; return how many paragraphs. What is known stays known."""
        with self._db.atomic():
            old = "SELECT id FROM news WHERE at < ? AND matched"
            moment = _text(before)
            done = self._db.execute(f"DELETE FROM arrivals WHERE news IN ({old})", (moment,))  # noqa: S608
            self._db.execute(
                f"DELETE FROM news WHERE id IN ({old}) AND id < (SELECT max(id) FROM news)",  # noqa: S608
                (moment,),
            )
        return int(done.rowcount)


def _number(paragraph_id: str) -> int:
    """Return an id (16 hexadecimal digits) as a number that SQLite can hold."""
    number = int(paragraph_id, 16)
    return number - 2 * _SIGN if number >= _SIGN else number


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
