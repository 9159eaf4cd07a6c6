"""From a question to an answer: read it, find candidates, score, fold, mark, judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.answer import Answer, Filters, Hit, Timeline, Verdict
from index.bridge import Bridge
from index.candidates import Candidate, arrange, fold_duplicates, newest_first
from index.encoder import Encoder, reads
from index.evidence import Evidence
from index.fetch import Paragraphs, fetch, hit_of
from index.matching import Matcher
from index.newest import naming_rows, newest_briefings, opening
from index.question import LONGEST, Question, question_language, read_question
from index.question.expected import wanted_answer
from index.question.filters import Understood, allowed_rows, merge_filters, read_filters
from index.question.small_talk import is_small_talk
from index.rerank import READ, Reader
from index.scoring import CANDIDATES, Generation, score_rows
from index.stopwords import ASKING
from index.timeline import best_of_each_briefing, by_month, mentions, nearest_sentence
from index.verdict import Features, judge, measure
from index.word_reader import WordReader

#: Candidates whose text is fetched beside the hits that are wanted: some fold into others.
SPARE = 6
#: What scores less than this share of the best has nothing to do with the question.
FLOOR = 0.25
#: A soft filter holds if the best it leaves is this good, measured by the best of all.
SOFT_SHARE = 0.8
#: The same where it names a series: that is seldom a word of the question.
SERIES_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question before it is judged.

    candidates: in the order of the answer, all of them read.
    features: what speaks for the first of them (for the best where they are ordered by date);
    None where there is no candidate.
    """

    candidates: tuple[Candidate, ...]
    features: Features | None


