"""A timeline as blocks of styled text, and its chart in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive.library import Passage
from bot.messages.catalogue import Messages
from bot.rendering.answers import marked
from bot.rendering.chart import Month, peak
from bot.rendering.citation import citation, describe
from bot.rendering.listing import span_of
from bot.rendering.richtext import Block, Quote, Run, cut, phrase, visible
from index.answer import Filters, Span

#: UTF-16 code units of a passage and of its citation in a list.
_SENTENCE, _WHERE = 350, 300
#: Months that are told one by one under the chart.
_TOLD = 12


def page(
    topic: str, filters: Filters, shown: Sequence[Passage], count: int, messages: Messages
) -> list[Block]:
    """Return some of the entries; ``topic``: empty where it was erased; ``count``: of them all."""
    texts = messages.reading
    title = (
        phrase(texts.timeline_title, topic=topic) if topic else phrase(texts.timeline_title_bare)
    )
    counted = texts.timeline_count.for_number(count).format(count=messages.number(count))
    lines = [counted]
    if len(shown) < count:
        lines.append(span_of(shown[0].rank, len(shown), count, messages))
    if read_as := describe(filters, messages):
        lines.append(messages.read_as.format(filters=read_as))
    head = (*title, Run(visible("\n" + "\n".join(lines))))
    return [head, *(_entry(passage, messages) for passage in shown)]


def _entry(shown: Passage, messages: Messages) -> Block:
    """Return one passage: its number, where it stands, and the sentence on the topic."""
    where = citation(shown.briefing, shown.paragraph, messages)
    text = shown.paragraph.text
    span = shown.highlight or Span(0, len(text))
    start, end = span.start, span.start + cut(text[span.start : span.end], _SENTENCE)
    (quoted,) = marked(text, (start, end), None)
    more = "" if end == span.end else " …"
    return (
        Run(messages.number(shown.rank + 1), bold=True),
        Run(" · "),
        Run(_short(where, _WHERE), link=shown.url),
        Run("\n"),
        Run(quoted.text.rstrip() + more, quote=Quote.OPEN),
    )


def _short(text: str, room: int) -> str:
    end = cut(text, room)
    return text if end == len(text) else f"{text[:end].rstrip()} …"


def alt_text(
    topic: str, months: Sequence[Month], briefings: int, undated: int, messages: Messages
) -> str:
    """Return what the chart shows, in words.

    briefings: dated ones that speak of the topic. undated: paragraphs in those without a date.
    """
    texts, most = messages.reading, peak(months)
    count = sum(month.paragraphs for month in months)
    lines = [
        texts.chart_alt.for_number(count).format(
            topic=topic,
            count=messages.number(count),
            briefings=texts.issues.for_number(briefings).format(count=messages.number(briefings)),
            first=messages.month(months[0].first),
            last=messages.month(months[-1].first),
        ),
        texts.chart_peak.format(
            month=messages.month(most.first), count=messages.number(most.paragraphs)
        ),
    ]
    if undated:
        lines.append(texts.chart_undated.for_number(undated).format(count=messages.number(undated)))
    if len(months) <= _TOLD:
        lines.append("")
        lines += [_month(month, messages) for month in months]
    return visible("\n".join(lines))


def _month(month: Month, messages: Messages) -> str:
    name = messages.month(month.first)
    if not month.briefings:
        return f"{name}: – ({messages.reading.chart_empty})"
    return f"{name}: {messages.number(month.paragraphs)}"
