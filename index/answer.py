"""What the retriever answers: a verdict, the hits, and how the question was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.briefing import BriefingHead, Paragraph


class Verdict(StrEnum):
    """How sure the retriever is that the hits answer the question."""

    ANSWERED = "answered"
    CLOSEST = "closest"
    NOT_COVERED = "not_covered"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which briefings may answer; the empty value lets all through.

    since, until: first and last day of issue, both inclusive (undated briefings are then left out).
    series: names of series or publishers as stored; languages: ISO 639-1 codes of paragraphs.
    latest: newest first, instead of best first.
    phrases: the words of the question that were read as filters, to be echoed.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    series: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    latest: bool = False
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in a paragraph's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph that answers; higher score is better.

    score: fused relevance on an absolute scale, about 0 to 1.
    highlight: the answering sentence as a span of ``paragraph.text``.
    signals: what each signal said, by name (for people who tune, and for ``ask --json``).
    folded: ids of near-duplicate paragraphs that this hit stands for.
    """

    paragraph: Paragraph
    briefing: BriefingHead
    score: float
    highlight: Span | None = None
    signals: dict[str, float] = field(default_factory=dict)
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The retriever's answer to one question.

    query: the question without the phrases that were read as filters.
    language: ISO 639-1 code of the question; None if it could not be told.
    confidence: calibrated probability that the first hit answers the question, 0 to 1.
    hits: best first; empty if the verdict is NOT_COVERED or SMALL_TALK.
    generation: id of the index generation that was asked.
    """

    question: str
    query: str
    language: str | None
    filters: Filters
    verdict: Verdict
    confidence: float
    hits: tuple[Hit, ...]
    generation: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the briefings spoke of a topic.

    hits: the best paragraph of each briefing that speaks of it, oldest first, the undated last.
    paragraphs: how many speak of it, by the first day of the month of issue (None: undated), in
    the same order; months in which none does are left out.
    """

    topic: str
    filters: Filters
    hits: tuple[Hit, ...]
    paragraphs: tuple[tuple[dt.date | None, int], ...]
    generation: str
