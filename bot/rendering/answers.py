"""From what was found to what is said: blocks of styled text, to be packed into messages. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive.library import Coverage, Health, Passage
from bot.messages.catalogue import Messages
from bot.questions.question_text import MAX_QUESTION, Unaskable
from bot.rendering.citation import DOT, cited, describe, shorten
from bot.rendering.excerpts import FOLD_UNITS, excerpt
from bot.richtext import Block, Quote, Run, phrase, units, visible
from index.answer import Filters, Span, Verdict

_ELLIPSIS = "[…]"


def answer(
    verdict: Verdict,
    filters: Filters,
    passages: Sequence[Passage],
    messages: Messages,
    *,
    full: str | None = None,
) -> list[Block]:
    """Return the first page of an answer that has passages.

    full: the question as it was read, if it leans on the one before.
    """
    title = messages.answered if verdict is Verdict.ANSWERED else messages.closest
    heading = _heading(title, full, filters, messages)
    return [heading, *(passage(p, messages) for p in passages)]


def more(passages: Sequence[Passage], messages: Messages) -> list[Block]:
    """Return a further page of an answer."""
    return [phrase(messages.more_passages), *(passage(p, messages) for p in passages)]


def not_covered(
    filters: Filters, coverage: Coverage, messages: Messages, *, full: str | None = None
) -> list[Block]:
    """Return that nothing was found, and what might help; ``full`` as for an answer."""
    narrowed = bool(describe(filters, messages))
    title = messages.not_covered_filtered if narrowed else messages.not_covered
    understood = _understood(full, filters, messages)
    return [block for block in (phrase(title), understood) if block] + _size(coverage, messages)


def not_read(messages: Messages) -> list[Block]:
    """Return that a question is in a language that is not read."""
    return [phrase(messages.not_read)]


def waited(seconds: float, messages: Messages) -> Block:
    """Return the apology for a question that waited too long."""
    time = messages.ahead(-int(seconds))
    return tuple(Run(run.text, italic=True) for run in phrase(messages.asking.waited, time=time))


def _size(coverage: Coverage, messages: Messages) -> list[Block]:
    if not (coverage.first and coverage.last):
        return []
    size = phrase(
        messages.corpus_size.for_number(coverage.briefings),
        count=messages.number(coverage.briefings),
        period=messages.period(coverage.first, coverage.last),
    )
    return [size]


def status(health: Health, messages: Messages) -> list[Block]:
    """Return how much was read, and how much could not be."""
    blocks = [phrase(messages.status, paragraphs=messages.number(health.paragraphs))]
    blocks += _size(health.coverage, messages)
    told = ((messages.status_not_read, health.not_read), (messages.status_partly, health.partly))
    wrong = [
        phrase(text.for_number(count), count=messages.number(count))
        for text, count in told
        if count
    ]
    if wrong:
        return [*blocks, *wrong, phrase(messages.status_where)]
    return [*blocks, phrase(messages.status_all_read)]


def unaskable(why: Unaskable, length: int, messages: Messages) -> list[Block]:
    """Return why a text cannot be searched for; ``length`` is its number of characters."""
    if why is Unaskable.TOO_LONG:
        count, limit = messages.number(length), messages.number(MAX_QUESTION)
        return [phrase(messages.too_long, count=count, limit=limit)]
    return [phrase(messages.empty if why is Unaskable.EMPTY else messages.no_words)]


def _heading(title: str, full: str | None, filters: Filters, messages: Messages) -> Block:
    block, understood = phrase(title), _understood(full, filters, messages)
    return (*block, Run("\n"), *understood) if understood else block


def _understood(full: str | None, filters: Filters, messages: Messages) -> Block:
    """Return how a question was read: in full, and how it was narrowed down."""
    narrowed = describe(filters, messages)
    told = DOT.join(part for part in (shorten(visible(full or "")), narrowed) if part)
    return (Run(messages.read_as.format(how=told), italic=True),) if told else ()


def passage(shown: Passage, messages: Messages) -> Block:
    """Return one passage: its number and citation, then the paragraph, word for word."""
    block = posted(shown, messages, numbered=not shown.alone)
    if not shown.folded:
        return block
    similar = messages.similar.for_number(shown.folded)
    count = messages.number(shown.folded)
    return (*block, Run("\n" + similar.format(count=count), italic=True))


def posted(shown: Passage, messages: Messages, *, numbered: bool = False) -> Block:
    """Return a passage by itself: its citation, then the paragraph, word for word.

    Of a long one the answering sentence and what is next to it; what is left out is marked.
    """
    text = shown.paragraph.text
    language = shown.paragraph.language or shown.briefing.language
    start, end = excerpt(text, shown.highlight, language)
    where = cited(
        shown.briefing,
        shown.paragraph,
        messages,
        number=shown.rank + 1 if numbered else None,
        url=shown.url,
        quoted=text[start:end],
    )
    quoted = marked(text, (start, end), shown.highlight)
    length = sum(units(run.text) for run in quoted)
    quote = Quote.EXPANDABLE if length > FOLD_UNITS else Quote.OPEN
    if start > 0:
        quoted = (Run(f"{_ELLIPSIS} ", italic=True), *quoted)
    if end < len(text):
        quoted = (*quoted, Run(f" {_ELLIPSIS}", italic=True))
    runs = [Run(r.text, bold=r.bold, italic=r.italic, quote=quote) for r in quoted]
    return (*where, Run("\n"), *runs)


def marked(text: str, part: tuple[int, int], highlight: Span | None) -> Block:
    """Return ``text[part]`` as runs, with the highlight (a span of ``text``) in bold."""
    start, end = part
    if highlight is None or highlight.end <= start or highlight.start >= end:
        return (Run(visible(text[start:end])),)
    bold_start, bold_end = max(start, highlight.start), min(end, highlight.end)
    runs = (
        Run(visible(text[start:bold_start])),
        Run(visible(text[bold_start:bold_end]), bold=True),
        Run(visible(text[bold_end:end])),
    )
    return tuple(run for run in runs if run.text)
