"""What an edition says, fixed when it is made: ids of passages and spans of their text. Pure.

It is kept as JSON without any text; whoever shows it leaves out what has left the corpus since.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series (or publishers) and languages (ISO 639-1) a digest is about; all where empty."""

    series: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def takes(self, head: BriefingHead, paragraph: Paragraph) -> bool:
        """Whether a digest is about a paragraph."""
        if self.series and head.series not in self.series and head.publisher not in self.series:
            return False
        language = paragraph.language or head.language
        return not self.languages or language is None or language in self.languages


class Chapter(StrEnum):
    """A message of an edition: what is followed, or everything that is new."""

    FOLLOWED = "followed"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Item:
    """A section of a briefing by its leading sentence; ``more``: its other paragraphs."""

    paragraph_id: str
    span: Span
    more: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A new briefing, or (``changed``) what is new in one that was known."""

    briefing_id: str
    items: tuple[Item, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that was found for what is followed; ``watches``: the numbers of these."""

    paragraph_id: str
    highlight: Span | None
    watches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition says.

    missed: the days of digests that are part of it. first: the first day that a weekly one covers.
    pages: how many messages each chapter takes where its pages cannot be turned; else one each.
    """

    told: tuple[Told, ...] = ()
    entries: tuple[Entry, ...] = ()
    missed: tuple[dt.date, ...] = ()
    first: dt.date | None = None
    pages: tuple[int, ...] = ()

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Its messages, in order; none if there is nothing to say."""
        followed = (Chapter.FOLLOWED,) if self.told else ()
        return (*followed, *((Chapter.NEWS,) if self.entries else ()))

    @property
    def letters(self) -> tuple[tuple[Chapter, int], ...]:
        """What each message shows: a chapter, and which page of it, from 0."""
        pages = self.pages or (1,) * len(self.chapters)
        return tuple(
            (chapter, page)
            for chapter, count in zip(self.chapters, pages, strict=True)
            for page in range(count)
        )

    def to_json(self) -> str:
        """Return it as it is kept."""
        body = {
            "told": [
                [one.paragraph_id, *_ends(one.highlight), list(one.watches)] for one in self.told
            ],
            "entries": [
                [
                    entry.briefing_id,
                    [[item.paragraph_id, *_ends(item.span), item.more] for item in entry.items],
                    int(entry.changed),
                ]
                for entry in self.entries
            ],
            "missed": [day.isoformat() for day in self.missed],
            "first": self.first.isoformat() if self.first else None,
            "pages": list(self.pages),
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def read_content(text: str | None) -> Content:
    """Return what was kept; nothing for None."""
    if text is None:
        return Content()
    body: dict[str, Any] = json.loads(text)
    return Content(
        told=tuple(
            Told(name, _span(start, end), tuple(watches))
            for name, start, end, watches in body["told"]
        ),
        entries=tuple(
            Entry(
                briefing,
                tuple(Item(name, Span(start, end), more) for name, start, end, more in items),
                bool(changed),
            )
            for briefing, items, changed in body["entries"]
        ),
        missed=tuple(dt.date.fromisoformat(day) for day in body["missed"]),
        first=dt.date.fromisoformat(body["first"]) if body["first"] else None,
        pages=tuple(body.get("pages", ())),
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
