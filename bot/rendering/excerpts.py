"""Which part of a long paragraph is quoted: the answering sentence and what is next to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.richtext import cut, units
from index.answer import Span
from index.text import sentence_spans

#: Longer paragraphs are quoted in part; a longer sentence is shown folded, to be opened.
FOLD_UNITS = 700
#: Of a sentence as long as a chapter this much is quoted.
EXCERPT_UNITS = 2400
#: A longer sentence before the answering one would hide it.
_BEFORE = 250
#: Characters before and after the answering sentence among which others are looked for.
_NEAR = 1000


def excerpt(text: str, highlight: Span | None, language: str | None) -> tuple[int, int]:
    """Return the range of ``text`` to quote: all of a short one, else whole sentences.

    They begin at most one sentence before ``highlight``, and go on behind it while there is room.
    """
    if len(text) <= FOLD_UNITS and units(text) <= FOLD_UNITS:
        return 0, len(text)
    meant = highlight or Span(0, 0)
    sentences = _sentences(text, meant, language)
    ends = [meant.end, *(one.end for one in sentences if one.end > meant.end)]
    for start in (_before(text, meant, sentences), meant.start):
        fitting = [end for end in ends if start < end and units(text[start:end]) <= FOLD_UNITS]
        if fitting:
            return start, max(fitting)
    start, room = meant.start, EXCERPT_UNITS if highlight else FOLD_UNITS
    if highlight and units(text[start : meant.end]) <= room:
        return start, meant.end
    return start, start + cut(text[start : start + room], room)


def _sentences(text: str, meant: Span, language: str | None) -> Sequence[Span]:
    """Return the whole sentences around a span; of a giant text not all of them."""
    first, last = max(0, meant.start - _NEAR), min(len(text), meant.end + _NEAR)
    spans = sentence_spans(text[first:last], language)
    begun = 1 if first > 0 else 0
    ended = len(spans) - 1 if last < len(text) else len(spans)
    return [Span(first + one.start, first + one.end) for one in spans[begun:ended]]


def _before(text: str, meant: Span, sentences: Sequence[Span]) -> int:
    """Return where the sentence before the answering one begins, unless it is long."""
    before = [one.start for one in sentences if one.end <= meant.start]
    if not before or units(text[before[-1] : meant.start]) > _BEFORE:
        return meant.start
    return before[-1]
