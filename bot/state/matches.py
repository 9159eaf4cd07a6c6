"""The passages that were found for what chats follow, and which of them were told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.state.watches import WATCH_COLUMNS, Watch, read_watch
from index.answer import Span


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


class Matches:
    """The table of matches in ``bot.db``: of a passage for a watch at most one."""

    def __init__(self, db: Database) -> None:
        self._db = db

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

    def untold(self, chat_id: int, *, at_once: bool, until: int) -> list[tuple[Watch, Match]]:
        """Return what was found for a chat and not told yet, by watch, the best first.

        until: the last news of which something may be told.
        """
        rows = self._db.execute(
            f"SELECT {WATCH_COLUMNS}, mark, paragraph_id, briefing_id, first, last, score, news"  # noqa: S608
            " FROM watches JOIN matches ON watch_id = watches.id"
            " WHERE chat_id = ? AND at_once = ? AND edition IS NULL AND news <= ?"
            " ORDER BY watches.id, score DESC, paragraph_id",
            (chat_id, int(at_once), until),
        )
        return [(read_watch(row[:5]), _match(row[0], row[5:])) for row in rows]

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


def _match(watch_id: int, row: tuple[Any, ...]) -> Match:
    mark, paragraph_id, briefing_id, first, last, score, news = row
    span = None if first is None else Span(int(first), int(last))
    return Match(
        int(watch_id), int(mark), str(paragraph_id), str(briefing_id), span, float(score), int(news)
    )
