"""Which rows speak of a topic, over all of the corpus and not only the best few.

A row speaks of it that holds at least one of its words, and whose mark reaches the floor: the share
of the topic's idf that it holds, and how far its passage's cosine stands out among all rows'.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.answer import Span
from index.candidates import Candidate
from index.holding import held_idf
from index.question import Question
from index.scoring import Generation, RowTable, Scored
from index.standing import lie, sample
from index.text import sentence_spans

#: Chosen by ``python -m benchmarks.timeline`` on the bundled samples' topics.
NEARNESS, FLOOR = 0.2, 1.0
#: Rows of a briefing whose sentences are looked at.
_READ = 4


@dataclass(frozen=True, slots=True)
class Mentions:
    """Rows that speak of a topic, ascending; every array has shape (n,) or (n, dim).

    marks: the higher, the more it is about the topic. vector: of the topic, shape (dim,). middle,
    spread: how the cosines of all rows with it lie.
    """

    rows: NDArray[np.int64]
    marks: NDArray[np.float32]
    vector: NDArray[np.float32]
    generation: Generation
    middle: float
    spread: float


def mentions(
    topic: Question,
    vector: NDArray[np.float32],
    generation: Generation,
    allowed: NDArray[np.bool_] | None = None,
) -> Mentions:
    """Return the rows that speak of a topic.

    vector: the topic's unit vector (dim,). allowed: rows that may; None for all.
    """
    held, mass = held_idf(topic, generation.lexical)
    holding = held > 0
    if allowed is not None:
        holding &= allowed
    rows = np.flatnonzero(holding)
    marks = held[rows] / np.float32(mass or 1.0)
    middle, spread = map(float, lie(sample(generation) @ vector))
    if len(rows):
        marks += NEARNESS * (generation.passage_vectors(rows) @ vector - middle) / spread
    speaks = marks >= FLOOR
    return Mentions(rows[speaks], marks[speaks], vector, generation, middle, spread)


def best_of_each_briefing(found: Mentions, table: RowTable) -> Scored:
    """Return the row of each briefing that says most of the topic, oldest first, undated last.

    Of its few rows with the best marks, the one whose best sentence is nearest to the topic: a line
    under a heading that names it has a good mark, and says nothing. Of equals the first goes, and
    of briefings of one day the one of the first row.
    """
    codes = table.briefings[found.rows]
    places = _first_of_each(codes, np.lexsort((found.rows, -found.marks, codes)), _READ)
    rows = found.rows[places]
    vectors, bounds = found.generation.sentence_vectors(rows)
    cosines = np.split(vectors @ found.vector, bounds[1:-1]) if len(rows) else []
    nearest = np.array([part.max(initial=-1.0) for part in cosines], dtype=np.float32)
    scores = found.marks[places] + NEARNESS * (nearest - found.middle) / found.spread
    best = _first_of_each(codes[places], np.lexsort((rows, -scores, codes[places])), 1)
    dates = table.dates[rows[best]]
    best = best[np.lexsort((rows[best], dates, dates == 0))]
    passages = found.generation.passage_vectors(rows[best])
    chosen = tuple(cosines[place] for place in best)
    return Scored(rows[best], scores[best], {"mark": found.marks[places][best]}, chosen, passages)


def _first_of_each(
    codes: NDArray[np.int32], order: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Return the first few places of each briefing in an order that keeps each one's together."""
    ordered = codes[order]
    begins = np.searchsorted(ordered, ordered)
    taken: NDArray[np.int64] = order[np.arange(len(order)) - begins < most]
    return taken


def nearest_sentence(candidate: Candidate) -> Span:
    """Return the sentence that is nearest to the topic, without the paragraph's opening label.

    To read hundreds of paragraphs word by word, as for an answer, would take seconds.
    """
    paragraph = candidate.paragraph
    language = paragraph.language or candidate.briefing.language
    spans = sentence_spans(paragraph.text, language)[: len(candidate.cosines)]
    if not spans:
        return Span(0, len(paragraph.text))
    span = spans[int(np.argmax(candidate.cosines[: len(spans)]))]
    start = max(span.start, paragraph.body_start)
    return Span(start, span.end) if start < span.end else span


def by_month(dates: NDArray[np.int32]) -> tuple[tuple[dt.date | None, int], ...]:
    """Count days of issue (proleptic ordinals, 0 for none) by the first day of their month."""
    days = Counter(dates.tolist())
    months: Counter[dt.date] = Counter()
    for day, count in days.items():
        if day:
            months[dt.date.fromordinal(day).replace(day=1)] += count
    undated = [(None, days[0])] if days[0] else []
    return (*sorted(months.items()), *undated)
