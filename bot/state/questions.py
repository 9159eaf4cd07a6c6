"""The questions that were asked and what was found, so that a button still works after a restart.

A button carries only the row's id. The row keeps the whole ranking, hence paging never repeats a
passage and never needs a second search.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from index.answer import Answer, Filters, Span, Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is stored: a paragraph's id and the span of the sentence that answers."""

    paragraph_id: str
    highlight: Span | None = None
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question; ``found`` is the whole ranking, best first."""

    id: int
    chat_id: int
    filters: Filters
    verdict: Verdict
    found: tuple[Found, ...]


class Questions:
    """The table of questions in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("questions")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(self, answer: Answer, *, chat_id: int, user_id: int | None) -> Question:
        """Store what was asked, by whom and where, with what was found."""
        found = tuple(
            Found(hit.paragraph.id, hit.highlight, len(hit.folded)) for hit in answer.hits
        )
        row = {
            "chat_id": chat_id,
            "user_id": user_id,
            "asked_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "text": answer.question,
            "language": answer.language,
            "filters": json.dumps(asdict(answer.filters), default=str),
            "verdict": answer.verdict.value,
            "generation": answer.generation,
            "hits": json.dumps([_found_to_json(hit) for hit in found]),
        }
        row_id = self._table.insert(row).last_pk
        assert row_id is not None
        return Question(int(row_id), chat_id, answer.filters, answer.verdict, found)

    def get(self, row_id: int) -> Question | None:
        """Return a stored question, None if there is none of that id."""
        try:
            row = self._table.get(row_id)
        except NotFoundError:
            return None
        return Question(
            id=row["id"],
            chat_id=row["chat_id"],
            filters=_filters_from_json(row["filters"]),
            verdict=Verdict(row["verdict"]),
            found=tuple(_found_from_json(hit) for hit in json.loads(row["hits"])),
        )


def _found_to_json(found: Found) -> list[object]:
    span = found.highlight
    return [found.paragraph_id, span and span.start, span and span.end, found.folded]


def _found_from_json(hit: list[object]) -> Found:
    paragraph_id, start, end, folded = hit
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    return Found(str(paragraph_id), span, folded if isinstance(folded, int) else 0)


def _filters_from_json(text: str) -> Filters:
    values = json.loads(text)
    return Filters(
        since=_day(values["since"]),
        until=_day(values["until"]),
        series=tuple(values["series"]),
        languages=tuple(values["languages"]),
        latest=values["latest"],
        phrases=tuple(values["phrases"]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
