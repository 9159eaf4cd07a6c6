"""Which links to passages were given out, and where each passage stood; nothing about people."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.briefing import BriefingHead, Paragraph


@dataclass(frozen=True, slots=True)
class Linked:
    """A passage as it was when a link to it was made.

    paragraph: without its text. sketch: hashes of its words (``bot.citing.sketch``).
    """

    briefing: BriefingHead
    paragraph: Paragraph
    sketch: tuple[int, ...]


class Links:
    """The table of links in ``bot.db``, one for each passage however often it is linked to."""

    def __init__(self, db: Database) -> None:
        self._table = db.table("links")

    def put(self, linked: Linked) -> None:
        """Remember a link, in place of an earlier one to the same passage."""
        head, paragraph = linked.briefing, linked.paragraph
        place = {
            "path": head.path,
            "title": head.title,
            "series": head.series,
            "date": head.date.isoformat() if head.date else None,
            "recognised": head.recognised,
            "position": paragraph.position,
            "section_path": paragraph.section_path,
            "label": paragraph.label,
            "page": paragraph.page,
            "last_page": paragraph.last_page,
        }
        row = {
            "paragraph_id": paragraph.id,
            "briefing_id": head.id,
            "place": json.dumps(place, ensure_ascii=False),
            "sketch": json.dumps(linked.sketch),
        }
        self._table.insert(row, replace=True)

    def get(self, paragraph_id: str) -> Linked | None:
        """Return the link to a passage; None if none was given out."""
        found = self._table.rows_where("paragraph_id = ?", [paragraph_id])
        return next((_linked(row) for row in found), None)


def _linked(row: dict[str, str]) -> Linked:
    place = json.loads(row["place"])
    head = BriefingHead(
        id=row["briefing_id"],
        path=place["path"],
        title=place["title"],
        series=place["series"],
        date=dt.date.fromisoformat(place["date"]) if place["date"] else None,
        recognised=tuple(place["recognised"]),
    )
    paragraph = Paragraph(
        id=row["paragraph_id"],
        briefing_id=row["briefing_id"],
        position=place["position"],
        text="",
        section_path=tuple(place["section_path"]),
        label=place["label"],
        page=place["page"],
        last_page=place["last_page"],
    )
    return Linked(head, paragraph, tuple(json.loads(row["sketch"])))
