"""Browsing the briefings: what lies on the shelf, and finding one by its name or day. Blocking."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from corpus import shelf
from corpus.briefing import BriefingHead, Paragraph, Section, Source
from corpus.shelf import MonthCount, SeriesCount, Size
from corpus.store import CorpusStore
from index.answer import Span
from index.newest import opening
from index.question.periods import PERIOD, RELATIVE, Period, read_period
from index.question.phrases import BRIEFING
from index.stopwords import is_stop
from index.text import fold, sentence_spans, words

#: Paragraphs among which a briefing's leading sentence is looked for.
_OPENING = 8
#: A sentence of fewer characters is a greeting.
_TELLING = 25
#: From this score of rapidfuzz (0 to 100) on, words name a series or a briefing.
NAMED = 75
#: Briefings that are this much less alike than the best are not meant.
_NEAR = 8
#: Briefings that words may name.
MOST_FOUND = 30
#: What counts for a word that another begins with, and the least for one with a slip in it.
_BEGUN, _SLIP = 95.0, 80.0
_ISSUE = re.compile(BRIEFING)
_DATED = re.compile(
    rf"\b(?:(?:vom|von|of|from|am|on|im|in)\s+)?(?P<period>{PERIOD}|{RELATIVE})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A briefing in a list, with the sentence that it opens with (empty where it has none)."""

    briefing: BriefingHead
    lead: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of an outline and the 1-based position of its first paragraph."""

    section: Section
    paragraph: int


@dataclass(frozen=True, slots=True)
class SourceList:
    """What a briefing names as its sources: for the headings given, or (None) in all."""

    headings: tuple[str, ...] | None
    sources: tuple[Source, ...]


class Shelf:
    """The briefings in their order; over a store that the library has open."""

    def __init__(self, store: CorpusStore) -> None:
        self._store = store

    def count(self) -> int:
        """Return how many briefings there are."""
        return self._store.counts()[0]

    def newest(self, first: int, count: int) -> list[Issue]:
        """Return up to ``count`` briefings from the ``first`` newest on, 0-based."""
        return [Issue(head, self.lead(head)) for head in shelf.newest(self._store, first, count)]

    def lead(self, head: BriefingHead) -> str:
        """Return the sentence that a briefing opens with; empty where it has no paragraph."""
        leading = self.leading(head)
        if leading is None:
            return ""
        paragraph, span = leading
        return paragraph.text[span.start : span.end]

    def leading(self, head: BriefingHead) -> tuple[Paragraph, Span] | None:
        """Return the paragraph that opens a briefing and the sentence of it that says most."""
        ids = shelf.opening_paragraphs(self._store, head.id, _OPENING)
        first = list(self._store.get_paragraphs(ids).values())
        if not first:
            return None
        return leading(first, head)

    def briefing(self, briefing_id: str) -> BriefingHead | None:
        """Return a briefing's head; None if it is gone."""
        return self._store.head(briefing_id)

    def size(self, briefing_id: str) -> Size:
        """Return what is in a briefing."""
        return shelf.size(self._store, briefing_id)

    def sources(self, briefing_id: str) -> SourceList:
        """Return all sources that a briefing names."""
        return SourceList(None, tuple(self._store.sources(briefing_id)))

    def sources_near(self, paragraph: Paragraph) -> SourceList:
        """Return the sources named nearest to a paragraph.

        Those of its section; else of the outermost heading it stands under, since a list at the
        end of a chapter belongs to all of it; else all that the briefing names.
        """
        every = self._store.sources(paragraph.briefing_id)
        own = tuple(source for source in every if source.section == paragraph.section)
        if own and paragraph.section is not None:
            return SourceList(paragraph.section_path, own)
        outermost = paragraph.section_path[:1]
        chapter = {
            section.position
            for section in self._store.sections(paragraph.briefing_id)
            if outermost and section.path[:1] == outermost
        }
        near = tuple(source for source in every if source.section in chapter)
        return SourceList(outermost, near) if near else SourceList(None, tuple(every))

    def series(self) -> list[SeriesCount]:
        """Return the series by name, and last the briefings of none."""
        return shelf.series_counts(self._store)

    def months(self, series: str | None) -> list[MonthCount]:
        """Return the months of a series, newest first."""
        return shelf.months(self._store, series)

    def issue_days(self) -> dict[str | None, dict[dt.date | None, int]]:
        """Return by series how many of its briefings are of each day."""
        return shelf.issue_days(self._store)

    def series_of(self, paragraph_ids: Iterable[str]) -> dict[str, str]:
        """Return by a paragraph's id the series that it stands in."""
        return shelf.series_of(self._store, paragraph_ids)

    def all_months(self) -> list[MonthCount]:
        """Return the months of all briefings, oldest first."""
        return shelf.month_counts(self._store)

    def issues(self, series: str | None) -> list[BriefingHead]:
        """Return the briefings of a series, newest first."""
        return shelf.issues(self._store, series)

    def issues_of_month(self, series: str | None, month: dt.date | None) -> list[BriefingHead]:
        """Return the briefings of a series in one month (None: the undated), newest first."""
        return shelf.issues_of_month(self._store, series, month)

    def outline(self, briefing_id: str) -> list[Heading]:
        """Return a briefing's sections, each with its first paragraph or that of those below it."""
        paragraphs = self._store.briefing_paragraphs(briefing_id)
        headings = []
        for section in self._store.sections(briefing_id):
            depth = len(section.path)
            own = (p for p in paragraphs if p.section == section.position)
            below = (p for p in paragraphs if p.section_path[:depth] == section.path)
            first = next(own, None) or next(below, None)
            if first is not None:
                headings.append(Heading(section, first.position))
        return headings

    def named_series(self, text: str) -> list[str]:
        """Return the series that words name, the likeliest first; none where no name is like."""
        names = [series.name for series in self.series() if series.name]
        found = process.extract(
            text, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=NAMED
        )
        best = found[0][1] if found else 0
        return [name for name, score, _ in found if score >= best - _NEAR]

    def find(self, text: str, today: dt.date) -> list[BriefingHead]:
        """Return the briefings that words name by series, title or day, the likeliest first.

        Where several are as likely the newest goes first. Undated ones are of no day.
        """
        heads = shelf.newest(self._store, 0, self.count())
        for match in _DATED.finditer(text):
            period = read_period(match["period"], today)
            of_then = period and [h for h in heads if h.date and _within(h.date, period)]
            if of_then:
                rest = text[: match.start()] + " " + text[match.end() :]
                return _alike(rest, of_then) if words(rest) else of_then[:MOST_FOUND]
        return _alike(text, heads) if words(text) else []


