"""A timeline as blocks of styled text, and its chart in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive.library import Passage
from bot.messages.catalogue import Messages
from bot.messages.plural import Plural
from bot.rendering.answers import marked
from bot.rendering.chart import Month, peaks
from bot.rendering.citation import cited, describe
from bot.rendering.listing import span_of
from bot.richtext import Block, Quote, Run, cut, phrase, visible
from index.answer import Filters, Span

#: UTF-16 code units of a passage and of its place in a list.
_SENTENCE, _WHERE = 350, 250


def page(
    topic: str, filters: Filters, shown: Sequence[Passage], count: int, messages: Messages
) -> list[Block]:
    """Return some of the entries; ``topic``: empty where it was erased; ``count``: of them all."""
    texts = messages.timeline
    title = (
        phrase(texts.timeline_title, topic=topic) if topic else phrase(texts.timeline_title_bare)
    )
    if shown and len(shown) < count:
        title = (*title, Run(f" · {span_of(shown[0].rank, len(shown), count, messages)}"))
    lines = [texts.timeline_count.for_number(count).format(count=messages.number(count))]
    if read_as := describe(filters, messages):
        lines.append(messages.read_as.format(how=read_as))
    head = (*title, Run(visible("\n" + "\n".join(lines))))
    return [head, *(_entry(passage, messages) for passage in shown)]


def _entry(shown: Passage, messages: Messages) -> Block:
    """Return one passage: its number, where it stands, and the sentence on the topic."""
    text = shown.paragraph.text
    span = shown.highlight or Span(0, len(text))
    start, end = span.start, span.start + cut(text[span.start : span.end], _SENTENCE)
    (quoted,) = marked(text, (start, end), None)
    more = "" if end == span.end else " …"
    where = cited(
        shown.briefing,
        shown.paragraph,
        messages,
        number=shown.rank + 1,
        url=shown.url,
        quoted=quoted.text,
        room=_WHERE,
    )
    return (*where, Run("\n"), Run(quoted.text.rstrip() + more, quote=Quote.OPEN))


def alt_text(
    months: Sequence[Month], briefings: int, undated: tuple[int, int], messages: Messages
) -> str:
    """Return what the chart shows, in words.

    briefings: dated ones that speak of the topic. undated: paragraphs and briefings without a date.
    """
    texts = messages.timeline
    count = sum(month.paragraphs for month in months)
    told = texts.chart_alt.format(
        paragraphs=_counted(messages.reading.paragraphs, count, messages),
        briefings=_counted(messages.reading.issues, briefings, messages),
        months=_period(months, messages),
    )
    parts = [told, _most(months, messages)]
    sentence = "; ".join(part for part in parts if part) + "."
    if undated[0]:
        more = texts.chart_undated.for_number(undated[1])
        numbers = [messages.number(number) for number in undated]
        sentence += " " + more.format(paragraphs=numbers[0], briefings=numbers[1])
    return visible(sentence)


def _counted(text: Plural, count: int, messages: Messages) -> str:
    return text.for_number(count).format(count=messages.number(count))


def _period(months: Sequence[Month], messages: Messages) -> str:
    first, last = months[0].first, months[-1].first
    if first == last:
        return messages.month(last)
    same_year = first.year == last.year
    begin = messages.month_alone(first) if same_year else messages.month(first)
    return messages.between.format(since=begin, until=messages.month(last))


def _most(months: Sequence[Month], messages: Messages) -> str:
    """Return when the topic came up most; nothing where that would tell nothing."""
    texts, most = messages.timeline, peaks(months)
    if len(months) == 1 or not most:
        return ""
    same_year = months[0].first.year == months[-1].first.year
    names = [messages.month_alone(m.first) if same_year else messages.month(m.first) for m in most]
    count = messages.number(most[0].paragraphs)
    if len(most) == 1:
        every = most[0].paragraphs == sum(month.paragraphs for month in months)
        return (texts.chart_all if every else texts.chart_peak).format(month=names[0], count=count)
    return texts.chart_peaks.format(first=names[0], second=names[1], count=count)
