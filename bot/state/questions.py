"""The questions that were asked and what was found, so that a button still works after a restart.

A button carries only the row's id. The row keeps the ranking as far as it was asked for, and what
is ranked later goes behind it, hence paging never repeats a passage.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

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
    """A stored question; ``found`` is the ranking so far, best first.

    asked_at: with its time zone; what ``last week`` is counted from.
    """

    id: int
    chat_id: int
    text: str
    asked_at: dt.datetime
    filters: Filters
    verdict: Verdict
    found: tuple[Found, ...]


class Questions:
    """The table of questions in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("questions")

    def add(self, answer: Answer, *, chat_id: int, user_id: int | None) -> Question:
        """Store what was asked, by whom and where, with what was found."""
        found, now = _found(answer), dt.datetime.now(dt.UTC)
        row = {
            "chat_id": chat_id,
            "user_id": user_id,
            "asked_at": now.isoformat(timespec="seconds"),
            "text": answer.question,
            "language": answer.language,
            "filters": json.dumps(asdict(answer.filters), default=str),
            "verdict": answer.verdict.value,
            "generation": answer.generation,
            "hits": json.dumps([_found_to_json(hit) for hit in found]),
        }
        row_id = self._table.insert(row).last_pk
        assert row_id is not None
        return Question(
            int(row_id), chat_id, answer.question, now, answer.filters, answer.verdict, found
        )

    def extend(self, question: Question, answer: Answer) -> Question:
        """Store what a later answer to a question adds to its ranking, behind what is there."""
        known = {hit.paragraph_id for hit in question.found}
        new = [hit for hit in _found(answer) if hit.paragraph_id not in known]
        found = (*question.found, *new)
        self._table.update(question.id, {"hits": json.dumps([_found_to_json(h) for h in found])})
        return replace(question, found=found)

    def get(self, row_id: int) -> Question | None:
        """Return a stored question, None if there is none of that id."""
        try:
            row = self._table.get(row_id)
        except NotFoundError:
            return None
        return _question(row)

    def last_answered(self, chat_id: int) -> Question | None:
        """Return the last question of a chat that has passages; None if there is none."""
        rows = self._table.rows_where(
            "chat_id = ? AND hits != '[]'", [chat_id], order_by="id DESC", limit=1
        )
        return next((_question(row) for row in rows), None)


def _question(row: dict[str, Any]) -> Question:
    return Question(
        id=row["id"],
        chat_id=row["chat_id"],
        text=row["text"],
        asked_at=dt.datetime.fromisoformat(row["asked_at"]),
        filters=_filters_from_json(row["filters"]),
        verdict=Verdict(row["verdict"]),
        found=tuple(_found_from_json(hit) for hit in json.loads(row["hits"])),
    )


def _found(answer: Answer) -> tuple[Found, ...]:
    return tuple(Found(hit.paragraph.id, hit.highlight, len(hit.folded)) for hit in answer.hits)


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
