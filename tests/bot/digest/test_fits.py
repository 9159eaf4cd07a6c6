"""Every page of a digest is one message, whatever the briefings are called and say."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive.library import Passage
from bot.archive.printed import Followed, Headline, NewBriefing, Printed
from bot.digest.content import Chapter
from bot.messages.choose import messages_for
from bot.rendering import digest
from bot.rendering.digest import Front
from bot.replies import ROOM
from bot.richtext import entities, pack
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span

DAY = dt.date(2026, 11, 27)
FRONT = Front(
    DAY,
    first=DAY - dt.timedelta(days=6),
    late="7:30",
    missed=tuple(DAY - dt.timedelta(days=n) for n in (3, 2, 1)),
    doubtful=(DAY - dt.timedelta(days=4),),
)
#: Words of all lengths, of characters that take two UTF-16 units, or that HTML takes for its own.
TEXTS = st.lists(
    st.sampled_from(["<b>", "Zölle", "🐼🐼", "&amp;", "Donaudampfschifffahrt" * 4, "a", "2026."]),
    min_size=1,
    max_size=60,
).map(" ".join)


@st.composite
def headlines(draw: st.DrawFn) -> tuple[Headline, ...]:
    made = []
    for number in range(draw(st.integers(1, 16))):
        text = draw(TEXTS)
        paragraph = Paragraph(
            id=f"{number:016x}",
            briefing_id="b" * 16,
            position=number,
            text=text,
            section=number,
            section_path=(draw(TEXTS),),
            language="de",
            page=number,
            last_page=number + 1,
        )
        made.append(Headline(paragraph, Span(0, len(text)), 1))
    return tuple(made)


@settings(max_examples=40, deadline=None)
@given(headlines(), TEXTS, TEXTS, st.sampled_from(["de", "en"]))
def test_every_page_is_one_message(
    lines: tuple[Headline, ...], title: str, topic: str, language: str
) -> None:
    messages = messages_for(language)
    head = BriefingHead("b" * 16, "x.pdf", title, series=title, date=DAY, language="de")
    briefing = NewBriefing(head, lines, changed=True, url="https://t.me/x?start=abc")
    followed = tuple(
        Followed(Passage(rank, line.paragraph, head, line.span), (topic, topic))
        for rank, line in enumerate(lines)
    )
    printed = Printed(followed, (briefing, briefing, briefing))
    for which in Chapter:
        number, count = 0, 1
        while number < count:
            page = digest.page(printed, which, number, messages)
            blocks = digest.chapter(printed, which, page, FRONT, messages)
            (packed,) = pack(blocks, ROOM)
            assert entities(packed) <= 100
            number, count = number + 1, page.count
