"""The sentence that answers, as a span of the stored paragraph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import Paragraph
from index.answer import Span
from index.evidence import Evidence
from index.expected import Wanted, has_answer
from index.text import sentence_spans

#: Weights of the cosine, of the question's idf found in the sentence, and of the kind of answer.
#: Chosen on one half of XQuAD's articles (benchmarks/retrieval.py).
COSINE, FOUND, KIND = 1.0, 1.0, 0.15


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentences of a paragraph say to a question.

    best: number of the answering sentence. spans: the sentences; scores: one each.
    coverage: how surely each word of the question is held, shape (sentences, words).
    kind: whether each sentence has the wanted kind of answer (see ``has_answer``).
    """

    best: int
    spans: tuple[Span, ...]
    scores: NDArray[np.float64]
    coverage: NDArray[np.float64]
    kind: NDArray[np.float64]

    def highlight(self, paragraph: Paragraph) -> Span:
        """Return the answering sentence without the paragraph's opening label."""
        span = self.spans[self.best]
        start = max(span.start, paragraph.body_start)
        return Span(start, span.end) if start < span.end else span


def read_paragraph(
    paragraph: Paragraph,
    cosines: NDArray[np.float32],
    evidence: Evidence,
    wanted: Wanted | None,
) -> Reading:
    """Score the sentences of a paragraph.

    cosines: of the question with each sentence of ``sentence_spans``, in order.
    """
    spans = sentence_spans(paragraph.text, paragraph.language)
    texts = [paragraph.text[span.start : span.end] for span in spans]
    starts = [span.start for span in spans]
    coverage = evidence.coverage(paragraph.text, paragraph.language, starts)
    kind = np.array([has_answer(text, wanted) for text in texts])
    found = np.array([evidence.share(row) for row in coverage])
    scores = COSINE * cosines[: len(spans)] + FOUND * found + KIND * kind
    return Reading(int(np.argmax(scores)), spans, scores, coverage, kind)
