"""A digest or an alert as blocks of styled text, page by page. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.archive.printed import Followed, Headline, NewBriefing, Printed
from bot.digest.content import Chapter
from bot.messages.catalogue import Messages
from bot.rendering import answers, paging
from bot.rendering.citation import DOT, day_of, pages, plain_heading, shorten
from bot.rendering.listing import one_line, span_of
from bot.richtext import Block, Quote, Run, cut, entities, phrase, plain, units, visible

#: Passages, and briefings, on one page.
PASSAGES, BRIEFINGS = 3, 5
#: Sections of a briefing that are shown; UTF-16 code units of the sentence of each.
_SECTIONS, _SENTENCE = 12, 160
#: Units of what is shown of a briefing, at most.
_BRIEFING = 2400
#: Units of the list of a page: the rest of a message is for its head.
_ROOM = 3000
#: Of Telegram's hundred entities, those of a page.
_STYLES = 85
#: UTF-16 code units of the words that are followed, in a reason.
_REASON = 80


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the head of an edition.

    day: of a digest; None for an alert. first: the first day that a weekly one covers. late: when
    it was due by the subscriber's clock, if that is long ago. missed: days that are part of it.
    doubtful: days of which nobody knows whether their digests arrived.
    """

    day: dt.date | None
    first: dt.date | None = None
    late: str = ""
    missed: tuple[dt.date, ...] = ()
    doubtful: tuple[dt.date, ...] = ()
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a chapter: what stands on it, and its place among all of them, from 0."""

    blocks: tuple[Block, ...]
    followed: tuple[Followed, ...]
    news: tuple[NewBriefing, ...]
    first: int
    number: int
    count: int


def page(printed: Printed, chapter: Chapter, number: int, messages: Messages) -> Page:
    """Return a page of a chapter, which fits a message; the last one for what is not there."""
    if chapter is Chapter.FOLLOWED:
        blocks = [_followed(one, messages) for one in printed.followed]
        every = paging.pages([_cost(block) for block in blocks], PASSAGES, _ROOM)
    else:
        blocks = [_briefing(n, one, messages) for n, one in enumerate(printed.news, 1)]
        every = paging.pages([_cost(block) for block in blocks], BRIEFINGS, _ROOM)
    number = paging.page_at(every, number)
    here = slice(every[number].start, every[number].stop)
    return Page(
        tuple(blocks[here]),
        printed.followed[here] if chapter is Chapter.FOLLOWED else (),
        printed.news[here] if chapter is Chapter.NEWS else (),
        here.start,
        number,
        len(every),
    )


def chapter(
    printed: Printed, which: Chapter, shown: Page, front: Front | None, messages: Messages
) -> list[Block]:
    """Return a page with its heading; ``front``: for the first page of the first chapter alone.

    Where everything has left the corpus, that is said.
    """
    texts = messages.digest
    if not shown.blocks:
        return [phrase(texts.withdrawn)]
    followed = which is Chapter.FOLLOWED
    part = ""
    if shown.count > 1:
        count = len(printed.followed if followed else printed.news)
        part = DOT + span_of(shown.first, len(shown.blocks), count, messages)
    if front is not None:
        return [_front(front, printed, part, messages), *shown.blocks]
    heading = phrase(texts.followed_title if followed else texts.news_title)
    return [(*heading, Run(part)), *shown.blocks]


def _front(front: Front, printed: Printed, part: str, messages: Messages) -> Block:
    texts = messages.digest
    if front.preview and front.day is not None:
        title = phrase(texts.preview_title, day=messages.weekday(front.day))
    elif front.day is None:
        title = phrase(texts.alert_title)
    elif front.first is not None:
        first = messages.first_day(front.first, front.day)
        title = phrase(texts.title_week, first=first, day=messages.date(front.day))
    else:
        title = phrase(texts.title, day=messages.weekday(front.day))
    summary = "" if front.day is None else _summary(printed, messages)
    lines = [f"{summary}{part}" if summary else part.removeprefix(DOT)]
    notes = []
    if front.late:
        notes.append(texts.late.format(time=front.late))
    if front.missed:
        notes.append(texts.missed.format(days=messages.dates(front.missed)))
    if front.doubtful:
        notes.append(texts.doubtful.format(days=messages.dates(front.doubtful)))
    runs = [Run(visible(f"\n{line}")) for line in lines if line]
    return (*title, *runs, *(Run(visible(f"\n{note}"), italic=True) for note in notes))


def _summary(printed: Printed, messages: Messages) -> str:
    """Return how much there is: passages, new briefings, changed ones."""
    texts = messages.digest
    changed = sum(one.changed for one in printed.news)
    counts = (
        (texts.passages, len(printed.followed)),
        (texts.briefings, len(printed.news) - changed),
        (texts.changes, changed),
    )
    return ", ".join(
        text.for_number(count).format(count=messages.number(count))
        for text, count in counts
        if count
    )


def _followed(one: Followed, messages: Messages) -> Block:
    passage = answers.posted(one.passage, messages, numbered=True)
    if not one.reasons:
        return passage
    topics = visible(", ".join(" ".join(reason.split()) for reason in one.reasons))
    end = cut(topics, _REASON)
    if end < len(topics):
        topics = f"{topics[:end].rstrip()} …"
    return (Run(messages.digest.reason.format(topics=topics), italic=True), Run("\n"), *passage)


def _briefing(number: int, one: NewBriefing, messages: Messages) -> Block:
    head = one.briefing
    title = f"{messages.number(number)}{DOT}{one_line(head.title) or '…'}"
    origin = [one_line(head.series or ""), day_of(head, messages)]
    if origin[0] and one_line(head.title).startswith(origin[0]):
        del origin[0]
    if one.changed:
        origin.append(messages.digest.changed)
    told = visible(DOT.join(part for part in origin if part))
    return (
        Run(title, bold=True, link=one.url),
        Run(f"\n{told}\n"),
        *_quote(one, messages),
    )


def _quote(one: NewBriefing, messages: Messages) -> list[Run]:
    """Return the sections of a briefing, to be opened: Telegram shows the first lines."""
    runs: list[Run] = []
    shown = 0
    for headline in one.headlines[:_SECTIONS]:
        added = [*([Run("\n")] if runs else []), *_headline(headline, messages)]
        if runs and units(plain((*runs, *added))) > _BRIEFING:
            break
        runs += added
        shown += 1
    left = len(one.headlines) - shown
    if left:
        text = messages.digest.more_sections.for_number(left)
        runs.append(Run(f"\n{text.format(count=messages.number(left))}", italic=True))
    return [Run(run.text, bold=run.bold, italic=run.italic, quote=Quote.EXPANDABLE) for run in runs]


def _headline(headline: Headline, messages: Messages) -> list[Run]:
    paragraph, span = headline.paragraph, headline.span
    sentence = visible(" ".join(paragraph.text[span.start : span.end].split()))
    end = cut(sentence, _SENTENCE)
    more = "" if end == len(sentence) else " …"
    place = messages.paragraph.format(number=paragraph.position)
    where = ", ".join(part for part in (place, pages(paragraph, messages)) if part)
    runs = [Run(f"{sentence[:end].rstrip()}{more}"), Run(f" ({visible(where)})", italic=True)]
    if paragraph.section_path:
        heading = plain_heading(shorten(paragraph.section_path[-1]))
        runs.insert(0, Run(f"{heading}\n", bold=True))
    return runs


def _cost(block: Block) -> int:
    """Return the room that a block takes on a page, as UTF-16 code units; styles take some too."""
    return max(units(plain(block)) + 2, entities(block) * _ROOM // _STYLES)
