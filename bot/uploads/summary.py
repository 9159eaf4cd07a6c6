"""What was read of a file that an admin has sent, as it is kept and shown. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from corpus.briefing import Briefing, fingerprint
from corpus.corrections import Corrections
from corpus.reading import Reading

#: Characters of the opening words, briefings of one file, and remarks, that are kept.
_OPENING, _BRIEFINGS, _REMARKS = 300, 10, 5


@dataclass(frozen=True, slots=True)
class Summary:
    """One briefing as it was understood; ``mark``: fingerprint of its paragraphs' texts."""

    title: str
    series: str
    date: str
    language: str
    sections: int
    paragraphs: int
    pages: int
    opening: str
    mark: str

    @property
    def day(self) -> dt.date | None:
        """The day of issue."""
        return dt.date.fromisoformat(self.date) if self.date else None

    def corrected(self, corrections: Corrections) -> Summary:
        """Return it with what an admin has corrected."""
        values = {
            name: value
            for name in ("title", "series", "date", "language")
            if (value := getattr(corrections, name)) is not None
        }
        if not values.get("title", "-"):
            del values["title"]
        return replace(self, **values)


@dataclass(frozen=True, slots=True)
class Summaries:
    """All that a file holds; ``count``: also what is not listed. error: why it cannot be read."""

    briefings: tuple[Summary, ...] = ()
    count: int = 0
    remarks: tuple[str, ...] = ()
    error: str = ""

    def to_json(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_summaries(text: str) -> Summaries:
    """Return what was kept."""
    values: dict[str, Any] = json.loads(text)
    briefings = tuple(Summary(**one) for one in values.pop("briefings"))
    return Summaries(briefings, values["count"], tuple(values["remarks"]), values["error"])


def summaries(reading: Reading) -> Summaries:
    """Return what is told of the briefings of a file."""
    return Summaries(
        tuple(_summary(briefing) for briefing in reading.briefings[:_BRIEFINGS]),
        len(reading.briefings),
        tuple(remark.text for remark in reading.remarks[:_REMARKS]),
    )


def _summary(briefing: Briefing) -> Summary:
    head, paragraphs = briefing.head, briefing.paragraphs
    pages = [one.last_page or one.page or 0 for one in paragraphs]
    return Summary(
        title=head.title,
        series=head.series or "",
        date=head.date.isoformat() if head.date else "",
        language=head.language or "",
        sections=len(briefing.sections),
        paragraphs=len(paragraphs),
        pages=max(pages, default=0),
        opening=_opening([one.text for one in paragraphs]),
        mark=fingerprint(one.text for one in paragraphs),
    )


def _opening(texts: Sequence[str]) -> str:
    words = " ".join(" ".join(texts[:3]).split())
    return words if len(words) <= _OPENING else f"{words[:_OPENING].rpartition(' ')[0]} …"
