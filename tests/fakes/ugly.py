"""Briefings as nobody should write them: whatever could break a message, or be taken for ours."""

from __future__ import annotations

import datetime as dt

from corpus.briefing import (
    Briefing,
    BriefingHead,
    Paragraph,
    Section,
    Source,
    briefing_id,
    paragraph_ids,
)

#: Each speaks of the gazebo, by which it is found.
TEXTS = (
    "The gazebo {reference} costs {count} euros. **Not bold** says {0} and {question!r:>9}.",
    "The gazebo <b>is</b> &lt;open&gt; & <script>alert('gazebo')</script> </blockquote> stays.",
    "The gazebo has a " + "w" * 5000 + " at its end, which nobody reads aloud.",
    "The gazebo 👩‍👩‍👧‍👦🏳️‍🌈" + "🦭" * 900 + " is full of seals. Gazebo again 🇩🇪.",
    "The \u202egazebo\u202c \u2066turns\u2069 \u200b\u200f and \x07 back, with \u0301 marks.",
    "/forgetme: gazebo owners should type /start@briefing_bot or @briefing_bot and see.",
    'Label: gazebo: colon: everywhere: https://example.org/?q=<gazebo>&x="y" ends it.',
    "gazebo\u00a0\u2003\u3000gazebo\n\n\ngazebo\t|\tcells. $\\frac{gazebo}{2}$ _x_ `y` ~z~",
    "Der Gazebo ist groß. ﷽ مرحبا بالعالم gazebo עברית 日本語 नमस्ते ไทย.",
    "Gazebo? Gazebo! Gazebo. " * 300,
)
_SERIES = "/start {0} **gazebo** <i>" + "s" * 300
_TITLE = "Gazebo <b>&amp;</b> {title} **" + " very long" * 50


def ugly() -> list[Briefing]:
    """Return some briefings, invented from the first to the last sign."""
    many = tuple(f"Gazebo section {n} {{}} **x** <{n}>" for n in range(200))
    return [
        _briefing("ugly.txt", TEXTS, _TITLE, _SERIES, dt.date(2024, 2, 29), many[:3]),
        _briefing("ug:ly {0} **.txt", TEXTS[:2], "**", "help", None, ()),
        _briefing("\u202etxt.yl\u202cgu.txt", TEXTS[3:5], "\u202e \u200b", "2:lang:de", None, ()),
        _briefing("gazebo.txt", many, "/latest@briefing_bot", None, dt.date(2025, 12, 31), many),
        _briefing("w.txt", TEXTS[2:3], "t" * 500, "w" * 500, dt.date(1999, 1, 1), ("h" * 400,)),
    ]


def _briefing(
    path: str,
    texts: tuple[str, ...],
    title: str,
    series: str | None,
    date: dt.date | None,
    headings: tuple[str, ...],
) -> Briefing:
    head = BriefingHead(
        briefing_id(path), path, title, series=series, date=date, language="en",
        url="https://example.org/gazebo?a=<b>&c=\"d\"" if headings else None,
    )  # fmt: skip
    sections = tuple(Section(n, ("Gazebo {0}", *[one])) for n, one in enumerate(headings, 1))
    ids = paragraph_ids(head.id, texts)
    paragraphs = []
    for number, (key, text) in enumerate(zip(ids, texts, strict=True), 1):
        section = sections[min(number, len(sections)) - 1] if sections else None
        paragraphs.append(
            Paragraph(
                id=key,
                briefing_id=head.id,
                position=number,
                text=text,
                section=section.position if section else None,
                section_path=section.path if section else (),
                label="Why it {matters}: **really" if number % 3 else None,
                language=None if number % 4 else "de",
                page=number if number % 2 else None,
            )
        )
    odd = ("https://", "http://x", "javascript:gazebo", "https://exa mple.org", 'https://a.b/<>&"')
    sources = tuple(
        Source(
            section.position,
            f"Source **{n}** {{0}} <{n}>" * (1 + n % 40),
            "{publisher}",
            odd[n % 5],
        )
        for section in sections[:1]
        for n in range(60)
    )
    return Briefing(head, sections, tuple(paragraphs), sources)
