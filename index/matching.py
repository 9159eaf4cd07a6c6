"""What is followed, matched with what is new: all of it at once, over the new paragraphs alone.

A question is matched by the scores and the verdict by which the retriever answers: with passages
that answer it by themselves, if it is answered when it is asked now. A topic is matched with what
speaks of it (``index.topics``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.answer import Filters, Hit, Verdict
from index.bridge import Bridge
from index.candidates import fold_duplicates
from index.evidence import Evidence
from index.fetch import Paragraphs, fetch, hit_of
from index.kept import Kept
from index.part import Part
from index.question import LONGEST, Question, question_language, read_question
from index.question.expected import wanted_answer
from index.question.filters import allowed_rows, read_filters
from index.rerank import READ, Reader, most
from index.scoring import (
    Generation,
    Scored,
    WordScores,
    score_rows,
    weights_of,
    word_scores,
)
from index.standing import lie, sample
from index.stopwords import ASKING
from index.timeline import nearest_sentence
from index.topics import SPEAKS, is_question, speaks
from index.verdict import judge, least_answering, measure
from index.word_reader import WordReader

#: A lead within a handful of new paragraphs says less than one within the corpus, on which the
#: verdict is fitted; it counts up to this much. Best by F0.5 on the samples' questions, of those at
#: which at most one in six without an answer is matched (``python -m benchmarks.follow``).
MOST_LEAD = 0.15
#: Passages that are told of one watch at a time.
MOST = 12


@dataclass(frozen=True, slots=True)
class Marks:
    """What speaks for paragraphs to be about a topic.

    section: how far the best of each one's section stands out, in spreads, shape (n,).
    """

    scored: Scored
    section: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Dense:
    """What the model says of one text: its vector, and cosines with every row.

    passages, sentences: shape (rows,). middle, spread: how the cosines of the whole corpus lie.
    """

    vector: NDArray[np.float32]
    passages: NDArray[np.float32]
    sentences: NDArray[np.float32]
    middle: float
    spread: float

    @property
    def standing(self) -> NDArray[np.float32]:
        """How far each row's passage stands out, in spreads."""
        return (self.passages - np.float32(self.middle)) / np.float32(self.spread)


