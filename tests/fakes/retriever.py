"""A retriever that ranks by shared words: enough to show what the bot makes of an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.store import CorpusStore
from index.answer import Answer, Filters, Hit, Span, Timeline, Verdict
from index.bridge import Bridge

_GREETINGS = {"hallo", "hello", "hi", "danke", "thanks"}


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


class FakeRetriever:
    """Answers from a store; records the questions it was asked.

    ``since 2024`` is read as a filter. Two shared words answer a question, one comes close.
    """

    def __init__(self, store: CorpusStore, generation: str = "g1") -> None:
        self._store = store
        self._generation = generation
        self.questions: list[str] = []
        self.fail: Exception | None = None
        self.bridge: Bridge | None = None

    def retrieve(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        top_k: int = 10,
        today: dt.date | None = None,  # noqa: ARG002
    ) -> Answer:
        self.questions.append(question)
        if self.fail is not None:
            raise self.fail
        filters = filters or Filters()
        if "since 2024" in question:
            filters = Filters(since=dt.date(2024, 1, 1), phrases=("since 2024",))
        hits = self._hits(question.replace("since 2024", ""), filters)[:top_k]
        verdict = Verdict.NOT_COVERED
        if question.strip("!. ").lower() in _GREETINGS:
            verdict = Verdict.SMALL_TALK
        elif hits:
            verdict = Verdict.ANSWERED if hits[0].score >= 2 else Verdict.CLOSEST
        return Answer(
            question=question,
            query=question,
            language="en",
            filters=filters,
            verdict=verdict,
            confidence=0.9,
            hits=tuple(hits) if verdict in (Verdict.ANSWERED, Verdict.CLOSEST) else (),
            generation=self._generation,
        )

    def timeline(self, topic: str, *, today: dt.date | None = None) -> Timeline:  # noqa: ARG002
        """Answer with all paragraphs that share a word, the best of each briefing."""
        if self.fail is not None:
            raise self.fail
        hits = self._hits(topic, Filters())
        best = {hit.briefing.id: hit for hit in reversed(hits)}
        ordered = sorted(best.values(), key=lambda hit: hit.briefing.date or dt.date.max)
        days = [hit.briefing.date for hit in hits]
        months = Counter(day.replace(day=1) for day in days if day)
        undated = days.count(None)
        counts = (*sorted(months.items()), *([(None, undated)] if undated else []))
        return Timeline(topic, Filters(), tuple(ordered), counts, self._generation)

    encoded_with = "fake"

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    def so_far(self, topic: str, today: dt.date) -> tuple[Hit, ...]:
        everything = self.follower(self.paragraph_ids())
        return everything.match([topic], self.encode_all([topic]), today)[0]

    def paragraph_ids(self) -> list[str]:
        return [paragraph.id for paragraph in self._store.paragraphs()]

    def follower(self, paragraph_ids: Sequence[str]) -> FakeFollower:
        return FakeFollower(self, set(paragraph_ids))

    def _hits(self, question: str, filters: Filters) -> list[Hit]:
        wanted = words(question)
        hits = []
        for paragraph in self._store.paragraphs():
            head = self._store.head(paragraph.briefing_id)
            assert head is not None
            score = len(wanted & words(paragraph.text))
            early = filters.since and (head.date is None or head.date < filters.since)
            if score and not early:
                span = _best_sentence(paragraph.text, wanted)
                hits.append(Hit(paragraph, head, float(score), span))
        return sorted(hits, key=lambda hit: -hit.score)


class FakeFollower:
    """Matches what shares all words of a topic of up to two, and two of anything else."""

    def __init__(self, retriever: FakeRetriever, new: set[str]) -> None:
        self._retriever, self._new = retriever, new

    def match(
        self,
        texts: Sequence[str],
        vectors: NDArray[np.float32],
        today: dt.date,  # noqa: ARG002
    ) -> list[tuple[Hit, ...]]:
        assert len(texts) == len(vectors)
        return [self._match(text) for text in texts]

    def _match(self, text: str) -> tuple[Hit, ...]:
        hits = self._retriever._hits(text, Filters())
        least = min(2, len(words(text)))
        return tuple(
            hit for hit in hits if hit.paragraph.id in self._new and hit.score >= least > 0
        )


def _best_sentence(text: str, wanted: set[str]) -> Span:
    sentences = list(re.finditer(r"\S[^.!?]*[.!?]?", text))
    best = max(sentences, key=lambda match: len(wanted & words(match.group())))
    return Span(best.start(), best.end())
