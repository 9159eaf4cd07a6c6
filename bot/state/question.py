"""A question as it is remembered, and how it is written into a row of the database."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

from index.answer import Answer, Filters, Span, Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is stored: a paragraph's id and the span of the sentence that answers."""

    paragraph_id: str
    highlight: Span | None = None
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a question comes from; what is None is not known.

    message_id: the message that asks it. topic: of a forum. update_id: the update that made the
    bot ask. follow_up_of: id of the question that it leans on.
    """

    chat_id: int
    user_id: int | None
    message_id: int | None = None
    topic: int | None = None
    update_id: int | None = None
    follow_up_of: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question; ``found`` is the ranking so far, best first.

    text: as it was typed, empty once it is erased. read_as: as it was read, if it leans on the one
    before. asked_at: with its time zone; what ``last week`` is counted from. answered: whether its
    answer was sent.
    """

    id: int
    chat_id: int
    text: str
    asked_at: dt.datetime
    filters: Filters
    verdict: Verdict
    found: tuple[Found, ...]
    origin: Origin
    read_as: str | None = None
    language: str | None = None
    answered: bool = False

    @property
    def asked(self) -> str:
        """Return what was searched for: the question in full."""
        return self.read_as or self.text


def read_row(row: dict[str, Any]) -> Question:
    """Return the question of a row."""
    return Question(
        id=row["id"],
        chat_id=row["chat_id"],
        text=row["text"],
        asked_at=dt.datetime.fromisoformat(row["asked_at"]),
        filters=_filters_from_json(row["filters"]),
        verdict=Verdict(row["verdict"]),
        found=tuple(_found_from_json(hit) for hit in json.loads(row["hits"])),
        origin=Origin(
            row["chat_id"],
            row["user_id"],
            row["message_id"],
            row["topic"],
            row["update_id"],
            row["follow_up_of"],
        ),
        read_as=row["read_as"],
        language=row["language"],
        answered=row["answered_at"] is not None,
    )


def found_by(answer: Answer) -> tuple[Found, ...]:
    """Return the ranking of an answer as it is stored."""
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


def ranking(found: tuple[Found, ...]) -> str:
    """Return a ranking as a row has it."""
    return json.dumps([_found_to_json(hit) for hit in found])


def filters_text(filters: Filters) -> str:
    """Return filters as a row has them."""
    return json.dumps(asdict(filters), default=str)
