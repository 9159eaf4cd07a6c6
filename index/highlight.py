"""The sentence that answers, as a span of the stored paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import Paragraph
from index.answer import Span
from index.evidence import Coverage, Evidence
from index.question.expected import Wanted, has_answer
from index.text import fold, sentence_spans

Floats = NDArray[np.float64]

#: Weights of the question's words found in the sentence and of the kind of answer, beside the
#: cosine's 1. These and the next were chosen on one half of XQuAD's articles
#: (``python -m benchmarks.retrieval --highlight`` reports the other).
FOUND, KIND = 2.0, 0.3
#: How much a word of the question tells more where few sentences of the paragraph hold it.
RARITY = 2.0
#: What the sentence before lends to one that points back to it (``This …``), and to any other.
POINTING, FOLLOWING = 0.5, 0.4
#: Share of the lead in cosine that the sentence before lends to one that points back to it.
POINTING_COSINE = 0.5
#: From this on a word counts as held by a sentence.
HELD = 0.3
_POINTING = re.compile(
    r"\W*(?:(?:in|an|bei|mit|durch|for|with|at|by|from|nach|during|aus|auf|von|of|on) )?"
    r"(?:this|these|those|that|it|its|he|his|she|her|they|their|such|as such|all|both|there|today"
    r"|however|dies\w*|jene\w*|er|sie|es|sein\w*|ihr\w*|solche\w*|alle|beide|dadurch|dabei|damit"
    r"|daher|dort)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentences of a paragraph say to a question.

    best: number of the answering sentence. spans: the sentences; scores: one each.
    coverage: how surely each word of the question is held, shape (sentences, words).
    held: how surely the paragraph or its headings hold each word, shape (words,).
    kind: whether each sentence has the wanted kind of answer (see ``has_answer``).
    """

    best: int
    spans: tuple[Span, ...]
    scores: Floats
    coverage: Coverage
    held: Floats
    kind: Floats

    def highlight(self, paragraph: Paragraph) -> Span:
        """Return the answering sentence without the paragraph's opening label.

        A label with a figure (``26 November:``) may be the answer itself.
        """
        span = self.spans[self.best]
        dated = any(map(str.isdigit, paragraph.text[: paragraph.body_start]))
        start = span.start if dated else max(span.start, paragraph.body_start)
        return Span(start, span.end) if start < span.end else span


def read_paragraph(
    paragraph: Paragraph,
    above: str,
    cosines: NDArray[np.float32],
    evidence: Evidence,
    wanted: Wanted | None,
) -> Reading:
    """Score the sentences of a paragraph.

    above: its headings. cosines: of the question with each of ``sentence_spans``, in order.
    """
    spans = sentence_spans(paragraph.text, paragraph.language)
    texts = [paragraph.text[span.start : span.end] for span in spans]
    pointing = np.array([_POINTING.match(text) is not None for text in texts])
    coverage = evidence.coverage(paragraph.text, paragraph.language, [span.start for span in spans])
    bodies = [paragraph.text[max(span.start, paragraph.body_start) : span.end] for span in spans]
    kind = np.array([_tells(body, evidence.folded, wanted) for body in bodies])
    scores = (
        _lent_cosines(cosines[: len(spans)].astype(np.float64), pointing)
        + FOUND * _found(coverage, evidence.idf, pointing)
        + KIND * kind
    )
    headed = evidence.coverage(above, paragraph.language, [0])[0]
    held = np.maximum(coverage.max(axis=0), headed)
    return Reading(int(np.argmax(scores)), spans, scores, coverage, held, kind)


def _tells(text: str, asked: frozenset[str], wanted: Wanted | None) -> float:
    """Return ``has_answer`` of a text without the words that the question has already said.

    A unit that the question names (``in percent``) is not said too often by the answer.
    """
    found = has_answer(text, wanted)
    if wanted is None or not found:
        return found
    units = wanted in (Wanted.PERCENT, Wanted.MONEY, Wanted.EXTENT)

    def new(word: re.Match[str]) -> str:
        said = fold(word[0]) in asked and not (units and word[0].isalpha())
        return "" if said else word[0]

    return has_answer(re.sub(r"\w+", new, text), wanted)


def _found(coverage: Coverage, idf: Floats, pointing: NDArray[np.bool_]) -> Floats:
    """Return the share of what the question tells that each sentence holds, 0 to 1."""
    held_by = (coverage > HELD).sum(axis=0)
    weights = idf * (1 + RARITY * np.log((len(coverage) + 1) / (held_by + 1)))
    before = np.vstack([np.zeros_like(coverage[:1]), coverage[:-1]])
    lent = np.where(pointing, POINTING, FOLLOWING)[:, None] * before
    mass = weights.sum()
    found: Floats = np.maximum(coverage, lent) @ weights / (mass if mass > 0 else 1.0)
    return found


def _lent_cosines(cosines: Floats, pointing: NDArray[np.bool_]) -> Floats:
    """Return the cosines, raised where a sentence points back to one that is nearer."""
    before = np.concatenate([cosines[:1], cosines[:-1]])
    return cosines + POINTING_COSINE * pointing * np.maximum(0.0, before - cosines)
