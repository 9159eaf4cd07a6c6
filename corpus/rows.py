"""Records of the corpus as rows of its database, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import astuple
from typing import Any, TypeAlias

from corpus.briefing import Briefing, BriefingHead, Kind, Paragraph, Section, Source

Row: TypeAlias = tuple[Any, ...]

HEAD_COLUMNS = "id, path, title, series, publisher, date, language"
PARAGRAPH_COLUMNS = (
    "id, briefing_id, position, text, section, section_path, label, kind, language, page, last_page"
)


def head_row(head: BriefingHead) -> Row:
    """Return the values of HEAD_COLUMNS."""
    date = head.date.isoformat() if head.date else None
    return (head.id, head.path, head.title, head.series, head.publisher, date, head.language)


def to_head(row: Row) -> BriefingHead:
    """Return the head that ``head_row`` made ``row`` of."""
    id_, path, title, series, publisher, date, language = row
    day = dt.date.fromisoformat(date) if date else None
    return BriefingHead(id_, path, title, series, publisher, day, language)


def paragraph_row(paragraph: Paragraph) -> Row:
    """Return the values of PARAGRAPH_COLUMNS."""
    p = paragraph
    path = json.dumps(p.section_path, ensure_ascii=False)
    return (
        p.id, p.briefing_id, p.position, p.text, p.section, path, p.label, p.kind.value,
        p.language, p.page, p.last_page,
    )  # fmt: skip


def to_paragraph(row: Row) -> Paragraph:
    """Return the paragraph that ``paragraph_row`` made ``row`` of."""
    id_, briefing, position, text, section, path, label, kind, language, page, last_page = row
    return Paragraph(
        id_, briefing, position, text, section, tuple(json.loads(path)), label, Kind(kind),
        language, page, last_page,
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


def content_digest(briefing: Briefing) -> str:
    """Return a digest of all that is stored of a briefing: equal if and only if nothing changed."""
    content = json.dumps(astuple(briefing), ensure_ascii=False, default=str)
    return hashlib.blake2b(content.encode("utf-8"), digest_size=16).hexdigest()
