"""What chats follow: questions and topics, and the passages that were found for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from index.answer import Span

_COLUMNS = "watches.id, watches.chat_id, watches.user_id, text, at_once"


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that a chat follows.

    user_id: who asked for it. at_once: whether it is told at once, else with the digest.
    """

    id: int
    chat_id: int
    user_id: int | None
    text: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Encoded:
    """A watch with its vector; None where it was not encoded with the model of today."""

    watch: Watch
    vector: bytes | None


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that was found for a watch.

    mark: of its words, wherever they stand. highlight: the sentence that answers. score: higher is
    better. news: what brought it.
    """

    watch_id: int
    mark: int
    paragraph_id: str
    briefing_id: str
    highlight: Span | None
    score: float
    news: int


class Watches:
    """The tables of watches and matches in ``bot.db``; nothing is followed twice in a chat."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        chat_id: int,
        text: str,
        *,
        by: int | None,
        at_once: bool,
        now: dt.datetime,
        update_id: int | None = None,
    ) -> tuple[Watch, bool]:
        """Return the watch of a text, and whether it is new, or new with that update."""
        folded = " ".join(text.casefold().strip(" ?!.").split())
        with self._db.atomic():
            done = self._db.execute(
                "INSERT INTO watches (chat_id, user_id, text, folded, at_once, update_id,"
                " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (chat_id, folded) DO NOTHING",
                (chat_id, by, text, folded, int(at_once), update_id, _text(now)),
            )
        (found,) = self._all("chat_id = ? AND folded = ?", chat_id, folded)
        again = self._all("id = ? AND update_id = ?", found.id, update_id)
        return found, bool(done.rowcount or again)

    def get(self, watch_id: int) -> Watch | None:
        """Return a watch; None if it is gone."""
        return next(iter(self._all("id = ?", watch_id)), None)

    def of_chat(self, chat_id: int) -> list[Watch]:
        """Return what a chat follows, the oldest first."""
        return self._all("chat_id = ? ORDER BY id", chat_id)

    def set_at_once(self, watch_id: int, at_once: bool) -> None:
        """Change how a watch is told."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE watches SET at_once = ? WHERE id = ?", (int(at_once), watch_id)
            )

    def remove(self, watch_ids: Iterable[int]) -> None:
        """Follow something no more."""
        with self._db.atomic():
            for watch_id in list(watch_ids):
                self._db.execute("DELETE FROM matches WHERE watch_id = ?", (watch_id,))
                self._db.execute("DELETE FROM watches WHERE id = ?", (watch_id,))

    # ---- looking for what is followed

    def encoded(self, after: int, limit: int, encoded_with: str) -> list[Encoded]:
        """Return watches from a number on, of chats that can be written to, in order.

        encoded_with: the model and dictionary of today.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, CASE encoded_with WHEN ? THEN vector END"  # noqa: S608
            " FROM watches JOIN subscribers ON subscribers.chat_id = watches.chat_id"
            " WHERE watches.id > ? AND reachable ORDER BY watches.id LIMIT ?",
            (encoded_with, after, limit),
        )
        return [Encoded(_watch(row[:-1]), row[-1]) for row in rows]

    def keep_vectors(self, vectors: Iterable[tuple[int, bytes]], encoded_with: str) -> None:
        """Keep the vectors of watches, so that they need not be encoded again."""
        with self._db.atomic():
            self._db.conn.executemany(
                "UPDATE watches SET vector = ?, encoded_with = ? WHERE id = ?",
                [(vector, encoded_with, watch_id) for watch_id, vector in vectors],
            )

    def found(self, matches: Iterable[Match]) -> None:
        """Keep matches; a passage that was found for a watch before is not found again."""
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT OR IGNORE INTO matches (watch_id, mark, paragraph_id, briefing_id, first,"
                " last, score, news) SELECT ?, ?, ?, ?, ?, ?, ?, ?"
                " WHERE EXISTS (SELECT 1 FROM watches WHERE id = ?)",
                [
                    (
                        match.watch_id,
                        match.mark,
                        match.paragraph_id,
                        match.briefing_id,
                        match.highlight and match.highlight.start,
                        match.highlight and match.highlight.end,
                        match.score,
                        match.news,
                        match.watch_id,
                    )
                    for match in matches
                ],
            )

    # ---- telling what was found

    def untold(self, chat_id: int, *, at_once: bool, until: int) -> list[tuple[Watch, Match]]:
        """Return what was found for a chat and not told yet, by watch, the best first.

        until: the last news of which something may be told.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, mark, paragraph_id, briefing_id, first, last, score, news"  # noqa: S608
            " FROM watches JOIN matches ON watch_id = watches.id"
            " WHERE chat_id = ? AND at_once = ? AND edition IS NULL AND news <= ?"
            " ORDER BY watches.id, score DESC, paragraph_id",
            (chat_id, int(at_once), until),
        )
        return [(_watch(row[:5]), _match(row[0], row[5:])) for row in rows]

    def pass_over_told(self, chat_id: int) -> None:
        """Note that what a chat was told of already, for something else, is told."""
        of_chat = "watch_id IN (SELECT id FROM watches WHERE chat_id = :chat)"
        before = (
            f"SELECT max(edition) FROM matches AS told WHERE {of_chat}"  # noqa: S608
            " AND told.mark = matches.mark AND edition IS NOT NULL"
        )
        with self._db.atomic():
            self._db.execute(
                f"UPDATE matches SET edition = ({before}) WHERE edition IS NULL AND {of_chat}"  # noqa: S608
                f" AND ({before}) IS NOT NULL",
                {"chat": chat_id},
            )

    def discard(self, matches: Iterable[Match]) -> None:
        """Forget matches: their passages are gone."""
        with self._db.atomic():
            self._db.conn.executemany(
                "DELETE FROM matches WHERE watch_id = ? AND mark = ?",
                [(match.watch_id, match.mark) for match in matches],
            )

    def begin_anew(self, chat_id: int, news: int) -> None:
        """Forget what was to be told with the digests of a chat until some news."""
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM matches WHERE edition IS NULL AND news <= ? AND watch_id IN"
                " (SELECT id FROM watches WHERE chat_id = ? AND NOT at_once)",
                (news, chat_id),
            )

    def sweep(self, before: int) -> int:
        """Forget what was found before some news and never told; return how much."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM matches WHERE edition IS NULL AND news < ?", (before,)
            )
        return int(done.rowcount)

    def chats_to_alert(self, after: int, limit: int, until: int) -> list[int]:
        """Return chats for which something is to be told at once, in the order of their numbers.

        Not those whose last alert still waits: what came since is told after it, all together.
        until: the last news of which something may be told.
        """
        rows = self._db.execute(
            "SELECT DISTINCT watches.chat_id FROM watches"
            " JOIN matches ON watch_id = watches.id"
            " JOIN subscribers ON subscribers.chat_id = watches.chat_id"
            " WHERE edition IS NULL AND news <= ? AND at_once AND reachable AND NOT paused"
            " AND snoozed_until IS NULL AND watches.chat_id > ? AND NOT EXISTS"
            " (SELECT 1 FROM outbox WHERE outbox.chat_id = watches.chat_id AND urgent"
            " AND state IN ('queued', 'sending'))"
            " ORDER BY watches.chat_id LIMIT ?",
            (until, after, limit),
        )
        return [int(chat_id) for (chat_id,) in rows]

    def told(self, matches: Sequence[Match], edition: int) -> None:
        """Note in which edition matches are told."""
        with self._db.atomic():
            self._db.conn.executemany(
                "UPDATE matches SET edition = ? WHERE watch_id = ? AND mark = ?",
                [(edition, match.watch_id, match.mark) for match in matches],
            )

    def untell(self, edition: int) -> None:
        """Note that an edition was not sent: what it told is to be told yet."""
        with self._db.atomic():
            self._db.execute("UPDATE matches SET edition = NULL WHERE edition = ?", (edition,))

    # ---- people and time

    def move(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE OR IGNORE watches SET chat_id = ? WHERE chat_id = ?", (new, old)
            )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what a person follows, or asked a group to follow, and what was found for it."""
        watches = self._db.query(
            "SELECT id, chat_id, text, at_once, created_at FROM watches"
            " WHERE chat_id = :user OR user_id = :user ORDER BY id",
            {"user": user_id},
        )
        matches = self._db.query(
            "SELECT watch_id, paragraph_id, score, edition FROM matches WHERE watch_id IN"
            " (SELECT id FROM watches WHERE chat_id = :user OR user_id = :user)"
            " ORDER BY watch_id, paragraph_id",
            {"user": user_id},
        )
        return {"watches": list(watches), "matches": list(matches)}

    def forget(self, user_id: int) -> None:
        """Delete what a person follows, or asked a group to follow."""
        rows = self._db.execute(
            "SELECT id FROM watches WHERE chat_id = :user OR user_id = :user", {"user": user_id}
        ).fetchall()
        self.remove(watch_id for (watch_id,) in rows)

    def _all(self, condition: str, *values: Any) -> list[Watch]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM watches WHERE {condition}",  # noqa: S608 (our columns)
            values,
        )
        return [_watch(row) for row in rows]


def _watch(row: tuple[Any, ...]) -> Watch:
    key, chat_id, user_id, text, at_once = row
    return Watch(int(key), int(chat_id), user_id, str(text), bool(at_once))


def _match(watch_id: int, row: tuple[Any, ...]) -> Match:
    mark, paragraph_id, briefing_id, first, last, score, news = row
    span = None if first is None else Span(int(first), int(last))
    return Match(
        int(watch_id), int(mark), str(paragraph_id), str(briefing_id), span, float(score), int(news)
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
