"""The questions that had no good answer, as long as their words are kept; never who asked them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.state.feedback import Opinion, Reason
from index.answer import Verdict

_COLUMNS = (
    "q.id, coalesce(q.read_as, q.text), q.language, q.asked_at, q.verdict, q.hits,"
    " q.user_id, coalesce((SELECT group_concat(coalesce(f.reason, ''), ' ') FROM feedback f"
    " WHERE f.question_id = q.id AND f.opinion = 'not_right'), '-')"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a good answer.

    text: in full, as it was searched for. person: a number that is the same for all questions of
    one person and says nothing else. marked: whether a reader said that the answer is not right;
    reasons: and why, where they said. first: id of the passage that came first; None without one.
    """

    id: int
    text: str
    language: str | None
    asked_at: dt.datetime
    verdict: Verdict
    person: int
    marked: bool
    reasons: tuple[Reason, ...]
    first: str | None


@dataclass(frozen=True, slots=True)
class Helped:
    """A question whose answer a reader called helpful, and the passage that came first in it."""

    text: str
    first: str


class Gaps:
    """Reads the tables of questions and of feedback in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def since(self, moment: dt.datetime, limit: int) -> list[Gap]:
        """Return the questions since then that found nothing, or only what is close.

        And those whose answer a reader marked as not right; the newest first.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM questions q"  # noqa: S608 (our columns)
            " WHERE q.text != '' AND q.asked_at >= ? AND (q.verdict IN (?, ?) OR EXISTS (SELECT 1"
            " FROM feedback WHERE question_id = q.id AND opinion = ?))"
            " ORDER BY q.asked_at DESC, q.id DESC LIMIT ?",
            (
                _text(moment),
                Verdict.NOT_COVERED.value,
                Verdict.CLOSEST.value,
                Opinion.NOT_RIGHT.value,
                limit,
            ),
        ).fetchall()
        people: dict[object, int] = {}
        return [_gap(row, people) for row in rows]

    def helped_since(self, moment: dt.datetime, limit: int) -> list[Helped]:
        """Return questions since then whose answer was called helpful, and by nobody not right."""
        rows = self._db.execute(
            "SELECT coalesce(q.read_as, q.text), q.hits FROM questions q WHERE q.text != ''"
            " AND q.asked_at >= ? AND q.hits != '[]' AND EXISTS (SELECT 1 FROM feedback"
            " WHERE question_id = q.id AND opinion = ?) AND NOT EXISTS (SELECT 1 FROM feedback"
            " WHERE question_id = q.id AND opinion = ?)"
            " ORDER BY q.asked_at DESC, q.id DESC LIMIT ?",
            (_text(moment), Opinion.HELPFUL.value, Opinion.NOT_RIGHT.value, limit),
        )
        return [Helped(str(text), str(json.loads(hits)[0][0])) for text, hits in rows]


def _gap(row: tuple[Any, ...], people: dict[object, int]) -> Gap:
    number, text, language, asked_at, verdict, hits, user_id, marks = row
    # whom Telegram does not name counts as somebody else each time
    who = ("nobody", number) if user_id is None else user_id
    found = json.loads(hits)
    return Gap(
        id=int(number),
        text=str(text),
        language=language,
        asked_at=dt.datetime.fromisoformat(asked_at),
        verdict=Verdict(verdict),
        person=people.setdefault(who, len(people)),
        marked=marks != "-",
        reasons=_reasons(marks.split()) if marks != "-" else (),
        first=str(found[0][0]) if found else None,
    )


def _reasons(given: Iterable[str]) -> tuple[Reason, ...]:
    known = set(Reason)
    return tuple(Reason(one) for one in given if one in known)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
