"""Stored briefings in one line each, for tests that do not care how they were parsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from corpus.briefing import (
    Briefing,
    BriefingHead,
    Paragraph,
    Section,
    briefing_id,
    paragraph_ids,
)


def make_briefing(
    path: str,
    texts: Sequence[str],
    *,
    language: str = "en",
    date: dt.date | None = None,
    series: str | None = "Example Weekly",
) -> Briefing:
    """Return a briefing with one section that holds a paragraph for each text."""
    identity = briefing_id(path)
    head = BriefingHead(identity, path, f"Title of {path}", series, "Example Press", date, language)
    paragraphs = tuple(
        Paragraph(key, identity, position, text, 1, ("Heading",), language=language)
        for position, (key, text) in enumerate(
            zip(paragraph_ids(identity, texts), texts, strict=True), 1
        )
    )
    return Briefing(head, (Section(1, ("Heading",)),), paragraphs, ())
