"""Records of the corpus as rows of its database, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import astuple
from typing import Any, TypeAlias

from corpus.briefing import Box, Briefing, BriefingHead, Kind, Paragraph, Section, Source
from corpus.document import Remark

Row: TypeAlias = tuple[Any, ...]

HEAD_COLUMNS = "id, path, title, series, publisher, date, language, url, recognised"
PARAGRAPH_COLUMNS = (
    "id, briefing_id, position, text, section, section_path, label, kind, language, page, "
    "last_page, boxes"
)


def head_row(head: BriefingHead) -> Row:
    """Return the values of HEAD_COLUMNS."""
    date = head.date.isoformat() if head.date else None
    h = head
    pages = json.dumps(h.recognised) if h.recognised else None
    return (h.id, h.path, h.title, h.series, h.publisher, date, h.language, h.url, pages)


def to_head(row: Row) -> BriefingHead:
    """Return the head that ``head_row`` made ``row`` of."""
    id_, path, title, series, publisher, date, language, url, pages = row
    day = dt.date.fromisoformat(date) if date else None
    recognised = tuple(json.loads(pages)) if pages else ()
    return BriefingHead(id_, path, title, series, publisher, day, language, url, recognised)


def paragraph_row(paragraph: Paragraph) -> Row:
    """Return the values of PARAGRAPH_COLUMNS."""
    p = paragraph
    path = json.dumps(p.section_path, ensure_ascii=False)
    return (
        p.id, p.briefing_id, p.position, p.text, p.section, path, p.label, p.kind.value,
        p.language, p.page, p.last_page, _pack(p.boxes),
    )  # fmt: skip


def _pack(boxes: tuple[Box, ...]) -> str | None:
    """Return the boxes as text, to a hundredth of a point; None for none."""
    flat = [[b.page, *(round(x, 2) for x in astuple(b)[1:])] for b in boxes]
    return json.dumps(flat, separators=(",", ":")) if flat else None


def to_paragraph(row: Row) -> Paragraph:
    """Return the paragraph that ``paragraph_row`` made ``row`` of."""
    (
        *(id_, briefing, position, text, section, path, label, kind, language, page, last_page),
        boxes,
    ) = row
    return Paragraph(
        id_, briefing, position, text, section, tuple(json.loads(path)), label, Kind(kind),
        language, page, last_page, tuple(Box(*box) for box in json.loads(boxes)) if boxes else (),
    )  # fmt: skip


def section_row(briefing: str, section: Section) -> Row:
    """Return briefing id, position, path and page."""
    path = json.dumps(section.path, ensure_ascii=False)
    return (briefing, section.position, path, section.page)


def to_section(row: Row) -> Section:
    """Return the section that ``section_row`` made ``row`` of."""
    _, position, path, page = row
    return Section(position, tuple(json.loads(path)), page)


def source_row(briefing: str, position: int, source: Source) -> Row:
    """Return briefing id, position, section, title, publisher and address."""
    return (briefing, position, source.section, source.title, source.publisher, source.url)


def remark_row(file: str, position: int, remark: Remark) -> Row:
    """Return the file that was read, position, path of the part, text and pages."""
    return (file, position, remark.path, remark.text, json.dumps(remark.pages))


def to_remark(row: Row) -> Remark:
    """Return the remark of a row of path, text and pages."""
    path, text, pages = row
    return Remark(path, text, tuple(json.loads(pages)))


def content_digest(briefing: Briefing) -> str:
    """Return a digest of all that is stored of a briefing: equal if and only if nothing changed."""
    content = json.dumps(astuple(briefing), ensure_ascii=False, default=str)
    return hashlib.blake2b(content.encode("utf-8"), digest_size=16).hexdigest()
