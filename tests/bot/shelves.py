"""Briefings in numbers, for tests of lists: invented series, dates and titles."""

from __future__ import annotations

import datetime as dt

from corpus.briefing import Briefing, BriefingHead, Paragraph, Section, briefing_id, paragraph_ids

FIRST_DAY = dt.date(2020, 1, 6)


def issue(
    number: int,
    *,
    series: str | None = "Lantern Letter",
    title: str | None = None,
    date: dt.date | None = None,
    texts: tuple[str, ...] = ("The lantern was lit in the evening, as every year.",),
    sections: tuple[Section, ...] = (),
) -> Briefing:
    """Return a briefing of its own file."""
    path = f"letter-{number:03}.txt"
    head = BriefingHead(
        id=briefing_id(path),
        path=path,
        title=title if title is not None else f"Letter number {number}",
        series=series,
        date=date,
        language="en",
    )
    first = sections[0] if sections else None
    ids = paragraph_ids(head.id, texts)
    paragraphs = tuple(
        Paragraph(
            id=key,
            briefing_id=head.id,
            position=position,
            text=text,
            section=first.position if first else None,
            section_path=first.path if first else (),
            language="en",
        )
        for position, (key, text) in enumerate(zip(ids, texts, strict=True), 1)
    )
    return Briefing(head, sections, paragraphs, ())


def weekly(count: int) -> list[Briefing]:
    """Return issues of one series, a week apart."""
    return [issue(n, date=FIRST_DAY + dt.timedelta(weeks=n)) for n in range(count)]