class Matcher:
    """New paragraphs of a generation, to be matched with what is followed.

    new: the rows, ascending. Everything about them is looked up once and then lies in memory.
    is_answered: whether all there is answers a question today; asked only of the few that a new
    paragraph may answer, since it takes a search.
    """

    def __init__(
        self,
        store: Paragraphs,
        generation: Generation,
        bridge: Bridge | None,
        new: NDArray[np.int64],
        is_answered: Callable[[str, dt.date], bool],
    ) -> None:
        self._bridge = bridge
        self._is_answered = is_answered
        self.part = Part(generation, new)
        self._background = sample(generation)
        self._reader = WordReader(bridge)
        ids = generation.paragraph_ids(new.tolist())
        self._store = Kept(store, ids)
        self._sections = self._store.sections(ids)
        self._section_count = int(self._sections.max(initial=-1)) + 1

    def match(
        self, texts: Sequence[str], vectors: NDArray[np.float32], today: dt.date
    ) -> list[tuple[Hit, ...]]:
        """Return for each text the passages that it is matched with, best first.

        vectors: of the texts, shape (texts, dim).
        """
        middles, spreads = lie(vectors @ self._background.T)
        passages, sentences = self.part.cosines(vectors)
        return [
            self._match(
                text[:LONGEST],
                _Dense(vectors[n], passages[n], sentences[n], float(middles[n]), float(spreads[n])),
                today,
            )
            for n, text in enumerate(texts)
        ]

    def _match(self, text: str, dense: _Dense, today: dt.date) -> tuple[Hit, ...]:
        language = question_language(text, self._bridge)
        filters, query = _understood(text, today, self.part)
        allowed = allowed_rows(filters, self.part.table)
        if allowed is not None and not allowed.any():
            return ()
        read = read_question(query, self.part.lexical, self._bridge, language)
        if is_question(text):
            hits = self._answers(read, score_rows(read, dense.vector, self.part, allowed))
            return hits if hits and self._is_answered(text, today) else ()
        topic = read.without(ASKING)
        words = word_scores(topic, self.part)
        if not self._may_be_spoken_of(words, dense):
            return ()
        return self._spoken_of(self._marks(topic, dense, allowed, words))

    def _may_be_spoken_of(self, words: WordScores, dense: _Dense) -> bool:
        """Return whether any paragraph could speak of a topic, were all its 4-grams there."""
        weights = weights_of(self.part.lexical)
        highest = (
            weights.passage * dense.passages
            + weights.sentence * dense.sentences
            + weights.stems * np.maximum(words.stems, words.lent)
            + weights.grams
            + weights.bridge * words.bridge
        ) / weights.total
        section = self._best_of_section(dense.standing, self._sections)
        return bool((speaks(np.asarray(highest, np.float32), section) >= SPEAKS).any())

    def marks(self, topic: str, vector: NDArray[np.float32]) -> Marks:
        """Return what speaks for each of the paragraphs that may speak of a topic."""
        middle, spread = lie(self._background @ vector)
        passages, sentences = self.part.cosines(vector[None])
        dense = _Dense(vector, passages[0], sentences[0], float(middle), float(spread))
        language = question_language(topic, self._bridge)
        read = read_question(topic, self.part.lexical, self._bridge, language).without(ASKING)
        return self._marks(read, dense, None, word_scores(read, self.part))

    def _marks(
        self, topic: Question, dense: _Dense, allowed: NDArray[np.bool_] | None, words: WordScores
    ) -> Marks:
        scored = score_rows(topic, dense.vector, self.part, allowed, words=words)
        standing = dense.standing[scored.rows]
        return Marks(scored, self._best_of_section(standing, self._sections[scored.rows]))

    def _best_of_section(
        self, standing: NDArray[np.float32], sections: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return for each of some rows the best standing among those of its section."""
        best = np.full(self._section_count, -np.inf, dtype=np.float32)
        np.maximum.at(best, sections, standing)
        return best[sections]

    def _answers(self, read: Question, scored: Scored) -> tuple[Hit, ...]:
        """Return the passages that answer a question by themselves."""
        if not _may_answer(scored):
            return ()
        evidence = Evidence(read, self.part.lexical, self._reader)
        reader = Reader(evidence, wanted_answer(read.text))
        found = fold_duplicates(fetch(self._store, self.part, scored, READ))
        weighed = sorted(reader.weigh(found, READ), key=lambda one: -one.score)
        hits = []
        for one in weighed:
            others = [other for other in weighed if other is not one]
            features = measure([one, *others], evidence)
            features = replace(features, lead=min(features.lead, MOST_LEAD))
            if judge(features)[0] is Verdict.ANSWERED:
                hits.append(hit_of(one))
        return tuple(hits)

    def _spoken_of(self, marks: Marks) -> tuple[Hit, ...]:
        """Return the passages that speak of a topic."""
        scored, chance = marks.scored, speaks(marks.scored.score, marks.section)
        order = np.argsort(-chance, kind="stable")[: int((chance >= SPEAKS).sum())][:MOST]
        chosen = Scored(
            scored.rows[order],
            chance[order],
            {name: values[order] for name, values in scored.signals.items()},
            tuple(scored.sentences[place] for place in order),
            scored.passages[order],
        )
        found = fold_duplicates(fetch(self._store, self.part, chosen, MOST))
        return tuple(replace(hit_of(one), highlight=nearest_sentence(one)) for one in found)


def _may_answer(scored: Scored) -> bool:
    """Return whether any of the best paragraphs could answer, were all said that is asked for."""
    least = least_answering(MOST_LEAD)
    best = zip(scored.score[:READ], scored.signals["sentence"], strict=False)
    return any(most(float(score), float(cosine)) >= least for score, cosine in best)


def _understood(text: str, today: dt.date, part: Part) -> tuple[Filters, str]:
    """Return the series and languages that something names, and the rest of its words.

    What is new has its own day: a period is part of what is followed.
    """
    understood = read_filters(text, today, part.table)[0]
    filters = understood.filters
    if understood.bare or filters.since or filters.until or filters.latest:
        return Filters(), text
    return filters, understood.query
