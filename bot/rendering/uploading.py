"""A file that an admin has sent, as it was understood. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.messages.catalogue import Messages
from bot.rendering.citation import DOT, day_of
from bot.rendering.listing import one_line
from bot.richtext import Block, Quote, Run, phrase, visible
from bot.state.uploads import Upload
from bot.uploads.summary import Summaries, Summary
from corpus.briefing import BriefingHead

#: Briefings of one file that are shown.
_SHOWN = 3


def blocks(
    upload: Upload, read: Summaries, known: BriefingHead | None, messages: Messages
) -> list[Block]:
    """Return what was read of a file; ``known``: the briefing that says the same already."""
    texts = messages.uploading
    if read.error:
        why = messages.reason(read.error).rstrip(".")
        return [phrase(texts.unreadable, name=upload.name, why=why)]
    lines = [phrase(texts.read, name=upload.name)]
    if read.count > 1:
        told = texts.several.for_number(read.count)
        lines.append(phrase(told, count=messages.number(read.count)))
    lines += [
        block
        for number, one in enumerate(read.briefings[:_SHOWN])
        for block in _briefing(one if number else one.corrected(upload.corrections), messages)
    ]
    if read.remarks:
        lines.append(
            (
                Run(
                    visible("\n".join(f"· {messages.reason(one)}" for one in read.remarks)),
                    italic=True,
                ),
            )
        )
    if upload.replaces is not None:
        lines.append(phrase(texts.replaces, name=PurePosixPath(upload.replaces).name))
    if known is not None:
        title, date = one_line(known.title), day_of(known, messages)
        lines.append(phrase(texts.known, title=title, date=date))
    return lines


def _briefing(one: Summary, messages: Messages) -> Iterator[Block]:
    reading = messages.reading
    title = one_line(one.title) or messages.uploading.no_title
    origin = [one_line(one.series), messages.date(one.day)]
    counts = (
        (reading.sections, one.sections),
        (reading.paragraphs, one.paragraphs),
        (reading.pages, one.pages),
    )
    facts = [messages.language(one.language) if one.language else ""]
    facts += [
        text.for_number(count).format(count=messages.number(count))
        for text, count in counts
        if count
    ]
    head = "\n".join(DOT.join(part for part in line if part) for line in (origin, facts))
    yield (
        Run(title, bold=True),
        Run(visible(f"\n{head}\n")),
        Run(visible(one.opening), quote=Quote.OPEN),
    )