def leading(paragraphs: Sequence[Paragraph], head: BriefingHead) -> tuple[Paragraph, Span]:
    """Return the one of some paragraphs that opens them, and the sentence of it that says most.

    paragraphs: at least one, of the briefing.
    """
    told = opening(paragraphs)
    start, body = told.body_start, told.text[told.body_start :]
    spans = sentence_spans(body, told.language or head.language)
    telling = [span for span in spans if span.end - span.start >= _TELLING]
    # after a salutation a sentence goes on in lower case
    begun = (span for span in telling if not body[span.start].islower())
    span = next(begun, telling[0] if telling else Span(0, len(body)))
    return told, Span(start + span.start, start + span.end)


def key_of(series: str | None) -> str:
    """Return what a button carries for a series."""
    return hashlib.blake2b((series or "").encode(), digest_size=4).hexdigest()


def _within(day: dt.date, period: Period) -> bool:
    return period.first <= day <= period.last


def _alike(text: str, heads: Sequence[BriefingHead]) -> list[BriefingHead]:
    """Return the briefings whose name is like the text; all of one series are as like."""
    said = [fold(word) for word in words(text)]
    wanted = [word for word in said if not is_stop(word, None) and not _ISSUE.fullmatch(word)]
    scored = [(_likeness(wanted or said, head), head) for head in heads]
    floor = max(NAMED, max((score for score, _ in scored), default=0.0) - _NEAR)
    near = sorted((item for item in scored if item[0] >= floor), key=lambda item: -item[0])
    return [head for _, head in near[:MOST_FOUND]]


def _likeness(wanted: Sequence[str], head: BriefingHead) -> float:
    """Return how surely a briefing's names hold each of some folded words, on average, 0 to 100."""
    names = {fold(word) for word in words(f"{head.title} {head.series or ''} {head.path}")}
    return sum(max(_alike_words(word, name) for name in names) for word in wanted) / len(wanted)


def _alike_words(wanted: str, name: str) -> float:
    """Return 100 for the same word, a little less for its beginning or a slip, else 0.

    A number is that number or another one.
    """
    if wanted.isdecimal():
        return 100.0 * (name.isdecimal() and int(name) == int(wanted))
    if name.startswith(wanted) and len(wanted) > 2:
        return 100.0 if name == wanted else _BEGUN
    return fuzz.ratio(wanted, name, score_cutoff=_SLIP)