class Retriever:
    """Answers questions from one generation of the index; safe to use from one thread at a time."""

    def __init__(
        self, store: Paragraphs, encoder: Encoder, generation: Generation, bridge: Bridge | None
    ) -> None:
        self.store = store
        self.encoder = encoder
        self.generation = generation
        self.bridge = bridge
        self._reader = WordReader(bridge)

    def retrieve(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        top_k: int = 10,
        today: dt.date | None = None,
    ) -> Answer:
        """Return the paragraphs that answer a question, best first, and how sure that is.

        filters: apply besides those that the question itself names. top_k: most hits returned.
        today: what ``last week`` is counted from; None is the day of the call.
        """
        question = question[:LONGEST]
        language = question_language(question, self.bridge)
        empty = Answer(
            question=question,
            query=question,
            language=language,
            filters=filters or Filters(),
            verdict=Verdict.SMALL_TALK,
            confidence=0.0,
            hits=(),
            generation=self.generation.id,
        )
        if is_small_talk(question):
            return empty
        table = self.generation.table
        day = today or dt.datetime.now().astimezone().date()
        strict, *loose = read_filters(question, day, table)
        if strict.bare:
            openings = self._openings(empty, strict, filters, top_k)
            if openings.hits or not any(map(str.isdigit, "".join(strict.filters.phrases))):
                return openings
            # No issue is of that day: it is then what is asked about.
            strict, loose = Understood(Filters(), question), []
        answer, findings = self._ask(empty, strict, filters, top_k)
        for understood in loose:
            wider, found = self._ask(empty, understood, filters, top_k)
            named = strict.filters.series != understood.filters.series
            if not _holds(findings, found, SERIES_SHARE if named else SOFT_SHARE):
                answer, findings = wider, found
        return _judged(answer, findings)

    def _ask(
        self, empty: Answer, understood: Understood, filters: Filters | None, top_k: int
    ) -> tuple[Answer, Findings]:
        """Return what is found for one way to understand a question, not yet judged."""
        merged = merge_filters(understood.filters, filters)
        lexical, query = self.generation.lexical, understood.query
        read = read_question(query, lexical, self.bridge, empty.language).without(understood.aside)
        allowed = allowed_rows(merged, self.generation.table)
        findings = self.find(read, allowed, top_k=top_k, latest=merged.latest)
        answer = replace(empty, query=query, filters=merged, verdict=Verdict.NOT_COVERED)
        return answer, findings

    def timeline(self, topic: str, *, today: dt.date | None = None) -> Timeline:
        """Return when the briefings spoke of a topic, which may name a period or a series."""
        topic = topic[:LONGEST]
        table, lexical = self.generation.table, self.generation.lexical
        understood = read_filters(topic, today or dt.datetime.now().astimezone().date(), table)[0]
        if understood.bare:
            understood = Understood(Filters(), topic)
        language = question_language(topic, self.bridge)
        read = read_question(understood.query, lexical, self.bridge, language).without(ASKING)
        allowed = allowed_rows(understood.filters, table)
        found = mentions(read, self.encode(read), self.generation, allowed)
        scored = best_of_each_briefing(found, table)
        best = fetch(self.store, self.generation, scored, len(scored.rows))
        return Timeline(
            topic=topic,
            filters=understood.filters,
            hits=tuple(replace(hit_of(one), highlight=nearest_sentence(one)) for one in best),
            paragraphs=by_month(table.dates[found.rows]),
            generation=self.generation.id,
        )

    def _openings(
        self, empty: Answer, understood: Understood, filters: Filters | None, top_k: int
    ) -> Answer:
        """Return how the newest briefings begin that the filters leave: nothing else is asked."""
        merged = merge_filters(understood.filters, filters)
        hits: list[Hit] = []
        table = self.generation.table
        for rows in newest_briefings(table, allowed_rows(merged, table)):
            if len(hits) == top_k:
                break
            paragraphs = self.store.get_paragraphs(self.generation.paragraph_ids(rows))
            first = opening(list(paragraphs.values())) if paragraphs else None
            head = self.store.head(first.briefing_id) if first else None
            if first and head:
                hits.append(Hit(paragraph=first, briefing=head, score=0.0))
        verdict = Verdict.CLOSEST if hits else Verdict.NOT_COVERED
        return replace(empty, filters=merged, verdict=verdict, hits=tuple(hits))

    def find(
        self,
        read: Question,
        allowed: NDArray[np.bool_] | None = None,
        *,
        top_k: int = 10,
        latest: bool = False,
    ) -> Findings:
        """Return the candidates for a question in the order of the answer.

        allowed: rows that may answer, shape (rows,); None for all. latest: newest first.
        """
        if allowed is not None and not allowed.any():
            return Findings((), None)
        vector = self.encode(read)
        found = fetch(
            self.store,
            self.generation,
            score_rows(read, vector, self.generation, allowed),
            top_k + SPARE,
        )
        if latest:
            found = self._newest_first(read, vector, allowed, found)
        evidence = Evidence(read, self.generation.lexical, self._reader)
        reader = Reader(evidence, wanted_answer(read.text))
        weighed = reader.weigh(fold_duplicates(found), READ)
        if not weighed:
            return Findings((), None)
        best = max(weighed, key=lambda candidate: candidate.score)
        arranged = weighed if latest else arrange(weighed)
        judged = reader.read(best if latest else arranged[0])
        others = [candidate for candidate in weighed if candidate.paragraph != judged.paragraph]
        floor = FLOOR * best.score
        worth = [candidate for candidate in arranged if candidate.score >= floor]
        shown = tuple(reader.read(candidate) for candidate in worth[:top_k])
        return Findings(shown, measure([judged, *others], evidence))

    def _newest_first(
        self,
        read: Question,
        vector: NDArray[np.float32],
        allowed: NDArray[np.bool_] | None,
        found: list[Candidate],
    ) -> list[Candidate]:
        """Return what names the subject, newest first, and then what else was found."""
        naming = naming_rows(read, self.generation.lexical, self.generation.table, allowed)
        if not naming.any():
            return newest_first(found)
        named = fetch(
            self.store,
            self.generation,
            score_rows(read, vector, self.generation, naming),
            CANDIDATES,
        )
        return newest_first(found, named)

    def encode(self, question: Question) -> NDArray[np.float32]:
        """Return the unit vector of a question, shape (dim,)."""
        text = self._glossed(question.text, question.language)
        vector: NDArray[np.float32] = self.encoder.encode_queries([text])[0]
        return vector

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of what is followed, shape (texts, dim)."""
        cut = [text[:LONGEST] for text in texts]
        return self.encoder.encode_queries(
            [self._glossed(text, question_language(text, self.bridge)) for text in cut]
        )

    @property
    def encoded_with(self) -> str:
        """What vectors depend on besides the text: the model and the dictionary."""
        dictionary = self.bridge.fingerprint if self.bridge else ""
        return f"{self.encoder.spec.fingerprint} {dictionary}"

    def paragraph_ids(self) -> list[str]:
        """Return the ids of all paragraphs in the index."""
        return self.generation.paragraph_ids(range(len(self.generation)))

    def follower(self, paragraph_ids: Sequence[str]) -> Matcher:
        """Return some paragraphs as what is new; those that are not in the index are left out."""
        wanted = set(paragraph_ids)
        rows = [row for row, name in enumerate(self.paragraph_ids()) if name in wanted]
        new = np.array(rows, dtype=np.int64)
        return self._matcher(new)

    def so_far(self, topic: str, today: dt.date) -> tuple[Hit, ...]:
        """Return what a topic would have been matched with, had all that is there been new.

        Only the best candidates are looked at.
        """
        language = question_language(topic, self.bridge)
        read = read_question(topic, self.generation.lexical, self.bridge, language)
        vector = self.encode_all([topic])
        scored = score_rows(read.without(ASKING), vector[0], self.generation)
        return self._matcher(np.sort(scored.rows)).match([topic], vector, today)[0]

    def _matcher(self, new: NDArray[np.int64]) -> Matcher:
        return Matcher(self.store, self.generation, self.bridge, new, self._is_answered)

    def _is_answered(self, question: str, today: dt.date) -> bool:
        return self.retrieve(question, today=today).verdict is Verdict.ANSWERED

    def _glossed(self, text: str, language: str | None) -> str:
        """Return a text in the language of the model, as far as the dictionary has its words."""
        if language == "de" and self.bridge and not reads(self.encoder, "de"):
            return self.bridge.gloss(text, any_case=text == text.lower())
        return text


def _holds(filtered: Findings, unfiltered: Findings, share: float) -> bool:
    """Tell whether a soft filter leaves an answer about as good as the best without it."""
    if not filtered.candidates or not unfiltered.candidates:
        return bool(filtered.candidates)
    best = max(candidate.score for candidate in filtered.candidates)
    return best >= share * max(candidate.score for candidate in unfiltered.candidates)


def _judged(answer: Answer, findings: Findings) -> Answer:
    """Return the answer with its verdict, and with its hits unless nothing is covered."""
    if findings.features is None:
        return answer
    verdict, confidence = judge(findings.features)
    if verdict is Verdict.NOT_COVERED:
        return replace(answer, confidence=confidence)
    hits = tuple(hit_of(candidate) for candidate in findings.candidates)
    return replace(answer, verdict=verdict, confidence=confidence, hits=hits)
